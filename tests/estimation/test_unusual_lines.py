"""Right lines that are written in an unusual way pass in silence; wrong ones in prose and tables are found."""

import pytest

from coach.estimation.worksheet import read
from coach.model.words import Severity


def errors(text):
    return [remark for remark in read(text).remarks if remark.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "220k/s over 347 boxes = 640/s each",
        "raw 8 GB/d; gzip ~1/3 → 2.67 GB/d\nexpiring pile: 70 % × 2.67 × 30 d = 56 GB, steady",
        "storage 1.48 TB × .023 = $34/mo",
        "storage 36 TB × $0.023 = $828/mo",
        "map: 50 orders × 2,6 × 2 changes (held, sold) = 260 changes/s × 3 B = 780 B/s per person × 20k = 15,6 MB/s",
        "17k handshakes/s over the 519 others = 33/s each",
        "inside at once (Little) = 83 × 240 s = 20 000",
        "log: (2 000 clicks + 100 others)/s × 64 B = 134 KB/s, 8 min → 65 MB",
    ],
)
def test_a_right_line_is_not_called_wrong(text):
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("| availability of redirect | 99.99 %, i.e. we may be down for about 8.8 hours a year |", 10.0),
        ("| egress | 18.5k/s x 100 KB = 1.85 GB/s | 1.85 Gbit/s, so two 2 Gbit links serve it |", 8.0),
    ],
)
def test_a_wrong_line_is_found_with_its_factor(text, factor):
    found = [remark.factor for remark in errors(text) if remark.factor]
    assert any(abs(value / factor - 1) < 0.15 or abs(value * factor - 1) < 0.15 for value in found)


def test_codes_too_few_for_the_rows_are_not_enough():
    text = (
        "Links after five years: 50M/day x 1,826 = 91.3 billion.\n"
        "Code length: 62^6 = 56.8 billion, therefore six characters are enough for the full five years."
    )
    assert any(remark.start >= text.index("Code length") for remark in read(text).remarks)
