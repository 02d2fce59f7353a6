"""Times, shares and scores keep their width and their meaning."""

import pytest

from coach.tui import wording


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(2292, "38:12"), (59.6, "01:00"), (0, "00:00"), (-0.4, "00:00"), (-70, "+01:10"), (6069, "1:41:09")],
)
def test_clock(seconds, shown):
    assert wording.clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.31, "0.3 s"), (9.96, "10 s"), (59, "59 s"), (240, "4 min"), (7200, "2 h"), (300_000, "3 days"), (-5, "0.0 s")],
)
def test_ago(seconds, shown):
    assert wording.ago(seconds) == shown


@pytest.mark.parametrize(("share", "shown"), [(0.5, "▰▰▱▱"), (7, "▰▰▰▰"), (-1, "▱▱▱▱")])
def test_a_bar_never_leaves_its_width(share, shown):
    assert wording.bar(share, 4) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(1157.4, "1/s", "1,157 /s"), (36.5e12, "B", "36.5 TB"), (1200, "$/month", "$1,200 a month"), (7, "1", "7")],
)
def test_quantities_are_told_in_the_unit_that_suits(value, unit, shown):
    assert wording.quantity(value, unit) == shown
