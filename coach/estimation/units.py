"""What the words behind a number mean: spans of time, sizes of data, rates, powers of a thousand.

Only time, data and money have dimensions here; everything that is counted (urls, users, requests) is a soft label.
A day has 86,400 s, a month 30 days, a year 365 days; KB is 1,000 bytes and KiB 1,024; what ends in `bps` counts
bits. Words that people use for two things have two readings, the likelier first.
"""

from functools import lru_cache
from typing import NamedTuple

from coach.estimation.patterns import words_pattern
from coach.estimation.vocabulary import vocabulary

MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0
WEEK = 7 * DAY
MONTH = 30 * DAY
YEAR = 365 * DAY

TIME: dict[str, float] = {
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), 1e-9),
    **dict.fromkeys(("us", "µs", "μs", "microsecond", "microseconds", "usec"), 1e-6),
    **dict.fromkeys(("ms", "msec", "millis", "millisecond", "milliseconds"), 1e-3),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), WEEK),
    **dict.fromkeys(("mo", "mos", "mth", "month", "months"), MONTH),
    **dict.fromkeys(("quarter", "quarters"), YEAR / 4),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), YEAR),
    **dict.fromkeys(("decade", "decades"), 10 * YEAR),
}
"""Seconds of one such unit, by lower-case word."""

EVERY: dict[str, float] = {
    "hourly": HOUR,
    "daily": DAY,
    "nightly": DAY,
    "weekly": WEEK,
    "monthly": MONTH,
    "yearly": YEAR,
    "annual": YEAR,
    "annually": YEAR,
    "p.d.": DAY,
    "p.a.": YEAR,
    "p.h.": HOUR,
    "p.m.": MONTH,
    "p.s.": 1.0,
}
"""Seconds of the period that an adverb or adjective names."""

PER_SECOND = vocabulary("qps rps tps wps iops hps eps mps cps pps opm qpm rpm tpm rpd")
"""Words that are a rate by themselves."""

_RATE_PERIOD = {"opm": MINUTE, "qpm": MINUTE, "rpm": MINUTE, "tpm": MINUTE, "rpd": DAY}

MAGNITUDES: dict[str, float] = {
    **dict.fromkeys(("hundred",), 1e2),
    **dict.fromkeys(("thousand", "thousands", "thou", "k"), 1e3),
    **dict.fromkeys(("lakh", "lakhs", "lac"), 1e5),
    **dict.fromkeys(("million", "millions", "mil", "mill", "mln", "mn", "mio", "mi", "mm", "kk"), 1e6),
    **dict.fromkeys(("crore", "crores", "cr"), 1e7),
    **dict.fromkeys(("billion", "billions", "bil", "bill", "bln", "bn", "mrd", "mld"), 1e9),
    **dict.fromkeys(("trillion", "trillions", "tril", "trn", "tn"), 1e12),
    **dict.fromkeys(("quadrillion", "quadrillions", "quad"), 1e15),
    **dict.fromkeys(("quintillion", "quintillions"), 1e18),
    **dict.fromkeys(("sextillion", "sextillions"), 1e21),
}
"""Words of magnitude, lower-case; they stand glued to the number or apart from it."""

SUFFIXES: dict[str, float] = {
    "k": 1e3,
    "K": 1e3,
    "m": 1e6,
    "M": 1e6,
    "b": 1e9,
    "B": 1e9,
    "g": 1e9,
    "G": 1e9,
    "t": 1e12,
    "T": 1e12,
    "P": 1e15,
    "Q": 1e15,
    "E": 1e18,
}
"""Single letters glued to a number. `B` and `m` have a second reading: byte and minute."""

_OCTETS = {"o": 1.0, "ko": 1e3, "Ko": 1e3, "Mo": 1e6, "Go": 1e9, "To": 1e12, "Po": 1e15}
"""What French-speaking people call bytes; `o` alone and `Mo` may be something else."""
_PREFIX = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15, "e": 1e18, "z": 1e21}
_LONG_PREFIX = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15, "exa": 1e18}
_SMALL = words_pattern(
    r"(?P<long>kilo|mega|giga|tera|peta|exa)?(?P<what>bytes?|bits?)(?P<ps>ps)?\Z|"
    r"(?P<p>[kmgtpez])(?P<i>i)?(?P<u>b|bytes?|bits?)(?P<s>ps)?\Z"
)


class UnitReading(NamedTuple):
    """One way to read a unit word: its size in SI and its exponents of time and data."""

    scale: float
    time: int
    data: int
    bits: bool
    period: float
    """Seconds of the time unit inside it (1 for Mbps); 0 without one."""
    prefix: float
    """The power of a thousand in it: 1e6 for MB; 1 without one."""


@lru_cache(maxsize=4096)
def unit_readings(word: str) -> tuple[UnitReading, ...]:
    """The readings of `word` as a unit of time, data or rate, likeliest first; empty when it is none of them."""
    low = word.lower()
    if low in PER_SECOND:
        period = _RATE_PERIOD.get(low, 1.0)
        return (UnitReading(1 / period, -1, 0, False, period, 1.0),)
    if word in _OCTETS:
        octets = UnitReading(_OCTETS[word], 0, 1, False, 0.0, _OCTETS[word])
        other = {"o": UnitReading(1.0, 0, 0, False, 0.0, 1.0), "Mo": UnitReading(MONTH, 1, 0, False, MONTH, 1.0)}
        return (octets, other[word]) if word in other else (octets,)
    if low in TIME and word not in ("H", "D", "W", "Y", "S"):
        return (UnitReading(TIME[low], 1, 0, False, TIME[low], 1.0),)
    if low == "bps":
        return (_data(1.0, word != "Bps", True),)
    if word == "B":
        return (UnitReading(1.0, 0, 1, False, 0.0, 1.0),)
    if low in ("char", "chars", "character", "characters", "ascii"):
        return (UnitReading(1.0, 0, 0, False, 0.0, 1.0), UnitReading(1.0, 0, 1, False, 0.0, 1.0))
    return _data_readings(word)


def is_time(word: str) -> bool:
    """Whether `word` names a unit of time."""
    return word.lower() in TIME


def _data_readings(word: str) -> tuple[UnitReading, ...]:
    match = _SMALL().match(word)
    if match is None:
        return ()
    if match["what"]:
        prefix = _LONG_PREFIX.get((match["long"] or "").lower(), 1.0)
        bits = match["what"].lower().startswith("bit")
        return (_data(prefix, bits, bool(match["ps"])),)
    prefix = 1024.0 ** (" kmgtpez".index(match["p"].lower())) if match["i"] else _PREFIX[match["p"].lower()]
    unit, per_second = match["u"], bool(match["s"])
    if unit.lower().startswith("by") or unit == "B":
        return (_data(prefix, False, per_second),)
    if unit.lower().startswith("bit") or per_second:
        return (_data(prefix, True, per_second),)
    # Mb is megabit by the book, mb is what people type for either.
    first_is_bits = match["p"].isupper() and not match["i"]
    return (_data(prefix, first_is_bits, False), _data(prefix, not first_is_bits, False))


def _data(prefix: float, bits: bool, per_second: bool) -> UnitReading:
    time = -1 if per_second else 0
    return UnitReading(prefix / 8 if bits else prefix, time, 1, bits, 1.0 if per_second else 0.0, prefix)
