"""What a wrong ratio means: the table of slips, the likeliest first.

A claim that does not follow is off by a ratio, and the ratio tells the slip: 1,000 a prefix, 86,400 a day taken for a
second, 8 bits for bytes. Priors are from about 85 real errors in public write-ups: 1,000 before time before 10 before
8; what the line itself mentions (a "/day", a "%", Mbps, a factor of that size) goes first.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from coach.estimation.readings import Reading
from coach.estimation.values import Value

_TOLERANCE = 0.065
_TIMES: tuple[tuple[str, float], ...] = (
    ("per-day-as-per-second", 86400.0),
    ("per-day-as-per-second", 100000.0),
    ("per-hour-as-per-second", 3600.0),
    ("hours-or-days", 24.0),
    ("minutes-or-seconds", 60.0),
    ("minutes-or-days", 1440.0),
    ("days-or-years", 365.0),
    ("days-or-months", 30.0),
    ("days-or-months", 31.0),
    ("months-or-years", 12.0),
    ("months-or-years", 12.1667),
    ("days-or-weeks", 7.0),
    ("weeks-or-years", 52.0),
    ("per-month-as-per-second", 2592000.0),
    ("per-year-as-per-second", 31536000.0),
    ("minutes-or-hours", 3.6),
)


class Slip(NamedTuple):
    """An explanation of a ratio."""

    id: str
    factor: float
    """The clean factor that repairs the claim: claim ÷ factor is right."""
    ratio: float
    """Claim ÷ what follows, as measured."""
    unlikeliness: float
    reading: Reading


def explain(left: Value, claim: Value, tried: list[Reading], factors: list[float], digits: int) -> Slip | None:
    """The likeliest slip over all readings that were tried, or none when no ratio is a clean one.

    `factors` are the numbers multiplied or divided in the sum, `digits` the significant digits of the claim.
    """
    tolerance = _TOLERANCE if digits > 1 else 0.13
    found: Slip | None = None
    for reading in tried:
        for name, factor, prior in _candidates(left, claim, reading, factors):
            away = abs(math.log(reading.ratio) - math.log(factor)) if reading.ratio > 0 < factor else math.inf
            if away <= (0.13 if name == "complement" else tolerance):
                weight = prior + 1.5 * reading.assumptions + away * 4
                if found is None or weight < found.unlikeliness:
                    found = Slip(name, factor, reading.ratio, weight, reading)
    return found


def _candidates(
    left: Value, claim: Value, reading: Reading, factors: list[float]
) -> Iterator[tuple[str, float, float]]:
    """Names, factors and priors of the slips that this line can have made."""
    both = (1, -1)
    if reading.how == "downtime" or reading.how == "complement":
        for sign in both:
            yield "wrong-nines", 10.0**sign, 0.0
            yield "wrong-nines", 100.0**sign, 0.5
            yield "wrong-nines", 60.0**sign, 0.5
            yield "wrong-nines", 24.0**sign, 1.0
            yield "wrong-nines", 365.0**sign, 1.0
            yield "wrong-nines", 12.0**sign, 1.0
            yield "wrong-nines", 30.4**sign, 1.0
        return
    sized = left.data or claim.data
    timed = bool(left.time or claim.time or left.durations or left.periods or claim.periods or left.constants)
    for sign in both:
        for power in (1, 2, 3):
            yield "prefix-slip", 1000.0 ** (sign * power), 0.4 * (power - 1)
            if sized:
                yield "prefix-slip", 1024.0 ** (sign * power), 0.3 + 0.4 * (power - 1)
        if sized:
            near = 0.2 if left.bits or claim.bits else 1.6
            yield "bits-vs-bytes", 8.0**sign, near
            yield "bits-vs-bytes", 64.0**sign, near + 1.5
            yield "bits-vs-bytes", 8000.0**sign, near + 1.5
            yield "bits-vs-bytes", 125.0**sign, near + 1.5
        if timed:
            for name, factor in _TIMES:
                yield name, factor**sign, 1.0
            if any(number == 12 for number, _ in left.constants):
                yield "months-for-days", 12 / 365, -1.0
            for factor in (1 / 1.825e3, 1 / 3650, 1 / 1095, 1 / 730):
                if any(d.unit > 3e7 for d in left.durations):
                    yield "days-or-years", factor**-sign, 1.2
        near = 0.6 if left.share or any(0 < f < 1 for f in factors) else 1.3
        name = "percent-slip" if near < 1 else "tenfold"
        yield name, 10.0**sign, near
        yield name, 100.0**sign, near + 0.3
        yield "tenfold", 10000.0**sign, 2.2
        yield "tenfold", 100000.0**sign, 2.4
        yield "prefix-slip", (1000.0 * 10) ** sign, 3.0
    for factor in factors:
        if 1e-100 < factor < 1e100 and abs(math.log(factor)) > 0.4:
            for sign in both:
                yield "multiplied-for-divided", factor ** (2 * sign), 0.9 if factor not in (10, 1000) else 1.8
                yield "factor-left-out", factor**sign, 1.7
        if 0.5 < factor < 1 or 0 < factor < 0.5:
            yield "complement", (1 - factor) / factor, 0.9
            yield "complement", factor / (1 - factor), 0.9
