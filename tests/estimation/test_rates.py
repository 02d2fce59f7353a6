"""The load of a worksheet: reads and writes, at peak where that is told."""

from coach.estimation.rates import READ, WRITE, peak_rates
from coach.estimation.worksheet import read


def test_each_direction_has_its_rate():
    rates = peak_rates(read("86.4M writes/day / 86400 = 1000 writes/s\n1000/s * 10 = 10000 reads/s"))
    assert rates == {READ: 10_000.0, WRITE: 1_000.0}


def test_a_peak_raises_the_rate_and_a_later_average_does_not():
    rates = peak_rates(read("reads = 1000/s\npeak reads = 3000/s\nreads = 9000/s"))
    assert rates == {READ: 3_000.0}


def test_a_worksheet_without_rates_has_no_load():
    assert peak_rates(read("100 bytes a row\n5 years")) == {}
