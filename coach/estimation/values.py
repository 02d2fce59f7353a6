"""Quantities and their algebra: a magnitude in SI with exponents of time, data and money.

Beside the strict value a quantity keeps how it was written: the number as displayed, the number with every word of
time taken as 1, the bare constants and the spans of time that went into it. The readings of a line (`readings`) are
made from these, because people leave out, add and convert "per day" and "per second" as they go.
"""

from typing import NamedTuple

LARGEST = 1e120
"""Beyond this nothing is counted; ratios and squares of what is counted stay within floating point."""


class NotComputableError(ValueError):
    """A sum that has no finite result: a division by zero, a power beyond counting."""


class Duration(NamedTuple):
    """A span of time that is a factor of a product: `30 days`, `24 h`."""

    amount: float
    unit: float
    """Seconds."""
    power: int
    """1 multiplied, -1 divided by."""


class Value(NamedTuple):
    """A number with its dimensions and its history."""

    number: float
    """In SI: bytes, seconds, dollars."""
    time: int = 0
    data: int = 0
    money: int = 0
    flat: float = 0.0
    """As written, every unit of time taken as 1: 100 for `100/day`; data and money in full."""
    shown: float = 0.0
    """The number as displayed, without its units: 35 for `35 GB`."""
    high: float | None = None
    """Upper end of a range, in SI."""
    constants: tuple[tuple[float, int], ...] = ()
    """Bare numbers that may be conversions, with their powers: `/ 86400` is (86400, -1)."""
    durations: tuple[Duration, ...] = ()
    periods: tuple[float, ...] = ()
    """Seconds of the units of time it is divided by, as in `/day` and `per second`."""
    operations: int = 0
    """How many operators went into it."""
    bare: bool = True
    """Whether no part of it has a unit of time, data or money."""
    share: bool = False
    """Whether it is a percentage or a ratio."""
    bits: bool = False
    """Whether its data unit counts bits."""
    prefix: float = 1.0
    """The power of a thousand in its data unit."""
    nouns: tuple[str, ...] = ()
    """What is counted, for the wording only."""
    factor: bool = False
    """Whether it is written as a factor: `3x`, `×3`."""

    @property
    def period(self) -> float:
        """Seconds of the unit of time it is a rate of; 1 when it has none."""
        return self.periods[-1] if self.periods else 1.0

    @property
    def dimension(self) -> tuple[int, int, int]:
        """Exponents of time, data and money."""
        return self.time, self.data, self.money


def plain(number: float) -> Value:
    """A bare number."""
    return Value(number, flat=number, shown=number, constants=((number, 1),) if number in CONVERSIONS else ())


CONVERSIONS: dict[float, tuple[float, ...]] = {
    86400: (1.0,),
    86000: (1.0,),
    9e4: (1.0,),
    1e5: (1.0,),
    3600: (1.0,),
    24: (3600.0,),
    60: (1.0, 60.0),
    1440: (60.0,),
    365: (86400.0,),
    360: (86400.0,),
    366: (86400.0,),
    400: (86400.0,),
    30: (86400.0,),
    31: (86400.0,),
    12: (2592000.0,),
    7: (86400.0,),
    52: (604800.0,),
    720: (3600.0,),
    730: (3600.0, 86400.0),
    8760: (3600.0,),
    2.5e6: (1.0,),
    2.6e6: (1.0,),
    2592000: (1.0,),
    2628000: (1.0,),
    2.63e6: (1.0,),
    31536000: (1.0,),
    3.15e7: (1.0,),
    3.154e7: (1.0,),
    3.2e7: (1.0,),
    3e7: (1.0,),
    8: (),
    1000: (),
    1024: (),
    1e6: (),
    1e9: (),
    1048576: (),
    1073741824: (),
}
"""Numbers that convert, with the units of time (in seconds) they may count: 365 (days), 86400 (seconds)."""

TIME_CONVERSIONS = frozenset(number for number, units in CONVERSIONS.items() if units)


def renumbered(value: Value, amount: float) -> Value:
    """`value` with another number and no range; everything else as it was."""
    return Value(
        amount,
        value.time,
        value.data,
        value.money,
        value.flat,
        value.shown,
        None,
        value.constants,
        value.durations,
        value.periods,
        value.operations,
        value.bare,
        value.share,
        value.bits,
        value.prefix,
        value.nouns,
        value.factor,
    )


def multiplied(left: Value, right: Value) -> Value:
    """`left × right`."""
    return _product(left, right, 1)


def divided(left: Value, right: Value) -> Value:
    """`left ÷ right`.

    Raises:
        NotComputableError: when `right` is zero.
    """
    if right.number == 0 or right.flat == 0:
        raise NotComputableError("a division by zero has no result")
    return _product(left, right, -1)


def added(left: Value, right: Value, sign: int) -> Value:
    """`left + right` or, with `sign` -1, `left − right`.

    A bare number takes over the other's unit; a part with "per day" beside one without is read as per day too.
    """
    if right.share and not left.share and abs(left.number) > 1:
        grown = 1 + sign * right.number  # 50 GB + 20%
        return scaled(left, grown)._replace(operations=left.operations + 1, constants=())
    if left.dimension != right.dimension:
        if right.bare and not left.bare and left.shown:
            right = left._replace(
                number=right.number * left.number / left.shown, flat=right.flat * left.flat / left.shown
            )
        elif left.bare and not right.bare and right.shown and not left.operations and left.number not in (0, 1):
            left = right._replace(
                number=left.number * right.number / right.shown, flat=left.flat * right.flat / right.shown
            )
        elif left.time != right.time and (left.data, left.money) == (right.data, right.money):
            if left.time == 0:
                left = left._replace(number=left.number / right.period, time=right.time)
            elif right.time == 0:
                right = right._replace(number=right.number / left.period, time=left.time)
    high = None
    if left.high is not None or right.high is not None:
        a, b = left.high or left.number, right.high or right.number
        high = a + b if sign > 0 else None
    number = finite(left.number + sign * right.number)
    return Value(
        number,
        left.time or right.time,
        left.data or right.data,
        left.money or right.money,
        flat=finite(left.flat + sign * right.flat),
        shown=finite(left.shown + sign * right.shown),
        high=high,
        periods=left.periods or right.periods,
        operations=left.operations + right.operations + 1,
        bare=left.bare and right.bare,
        share=left.share and right.share,
        bits=left.bits and right.bits,
        prefix=max(left.prefix, right.prefix),
        nouns=left.nouns or right.nouns,
    )


def clashes(left: Value, right: Value) -> bool:
    """Whether the two cannot be added: a count and a size, a rate and a duration."""
    if left.share and not left.operations and not right.share and not right.bare:
        return True  # "2.9% + $0.30": of what is not said
    if left.share or right.share or (left.bare and not left.nouns) or (right.bare and not right.nouns):
        return False
    if (left.data, left.money) != (right.data, right.money):
        return True
    return left.time != right.time and 1 in (left.time, right.time)


def powered(base: Value, exponent: Value) -> Value:
    """`base ^ exponent`.

    Raises:
        NotComputableError: when the result is beyond floating point, or not real.
    """
    if exponent.number > 4000 or exponent.number < -4000:
        raise NotComputableError("a power beyond counting")
    try:
        number = base.number**exponent.number
    except (OverflowError, ZeroDivisionError):
        raise NotComputableError("a power beyond counting") from None
    if isinstance(number, complex):
        raise NotComputableError("a power with no real result")
    power = int(exponent.number) if exponent.number == int(exponent.number) and abs(exponent.number) < 9 else 1
    return Value(
        finite(number),
        base.time * power,
        base.data * power,
        base.money * power,
        flat=number,
        shown=number,
        operations=base.operations + exponent.operations + 1,
        bare=base.bare,
        share=base.share,
    )


def scaled(value: Value, by: float) -> Value:
    """`value` with a magnitude applied: × 1,000,000 for "million"."""
    return value._replace(
        number=finite(value.number * by),
        flat=finite(value.flat * by),
        shown=finite(value.shown * by),
        high=None if value.high is None else finite(value.high * by),
    )


def finite(number: float) -> float:
    """`number` itself.

    Raises:
        NotComputableError: when it is not a number or larger than `LARGEST`.
    """
    if not abs(number) <= LARGEST:
        raise NotComputableError("a number beyond counting")
    return number


def _product(left: Value, right: Value, power: int) -> Value:
    if power > 0:
        number, flat, shown = left.number * right.number, left.flat * right.flat, left.shown * right.shown
    else:
        number, flat = left.number / right.number, left.flat / right.flat
        shown = left.shown / right.shown if right.shown else left.shown
    high = None
    if left.high is not None or right.high is not None:
        a, b = left.high or left.number, right.high or right.number
        high = a * b if power > 0 else (left.high or left.number) / right.number
    if not (abs(number) <= LARGEST and abs(flat) <= LARGEST and abs(shown) <= LARGEST):
        raise NotComputableError("a number beyond counting")
    constants, durations, periods = left.constants, left.durations, left.periods
    if right.constants:
        constants += right.constants if power > 0 else tuple((n, -e) for n, e in right.constants)
    if right.durations:
        durations += (
            right.durations if power > 0 else tuple(Duration(d.amount, d.unit, -d.power) for d in right.durations)
        )
    if right.periods and power > 0:
        periods += right.periods
    return Value(
        number,
        left.time + power * right.time,
        left.data + power * right.data,
        left.money + power * right.money,
        flat,
        shown,
        high,
        constants,
        durations,
        periods,
        left.operations + right.operations + 1,
        left.bare and right.bare,
        left.share and right.share,
        left.bits or right.bits,
        max(left.prefix, right.prefix),
        left.nouns or (right.nouns if power > 0 else ()),
    )
