"""The worksheet: every line read in the light of the lines before it.

`read` is a pure function of the text. It never raises; what cannot be read is left alone or gets a remark of its own,
and everything else is still read.
"""

import math
from typing import NamedTuple

from coach.estimation.checks.all import first_finding
from coach.estimation.checks.rule import Sight
from coach.estimation.followers import inherited, origins
from coach.estimation.found import Found, is_estimate, label_period, quantities_of, unit_of
from coach.estimation.lines import LineReading, read_line
from coach.estimation.memory import Memory, Remembered
from coach.estimation.names import key_of, kind_of, peak_of, replicated_of
from coach.estimation.notation import LONGEST_LINE, content_start
from coach.estimation.units import MONTH, PER_SECOND
from coach.estimation.wording import reading_in_words
from coach.estimation.words import MACHINES
from coach.model.remark import Remark
from coach.model.words import Severity

MOST_LINES = 2000
"""Lines of one worksheet that are read."""


class Quantity(NamedTuple):
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
    factor: bool
    """Whether it is a factor, a ratio or a share rather than an amount."""
    line: int
    """Number of its line."""
    start: int
    end: int
    """`text[start:end]` is where it stands."""


class Line(NamedTuple):
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


class _Known(NamedTuple):
    """A line's reading, relative to its own start, with what it asked the memory."""

    asked: dict[str, object]
    found: tuple[Found, ...]
    quantities: tuple[Quantity, ...]
    remembered: tuple[Remembered, ...]
    remarks: tuple[Remark, ...]
    read_as: str
    is_estimate: bool


class Worksheet(NamedTuple):
    """A candidate's arithmetic, line by line."""

    lines: tuple[Line, ...]
    """Lines that are not blank."""
    known: "_Readings"
    """Readings by text and by how many lines of that text came before, for `reread`."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of all lines, in order."""
        return tuple(quantity for line in self.lines for quantity in line.quantities)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks of all lines, in order."""
        return tuple(remark for line in self.lines for remark in line.remarks)


_Readings = dict[tuple[str, int], _Known]


def read(text: str, *, first_line: int = 1) -> Worksheet:
    """Read a worksheet; lines are numbered from `first_line`, offsets are offsets into `text`.

    Never raises. At most `MOST_LINES` lines that are not blank are read, and `LONGEST_LINE` characters of each.
    """
    return _read(text, first_line, {})


def reread(previous: Worksheet, text: str, *, first_line: int = 1) -> Worksheet:
    """Read `text`, using again what `previous` knows of lines that neither changed nor rest on changed ones.

    The result is the same as `read(text)`, sooner.
    """
    return _read(text, first_line, previous.known)


def _read(text: str, first_line: int, before: _Readings) -> Worksheet:
    memory = Memory()
    known: _Readings = {}
    seen: dict[str, int] = {}
    lines: list[Line] = []
    start, count = 0, 0
    for index, line in enumerate(text.split("\n")):
        end = start + len(line)
        if line and not line.isspace():
            count += 1
            if count > MOST_LINES:
                break
            number = index + first_line
            seen[line] = seen.get(line, 0) + 1
            key = line, seen[line]
            one = before.get(key)
            if one is None or not memory.still_holds(one.asked):
                one = _reading(line, number, memory)
            known[key] = one
            for remembered in one.remembered:
                memory.keep(remembered, number)
            lines.append(_line(one, line, number, start, end))
        start = end + 1
    return Worksheet(tuple(lines), known)


def _reading(line: str, number: int, memory: Memory) -> _Known:
    memory.asked = {}
    try:
        return _understood(line, number, memory, memory.asked)
    except ArithmeticError:  # numbers at the edge of floating point
        note = "This line was left alone: its numbers are beyond counting."
        start = min(content_start(line), len(line) - 1)
        remark = Remark("beyond-counting", Severity.NOTE, start, len(line), note)
        return _Known(memory.asked, (), (), (), (remark,), "", True)
    finally:
        memory.asked = None


def _understood(line: str, number: int, memory: Memory, asked: dict[str, object]) -> _Known:
    reading = read_line(line, memory)
    found = quantities_of(reading)
    estimate = is_estimate(reading, found)
    remark = _trouble(line, reading)
    if remark is None and (reading.items or reading.tokens):
        remark = _remark(reading, found, memory)
    inherits = inherited(reading, memory)
    if inherits is not None and (remark is None or remark.severity is Severity.NOTE):
        remark = inherits.remark()
    if remark is not None:
        estimate = True
    remembered = tuple(
        _remembered(one, number, origin)
        for one, origin in zip(found, origins(found, remark, inherits, number), strict=True)
        if math.isfinite(one.value.number)
    )
    quantities = _quantities(reading, found) if estimate else ()
    read_as = reading_in_words(reading) if estimate else ""
    return _Known(asked, tuple(found), quantities, remembered, (remark,) if remark else (), read_as, estimate)


def _line(one: _Known, text: str, number: int, start: int, end: int) -> Line:
    quantities = tuple(q._replace(line=number, start=start + q.start, end=start + q.end) for q in one.quantities)
    remarks = tuple(
        Remark(r.id, r.severity, start + r.start, start + r.end, r.message, r.sources, r.factor, r.question, r.follows)
        for r in one.remarks
    )
    return Line(number, start, end, text, one.is_estimate, one.read_as, quantities, remarks)


def _quantities(reading: LineReading, found: list[Found]) -> tuple[Quantity, ...]:
    out = []
    period = label_period(reading.label)
    for one in found:
        value, unit = one.value, unit_of(one.value)
        if not unit or not math.isfinite(value.number):
            continue
        scale = MONTH if unit == "$/month" else 1.0
        told_per = value.period
        if period and one.chain == 1 and unit == "1" and value.bare and not value.share and not value.factor:
            unit, scale, told_per = "1/s", 1 / period, period
        words = one.words
        if (
            unit == "1"
            and value.bare
            and not value.share
            and not value.factor
            and words & PER_SECOND
            and not words & MACHINES
        ):
            unit = "1/s"
        out.append(
            Quantity(
                one.name[:80],
                kind_of(words, unit),
                value.number * scale,
                value.number * scale if value.high is not None else None,
                value.high * scale if value.high is not None else None,
                unit,
                one.role,
                peak_of(words),
                replicated_of(words),
                told_per,
                value.factor or value.share,
                0,
                one.start,
                one.end,
            )
        )
    return tuple(out)


def _remembered(found: Found, line: int, origin: int) -> Remembered:
    key = key_of(found.name) if found.name else ""
    if len(key.split()) > 4 or (found.value.share and found.value.factor and not found.name):
        key = ""
    kind = kind_of(found.words, unit_of(found.value) or "1")
    return Remembered(
        key, found.value, line, found.role, kind, peak_of(found.words), replicated_of(found.words), origin
    )


def _remark(reading: LineReading, found: list[Found], memory: Memory) -> Remark | None:
    words = frozenset(token.text.lower() for token in reading.tokens if token.kind == "word")
    told = first_finding(Sight(reading, found, memory, words))
    if told is None:
        return None
    rule, finding = told
    return Remark(
        finding.rule or rule.id,
        finding.severity or rule.severity,
        finding.start,
        max(finding.end, finding.start + 1),
        finding.message,
        rule.sources,
        finding.factor,
        question=finding.question,
    )


def _trouble(line: str, reading: LineReading) -> Remark | None:
    """A remark on what could not be read at all."""
    start = min(content_start(line), len(line) - 1)
    if len(line) > LONGEST_LINE:
        return Remark(
            "line-too-long",
            Severity.NOTE,
            start,
            len(line),
            f"Only the first {LONGEST_LINE:,} characters of this line were read; nothing of it is lost.",
        )
    if reading.beyond:
        return Remark(
            "beyond-counting",
            Severity.NOTE,
            start,
            len(line),
            f"This sum was left alone: {reading.beyond}.",
        )
    return None
