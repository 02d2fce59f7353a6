"""Lines that only inherit an earlier line's error: what they make of it is right, the line to mend is the other one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.estimation.found import Found
from coach.estimation.lines import Item, LineReading
from coach.estimation.memory import Memory
from coach.estimation.trees import leaves
from coach.estimation.values import Value
from coach.model.remark import Remark
from coach.model.words import Severity

_SMALLEST = 1000.0
"""A bare number below it may stand in two lines by chance."""


class Inherited(NamedTuple):
    """An earlier line's error in a later line."""

    origin: int
    """Number of the line to mend."""
    start: int
    end: int

    def remark(self) -> Remark:
        """What is said about it; it costs nothing."""
        message = f"Follows from line {self.origin}: mend it there."
        return Remark("follows", Severity.NOTE, self.start, max(self.end, self.start + 1), message, follows=True)


def inherited(reading: LineReading, memory: Memory) -> Inherited | None:
    """The first wrong figure of an earlier line that a line computes with; none when it rests on none."""
    for item in reading.items:
        for value, start, end in _inputs(item):
            if value.bare and abs(value.number) < _SMALLEST:
                continue
            origin = memory.origin(value)
            if origin:
                return Inherited(origin, start, end)
    return None


def origins(found: Sequence[Found], remark: Remark | None, inherits: Inherited | None, line: int) -> list[int]:
    """For each quantity of line `line`, the number of the line whose error it carries; 0 for a sound one."""
    if remark is not None and remark.severity is Severity.ERROR and remark.factor is not None:
        return [line if one.start >= remark.start and one.role != "computed" else 0 for one in found]
    if inherits is not None:
        return [inherits.origin if one.end > inherits.start else 0 for one in found]
    return [0] * len(found)


def _inputs(item: Item) -> Iterator[tuple[Value, int, int]]:
    """What an item computes with: its numbers, and the value before it that it goes on from."""
    if not item.is_sum:
        return
    option = item.chosen or item.options[0]
    if option.hole is not None:
        yield option.hole, item.total.start, item.total.end
    for leaf in leaves(item.total.root):
        yield leaf.readings[option.picks[leaf.slot] if leaf.slot >= 0 and option.picks else 0], leaf.start, leaf.end
