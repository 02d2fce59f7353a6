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
        "gather cost: 200 authors x ~3 cache misses x 100ns = 60us",
        "code length: 62^7 = 3,5e12, every 1470th guess hits a real link",
        "62^8 = 2,2e14 -> one hit in ~91 k guesses",
        "feed lists : 12 M x 300 ids x 10 o = 36 Go, x2 with replica",
        "cost : 240 To / day x 0,01 €/Go = 2 400 €/day",
        "out: 3 000 x 1,5 Mo = 4,5 Go/s",
        "30 mi DAU x 6.4 KB = 192 GB",
        "timeline cache: 800 ids x 8 B = 6.4 KB per user x 30 mi = 192 GB redis (raw ids, overhead maybe 2x)",
        "20 kk users x 50 B = 1 GB",
        "reconnect: 5 k * 0.2 ms = 1 core",
        "8 k requests x 5 ms = 40 threads",
        "RAM: 800 ids x 8B x 200M = 1.28TB, x2 overhead 2.6TB → 52 x 64GB @ 80% full; x2 replicas = 104",
        "ring: 7 days x 60 GB x 2 copies = 840 GB: 6 nodes",
        "text: 100M * 300 B = 30 GB/day, 5 years 54.8 TB, times 3 copies 164 TB\n"
        "pictures: 10M/day * 500 KB = 5 TB/day, 9 PB in 5 years",
        "log: (2 000 clicks + 100 others)/s × 64 B = 134 KB/s, 8 min → 65 MB",
        "60 pieces of two minutes, 20 versions each = 1,200 jobs of 20 minutes.",
        "160M*.2 s = 8.9k core-h per wk vs 16.7k eager",
        "one 2U with 100 Gbit nic + 30 TB nvme does ~9 GB/s",
        "100 h x 200 core hours = 20,000 core hours a day / 24 h = 833 cores",
        "100 hours of film x 200 = 20,000 core hours a day, / 24 = 833 cores busy",
        "new: 100 h a day x 20 GB = 2 TB a day",
        "share of the text limit in use: 347 / 500 = 69%",
        "30s x maybe 4/y = 2 min of the 52 min/y budget",
        "load GET /s=3.75M",
        "99.95% leaves 22 minutes a month",
        "12 instances give 48k, with one zone gone it is 32k, so let us say 15",
        "12 bits of sequence = 4096 ids per ms per machine",
        "packets of 1200 B at 2 Mbps = 208 pkt/s",
        "300k texts a day × 0.7 ct = 2,100 $/day",
    ],
)
def test_a_right_line_is_not_called_wrong(text):
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("| availability of redirect | 99.99 %, i.e. we may be down for about 8.8 hours a year |", 10.0),
        ("2 mi users x 100 B = 20 GB", 100.0),
        ("12 M x 300 ids x 10 o = 3,6 Go", 10.0),
        ("| egress | 18.5k/s x 100 KB = 1.85 GB/s | 1.85 Gbit/s, so two 2 Gbit links serve it |", 8.0),
    ],
)
def test_a_wrong_line_is_found_with_its_factor(text, factor):
    found = [remark.factor for remark in errors(text) if remark.factor]
    assert any(abs(value / factor - 1) < 0.15 or abs(value * factor - 1) < 0.15 for value in found)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("160M*.2 s = 8.9k core-h per wk vs 16.7k eager", "1", 8.9e3 * 3600 / (7 * 86400)),
        ("100 h x 200 core hours = 20,000 core hours a day / 24 h = 833 cores", "1", 833),
        ("new: 100 h a day x 20 GB = 2 TB a day", "B/s", 2e12 / 86400),
        ("30s x maybe 4/y = 2 min of the 52 min/y budget", "s", 120),
        ("packets of 1200 B at 2 Mbps = 208 pkt/s", "1/s", 208),
    ],
)
def test_what_a_line_means_is_what_it_is_taken_for(text, unit, value):
    known = [one.value for one in read(text).quantities if one.unit == unit]
    assert any(one == pytest.approx(value, rel=0.03) for one in known)


def test_codes_too_few_for_the_rows_are_not_enough():
    text = (
        "Links after five years: 50M/day x 1,826 = 91.3 billion.\n"
        "Code length: 62^6 = 56.8 billion, therefore six characters are enough for the full five years."
    )
    assert any(remark.start >= text.index("Code length") for remark in read(text).remarks)
