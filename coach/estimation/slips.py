"""What a wrong ratio means: the table of slips, the likeliest first.

A claim that does not follow is off by a ratio, and the ratio tells the slip: 1,000 a prefix, 86,400 a day taken for a
second, 8 bits for bytes. Priors are from about 85 real errors in public write-ups: 1,000 before time before 10 before
8; what the line itself mentions (a "/day", a "%", Mbps, a factor of that size) goes first.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coach.estimation.readings import Reading
from coach.estimation.values import TIME_CONVERSIONS, Value

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
        if reading.ratio <= 0:
            continue
        off = math.log(reading.ratio)
        for one in _candidates(left, claim, reading, factors):
            away = abs(off - one.log)
            if away <= (0.13 if one.name == "complement" else tolerance):
                weight = one.prior + 1.5 * reading.assumptions + away * 4 + _oddness(left, reading)
                if found is None or weight < found.unlikeliness:
                    found = Slip(one.name, one.factor, reading.ratio, weight, reading)
    return found


def _oddness(left: Value, reading: Reading) -> float:
    """What makes a reading likelier or less: in `/day × 365 × 3 years` the 365 says how many days a year has."""
    converts = any(number in TIME_CONVERSIONS for number, _ in left.constants)
    if not (converts and left.durations and left.periods):
        return 0.0
    return -1.5 if "as a conversion" in reading.how else 2.0


class _Candidate(NamedTuple):
    name: str
    factor: float
    log: float
    prior: float


def _candidate(name: str, factor: float, prior: float) -> _Candidate:
    return _Candidate(name, factor, math.log(factor), prior)


def _candidates(left: Value, claim: Value, reading: Reading, factors: list[float]) -> Iterator[_Candidate]:
    """The slips that this line can have made."""
    if reading.how == "downtime" or reading.how == "complement":
        yield from _of_nines()
        return
    yield from _of_units(
        sized=bool(left.data or claim.data),
        in_bits=left.bits or claim.bits,
        timed=bool(left.time or claim.time or left.durations or left.periods or claim.periods or left.constants),
        in_months=any(number == 12 for number, _ in left.constants),
        in_years=any(d.unit > 3e7 for d in left.durations),
        shared=left.share or (not left.money and any(0 < f < 1 for f in factors)),
    )
    for factor in factors:
        if 1e-100 < factor < 1e100 and abs(math.log(factor)) > 0.4:
            for sign in (1, -1):
                away = 0.9 if factor not in (10, 1000) else 1.8
                yield _candidate("multiplied-for-divided", factor ** (2 * sign), away)
                yield _candidate("factor-left-out", factor**sign, 1.7)
        if 0.5 < factor < 1 or 0 < factor < 0.5:
            yield _candidate("complement", (1 - factor) / factor, 0.9)
            yield _candidate("complement", factor / (1 - factor), 0.9)


@lru_cache(maxsize=1)
def _of_nines() -> tuple[_Candidate, ...]:
    priors = ((10.0, 0.0), (100.0, 0.5), (60.0, 0.5), (24.0, 1.0), (365.0, 1.0), (12.0, 1.0), (30.4, 1.0))
    return tuple(_candidate("wrong-nines", factor**sign, prior) for sign in (1, -1) for factor, prior in priors)


@lru_cache(maxsize=64)
def _of_units(
    *, sized: bool, in_bits: bool, timed: bool, in_months: bool, in_years: bool, shared: bool
) -> tuple[_Candidate, ...]:
    """Slips of prefixes, bits, time and zeros, as far as the line has such things in it."""
    out: list[_Candidate] = []
    for sign in (1, -1):
        for power in (1, 2, 3):
            out.append(_candidate("prefix-slip", 1000.0 ** (sign * power), 0.4 * (power - 1)))
            if sized:
                out.append(_candidate("prefix-slip", 1024.0 ** (sign * power), 0.3 + 0.4 * (power - 1)))
        if sized:
            near = 0.2 if in_bits else 1.6
            out.append(_candidate("bits-vs-bytes", 8.0**sign, near))
            out.append(_candidate("bits-vs-bytes", 64.0**sign, 0.5 if in_bits else near + 1.5))  # the wrong way round
            out += [_candidate("bits-vs-bytes", factor**sign, near + 1.5) for factor in (8000.0, 125.0)]
        if timed:
            out += [_candidate(name, factor**sign, 1.0) for name, factor in _TIMES]
            if in_months:
                out.append(_candidate("months-for-days", 12 / 365, -1.0))
            if in_years:
                out += [_candidate("days-or-years", days**sign, 1.2) for days in (1825.0, 3650.0, 1095.0, 730.0)]
        name, near = ("percent-slip", 0.6) if shared else ("tenfold", 1.3)
        out.append(_candidate(name, 10.0**sign, near))
        out.append(_candidate(name, 100.0**sign, near + 0.3))
        out.append(_candidate("tenfold", 10000.0**sign, 2.2))
        out.append(_candidate("tenfold", 100000.0**sign, 2.4))
        out.append(_candidate("prefix-slip", 10000.0**sign, 3.0))
    return tuple(out)
