"""Claims that do not follow from the sum before them.

An error is told only when the sum was understood in full, nothing in the line or before it explains the difference
(a factor in brackets, a peak, a rounding up of machines), and the ratio says what went wrong or is beyond any
rounding. An arrow says "from this follows", not "equals": it is checked for slips of a thousand alone.
"""

import math
import re

from coach.estimation.checks.explained import counts_machines, explained
from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.checks.tellings import downtime, plainly, signs, span_of, times, told_slip
from coach.estimation.combined import agrees, operand_of
from coach.estimation.lines import Link
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures
from coach.estimation.slips import Slip, explain
from coach.estimation.trees import Call, Leaf, Operation, leaves, nodes
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import told
from coach.model.words import Severity

_NOTE_FROM = 0.12
_ERROR_FROM = math.log(1.95)
_ANOTHER_SPAN = math.log(2000.0)
"""|log| beyond which one span of time is no other way to tell another: "5 min = 1 year" sets a rule."""
_BRIEFEST = 0.5
"""Seconds below which a time beside a percentage is a latency, no downtime."""
_DOWN = vocabulary("down downtime unavailable unavailability outage outages allows allow budget availability uptime")
_NINES = 0.985
"""Least share that is taken for an availability without a word of it."""
_MOST = 5
"""Figures before a claim that may go into it."""
_DAYS = (200.0, 359.0)
"""Working or trading days that a year may have."""
_FEW = 1000.0
"""Below it a product of years and copies counts nothing that has a size."""
_NO_SLIPS_OF_TIME = {"prefix-slip", "tenfold", "factor-left-out", "bits-vs-bytes", "minutes-or-hours"}
_CURRENCIES = ("$", "€", "£", "usd", "eur", "gbp", "₹")
_DIVIDING = frozenset({"each", "gzip", "gzipped", "zstd", "brotli", "compressed", "compression", "compress", "zipped"})
_POWER_OF_A_LETTER = words_pattern(r"[a-z]\s?(?:\^|\*\*)\s?$")
_ZEROS = ("prefix-slip", "tenfold", "bits-vs-bytes", "percent-slip")
_SAME = 0.1
"""|log| within which two figures are the same one, rounded."""
_ANOTHER_THING = math.log(100.0)
"""|log| beyond which a bare number is no rounding of the one before it."""


def claim_that_does_not_follow(sight: Sight) -> Finding | None:
    """The first link of the line whose claim is not what the sum gives."""
    for link in sight.reading.links:
        finding = _of_link(sight, link)
        if finding is not None:
            return finding
    return None


def _of_link(sight: Sight, link: Link) -> Finding | None:
    if link.verdict == "rounded":
        return _addition(sight, link) or _gentle(sight, link)
    if link.verdict != "off" or link.reading is None or link.left.total.clash:
        return None
    if _POWER_OF_A_LETTER().search(sight.text[: link.left.total.start]):
        return None  # n^2/2^65: what n is stands elsewhere
    unsaid = link.reading.how in ("in the claim's unit", "a count as bytes") and not _only_adds(link.left.total.root)
    if (link.joined or unsaid) and _is_one_more_factor(sight, link):
        return None
    if explained(sight, link) or _counts_steps(link) or _is_no_sum(sight, link) or _unit_unsaid(link):
        return None
    slip = explain(link.computed, link.claim, link.tried, _factors(link), _digits(sight, link))
    if link.kind == "rounding":
        return _rounding(link)
    if slip is not None and slip.id == "days-or-years" and any(_DAYS[0] <= one <= _DAYS[1] for one in _factors(link)):
        return None  # 94 GB/day times 252 trading days
    if not link.is_sum:
        return _conversion(sight, link, slip)
    if not link.sure:
        return None
    if _yearly_bill(link, slip):
        return None
    if link.joined == "list" or (link.joined and link.kind == "follows"):
        return _listed(sight, link, slip)
    if slip is not None and slip.id == "multiplied-for-divided" and not sight.words.isdisjoint(_DIVIDING):
        return None  # 9.6k/s over 4 shards x 2 replicas each: divided by both; gzip 5x: a fifth
    if link.kind in ("eq", "about"):
        return _addition(sight, link) or _firm(sight, link, slip)
    if slip is None or abs(math.log(slip.factor)) < math.log(7):
        return None
    if link.kind == "implied" or _only_does(link, slip):
        return None
    if link.kind == "follows" and not (slip.id == "prefix-slip" and slip.reading.assumptions <= 1 and _same_kind(link)):
        return None
    if link.kind == "cell" and slip.id not in (
        "prefix-slip",
        "bits-vs-bytes",
        "per-day-as-per-second",
        "tenfold",
        "per-hour-as-per-second",
    ):
        return None
    return told_slip(link, slip)


def _listed(sight: Sight, link: Link, slip: Slip | None) -> Finding | None:
    """ "10M photos a day, 2 MB each => 2 TB a day": a product of what commas join, with other zeros."""
    if slip is None or slip.id not in _ZEROS or not _same_kind(link):
        return None
    finding = told_slip(link, slip)
    if link.joined == "each":
        return finding
    return finding._replace(severity=Severity.WARNING) if _digits(sight, link) > 1 else None


def _is_one_more_factor(sight: Sight, link: Link) -> bool:
    """Whether a figure of the line that is no part of the product makes up for the difference: "1M tx/day. 2 rows
    each, 250 B each → 500 MB/day"."""
    assert link.reading is not None
    before = [one for one in figures(sight.text) if one.end <= link.right.total.start][-_MOST:]
    known = [one for figure in before if (one := operand_of(figure, sight.text[: figure.start])) is not None]
    if agrees(known, link.claim.number, link.claim.time, link.claim.data):
        return True  # "avg trip 20 min, a point each 4 s = 300 points"
    others = [one.value for one in figures(sight.text) if one.unit in ("1", "1/s") and one.value > 0]
    others += [one.value * one.period for one in figures(sight.text) if one.unit == "1/s"]
    return any(abs(math.log(link.reading.ratio / one)) < _SAME for one in others)


def _firm(sight: Sight, link: Link, slip: Slip | None) -> Finding | None:
    """A claim behind `=` or `~`: beyond twice or half it is an error, closer a note."""
    assert link.reading is not None
    held = "@" in signs(link) or link.left.total.has_hole
    clean = slip is not None and not (held and abs(math.log(slip.factor)) < math.log(7))
    if clean and slip and (abs(math.log(slip.ratio)) >= _ERROR_FROM or link.reading.how == "complement"):
        return told_slip(link, slip)
    if held:
        return None
    strict = link.tried[0]
    reading = strict if strict.assumptions == 0 and strict.how == "strict" else link.reading
    if reading.deviation >= _ERROR_FROM and abs(math.log(reading.ratio * link.claim.period)) > 0.1:
        return plainly(link, reading.ratio, Severity.ERROR if _literal(link) else Severity.WARNING)
    return _gentle(sight, link)


def _gentle(sight: Sight, link: Link) -> Finding | None:
    """More than rounding and less than twice: worth a look, no more."""
    if link.reading is None or not link.sure or not link.is_sum or link.kind != "eq":
        return None
    if link.reading.deviation < _NOTE_FROM or link.reading.assumptions > 1 or link.computed.constants:
        return None
    if _is_approximate(sight, link) or link.left.total.has_hole or link.computed.high or link.claim.high:
        return None
    if counts_machines(link):
        return None
    return plainly(link, link.reading.ratio, Severity.NOTE)


def _addition(sight: Sight, link: Link) -> Finding | None:
    """A sum of stated parts is exact: 10 + 50 + 5 ms is 65 ms, and nobody rounds that to 75."""
    root = link.left.total.root
    if link.reading is None or link.kind != "eq" or not link.sure or _is_approximate(sight, link):
        return None
    alike = link.reading.how == "strict" or (link.computed.bare and link.reading.how == "in the claim's unit")
    if not link.is_sum or not _only_adds(root) or not alike or link.reading.deviation < 0.08:
        return None
    if _digits(sight, link) < 2:
        return None
    return plainly(link, link.reading.ratio, Severity.ERROR)


def _rounding(link: Link) -> Finding | None:
    assert link.reading is not None
    if link.reading.deviation < _ERROR_FROM or link.computed.dimension != link.claim.dimension:
        return None
    ratio = link.reading.ratio
    if abs(math.log(ratio)) > _ANOTHER_THING and link.claim.bare:
        return None  # "12 boxes give 48k, so let us say 15"
    first, last = span_of(link)
    message = f"{told(link.computed)} became {told(link.claim)}: rounding by {times(ratio)} is a new number."
    return Finding(first, last, message, ratio, "Which of the two do you go on with?", rule="rounding-jump")


def _conversion(sight: Sight, link: Link, slip: Slip | None) -> Finding | None:
    """One quantity said in two units: 1 Gbps is 125 MB/s."""
    left, claim = link.computed, link.claim
    if _of_that_span(sight, link) or _is_no_availability(sight, link):
        return None
    if slip is None and link.reading is not None and link.reading.how == "downtime" and link.reading.deviation > 0.5:
        return downtime(link, link.reading.ratio)
    if any(noun.startswith("per ") for leaf in leaves(link.left.total.root) for noun in leaf.readings[0].nouns):
        return None  # 5 GETs/s per tab = 5k/s in all: two quantities
    if slip is None:
        return _other_period(link)
    if slip.id == "wrong-nines":
        return downtime(link, slip.ratio)
    if link.kind in ("cell", "follows") and slip.id == "bits-vs-bytes" and _same_digits(sight, link):
        return told_slip(link, slip)
    if link.kind not in ("eq", "about", "verb") or left.bare or claim.bare or left.share or claim.share:
        return None
    if left.dimension != claim.dimension or left.dimension == (0, 1, 0) or slip.reading.how != "strict":
        return None
    if left.time == 1 and {slip.id} & _NO_SLIPS_OF_TIME:
        return None
    if slip.id == "tenfold" and left.time == -1 and left.period != claim.period and link.kind == "eq":
        return told_slip(link, slip)
    if slip.id in ("factor-left-out", "multiplied-for-divided", "complement", "tenfold", "percent-slip"):
        return _other_period(link)
    if link.kind == "verb" and not (slip.id == "bits-vs-bytes" and (left.bits or claim.bits)):
        return None
    if slip.id == "bits-vs-bytes" and not (left.bits or claim.bits) and link.kind != "eq":
        return None
    return told_slip(link, slip)


def _is_no_availability(sight: Sight, link: Link) -> bool:
    """Whether a percentage beside a time is a share of something: "pruning 95% → under 4 s"."""
    left = link.computed
    return left.share and left.number < _NINES and link.claim.time == 1 and sight.words.isdisjoint(_DOWN)


def _of_that_span(sight: Sight, link: Link) -> bool:
    """Whether nines are of a span that the line tells: "99.9% over a quarter (90 days) leaves 130 min"."""
    left, claim = link.computed, link.claim
    if not left.share or claim.time != 1 or not claim.number:
        return False
    spans = [one.value for one in figures(sight.text) if one.unit == "s" and one.value > claim.number]
    return any(abs(math.log((1 - left.number) * span / claim.number)) < _SAME for span in spans if left.number < 1)


def _same_digits(sight: Sight, link: Link) -> bool:
    """Whether one figure is told in bytes and then in bits: 1.85 GB/s | 1.85 Gbit/s, 69 GB/s => 69 Gbps."""
    left, claim = link.computed, link.claim
    return left.bits != claim.bits and left.shown == claim.shown and _digits(sight, link) > 1


def _other_period(link: Link) -> Finding | None:
    """500M/day = 2k/s: one rate told twice, with two values; a peak may have slipped in unsaid."""
    left, claim = link.computed, link.claim
    if link.kind != "eq" or left.bare or claim.bare or left.time != -1 or left.dimension != claim.dimension:
        return None
    if left.period == claim.period or link.reading is None or link.reading.deviation < _ERROR_FROM or left.money:
        return None
    return plainly(link, claim.number / left.number, Severity.WARNING)


def _factors(link: Link) -> list[float]:
    """The numbers that are multiplied or divided in the sum, without their units."""
    return [abs(leaf.readings[0].shown) for leaf in leaves(link.left.total.root) if leaf.readings[0].shown]


def _literal(link: Link) -> bool:
    """Whether the sum holds nothing but numbers, with explicit signs."""
    return not link.left.total.has_hole and all(not leaf.name for leaf in leaves(link.left.total.root))


def _only_adds(root: object) -> bool:
    if isinstance(root, Leaf):
        return not root.name
    return isinstance(root, Operation) and root.sign == "+" and _only_adds(root.left) and _only_adds(root.right)


def _only_does(link: Link, slip: Slip) -> bool:
    """Whether it is said how fast a thing of some size is: "a 30 TB disk does 9 GB/s"."""
    left, claim = link.computed, link.claim
    timed = left.time or left.durations or left.periods
    return link.kind == "verb" and claim.time == -1 and not timed and slip.id.startswith("per-")


def _yearly_bill(link: Link, slip: Slip | None) -> bool:
    """Whether money by the month became a bare sum twelve times as large: a year's bill, unsaid."""
    left, claim = link.computed, link.claim
    return slip is not None and bool(left.money and claim.money) and not claim.periods and slip.id == "months-or-years"


def _unit_unsaid(link: Link) -> bool:
    """Whether the sum leaves to the reader what its result shows: 1.9M x 4 = 7.5 Tbit/s, 5M x 2 = 116/s (a day's)."""
    left, claim = link.computed, link.claim
    if not left.operations or not left.number or not claim.number:
        return False
    if claim.data and not left.data and all(leaf.readings[0].bare for leaf in leaves(link.left.total.root)):
        return True
    if claim.bare and (left.time == 1 or (left.data and _whole(claim.shown / left.shown))):
        return True  # 25T / 80 Gbit/s = 313 boxes; 6 x 8 TB per machine = 192
    read = [leaf.readings[0] for leaf in leaves(link.left.total.root)]
    if any(value.share for value in read) and all(value.share or value.time for value in read) and claim.time != 1:
        return True  # 20% in 10 min, of what was said elsewhere
    a_day = left.number * claim.number > 0 and abs(math.log(left.number / (claim.number * 86400))) < 0.1
    return left.bare and claim.time == -1 and claim.period == 1 and a_day


def _whole(ratio: float) -> bool:
    return 1.5 < ratio < 100 and abs(ratio - round(ratio)) < 0.01 * ratio


def _counts_steps(link: Link) -> bool:
    """Whether steps are counted and a time is named: "1 ZREVRANGE + 1 MGET ≈ 8 ms"."""
    left, claim = link.computed, link.claim
    root = link.left.total.root
    if not (left.bare and not claim.bare and isinstance(root, Operation) and _only_adds(root)):
        return False
    return link.kind != "eq" or any(leaf.readings[0].nouns for leaf in leaves(root))


def _is_no_sum(sight: Sight, link: Link) -> bool:
    """Whether a relation relates two things that nobody meant to be equal."""
    left, claim = link.computed, link.claim
    if left.time == 1 and left.durations and claim.data and not left.data and left.flat < _FEW:
        return True  # "5 years × 3 copies = 2.7 PB" goes on from an earlier line
    if any(isinstance(node, Call) and node.name == "log" for node in nodes(link.left.total.root)):
        return True  # of base 2, e or 10
    if claim.money and not left.money:
        return True  # "2 engineers × 2 weeks = $50k": at what price is not said
    if claim.factor and not claim.share and link.kind != "rounding":
        return True  # "2x nodes = 2x capacity"
    if link.is_sum:
        return False
    if "each" in link.left.words or "every" in link.left.words:
        return True  # "each user makes 10 requests/day = 10M requests/day"
    if left.share and claim.share:
        return link.kind not in ("eq", "about")  # | success rate | > 99.9% | < 99% |
    if left.share and claim.time == 1 and not claim.periods:
        brief = claim.number < _BRIEFEST or link.kind == "cell"
        return brief and sight.words.isdisjoint(_DOWN)
    if left.money and claim.money:
        return len({sign for sign in _CURRENCIES if sign in sight.text.lower()}) > 1
    spans = left.dimension == claim.dimension == (1, 0, 0) and left.number and claim.number
    return bool(spans) and abs(math.log(claim.number / left.number)) > _ANOTHER_SPAN and not _same_digits(sight, link)


def _same_kind(link: Link) -> bool:
    left, claim = link.computed, link.claim
    return (left.data, left.money) == (claim.data, claim.money) and (
        bool(left.data or left.money) or left.time == claim.time
    )


def _is_approximate(sight: Sight, link: Link) -> bool:
    between = sight.text[link.left.total.end : link.right.total.start + 1]
    return link.kind != "eq" or re.search(r"[~≈∼]|about|roughly|around|approx|ca\.|circa", between) is not None


def _digits(sight: Sight, link: Link) -> int:
    """Significant digits of the claim as written."""
    match = re.search(r"\d[\d,.]*", sight.text[link.right.total.start : link.right.total.end])
    if match is None:
        return 3
    return max(1, len(match.group().replace(",", "").replace(".", "").strip("0")))


SUMS: tuple[Rule, ...] = (
    Rule(
        "arithmetic",
        Severity.ERROR,
        "a result that does not follow from its sum; told apart by the ratio",
        claim_that_does_not_follow,
        wrong=(
            "100M * 500 bytes = 50 MB",
            "400K QPS × 4 KB response = 1.6 Gbps",
            "30 TB/day * 5 years = 150 TB",
            "2bn / 86400 = 2.3k rps",
            "20% of 350M * 500 bytes = 3.5 GB",
            "99.9% → 52 min/yr",
            "10 ms + 50 ms + 5 ms = 75 ms",
            "backoff: 1 + 2 + 4 + 8 + 16 = 63 s before we give up",
            "40 ms network + 25 ms app + 10 ms db = 115 ms",
            "1157/s, call it 12k writes/s",
            "800k active/day x 20 saves = 16M/d = 185/s, monday 9h x5 = 9250/s",
            "2M pastes of 10 KB are 20 MB per day",
            "| text per day | 20M × 10 KB | 200 MB |",
        ),
        right=(
            "100M * 500 bytes = 50 GB",
            "40 × 500 bytes = 20 KB/second",
            "1 billion/day / 86400 = ~12K rps",
            "100mil * 0.2 = 20mil * 20 bytes = 400mb",
            "12K × 3 = 36K QPS",
            "2,300 / 2,000 = 2 servers",
            "5M drivers × 4s updates = 1.25M/s",
            "rows 400 B = 117 GB/y",
            "1M tx/day. 2 rows per tx, 250 B each -> 500 MB/day",
            "1 ZREVRANGE + 1 MGET ≈ 8 ms",
            "1 million users, each gets 10 notifications a day = 10 million / day",
            "800k active/day x 20 saves = 16M/d = 185/s, monday 9h x5 = 925/s",
            "size 100 KB html, gzip 5x = 20 KB stored",
            "64-bit hash clashes: n^2/2^65 = 1e20/3.7e19 = ~3 pages lost",
        ),
    ),
)
