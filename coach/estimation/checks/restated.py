"""Rules on one thing told twice: characters in bytes, milliseconds in nanoseconds, a day cut into minutes."""

import itertools
import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import begins, between, figures, leads
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import duration, exact, number, size
from coach.model.words import Severity

_CHARS = vocabulary("char chars character characters letters")
_RESTATING = words_pattern(
    r"^[\s,(]*(?:i\.e\.|ie|=|that is|that's|which is|in other words)\s*(?:about |only |just )?[\s,~]*$"
)
_MINUTES = 1440.0
_HOURS = 24.0


def characters_as_bytes(sight: Sight) -> Finding | None:
    """ "A tweet is 280 characters = 280 KB"."""
    if sight.words.isdisjoint(_CHARS):
        return None
    line = sight.text
    tokens = figures(line)
    for text, claim in itertools.pairwise(tokens):
        if claim.unit != "B" or text.unit not in ("1", "B") or _CHARS.isdisjoint(text.text.lower().split()):
            continue
        ratio = claim.value / text.value if text.value else 0.0
        if ratio < 100 or not _same_digits(ratio) or not leads(between(line, text, claim)) or not begins(line, text):
            continue
        right = f"{number(text.value)} of them are about {size(text.value)}"
        message = f"A character takes 1 to 4 bytes: {right}, not {size(claim.value)}."
        return Finding(text.start, claim.end, message, ratio, "How many bytes has a character?", rule="prefix-slip")
    return None


def duration_restated(sight: Sight) -> Finding | None:
    """ "0.5 ms, i.e. 500 ns"."""
    line = sight.text
    items = sight.reading.items
    if len(items) < 2 or [item.value.time for item in items].count(1) < 2:
        return None
    tokens = figures(line)
    for first, second in itertools.pairwise(tokens):
        if first.unit != "s" or second.unit != "s" or not first.value or not begins(line, first):
            continue
        ratio = second.value / first.value
        power = math.log10(ratio) if ratio > 0 else 0.0
        if abs(power) < 2.5 or not _same_digits(ratio) or not _RESTATING().match(between(line, first, second)):
            continue
        message = f"{duration(first.value)} is not {duration(second.value)}: {number(max(ratio, 1 / ratio))} to one."
        return Finding(first.start, second.end, message, ratio, "Which of the two is it?", rule="prefix-slip")
    return None


def minutes_taken_for_seconds(sight: Sight) -> Finding | None:
    """ "10M / 24 / 60 = 6944 per second": that is per minute."""
    for link in sight.reading.links:
        left, claim = link.computed, link.claim
        if not link.is_sum or claim.dimension != (-1, 0, 0) or claim.period != 1.0 or left.data or left.money:
            continue
        steps = sorted(count for count, power in left.constants if power == -1)
        whole = math.prod(steps) if steps else 0.0
        if whole not in (_HOURS, _MINUTES) or any(power > 0 for _, power in left.constants) or left.durations:
            continue
        if not left.flat or abs(math.log(claim.number / left.flat)) > 0.06 or (left.periods and left.period != 86400.0):
            continue
        per = "hour" if whole == _HOURS else "minute"
        missing = 3600.0 if whole == _HOURS else 60.0
        said = f"÷ {' ÷ '.join(exact(step) for step in steps)} gives per {per}"
        message = f"{number(claim.number / missing)} per second: {said}, ÷ {missing:,.0f} more gives per second."
        first, last = link.left.total.start, link.right.total.end
        rule = "per-hour-as-per-second" if whole == _HOURS else "per-minute-as-per-second"
        return Finding(first, last, message, missing, "Per what is that number?", rule=rule)
    return None


def _same_digits(ratio: float) -> bool:
    power = math.log10(ratio) if ratio > 0 else 0.5
    return abs(power / 3 - round(power / 3)) < 0.004 and round(power / 3) != 0


RESTATED: tuple[Rule, ...] = (
    Rule(
        "prefix-slip",
        Severity.ERROR,
        "characters told as kilobytes",
        characters_as_bytes,
        ("a tweet is 280 characters = 280 KB",),
        ("a tweet is 280 characters = 280 bytes", "each tweet 280 chars, up to 1 KB with metadata"),
    ),
    Rule(
        "prefix-slip",
        Severity.ERROR,
        "a time told again with the same digits and another prefix",
        duration_restated,
        ("the round trip is 0.5 ms, i.e. 500 ns",),
        ("the round trip is 0.5 ms, i.e. 500 µs", "p99 under 5 ms, or 5 s for the export"),
    ),
    Rule(
        "per-minute-as-per-second",
        Severity.ERROR,
        "a day divided into hours or minutes and told per second",
        minutes_taken_for_seconds,
        ("10M / 24 / 60 = 6944 per second",),
        ("10M / 24 / 60 = 6944 per minute", "10M / 24 / 60 / 60 = 116 per second"),
    ),
)
