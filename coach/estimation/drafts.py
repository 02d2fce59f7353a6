"""A number in the making: its magnitude, units and what is counted are added as they are read."""

from dataclasses import field

from coach.estimation.units import UnitReading
from coach.estimation.values import CONVERSIONS, Duration, Value, finite
from coach.model.quick import dataclass


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """One reading in the making."""

    number: float
    flat: float
    shown: float
    time: int = 0
    data: int = 0
    money: int = 0
    high: float | None = None
    periods: list[float] = field(default_factory=list)
    duration: Duration | None = None
    bits: bool = False
    prefix: float = 1.0
    share: bool = False
    unit: str = ""

    def scale(self, by: float) -> None:
        """Apply a magnitude."""
        self.number *= by
        self.flat *= by
        self.shown *= by

    def apply(self, unit: UnitReading, sign: int, *, direct: bool) -> None:
        """Attach a unit; `direct` when it stands right behind the number."""
        if self.share and sign < 0 and unit.data == 0 and unit.time == 1:
            self.periods.append(unit.scale)  # 99.95% a month is the same share of every month
            return
        scale = unit.scale if sign > 0 else 1 / unit.scale
        if unit.data == 0 and unit.time == 1:
            if sign > 0 and direct and not (self.time or self.data or self.money):
                self.duration = Duration(self.number, unit.scale, 1)
            if sign < 0:
                self.periods.append(unit.scale)
        elif unit.time < 0:
            self.periods.append(unit.period)
        if unit.data:
            self.flat *= scale
            self.bits = unit.bits
            self.prefix = unit.prefix
        self.number *= scale
        if self.high is not None:
            self.high *= scale
        self.time += sign * unit.time
        self.data += sign * unit.data

    def value(self, nouns: tuple[str, ...], *, literal: bool, operations: int, factor: bool) -> Value:
        """The finished value."""
        bare = not (self.time or self.data or self.money or self.periods)
        constants: tuple[tuple[float, int], ...] = ()
        if bare and not nouns and not self.share and literal and self.number in CONVERSIONS:
            constants = ((self.number, 1),)
        return Value(
            finite(self.number),
            self.time,
            self.data,
            self.money,
            finite(self.flat),
            self.shown,
            self.high,
            constants,
            (self.duration,) if self.duration else (),
            tuple(self.periods),
            operations,
            bare,
            self.share,
            self.bits,
            self.prefix,
            nouns,
            factor,
        )
