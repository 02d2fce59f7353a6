"""The worksheet: every line read in the light of the lines before it.

`read` is a pure function of the text. It never raises; what cannot be read is left alone or gets a remark of its own,
and everything else is still read.
"""

import math
from dataclasses import dataclass, field

from coach.estimation.lines import LineReading, dims_unit, read_line
from coach.estimation.memory import Memory, Remembered
from coach.estimation.names import key_of, kind_of, peak_of, replicated_of
from coach.estimation.notation import LONGEST_LINE
from coach.estimation.units import MONTH
from coach.estimation.wording import spelled, told
from coach.model.remark import Remark
from coach.model.words import Severity

MOST_LINES = 2000
"""Lines of one worksheet that are read."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its meaning."""

    name: str
    """The candidate's own words for it; may be empty."""
    kind: str
    """writes, reads, storage, bandwidth, cache, keyspace, servers, cost, latency or empty."""
    value: float
    """SI: bytes, seconds, dollars, counts; dollars a month for `$/month`."""
    low: float | None
    high: float | None
    """Ends of a range; none for a single number."""
    unit: str
    """`1/s`, `B`, `B/s`, `s`, `$`, `$/month` or `1`."""
    role: str
    """computed (follows from a sum), claimed (what was written behind it), assumed (stated)."""
    peak: bool | None
    """True at peak, false on average, none when it is not said."""
    replicated: bool | None
    """True when copies are counted, false when it is said to be raw, none when it is not said."""
    period: float
    """Seconds of the unit of time it was written per; 1 when per second or no rate."""
    start: int
    end: int
    """`text[start:end]` is where it stands."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was understood."""

    number: int
    start: int
    end: int
    """Offsets of the line in the text, without its line end."""
    text: str
    is_estimate: bool
    read_as: str
    """The sum in words and figures; empty when there is none."""
    quantities: tuple[Quantity, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A candidate's arithmetic, line by line."""

    lines: tuple[Line, ...]
    cache: dict[str, tuple[dict[str, object], LineReading]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of all lines, in order."""
        return tuple(quantity for line in self.lines for quantity in line.quantities)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks of all lines, in order."""
        return tuple(remark for line in self.lines for remark in line.remarks)


def read(text: str, *, first_line: int = 1) -> Worksheet:
    """Read a worksheet; lines are numbered from `first_line`, offsets are offsets into `text`.

    Never raises. At most `MOST_LINES` lines that are not blank are read, and `LONGEST_LINE` characters of each.
    """
    return _read(text, first_line, {})


def reread(previous: Worksheet, text: str, *, first_line: int = 1) -> Worksheet:
    """Read `text`, using again what `previous` knows of lines that neither changed nor rest on changed ones."""
    return _read(text, first_line, previous.cache)


def _read(text: str, first_line: int, known: dict[str, tuple[dict[str, object], LineReading]]) -> Worksheet:
    memory = Memory()
    cache: dict[str, tuple[dict[str, object], LineReading]] = {}
    lines: list[Line] = []
    start = 0
    count = 0
    for index, line in enumerate(text.split("\n")):
        end = start + len(line)
        if line and not line.isspace():
            count += 1
            if count > MOST_LINES:
                break
            reading = _reading(line, memory, known, cache)
            quantities = _quantities(reading, start)
            _remember(reading, quantities, memory, index + first_line)
            remarks = _remarks(reading, start)
            lines.append(
                Line(index + first_line, start, end, line, reading.is_estimate, _read_as(reading), quantities, remarks)
            )
        start = end + 1
    return Worksheet(tuple(lines), cache)


def _reading(
    line: str,
    memory: Memory,
    known: dict[str, tuple[dict[str, object], LineReading]],
    cache: dict[str, tuple[dict[str, object], LineReading]],
) -> LineReading:
    cached = known.get(line)
    if cached is not None and all(memory.answer(question) == answer for question, answer in cached[0].items()):
        cache[line] = cached
        return cached[1]
    memory.asked = {}
    reading = read_line(line, memory)
    cache[line] = (memory.asked, reading)
    memory.asked = None
    return reading


def _quantities(reading: LineReading, offset: int) -> tuple[Quantity, ...]:
    out = []
    for found in reading.found:
        unit = dims_unit(found.value)
        value = found.value
        if not unit or not math.isfinite(value.number):
            continue
        scale = MONTH if unit == "$/month" else 1.0
        out.append(
            Quantity(
                found.name,
                kind_of(found.words, unit),
                value.number * scale,
                value.number * scale if value.high is not None else None,
                value.high * scale if value.high is not None else None,
                unit,
                found.role,
                peak_of(found.words),
                replicated_of(found.words),
                value.period,
                offset + found.start,
                offset + found.end,
            )
        )
    return tuple(out)


def _remember(reading: LineReading, quantities: tuple[Quantity, ...], memory: Memory, number: int) -> None:
    for found in reading.found:
        if found.value.share and found.value.factor and not found.name:
            continue
        key = key_of(found.name) if found.name else ""
        if len(key.split()) > 4:
            key = ""
        memory.keep(
            Remembered(
                key,
                found.value,
                number,
                found.role,
                kind_of(found.words, dims_unit(found.value) or "1"),
                peak_of(found.words),
                replicated_of(found.words),
            )
        )


def _remarks(reading: LineReading, offset: int) -> tuple[Remark, ...]:
    for link in reading.links:
        if link.verdict == "off" and link.sure and link.left.is_sum and link.kind in ("eq", "about") and link.reading:
            return (
                Remark(
                    "arithmetic",
                    Severity.ERROR,
                    offset + link.left.total.start,
                    offset + link.right.total.end,
                    f"I get {told(link.left.value)}",
                    factor=link.reading.ratio,
                ),
            )
    return ()


def _read_as(reading: LineReading) -> str:
    if not reading.is_estimate:
        return ""
    texts = []
    for item in reading.items:
        link = next((link for link in reading.links if link.right is item), None)
        option = item.chosen or item.options[0]
        if link is not None and not item.is_sum:
            texts.append(f"you wrote {told(item.value)}")
        elif item.is_sum:
            texts.append(f"{spelled(item.total, option.picks, option.hole)} = {told(item.value)}")
        else:
            texts.append(spelled(item.total, option.picks, option.hole))
    return "; ".join(texts)


__all__ = ["LONGEST_LINE", "MOST_LINES", "Line", "Quantity", "Worksheet", "read", "reread"]
