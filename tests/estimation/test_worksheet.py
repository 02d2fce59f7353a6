"""Lines read in the light of the lines before them."""

import pytest

from coach.estimation.notation import LONGEST_LINE
from coach.estimation.worksheet import read, reread

SHEET = """\
DAU = 50M
writes: DAU * 2 / 86400 = 1,157/s
reads are 10x that = 11.6k/s, peak x3 ~ 35k/s
row ~ 500 B -> 50 GB/day
50 GB/day * 365 * 5 = 91 TB, x3 copies = 274 TB
"""


def values(text, unit=None):
    return [q.value for q in read(text).lines[-1].quantities if unit is None or q.unit == unit]


def test_a_chain_of_right_lines_passes_in_silence():
    assert read(SHEET).remarks == ()


def test_the_reading_is_shown_with_the_sum_and_the_claim():
    line = read("100M/day / 86400 ~ 1.2k writes/s").lines[0]
    assert line.read_as == "100,000,000 per day ÷ 86,400 = 1,157 per second; you wrote 1,200 per second"


def test_values_are_in_si_units():
    assert values("5 TB/day = 58 MB/s", "B/s") == [pytest.approx(5e12 / 86400), pytest.approx(58e6)]
    assert values("1 GiB / 8 GiB/s = 125 ms", "s")[0] == pytest.approx(0.125)
    assert values("40 TB x $0.08 per GB = $3,200", "$")[0] == pytest.approx(3200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100M * 500B = 50 GB", 50e9),
        ("12B * 500 bytes = 6 TB", 6e12),
        ("5 Mbps * 60 min = 2.25 GB", 2.25e9),
        ("upload 10 mb * 100 = 1 GB", 1e9),
    ],
)
def test_the_claim_picks_among_the_readings_of_an_ambiguous_token(text, expected):
    assert expected == pytest.approx(values(text, "B")[-1], rel=0.02)


def test_a_name_stands_for_its_value_on_later_lines():
    assert values("writes = 40/s\nreads = 100 x writes", "1/s") == [pytest.approx(4000)]


def test_a_factor_continues_from_the_value_before_it():
    assert values("storage = 100 TB\n×3 replicas → 300 TB")[-1] == pytest.approx(300e12)


def test_peak_and_average_are_attributes():
    peaks = [(q.value, q.peak) for q in read("2-3k qps avg, peak 5x = 10-15k").lines[0].quantities]
    assert (2000, False) in peaks
    assert any(peak and value == pytest.approx(10000) for value, peak in peaks)


def test_a_range_keeps_both_ends():
    (quantity,) = read("2-3k qps").lines[0].quantities
    assert (quantity.low, quantity.high) == (2000, 3000)


@pytest.mark.parametrize(
    "line",
    [
        "URL shortener",
        "S3 + CDN for media",
        "2PC vs saga",
        "24/7 support",
        "80/20 rule",
        "client -> LB -> app",
        "3 AZs: us-east-1a/b/c",
    ],
)
def test_a_line_without_an_estimate_is_left_alone(line):
    read_line = read(line).lines[0]
    assert (read_line.is_estimate, read_line.quantities, read_line.remarks) == (False, (), ())


def test_offsets_are_offsets_into_the_whole_text():
    text = "\n\n   \n- 100M * 500 bytes = 50 MB\n"
    sheet = read(text, first_line=7)
    (remark,) = sheet.remarks
    assert text[remark.start : remark.end] == "100M * 500 bytes = 50 MB"
    assert sheet.lines[0].number == 10
    assert all(text[line.start : line.end] == line.text for line in sheet.lines)


def test_rereading_gives_what_reading_gives():
    before = read(SHEET)
    for changed in (SHEET.replace("50M", "70M"), SHEET.replace("500 B", "700 B"), SHEET + "\n1M * 1 KB = 1 TB", ""):
        assert reread(before, changed).lines == read(changed).lines


def test_a_changed_line_recomputes_what_rests_on_it():
    before = read("DAU = 10M\nrequests = DAU * 10")
    assert reread(before, "DAU = 20M\nrequests = DAU * 10").lines[1].quantities[0].value == pytest.approx(2e8)


@pytest.mark.parametrize(
    "bad",
    ["10^10^10 = 5", "1 / 0 = 5", "9" * 5000, "1e999 users", "5 TB / 0 = 3"],
)
def test_what_cannot_be_computed_gets_a_note_and_everything_else_is_read(bad):
    sheet = read(f"100M / 86400 = 1157/s\n{bad}\n2 * 3 GB = 6 GB")
    assert [line.is_estimate for line in sheet.lines if line.text != bad] == [True, True]
    assert [remark.severity.value for remark in sheet.remarks] == ["note"]


def test_a_long_line_says_that_only_its_beginning_was_read():
    sheet = read("x" * 1_000_000)
    assert [remark.id for remark in sheet.remarks] == ["line-too-long"]
    assert f"{LONGEST_LINE:,}" in sheet.remarks[0].message


@pytest.mark.parametrize(
    "text", ["", "\0\0 5 GB \0", "\t5\tTB\t", "每天 100M / 86400 = 1157/s", "٣ * 4 = 12", "½ of 5 GB"]
)
def test_odd_characters_are_read_around(text):
    read(text)
