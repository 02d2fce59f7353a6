"""Rules on peaks told in words: a peak is never below its average, and never the average divided."""

import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.lines import Item
from coach.estimation.memory import Remembered
from coach.estimation.patterns import words_pattern
from coach.estimation.trees import Leaf, Operation
from coach.estimation.wording import number, told
from coach.estimation.words import AVERAGE_WORDS, MACHINES, PEAK_WORDS
from coach.model.words import Severity

_LOAD = r"(?:load|traffic|rate|rates|usage|qps|rps|requests?|reads?|writes?|hour|time|itself|value)"
_AVERAGE = r"(?:average|avg|mean)"
_BELOW = words_pattern(
    rf"\b(?:at\s+)?(?:the\s+)?peak(?:\s+{_LOAD})?(?:\s+(?:is|lies|will|would|be|we|expect|have|see|always|even|much|"
    rf"a|bit|little|"
    rf"about|usually|normally|of\s+course))*\s+(?:less|lower|smaller|below|under|beneath)(?:\s+than)?\s+(?:the\s+|"
    rf"our\s+|its\s+)?"
    rf"{_AVERAGE}(?:\s+(?:load|rate|traffic|one|value))?\s*(?=$|[.,;:)!–—-]|because|since|as\b|so\b|and\b|for\b|"
    rf"while\b)"
)
_PART_OF = words_pattern(
    rf"(?<!off-)(?<!off )\b(?:at\s+)?(?:the\s+)?peak(?:\s+{_LOAD})?(?:\s+(?:is|lies|will|would|be|about|only|"
    rf"roughly|some|around|maybe|at|we|expect|see))*"
    rf"\s*[=:~≈]?\s*(?:half|a\s+half|a\s+third|one\s+third|a\s+quarter|a\s+fifth|a\s+tenth|a\s+fraction|"
    rf"[1-9]\d?\s?%)\s+(?:of\s+)?"
    rf"(?:the\s+|our\s+|its\s+)?(?:{_AVERAGE}|that|it)\b"
)
_MOST = 20.0
"""A divisor beyond it is no peak factor."""


def peak_under_average(sight: Sight) -> Finding | None:
    """ "Peak is less than average", "at peak a third of that", "peak = 6k / 3" where 6k is the average."""
    if sight.words.isdisjoint(PEAK_WORDS):
        return None
    line = sight.text
    match = _BELOW().search(line) if sight.words & AVERAGE_WORDS else None
    if match is None and ("of" in sight.words or "half" in sight.words):
        match = _PART_OF().search(line)
        if match is not None and not (sight.words & AVERAGE_WORDS):
            match = None
    if match is not None:
        message = "A peak lies above the average, never below it: plan for the average times two to five."
        return Finding(match.start(), match.end(), message, None, "What is it in the busiest hour?")
    for item in sight.reading.items:
        finding = _divided(sight, item)
        if finding is not None:
            return finding
    return None


def _divided(sight: Sight, item: Item) -> Finding | None:
    """The finding for a peak that is an average divided by a factor."""
    root = item.total.root
    if not isinstance(root, Operation) or root.sign != "/" or not isinstance(root.left, Leaf):
        return None
    if not isinstance(root.right, Leaf) or item.total.has_hole:
        return None
    load, by = root.left.readings[0], root.right.readings[0]
    if not by.bare or by.share or not 1.2 <= by.number <= _MOST or by.nouns or load.share or load.data or load.time > 0:
        return None
    words = item.words | sight.reading.label_words
    before = frozenset(sight.text[: item.total.start].lower().split()[-12:])
    if words & AVERAGE_WORDS or words & MACHINES or not (words | before) & PEAK_WORDS:
        return None
    averages = [one.value.number for one in sight.reading.items if one is not item and one.words & AVERAGE_WORDS]
    averages += sight.memory.ask("averages", _averages)
    if not any(_same(load.number, average) for average in averages):
        return None
    message = f"{told(load)} is the average: at peak it is times {number(by.number)}, not divided by it."
    first, last = item.total.start, item.total.end
    return Finding(first, last, message, 1 / by.number**2, "What is it in the busiest hour?")


def _averages(known: list[Remembered]) -> tuple[float, ...]:
    """The rates that were called an average and nothing else."""
    rates = [one for one in known if one.value.dimension == (-1, 0, 0) or one.value.bare]
    peaks = [one.value.number for one in rates if one.peak]
    return tuple(
        one.value.number
        for one in rates
        if one.peak is False and not any(_same(one.value.number, peak) for peak in peaks)
    )


def _same(first: float, second: float) -> bool:
    return first > 0 and second > 0 and abs(math.log(first) - math.log(second)) < 0.03


PEAKS: tuple[Rule, ...] = (
    Rule(
        "peak-under-average",
        Severity.ERROR,
        "a peak that is told as less than the average, or is the average divided",
        peak_under_average,
        (
            "Peak is less than average because users never are online all together",
            "reads 6k/s on average\npeak = 6k / 3 = 2k/s",
        ),
        (
            "peak = 3 x avg = 10.5k reads/s",
            "avg is peak / 3 = 2k/s",
            "avg 6k/s\npeak 18k/s / 3 regions = 6k/s per region",
            "peak writes are less than average reads, so reads decide",
            "peak latency is below the average of the old system",
        ),
    ),
)
