"""The ways a sum and a claim can be held against each other.

People leave out "per day", divide a daily number by a bare 86,400, multiply years by months, write bare numbers. Each
reading here is one such habit, and the strict one is first. What both sides state is never dropped: that finds errors
of time. A reading gives the ratio claim ÷ sum; near 1 it agrees.
"""

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

from coach.estimation.units import DAY, HOUR, MINUTE, MONTH, WEEK, YEAR
from coach.estimation.values import CONVERSIONS, TIME_CONVERSIONS, Duration, Value

EXACT = 0.06
"""Silent: |ln ratio| of a claim that follows."""
ROUNDED = 0.25
"""Silent: |ln ratio| of a claim rounded by hand; lets 100,000 s a day pass."""
_MOST = 96
_CANONICAL = frozenset((HOUR, DAY, WEEK, MONTH, YEAR))
_LARGER = {
    (YEAR, MONTH): 12.0,
    (YEAR, WEEK): 52.0,
    (YEAR, DAY): 365.0,
    (MONTH, DAY): 30.0,
    (MONTH, HOUR): 720.0,
    (YEAR, HOUR): 8760.0,
    (WEEK, DAY): 7.0,
    (DAY, HOUR): 24.0,
    (DAY, MINUTE): 1440.0,
    (DAY, 1.0): 86400.0,
    (HOUR, MINUTE): 60.0,
    (HOUR, 1.0): 3600.0,
    (MINUTE, 1.0): 60.0,
    (MONTH, 1.0): MONTH,
    (YEAR, 1.0): YEAR,
}
"""How many of the smaller unit make the larger."""


class Reading(NamedTuple):
    """One way to hold a claim against a sum."""

    ratio: float
    """Claim ÷ what follows."""
    how: str
    """The habit assumed; `strict` for none."""
    assumptions: int

    @property
    def deviation(self) -> float:
        """|ln ratio|: 0 when they are equal."""
        return abs(math.log(self.ratio)) if self.ratio > 0 else math.inf


def readings(left: Value, claim: Value) -> Iterator[Reading]:
    """All readings of "left = claim" that a rule allows, fewest assumptions first; none when the kinds clash."""
    if not left.number or not claim.number or left.number * claim.number < 0:
        return
    if left.share and claim.share and left.number > 0.9 and claim.number > 0.9:
        if left.number < 1 and claim.number < 1:
            yield Reading((1 - claim.number) / (1 - left.number), "complement", 0)
        return
    if left.share and not left.factor and not left.operations and claim.durations:
        yield from _downtime(left, claim)
        return
    if claim.share and not claim.factor and not left.share and left.number > 1.5:
        return
    if (left.data, left.money) != (claim.data, claim.money):
        yield from _across_kinds(left, claim)
        return
    yield from _in_time(left, claim)
    if left.bare and not claim.bare and claim.shown and not left.data and not claim.data:
        yield Reading(claim.shown / left.number, "in the claim's unit", 2)
    if left.bare and claim.time == 1 and not claim.periods:
        yield Reading(claim.number / left.number, "in seconds", 2)
    if claim.bare and left.time == 1 and any(span.unit < 1 for span in left.durations):
        yield Reading(claim.number / left.number, "busy at once", 2)  # Little: 5k (a second) × 0.2 ms keep 1 core busy
    if claim.bare and not claim.share and not left.constants and left.flat and not left.durations:
        yield Reading(claim.shown / left.flat, "as written", 2)


def best(left: Value, claim: Value) -> tuple[Reading | None, list[Reading]]:
    """The first reading that agrees, else the nearest; and all that were tried."""
    tried: list[Reading] = []
    near: Reading | None = None
    for reading in readings(left, claim):
        if reading.ratio <= 0 or not math.isfinite(reading.ratio):
            continue
        reading = _within_range(reading, left, claim)
        tried.append(reading)
        if reading.deviation <= EXACT:
            return reading, tried
        if near is None or reading.deviation < near.deviation - 1e-9:
            near = reading
    return near, tried


def agrees(left: Value, claim: Value) -> bool:
    """Whether some reading agrees within the rounding that people allow themselves."""
    near, _ = best(left, claim)
    return near is not None and near.deviation <= ROUNDED


def _within_range(reading: Reading, left: Value, claim: Value) -> Reading:
    """A claim inside a range, or a range around what follows, agrees."""
    if claim.high is None and left.high is None:
        return reading
    low = reading.ratio
    high = low * (claim.high / claim.number if claim.high else 1.0)
    if left.high and left.number:
        low /= left.high / left.number
    if low <= 1.1 and high >= 0.9:
        return reading._replace(ratio=1.0)
    return reading


def _downtime(left: Value, claim: Value) -> Iterator[Reading]:
    """`99.99% = 52 min a year`: what an availability allows in a year, or in the period that is named."""
    if not 0.9 <= left.number < 1 or claim.data or claim.money or claim.operations:
        return
    period = (claim.periods or left.periods or (YEAR,))[0]
    down = claim.durations[0].amount * claim.durations[0].unit
    yield Reading(down / ((1 - left.number) * period), "downtime", 0)


def _across_kinds(left: Value, claim: Value) -> Iterator[Reading]:
    if left.bare:
        if left.number:
            yield Reading(claim.shown / left.number, "in the claim's unit", 1)
        if left.operations and left.flat:
            yield Reading(claim.flat / left.flat, "in bytes" if claim.data else "in dollars", 1)
            for number, power in left.constants:
                if number in TIME_CONVERSIONS and claim.time:
                    yield Reading(claim.flat / (left.flat * number**-power), f"÷ {number:g} as a conversion", 2)
    elif left.money and left.data == 1 and not claim.data:
        # A price a GB, written as a price.
        per_gigabyte = left.flat / 1e9
        if left.prefix > 1e9:
            for unit in dict.fromkeys((left.prefix, 1e12)):
                yield Reading(claim.shown / (left.flat / unit), "a price per unit of its size", 1)
        yield Reading((claim.flat if claim.money else claim.shown) / per_gigabyte, "a price per GB", 1)
        if claim.money and claim.time == left.time and per_gigabyte:
            yield Reading(claim.number / (left.number / 1e9), "a price per GB", 1)
    elif left.money != claim.money:
        if left.data == claim.data == 0 and left.operations and left.flat:
            yield Reading(claim.shown / left.flat, "in dollars", 1)
    elif claim.bare and left.data and left.flat:
        yield Reading(claim.shown / (left.flat / left.prefix), "in the sum's unit", 1)
        yield Reading(claim.shown / left.flat, "in bytes", 1)
        if left.money and left.data == -1:
            return
    elif not left.data and claim.data == 1 and left.operations and left.flat and claim.time <= 0:
        both_timed = left.time == claim.time == -1
        yield Reading(claim.number / left.number if both_timed else claim.flat / left.flat, "a count as bytes", 1)


def _in_time(left: Value, claim: Value) -> Iterator[Reading]:
    """Readings that differ in what is done with units of time and conversions."""
    options: list[tuple[tuple[str, float, int], ...]] = []
    for number, power in left.constants[:6]:
        options.append(_ways(number, power, left, claim))
    for combination in itertools.islice(itertools.product(*options), _MOST):
        factor, time, how = 1.0, 0, ""
        for name, by, exponent in combination:
            if name:
                factor *= by
                time += exponent
                how += name
        for span, change, chain in _chains(left.durations):
            number = left.number * factor * span
            at = left.time + time + change
            name = (how + chain) or "strict"
            assumed = (1 if how else 0) + (1 if chain else 0)
            yield from _rates(left, claim, number, at, name, assumed)


def _rates(left: Value, claim: Value, number: float, time: int, how: str, assumed: int) -> Iterator[Reading]:
    """Readings that add or leave out one "per X", after conversions gave `number` with exponent `time`."""
    if not number:
        return
    if time == claim.time:
        yield Reading(claim.number / number, how, assumed)
    elif time == 0 and claim.time == -1:
        span = _span_of_constants(left) if left.time == -1 and how.endswith("as time ") else 0.0
        if span in _CANONICAL and claim.period in _CANONICAL and span != claim.period:
            # A rate over an hour is no daily number, whatever is written behind it.
            yield Reading(claim.number * span / number, how + " per", assumed + 1)
        else:
            yield Reading(claim.number * claim.period / number, how + " per", assumed + 1)
    elif time == -1 and claim.time == 0 and (claim.data or claim.money or not claim.bare):
        for period in dict.fromkeys(reversed(left.periods or (1.0,))):
            yield Reading(claim.number / (number * period), how + " per", assumed + 1)
    elif time == 0 and claim.time == 1 and left.periods and left.durations:
        yield Reading(claim.number / (number * left.period), how + " in that time", assumed + 1)  # 30 s × 4 a year
    elif time == 2 and left.durations:
        unit = max(duration.unit for duration in left.durations)
        yield from _rates(left, claim, number / unit, 1, how + " counted", assumed + 1)  # 100 h of film × 200 h
    elif time == 1 and claim.time == 0 and claim.periods and claim.durations:
        yield Reading(claim.number * claim.period / number, how + " per", assumed + 1)  # = 9k h a week
    elif time == 1 and left.durations and claim.time <= 0:
        unit = min(d.unit for d in left.durations)
        period = claim.period if claim.time == -1 else 1.0
        yield Reading(claim.number * period / (number / unit), how + " each", assumed + 2)
        for duration in left.durations:
            span = duration.amount * duration.unit
            if claim.time == -1 and span <= HOUR:  # 5M drivers × 4 s updates
                yield Reading(claim.number / (number / span**2), how + " interval", assumed + 2)
    if claim.bare and time == -1 and not claim.share:
        periods = {left.period, 1.0} if how == "strict" else {1.0, MINUTE, HOUR, DAY, MONTH, YEAR}
        if left.period == 1.0 and how == "strict":
            periods = {1.0}
        for period in sorted(periods):
            yield Reading(claim.shown / (number * period), how + " in its own period", assumed + 1)


def _span_of_constants(left: Value) -> float:
    """Seconds that the bare constants of a product count together: 24 × 3600 is a day."""
    span = 1.0
    for number, power in left.constants:
        if number in TIME_CONVERSIONS and power > 0:
            span *= number
    return span


def _ways(number: float, power: int, left: Value, claim: Value) -> tuple[tuple[str, float, int], ...]:
    """What a bare constant may be: itself, a span of time, a conversion that changes nothing."""
    ways: list[tuple[str, float, int]] = [("", 1.0, 0)]
    timed = bool(left.periods or left.durations or left.time)
    if number in TIME_CONVERSIONS:
        if timed or claim.time or number > 80000:
            ways.extend((f"{number:g} as time ", unit**power, power) for unit in CONVERSIONS[number])
        if timed:
            ways.append((f"{number:g} as a conversion ", number**-power, 0))
    elif number == 8:
        if left.data or claim.data or left.bits:
            ways.append(("8 as a conversion ", number**-power, 0))
    elif left.data or claim.data or left.money or claim.money or (number == 1000 and (left.time or claim.time)):
        ways.append((f"{number:g} as a conversion ", number**-power, 0))
    return tuple(ways)


def _chains(durations: tuple[Duration, ...]) -> list[tuple[float, int, str]]:
    """Ways to read several spans of time as one: 30 days × 24 hours × 3600 seconds; (factor, exponent, name)."""
    ways: list[tuple[float, int, str]] = [(1.0, 0, "")]
    for power in (1, -1):
        own = sorted((d for d in durations if d.power == power), key=lambda d: -d.unit)
        if len(own) >= 2 and _is_chain(own):
            total, count = 1.0, 1.0
            for duration in own:
                total *= duration.amount * duration.unit
                count *= duration.amount
            one = count * own[-1].unit
            ways.append(((one / total) ** power, -(len(own) - 1) * power, "as one span "))
            if any(abs(one / span - 1) < 0.04 for span in (DAY, HOUR, MINUTE, MONTH, YEAR)):
                ways.append((total**-power, -len(own) * power, "as a conversion "))
        if len(own) == 1 and _whole(own[0]):
            ways.append(((own[0].amount * own[0].unit) ** -power, -power, "as a conversion "))
    return ways


def _is_chain(own: list[Duration]) -> bool:
    return all(_whole(d) and (_whole(d) or 0) <= larger.unit * 1.01 for larger, d in itertools.pairwise(own))


def _whole(duration: Duration) -> float | None:
    """The larger unit that the span makes up: 24 h make a day."""
    for (larger, smaller), count in _LARGER.items():
        if smaller == duration.unit and (
            abs(duration.amount / count - 1) < 0.035 or (count == 86400 and abs(duration.amount / 1e5 - 1) < 0.01)
        ):
            return larger
    return None
