"""Every rule's own examples, and the ways in which a right but unusual line must pass."""

import pytest

from coach.estimation.checks.all import RULES
from coach.estimation.worksheet import read
from coach.model.words import Severity

SLIPS = {"arithmetic", "exceeds-capacity", "conversion", "conclusion"}  # rules that name the slip they found


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule.wrong])
def test_a_rule_speaks_on_its_wrong_examples(rule, text):
    (remark,) = read(text).lines[-1].remarks
    assert remark.severity is rule.severity
    assert remark.id == rule.id or rule.id in SLIPS


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule.right])
def test_a_rule_is_silent_on_its_right_examples(rule, text):
    assert [remark for remark in read(text).remarks if remark.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("line", "name", "factor"),
    [
        ("250M × 2 Mbps = 500 Pbps", "prefix-slip", 1000),
        ("40M × 36 bytes = 1.44 Gbps", "bits-vs-bytes", 1 / 8),
        ("$20M/day = $600M/year", "months-or-years", 30 / 365),
        ("200 GB/day * 12 = 2.4 TB/year", "months-for-days", 12 / 365),
        ("100M/day * 86400 = 8.64T writes/s", "per-day-as-per-second", 86400),
        ("10M × (1/0.5s) = 5M updates/s", "multiplied-for-divided", 0.25),
        ("99.9% = 52 min a year", "wrong-nines", 0.0989),
        ("500M/day = 580 per second", "tenfold", 0.1),
        ("a million viewers x 5 Mbit/s = 5 Gbit/s", "prefix-slip", 0.001),
        ("15 mln / 86 400 s = 1 736 tweets/s average", "tenfold", 10),
    ],
)
def test_the_ratio_tells_the_slip(line, name, factor):
    (remark,) = read(line).remarks
    assert remark.id == name
    assert remark.factor == pytest.approx(factor, rel=0.15)
    assert remark.severity is Severity.ERROR


@pytest.mark.parametrize(
    "line",
    [
        "avg 8 KB -> 1.6 GB per day x 90 days = 144 GB",
        "alive <= 1e5 * 30 = 3M * 2KB = 6GB. thats a usb stick",
        "sockets | 300k + 50k at 20k per node | 18 nodes, run 27",
        "makes: 2e6/yr = 5.5k/day = one every ~16s",
        "in: 3.2 MB (original+sizes) × 800k = 2.6 TB/d = 0.93 PB/y",
        "cache 1.8 GB = 300k hot",
        "640 × 2 = 1.28 Gbps",
        "1M users × 10 queries/day / 86400 = 115 QPS avg, 1k QPS peak",
        "account with 30M followers: 30M / 694k/s = 43 s of the whole fleet",
        "1 day = 86400 s ~ 10^5 s",
        "500 million * 5 years * 12 months = 30 billion",
        "Storage (500 B each): 100M × 365 = 18 TB",
        "Photos: 2 MB orig + 4 sizes (~500 KB total) = 2.5 MB each",
        "Write QPS 2.3k avg / 7k peak",
        "a million viewers x 5 Mbit/s = 5 Tbit/s",
        "half a million users x 10 = 5M/day",
        "a read is 1 ZREVRANGE + 1 MGET ≈ 8 ms",
        "edge: 25T / 80 Gbit/s per box = 313 boxes if perfectly spread",
        "1.25T / 40 = 31 Gbit/s",
        "Bytes: 30% of peak on one title = 1.9M x 4 = 7.5 Tbit/s.",
        "Starts 5M x 2 = 116/s, peak x5 580",
        "5k accounts x 20 ids = 800 kB in every server",
        "6 x 8 TB per machine = 192 raw",
        "20% show up in 10 min = 200k/600s = 333/s",
        "merged per 200ms -> 5 GETs/s per tab = 5k/s",
        "1,250/s per node = 25 leases/s",
        "9.6k/s over 4 shards x 2 replicas = 1.2k primary-key reads/s each",
        "120M users seen in 14 days x 800 entries x 16 B (post id + author id) = 1.54 TB",
        "27 of 40 socket nodes x 50k = 1.35M lines",
        "1 slip + 2 lines + hold + 4 ledger + 3 jobs = 11 rows x 200B = 2.2 KB per order",
        "failover 30s x maybe 4/y = 2 min of the 52 min/y budget",
        "100 million viewers at $10 a month are $12 billion",
        "160M * .2 s = 8.9k core-h per week",
    ],
)
def test_right_but_unusual_lines_pass(line):
    assert [remark for remark in read(line).remarks if remark.severity is not Severity.NOTE] == []


def test_an_error_shows_the_sum_and_the_one_factor_that_repairs_it():
    (remark,) = read("1M users x 10 KB = 10 MB").remarks
    assert remark.message == "10 GB, not 10 MB: a thousand times more; million × KB is GB."


def test_a_line_has_at_most_one_remark():
    assert all(len(line.remarks) <= 1 for line in read("a day has 3600 seconds, 100M * 500 bytes = 50 MB").lines)
