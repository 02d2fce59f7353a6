"""How a wrong sum is told: the number first, then the rule that mends it."""

import math

from coach.estimation.checks.rule import Finding
from coach.estimation.lines import Link
from coach.estimation.slips import Slip
from coach.estimation.trees import Operation, leaves
from coach.estimation.wording import number, say, told
from coach.model.words import Severity

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
    "months-for-days": "a daily number × 365, not × 12",
    "days-or-weeks": "a week has 7 days",
    "weeks-or-years": "a year has 52 weeks",
    "per-month-as-per-second": "a month has 2.6 million seconds",
    "per-year-as-per-second": "a year has 31.5 million seconds",
    "minutes-or-hours": "an hour has 3,600 seconds, not 1,000",
    "percent-slip": "mind the decimal point of the percentage",
}
_THOUSANDS = {3: "a thousand", 6: "a million", 9: "a billion"}


def told_slip(link: Link, slip: Slip) -> Finding:
    """The finding for a clean slip: the number first, then the rule."""
    claim, left = link.claim, link.computed
    right = claim.number / slip.ratio
    if slip.id == "bits-vs-bytes" and claim.bits and not left.bits and (8.0, -1) in left.constants:
        right *= 8  # bytes were divided by 8 to give bits
    if slip.id in ("wrong-nines",):
        name, rule = "wrong-nines", "compare what is missing from 100%"
    elif slip.id == "complement":
        name, rule = "complement", "the other share was taken"
    elif slip.id == "prefix-slip":
        exponent = abs(round(math.log10(slip.factor) / 3) * 3)
        name = "cost-unit" if left.money and claim.money else "prefix-slip"
        way = "less" if slip.factor > 1 else "more"
        rule = f"{_THOUSANDS.get(exponent, 'a thousand')} times {way}{_prefix_rule(link)}"
    elif slip.id == "tenfold":
        zeros = abs(round(math.log10(slip.factor)))
        name, rule = "tenfold", f"{_zeros(zeros)} too {'many' if slip.factor > 1 else 'few'}"
    elif slip.id == "multiplied-for-divided":
        by = math.sqrt(max(slip.factor, 1 / slip.factor))
        name, rule = slip.id, f"{number(by)} stands on the wrong side of the division"
    elif slip.id == "factor-left-out":
        by = slip.factor if slip.factor > 1 else 1 / slip.factor
        name, rule = slip.id, f"{number(by)} was {'counted twice' if slip.factor > 1 else 'left out'}"
    else:
        name, rule = slip.id, _RULES_IN_WORDS.get(slip.id, "")
    shown = _shown(right, link)
    message = f"{shown}, not {_shown(claim.number, link)}: {rule}." if rule else f"I get {shown}."
    first, last = span_of(link)
    severity = Severity.WARNING if name == "factor-left-out" else None  # it may be a share of it that is meant
    return Finding(first, last, message, slip.ratio, "Can you walk me through that sum?", severity, rule=name)


def plainly(link: Link, ratio: float, severity: Severity) -> Finding:
    """The finding for a ratio that no slip explains."""
    right = _shown(link.claim.number / ratio, link)
    off = (
        times(ratio) if abs(math.log(ratio)) > 0.6 else f"{abs(ratio - 1) * 100:.0f}% {'more' if ratio > 1 else 'less'}"
    )
    told_off = f"yours is {off}" + ("" if "%" in off else " more" if ratio > 1 else " less")
    first, last = span_of(link)
    return Finding(first, last, f"I get {right}; {told_off}.", ratio, "Can you walk me through that sum?", severity)


def downtime(link: Link, ratio: float) -> Finding:
    """The finding for nines that do not give the time that is claimed."""
    period = link.claim.periods[0] if link.claim.periods else 31536000.0
    allowed = say((1 - link.computed.number) * period, 1, 0, 0)
    span = {31536000.0: "a year", 2592000.0: "a month", 86400.0: "a day", 604800.0: "a week"}.get(
        period, "in that time"
    )
    first, last = span_of(link)
    message = f"{told(link.computed)} allows {allowed} {span}: the rest of 100% times the time."
    return Finding(first, last, message, ratio, "How did you get from the nines to the time?", rule="wrong-nines")


def _shown(amount: float, link: Link) -> str:
    claim, left = link.claim, link.computed
    if claim.bare and not claim.share and not left.bare and left.number:
        return say(amount, 0, 0, 0)
    if claim.share:
        return f"{amount * 100:.6g}%" if not claim.factor else number(amount)
    return say(amount, claim.time, claim.data, claim.money, claim.period, as_bits=claim.bits)


def span_of(link: Link) -> tuple[int, int]:
    """From the sum's first character to the claim's last."""
    return link.left.total.start, link.right.total.end


def signs(link: Link) -> str:
    """All signs of the sum on the left."""
    found: list[str] = []
    stack = [link.left.total.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Operation):
            found.append(node.sign)
            stack += [node.left, node.right]
    return "".join(found)


def _prefix_rule(link: Link) -> str:
    """ "million × KB is GB", where the sum is of that form."""
    if set(signs(link)) - {"*"}:
        return ""
    counts, sizes = [], []
    for leaf in leaves(link.left.total.root):
        value = leaf.readings[0]
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
    if link.computed.number >= 1000 * counts[0] * sizes[0]:
        return ""  # 100M × 500 bytes goes on to the next unit
    return f"; {names[counts[0]]} × {units[sizes[0]]} is {result}"


def _zeros(count: int) -> str:
    return {1: "one zero", 2: "two zeros"}.get(count, f"{count} zeros")


def times(ratio: float) -> str:
    """A ratio as a factor, 1 or more."""
    return f"{number(ratio if ratio > 1 else 1 / ratio, 2)} times"
