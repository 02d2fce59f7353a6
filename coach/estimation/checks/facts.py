"""Rules on what a line states: units that are missing or clash, peaks below averages, conversions misremembered."""

import functools
import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.lines import Item, Link
from coach.estimation.memory import Remembered
from coach.estimation.names import key_of
from coach.estimation.trees import leaves
from coach.estimation.units import TIME
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import exact, number, told
from coach.estimation.words import AVERAGE_WORDS, PEAK_WORDS
from coach.model.words import Severity

_SIZED = vocabulary("storage bandwidth disk memory ram throughput egress ingress traffic")
_FLOWING = vocabulary("bandwidth throughput egress ingress network uplink")
_HOURS = frozenset(("hour", "hours", "hrs", "h", "minute", "minutes", "min"))
_STATED = frozenset(("has", "have", "is", "are", "holds", "contains", "a", "an", "one", "1", "the", "per", "each"))
_WITHIN = vocabulary("of in over during within")
_PERIODS = frozenset(TIME) | vocabulary("daily monthly yearly hourly weekly annual bill cost")


def unit_missing(sight: Sight) -> Finding | None:
    """`storage = 36`: a size without a unit."""
    item = _lone(sight)
    if item is None or not item.value.bare or item.value.share or item.value.factor or item.value.nouns:
        return None
    if _head(item.part.label) not in _SIZED or item.value.number == 0:
        return None
    return Finding(
        item.total.start, item.total.end, f"{exact(item.value.number)} what? MB, GB, TB?", question="In which unit?"
    )


def per_what(sight: Sight) -> Finding | None:
    """`bandwidth = 100 MB`: a flow without its time."""
    item = _lone(sight)
    if item is None or item.value.dimension != (0, 1, 0) or item.value.operations:
        return None
    words = item.words | sight.reading.label_words
    if _head(item.part.label) not in _FLOWING or words & _PERIODS:
        return None
    return Finding(
        item.total.start,
        item.total.end,
        f"{told(item.value)} per second, or per day? A flow has a time.",
        question="Per second or per day?",
    )


def kinds_clash(sight: Sight) -> Finding | None:
    """`12k rps = 6 TB`, `100M users + 500 bytes`: things that cannot be equal or added."""
    links = [link for link in sight.reading.links if link.kind in ("eq", "about")]
    agreeing = {id(link.left) for link in links if link.verdict in ("exact", "rounded")}  # in another reading: 8B + 16B
    claimed = {id(link.left) for link in links} - agreeing
    for item in sight.reading.items:
        if item.total.clash and item.total.complete and id(item) in claimed and _is_plain(item):
            message = "These two cannot be added: they count different things. Did you mean ×?"
            return Finding(item.total.start, item.total.end, message, question="What does the sum count?")
    for link in sight.reading.links:
        if (
            link.verdict == "clash"
            and link.kind == "eq"
            and link.sure
            and _is_clash(sight, link)
            and not _as_written(link)
        ):
            first, last = link.left.total.start, link.right.total.end
            message = f"{_kind(link.computed.dimension)} cannot equal {_kind(link.claim.dimension)}: {_missing(link)}."
            return Finding(first, last, message, question="What turns the one into the other?")
    return None


def _as_written(link: Link) -> bool:
    """Whether the numbers agree once their units are left out: "160 Gbit / 10M = 16,000 s"."""
    left, claim = link.computed, link.claim
    written = left.flat * (8 if left.bits else 1)
    return written > 0 and claim.shown > 0 and abs(math.log(written / claim.shown)) < 0.06


def peak_below_average(sight: Sight) -> Finding | None:
    """`avg 11.5K/s, peak 10K/s`."""
    average = None
    for item in sight.reading.items:
        value = item.value
        if value.time != -1 or value.share:
            continue
        marked = item.words & (PEAK_WORDS | AVERAGE_WORDS)
        if item.words & PEAK_WORDS and not item.words & AVERAGE_WORDS:
            if (
                not item.total.has_hole
                and average is not None
                and _same_subject(average, item)
                and _below(value.number, average.value.number)
            ):
                ratio = value.number / average.value.number
                message = f"Peak {told(value)} lies below the average {told(average.value)}: a peak cannot."
                return Finding(item.total.start, item.total.end, message, ratio, "Which of the two is the peak?")
        elif not marked or item.words & AVERAGE_WORDS:
            average = item
    return None


def conversion_misremembered(sight: Sight) -> Finding | None:
    """`a day has 3,600 seconds`."""
    tokens = sight.reading.tokens
    if not sight.words & _STATED:
        return None
    for at in range(len(tokens) - 4):
        first, unit, verb, amount, part = tokens[at : at + 5]
        if not (first.text.lower() in ("a", "an", "one", "1", "the", "per", "each") and unit.text.lower() in TIME):
            continue
        if (at and (tokens[at - 1].kind in ("num", "pct", "op") or tokens[at - 1].text.lower() in _WITHIN)) or (
            at and tokens[at - 1].kind == "word" and first.text == "1"
        ):
            continue  # "99.95% a month", "1/4 of an hour", "99.99 in the hour" do not say how long these are
        if verb.text.lower() not in ("has", "have", "is", "=", "are", "holds", "contains", "~", "≈"):
            continue
        if amount.kind != "num" or part.text.lower() not in TIME or not amount.value:
            continue
        whole, small = TIME[unit.text.lower()], TIME[part.text.lower()]
        factor = amount.value * small / whole
        if small < whole and abs(math.log(factor)) > 0.25:
            right = f"{exact(round(whole / small))} {part.text.lower()}"
            message = f"A {unit.text.lower()} has {right}, not {exact(amount.value)}."
            return Finding(first.start, part.end, message, factor, "How many seconds has a day?")
    return None


def hours_taken_for_seconds(sight: Sight) -> Finding | None:
    """ "30M requests, and as the day has 24 hours it makes 1.25M per second"."""
    words = sight.words
    if not words & _HOURS:
        return None
    numbers = {token.value for token in sight.reading.tokens if token.kind == "num"}
    items = sight.reading.items
    for index, item in enumerate(items):
        if item.value.dimension != (-1, 0, 0) or item.value.period != 1.0 or item.is_sum or not item.value.number:
            continue
        for earlier in items[:index]:
            counted = earlier.value
            if earlier.is_sum or not (counted.bare or counted.periods == (86400.0,)) or counted.shown < 1000:
                continue
            for step, missing, unit, named in (
                (24.0, 3600.0, "hour", {"hour", "hours", "hrs", "h"}),
                (1440.0, 60.0, "minute", {"minute", "minutes", "min"}),
            ):
                if step in numbers and words & named and abs(counted.shown / item.value.number / step - 1) < 0.05:
                    right = item.value.number / missing
                    sums = f"÷ {step:g} gives per {unit}, ÷ {missing:,.0f} more gives per second"
                    message = f"{number(right)} per second: {sums}."
                    return Finding(item.total.start, item.total.end, message, missing, "Per what is that number?")
    return None


def period_forgotten(sight: Sight) -> Finding | None:
    """ "so 41 million per second", where 41 million per hour was found before."""
    for item in sight.reading.items:
        value = item.value
        if value.dimension != (-1, 0, 0) or value.period != 1.0 or item.is_sum or value.shown < 1000:
            continue
        if len(f"{value.number:.6g}".rstrip("0").replace(".", "").split("e")[0].strip("0")) < 2:
            continue  # a round number may stand in two lines by chance
        before = sight.memory.ask(f"{value.number} per longer", functools.partial(_per_longer, amount=value.number))
        if before is not None:
            right = number(value.number / before.value.period)
            message = f"{told(before.value)} in line {before.line} is {right} per second."
            factor = before.value.period
            return Finding(item.total.start, item.total.end, message, factor, "Per what is that number?")
    return None


def _per_longer(known: list[Remembered], amount: float) -> Remembered | None:
    """The rate of `amount` a minute, an hour or a day, when no rate of `amount` a second was stated."""
    rates = [one for one in known if one.value.dimension == (-1, 0, 0)]
    if any(_near(one.value.number, amount, 0.01) for one in rates):
        return None
    return next((one for one in reversed(rates) if _near(one.value.number * one.value.period, amount, 0.01)), None)


def _is_plain(item: Item) -> bool:
    """Whether no brackets and no small count (`4 sizes`) may hold the missing unit."""
    values = [leaf.readings[0] for leaf in leaves(item.total.root)]
    return not item.total.asides and all(not value.bare or value.number >= 1000 for value in values)


def _lone(sight: Sight) -> Item | None:
    """The one number of a line that only names and states it: `storage = 36`."""
    items = sight.reading.items
    if len(items) != 1 or not items[0].part.label or items[0].is_sum or items[0].part.column:
        return None
    if any(token.kind == "cur" for token in sight.reading.tokens):
        return None
    rest = [token for token in items[0].part.tokens if token.end > items[0].total.end]
    return items[0] if not rest else None


def _head(label: str) -> str:
    words = key_of(label).split()
    return words[-1] if words else ""


def _is_clash(sight: Sight, link: Link) -> bool:
    left, claim = link.computed, link.claim
    if left.bare or claim.bare or left.share or claim.share:
        return False
    if left.bits and left.prefix == 1 and not left.time:
        return False  # "12 bits of sequence = 4,096 ids a millisecond"
    if link.is_sum:
        return (
            bool(left.data) != bool(claim.data) and bool(left.time or left.data) and not left.money and not claim.money
        )
    alone = len(sight.reading.items) == 2 and not sight.reading.label and not link.left.total.labelled
    rate_and_size = {left.dimension, claim.dimension} == {(-1, 0, 0), (0, 1, 0)}
    return alone and rate_and_size and not sight.memory.last(1)


def _kind(dimension: tuple[int, int, int]) -> str:
    return {(-1, 0, 0): "A rate", (0, 1, 0): "a size", (1, 0, 0): "a duration", (-1, 1, 0): "a flow of bytes"}.get(
        dimension, "one kind of quantity"
    )


def _missing(link: Link) -> str:
    """What the quotient of the two kinds says is missing."""
    left, claim = link.computed, link.claim
    steps = []
    if claim.data > left.data:
        steps.append("× bytes each")
    elif claim.data < left.data:
        steps.append("÷ bytes each")
    if claim.time > left.time:
        steps.append("× a time")
    elif claim.time < left.time:
        steps.append("÷ a time")
    return " ".join(steps) or "a factor is missing"


def _same_subject(first: Item, second: Item) -> bool:
    other = (
        PEAK_WORDS
        | AVERAGE_WORDS
        | {
            "s",
            "sec",
            "second",
            "rps",
            "qps",
            "per",
            "at",
            "only",
            "about",
            "k",
            "m",
            "day",
            "and",
            "x",
            "divided",
            "divide",
            "by",
            "times",
            "factor",
        }
    )
    own = second.words - other
    return not own or own <= first.words


def _below(peak: float, average: float) -> bool:
    return 0 < peak < average * 0.95


def _near(first: float, second: float, tolerance: float = 0.06) -> bool:
    return first > 0 and second > 0 and abs(math.log(first) - math.log(second)) < tolerance


FACTS: tuple[Rule, ...] = (
    Rule(
        "unit-missing",
        Severity.ERROR,
        "a size without a unit",
        unit_missing,
        ("storage = 36",),
        ("storage = 36 GB", "storage nodes = 36", "storage share = 20%"),
    ),
    Rule(
        "per-what",
        Severity.ERROR,
        "a flow of bytes without its time",
        per_what,
        ("bandwidth = 100 MB",),
        ("bandwidth = 100 MB/s", "egress per day = 450 GB", "daily egress: 450 GB"),
    ),
    Rule(
        "units-clash",
        Severity.ERROR,
        "a rate that equals a size, a count added to bytes",
        kinds_clash,
        ("12k rps = 6 TB", "100M users + 500 bytes = 50 GB"),
        ("12k rps * 6 KB = 72 MB/s", "3 MB + 150 KB = 3.15 MB"),
    ),
    Rule(
        "peak-below-average",
        Severity.ERROR,
        "a peak that lies below its average",
        peak_below_average,
        ("notifications: avg 11.5K/s, peak 10K/s",),
        ("avg 417 rps, peak 1,670 rps", "reads avg 10k/s, writes peak 2k/s"),
    ),
    Rule(
        "conversion-misremembered",
        Severity.ERROR,
        "a wrong number of seconds, hours or days",
        conversion_misremembered,
        ("a day has 3,600 seconds, hence 2M / 3,600 = 556 per second",),
        ("a day has 24 hours", "a day has 86,400 seconds", "a day has 100,000 seconds"),
    ),
    Rule(
        "per-hour-as-per-second",
        Severity.ERROR,
        "a number per hour told as per second",
        hours_taken_for_seconds,
        ("That is 30M requests, and as the day has 24 hours it makes 1.25M per second",),
        ("That is 30M requests, and as the day has 24 hours it makes 347 per second",),
    ),
    Rule(
        "per-hour-as-per-second",
        Severity.ERROR,
        "the figure of an hour or a day, told per second",
        period_forgotten,
        ("1 billion / 24 = 41 million per hour\nso 41 million requests per second the server needs to handle",),
        (
            "1 billion / 24 = 41 million per hour\nso 11,400 requests per second in all",
            "41M views per hour\n41M views per hour / 3600 = 11.4k/s",
        ),
    ),
)
