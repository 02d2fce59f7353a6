"""Claims that do not follow from the sum before them.

An error is told only when the sum was understood in full, nothing in the line or before it explains the difference
(a factor in brackets, a peak, a rounding up of machines), and the ratio says what went wrong or is beyond any
rounding. An arrow says "from this follows", not "equals": it is checked for slips of a thousand alone.
"""

import math
import re

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.lines import Link
from coach.estimation.slips import Slip, explain
from coach.estimation.trees import Leaf, Operation, leaves
from coach.estimation.values import Value
from coach.estimation.wording import number, say, told
from coach.estimation.words import AVERAGE_WORDS, PEAK_WORDS, REPLICATED_WORDS
from coach.model.words import Severity

_NOTE_FROM = 0.12
_ERROR_FROM = math.log(1.95)
_MACHINES = frozenset(
    "server servers node nodes box boxes machine machines instance instances shard shards vm vms pod pods host hosts "
    "broker brokers worker workers partition partitions core cores disk disks drive drives replica replicas".split()
)
_RULES_IN_WORDS = {
    "bits-vs-bytes": "a byte has 8 bits",
    "per-day-as-per-second": "a day has 86,400 seconds",
    "per-hour-as-per-second": "an hour has 3,600 seconds",
    "hours-or-days": "a day has 24 hours",
    "minutes-or-seconds": "sixty to one",
    "minutes-or-days": "a day has 1,440 minutes",
    "days-or-years": "a year has 365 days",
    "days-or-months": "a month has 30 days",
    "months-or-years": "a year has 12 months",
    "days-or-weeks": "a week has 7 days",
    "weeks-or-years": "a year has 52 weeks",
    "per-month-as-per-second": "a month has 2.6 million seconds",
    "per-year-as-per-second": "a year has 31.5 million seconds",
    "minutes-or-hours": "an hour has 3,600 seconds, not 1,000",
    "percent-slip": "mind the decimal point of the percentage",
}
_THOUSANDS = {3: "a thousand", 6: "a million", 9: "a billion"}


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
    if link.verdict != "off" or link.reading is None:
        return None
    if _explained(sight, link):
        return None
    slip = explain(link.computed, link.claim, link.tried, _factors(link), _digits(sight, link))
    if link.kind == "rounding":
        return _rounding(sight, link)
    if not link.is_sum:
        return _conversion(sight, link, slip)
    if not link.sure:
        return None
    if link.kind in ("eq", "about"):
        return _firm(sight, link, slip)
    if slip is None or abs(math.log(slip.factor)) < math.log(7):
        return None
    if link.kind == "implied":
        return None
    if link.kind == "follows" and not (slip.id == "prefix-slip" and slip.reading.assumptions <= 1 and _same_kind(link)):
        return None
    if link.kind == "cell" and slip.id not in ("prefix-slip", "bits-vs-bytes", "per-day-as-per-second", "tenfold", "per-hour-as-per-second"):
        return None
    return _told(sight, link, slip)


def _firm(sight: Sight, link: Link, slip: Slip | None) -> Finding | None:
    """A claim behind `=` or `~`: beyond twice or half it is an error, closer a note."""
    assert link.reading is not None
    held = "@" in _signs(link) or link.left.total.has_hole
    if slip is not None and not (held and abs(math.log(slip.factor)) < math.log(7)):
        if abs(math.log(slip.ratio)) >= _ERROR_FROM or link.reading.how == "complement":
            return _told(sight, link, slip)
    if held:
        return None
    strict = link.tried[0]
    reading = strict if strict.assumptions == 0 and strict.how == "strict" else link.reading
    if reading.deviation >= _ERROR_FROM:
        return _plainly(sight, link, reading.ratio, Severity.ERROR if _literal(link) else Severity.WARNING)
    return _gentle(sight, link)


def _gentle(sight: Sight, link: Link) -> Finding | None:
    """More than rounding and less than twice: worth a look, no more."""
    if link.reading is None or not link.sure or not link.is_sum or link.kind != "eq":
        return None
    if link.reading.deviation < _NOTE_FROM or link.reading.assumptions > 1 or link.computed.constants:
        return None
    if _is_approximate(sight, link) or link.left.total.has_hole or link.computed.high or link.claim.high:
        return None
    if _counts_machines(link):
        return None
    return _plainly(sight, link, link.reading.ratio, Severity.NOTE)


def _addition(sight: Sight, link: Link) -> Finding | None:
    """A sum of stated parts is exact: 10 + 50 + 5 ms is 65 ms, and nobody rounds that to 75."""
    root = link.left.total.root
    if link.reading is None or link.kind != "eq" or not link.sure or _is_approximate(sight, link):
        return None
    if not _only_adds(root) or link.reading.how != "strict" or link.reading.deviation < 0.08:
        return None
    if _digits(sight, link) < 2:
        return None
    return _plainly(sight, link, link.reading.ratio, Severity.ERROR)


def _rounding(sight: Sight, link: Link) -> Finding | None:
    assert link.reading is not None
    if link.reading.deviation < _ERROR_FROM or link.computed.dimension != link.claim.dimension:
        return None
    ratio = link.reading.ratio
    first, last = _span(link)
    message = f"{told(link.computed)} became {told(link.claim)}: rounding by {_times(ratio)} is a new number."
    return Finding(first, last, message, ratio, "Which of the two do you go on with?", rule="rounding-jump")


def _conversion(sight: Sight, link: Link, slip: Slip | None) -> Finding | None:
    """One quantity said in two units: 1 Gbps is 125 MB/s."""
    left, claim = link.computed, link.claim
    if slip is None and link.reading is not None and link.reading.how == "downtime" and link.reading.deviation > 0.5:
        return _downtime(sight, link, link.reading.ratio)
    if slip is None:
        return _other_period(sight, link)
    if slip.id == "wrong-nines":
        return _downtime(sight, link, slip.ratio)
    if link.kind not in ("eq", "about", "verb") or left.bare or claim.bare or left.share or claim.share:
        return None
    if left.dimension != claim.dimension or left.dimension == (0, 1, 0) or slip.reading.how != "strict":
        return None
    if left.time == 1 and {slip.id} & {"prefix-slip", "tenfold", "factor-left-out", "bits-vs-bytes"}:
        return None
    if slip.id == "tenfold" and left.time == -1 and left.period != claim.period and link.kind == "eq":
        return _told(sight, link, slip)
    if slip.id in ("factor-left-out", "multiplied-for-divided", "complement", "tenfold", "percent-slip"):
        return _other_period(sight, link)
    if link.kind == "verb" and not (slip.id == "bits-vs-bytes" and (left.bits or claim.bits)):
        return None
    if slip.id == "bits-vs-bytes" and not (left.bits or claim.bits) and link.kind != "eq":
        return None
    return _told(sight, link, slip)


def _other_period(sight: Sight, link: Link) -> Finding | None:
    """500M/day = 2k/s: one rate told twice, with two values; a peak may have slipped in unsaid."""
    left, claim = link.computed, link.claim
    if link.kind != "eq" or left.bare or claim.bare or left.time != -1 or left.dimension != claim.dimension:
        return None
    if left.period == claim.period or link.reading is None or link.reading.deviation < _ERROR_FROM or left.money:
        return None
    return _plainly(sight, link, claim.number / left.number, Severity.WARNING)


def _downtime(sight: Sight, link: Link, ratio: float) -> Finding:
    period = link.claim.periods[0] if link.claim.periods else 31536000.0
    allowed = say((1 - link.computed.number) * period, 1, 0, 0)
    span = {31536000.0: "a year", 2592000.0: "a month", 86400.0: "a day", 604800.0: "a week"}.get(period, "in that time")
    first, last = _span(link)
    message = f"{told(link.computed)} allows {allowed} {span}: the rest of 100% times the time."
    return Finding(first, last, message, ratio, "How did you get from the nines to the time?", rule="wrong-nines")


def _told(sight: Sight, link: Link, slip: Slip) -> Finding:
    """The finding for a clean slip: the number first, then the rule."""
    right = link.claim.number / slip.ratio
    claim, left = link.claim, link.computed
    if slip.id in ("wrong-nines",):
        name, rule = "wrong-nines", "compare what is missing from 100%"
    elif slip.id == "complement":
        name, rule = "complement", "the other share was taken"
    elif slip.id == "prefix-slip":
        exponent = abs(round(math.log10(slip.factor) / 3) * 3)
        name = "cost-unit" if left.money and claim.money else "prefix-slip"
        rule = f"{_THOUSANDS.get(exponent, 'a thousand')} times {'less' if slip.factor > 1 else 'more'}{_prefix_rule(link)}"
    elif slip.id == "tenfold":
        zeros = abs(round(math.log10(slip.factor)))
        name, rule = "tenfold", f"{_zeros(zeros)} too {'many' if slip.factor > 1 else 'few'}"
    elif slip.id == "multiplied-for-divided":
        name, rule = slip.id, f"{number(math.sqrt(slip.factor if slip.factor > 1 else 1 / slip.factor))} stands on the wrong side of the division"
    elif slip.id == "factor-left-out":
        by = slip.factor if slip.factor > 1 else 1 / slip.factor
        name, rule = slip.id, f"{number(by)} was {'counted twice' if slip.factor > 1 else 'left out'}"
    else:
        name, rule = slip.id, _RULES_IN_WORDS.get(slip.id, "")
    shown = _shown(right, link)
    message = f"{shown}, not {_shown(claim.number, link)}: {rule}." if rule else f"I get {shown}."
    first, last = _span(link)
    return Finding(first, last, message, slip.ratio, "Can you walk me through that sum?", rule=name)


def _plainly(sight: Sight, link: Link, ratio: float, severity: Severity) -> Finding:
    right = _shown(link.claim.number / ratio, link)
    off = _times(ratio) if abs(math.log(ratio)) > 0.6 else f"{abs(ratio - 1) * 100:.0f}% {'more' if ratio > 1 else 'less'}"
    told_off = f"yours is {off}" + ("" if "%" in off else " more" if ratio > 1 else " less")
    first, last = _span(link)
    return Finding(first, last, f"I get {right}; {told_off}.", ratio, "Can you walk me through that sum?", severity)


def _shown(amount: float, link: Link) -> str:
    claim, left = link.claim, link.computed
    if claim.bare and not claim.share and not left.bare and left.number:
        return say(amount, 0, 0, 0)
    if claim.share:
        return f"{amount * 100:.6g}%" if not claim.factor else number(amount)
    return say(amount, claim.time, claim.data, claim.money, claim.period, as_bits=claim.bits)


# What explains a difference without any mistake.


def _explained(sight: Sight, link: Link) -> bool:
    assert link.reading is not None
    ratios = [reading.ratio for reading in link.tried]
    words = link.right.words | link.left.words | sight.reading.label_words
    if any(_near(ratio, factor) or _near(ratio, 1 / factor) for ratio in ratios for factor in _asides(sight)):
        return True
    if _counts_machines(link) and any(0.5 <= ratio <= 2.05 for ratio in ratios):
        return True
    if (link.right.words & PEAK_WORDS) and not (link.left.words & PEAK_WORDS):
        if any(1.2 <= ratio <= 20 for ratio in ratios):
            return True
    if (link.left.words & PEAK_WORDS) and (link.right.words & AVERAGE_WORDS) and any(1.2 <= 1 / r <= 20 for r in ratios):
        return True
    copies = link.right.words & REPLICATED_WORDS or sight.reading.label_words & REPLICATED_WORDS
    if copies and any(_near(ratio, factor) for ratio in ratios for factor in (2, 3, 4, 5)):
        return True
    if link.left.total.has_hole and not link.sure:
        return True
    if _unit_elsewhere(link):
        return True
    return bool(words) and any(_near(ratio, factor) for ratio in ratios for factor in _own_factors(sight))


def _asides(sight: Sight) -> list[float]:
    """Numbers in brackets and labels, alone and multiplied."""
    values = [value.number for value in sight.reading.asides if value.number > 0 and not value.time]
    if len(values) > 1 and len(values) < 6:
        values.append(math.prod(values))
    return [value for value in values if value not in (1.0,) and math.isfinite(value) and value > 0]


def _own_factors(sight: Sight) -> list[float]:
    """Peak factors, replication, ratios and shares that were stated before, apart from powers of ten."""
    out = []
    for remembered in sight.memory.last(40):
        value = remembered.value
        if (value.factor or value.share) and remembered.role == "assumed" and value.number > 0:
            if abs(math.log10(value.number) - round(math.log10(value.number))) > 0.02:
                out.append(value.number)
    return out


def _unit_elsewhere(link: Link) -> bool:
    """`640 × 2 = 1.28 Gbps`: bare small numbers whose unit stands in another line."""
    left, claim = link.computed, link.claim
    if not left.bare or left.nouns or claim.bare or not claim.shown or not (claim.data or claim.money):
        return False
    if any(abs(leaf.readings[0].number) >= 1e5 for leaf in leaves(link.left.total.root)):
        return False
    return any(_near(claim.shown / left.number * 1000.0**power, 1.0) for power in (-3, -2, -1, 0, 1, 2, 3)) if left.number else False


def _counts_machines(link: Link) -> bool:
    """A number of machines is rounded up, and a spare may be counted in."""
    return bool(link.right.words & _MACHINES) and link.claim.bare and link.claim.number < 1000


def _near(ratio: float, factor: float) -> bool:
    return factor > 0 and ratio > 0 and abs(math.log(ratio / factor)) < 0.06


# Looking at the sum and the claim.


def _factors(link: Link) -> list[float]:
    """The numbers that are multiplied or divided in the sum, without their units."""
    return [abs(leaf.readings[0].shown) for leaf in leaves(link.left.total.root) if leaf.readings[0].shown]


def _signs(link: Link) -> str:
    signs: list[str] = []
    stack = [link.left.total.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Operation):
            signs.append(node.sign)
            stack += [node.left, node.right]
    return "".join(signs)


def _literal(link: Link) -> bool:
    """Whether the sum holds nothing but numbers, with explicit signs."""
    return not link.left.total.has_hole and all(not leaf.name for leaf in leaves(link.left.total.root))


def _only_adds(root: object) -> bool:
    if isinstance(root, Leaf):
        return not root.name
    return isinstance(root, Operation) and root.sign == "+" and _only_adds(root.left) and _only_adds(root.right)


def _same_kind(link: Link) -> bool:
    left, claim = link.computed, link.claim
    return (left.data, left.money) == (claim.data, claim.money) and (bool(left.data or left.money) or left.time == claim.time)


def _is_approximate(sight: Sight, link: Link) -> bool:
    between = sight.text[link.left.total.end : link.right.total.start + 1]
    return link.kind != "eq" or re.search(r"[~≈∼]|about|roughly|around|approx|ca\.|circa", between) is not None


def _digits(sight: Sight, link: Link) -> int:
    """Significant digits of the claim as written."""
    match = re.search(r"\d[\d,.]*", sight.text[link.right.total.start : link.right.total.end])
    if match is None:
        return 3
    return max(1, len(match.group().replace(",", "").replace(".", "").strip("0")))


def _span(link: Link) -> tuple[int, int]:
    return link.left.total.start, link.right.total.end


def _prefix_rule(link: Link) -> str:
    """"million × KB is GB", where the sum is of that form."""
    if set(_signs(link)) - {"*"}:
        return ""
    counts, sizes = [], []
    for leaf in leaves(link.left.total.root):
        value: Value = leaf.readings[0]
        if value.data == 1 and value.prefix >= 1:
            sizes.append(value.prefix)
        elif value.bare and value.number >= 1000:
            counts.append(1000.0 ** int(math.log10(value.number) / 3 + 1e-9))
    if len(counts) != 1 or len(sizes) != 1 or link.claim.data != 1:
        return ""
    units = {1.0: "bytes", 1e3: "KB", 1e6: "MB", 1e9: "GB", 1e12: "TB", 1e15: "PB", 1e18: "EB"}
    names = {1e3: "thousand", 1e6: "million", 1e9: "billion", 1e12: "trillion"}
    result = units.get(counts[0] * sizes[0])
    if result is None or counts[0] not in names or sizes[0] not in units:
        return ""
    return f"; {names[counts[0]]} × {units[sizes[0]]} is {result}"


def _zeros(count: int) -> str:
    return {1: "one zero", 2: "two zeros"}.get(count, f"{count} zeros")


def _times(ratio: float) -> str:
    return f"{number(ratio if ratio > 1 else 1 / ratio, 2)} times"


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
            "1157/s, call it 12k writes/s",
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
        ),
    ),
)
