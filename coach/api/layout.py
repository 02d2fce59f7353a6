"""The lines of a phase and the Markdown tables among them: what every reader of this room walks over."""

from typing import NamedTuple

from coach.language.expressions import expression
from coach.model.quick import dataclass

MAX_LENGTH = 60_000
"""Characters of a phase that are read; nobody types more in an interview."""
MAX_LINES = 3_000
MAX_LINE = 2_000
"""Characters of one line that are read."""

_FENCE = expression(r"\s*(?:```|~~~)")
_HEADING = expression(r"\s{0,3}(#{1,6})\s")
_BULLET = expression(r"\s*(?:[-*•+–]|\d{1,2}[.)])\s+")
_RULE = expression(r"^[\s|:+-]*-{2,}[\s|:+-]*$")
_BOLD = expression(r"^\s*(?:\*\*|__)[^*_]{1,80}(?:\*\*|__):?\s*$")


class Line(NamedTuple):
    """One line: `text[start:end]` of the phase without its line end."""

    start: int
    end: int
    text: str
    indent: int
    """Columns before the first mark; a bullet counts as mark."""
    fenced: bool
    fence: bool
    """Whether the line is itself a fence mark."""
    heading: int
    """1..6 for a Markdown heading, 7 for a line that is bold as a whole, 0 otherwise."""
    bullet: bool

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()

    @property
    def row(self) -> bool:
        """Whether it is a row of a Markdown table."""
        stripped = self.text.strip()
        return stripped.startswith("|") and stripped.count("|") >= 2

    @property
    def bare(self) -> str:
        """The words without heading marks, bullets, bold and back-ticks around them."""
        words = _BULLET.sub("", self.text, count=1) if self.bullet else self.text
        return words.strip(" \t#*_`>")


class Cell(NamedTuple):
    """One cell of a table row, trimmed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A Markdown table: header words in lower case, and its rows by index of their line."""

    header: tuple[str, ...]
    rows: dict[int, tuple[Cell, ...]]
    first: int
    """Index of the header's line."""


def lines_in(text: str) -> list[Line]:
    """The written lines of `text`, capped; blank lines before the first and after the last are left out."""
    begin = len(text) - len(text.lstrip())
    end = min(len(text.rstrip()), begin + MAX_LENGTH)
    at = text.rfind("\n", 0, begin) + 1
    found: list[Line] = []
    fenced = False
    while at < end and len(found) < MAX_LINES:
        stop = text.find("\n", at, end)
        stop = end if stop == -1 else stop
        written = text[at : min(stop, at + MAX_LINE)].rstrip("\r")
        fence = ("```" in written or "~~~" in written) and _FENCE.match(written) is not None
        heading = 0 if fenced else _rank(written)
        stripped = written.lstrip(" \t>")
        indent = len(written[: len(written) - len(stripped)].expandtabs(4))
        found.append(
            Line(
                at,
                at + len(written),
                written,
                indent,
                fenced and not fence,
                fence,
                heading,
                bool(_BULLET.match(written)),
            )
        )
        fenced ^= fence
        at = stop + 1
    return found


def grids_in(lines: list[Line]) -> list[Grid]:
    """The Markdown tables of `lines`; a table without a rule below its first row has no header."""
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        if not lines[at].row:
            at += 1
            continue
        first = at
        while at < len(lines) and lines[at].row:
            at += 1
        ruled = at - first > 1 and _RULE.match(lines[first + 1].text) is not None
        header = tuple(cell.text.lower().strip("*_` ") for cell in cells_of(lines[first])) if ruled else ()
        body = range(first + 2 if ruled else first, at)
        rows = {index: cells_of(lines[index]) for index in body if not _RULE.match(lines[index].text)}
        found.append(Grid(header, rows, first))
    return found


def cells_of(line: Line) -> tuple[Cell, ...]:
    """The cells of a table row; a bar inside braces or back-ticks does not part them."""
    found: list[Cell] = []
    text = line.text
    opened = text.index("|") + 1
    depth = 0
    ticked = False
    for at in range(opened, len(text) + 1):
        char = text[at] if at < len(text) else "|"
        if char == "`":
            ticked = not ticked and "`" in text[at + 1 :]
        elif char in "{[":
            depth += 1
        elif char in "}]":
            depth = max(0, depth - 1)
        if char != "|" or (at < len(text) and (ticked or (depth and any(c in text[at:] for c in "}]")))):
            continue
        raw = text[opened:at]
        if at < len(text) or raw.strip():
            lead = len(raw) - len(raw.lstrip())
            found.append(Cell(line.start + opened + lead, line.start + opened + lead + len(raw.strip()), raw.strip()))
        opened = at + 1
    return tuple(found[:20])


def _rank(written: str) -> int:
    if "#" in written and (match := _HEADING.match(written)):
        return len(match[1])
    return 7 if ("**" in written or "__" in written) and _BOLD.match(written) else 0
