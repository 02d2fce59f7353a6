"""From text to diagram: finds what is drawn in a sheet's design and reads it.

Code fences tell their language; Mermaid without a fence is known by its first line; everything else is read line by
line as arrows. Never raises: what cannot be read is left out, and a hint says so.
"""

from collections.abc import Iterator

from coach.design.catalogue import Catalogue
from coach.design.diagram import Diagram
from coach.design.mermaid import HEADER, Mermaid
from coach.design.notation import Notation
from coach.design.sketch import Sketch
from coach.language.expressions import expression
from coach.model.quick import dataclass

MOST_CHARACTERS = 200_000
MOST_LINES = 3_000


def read(text: str, catalogue: Catalogue) -> Diagram:
    """The diagram drawn in `text`.

    Args:
        text: a whole sheet with everything outside the design blanked, or a diagram alone. All spans of the result
            are offsets into it. Only the first 200,000 characters and 3,000 lines with words are read.
        catalogue: tells the kinds of boxes.
    """
    sketch = Sketch(catalogue)
    notation = Notation(sketch)
    mermaid: Mermaid | None = None
    block = -1
    for line in _lines(text[:MOST_CHARACTERS]):
        if sketch.full:
            break
        if line.block != block:
            block, mermaid = line.block, None
            notation.block()
        if mermaid is None and (line.language == "mermaid" or (not line.language and HEADER.match(line.text))):
            mermaid = Mermaid(sketch, notation)
        if mermaid is not None and (line.fenced or line.language == "mermaid" or not _HEADING.match(line.text)):
            mermaid.line(line.text, line.offset)
        else:
            mermaid = None
            notation.line(line.text, line.offset, line.fenced)
        if (mermaid is not None or line.fenced) and sketch.arrows:
            notation.strict = True
    notation.finish()
    return sketch.settle()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    offset: int
    block: int
    fenced: bool
    language: str


_FENCE = expression(r"\s*(```+|~~~+)\s*(\w*)")
_HEADING = expression(r"\s{0,3}#{1,6}\s")
_TABLE = expression(r"\s*\|.*\|\s*$")


def _lines(text: str) -> Iterator[_Line]:
    """Lines with words, with their block: a fence, or a stretch between headings, fences and blank lines twice."""
    offset, block, count, blank = 0, 0, 0, 0
    fence, language = "", ""
    for line in text.split("\n"):
        stripped = line.strip()
        opening = _FENCE.match(line)
        if opening and (not fence or stripped.startswith(fence)):
            block += 1
            fence, language = ("", "") if fence else (opening[1], opening[2].lower())
        elif stripped:
            if not fence and (_HEADING.match(line) or blank > 1):
                block += 1
            if fence or not (_HEADING.match(line) or _TABLE.match(line)):
                yield _Line(line.rstrip("\r"), offset, block, bool(fence), language)
                count += 1
                if count >= MOST_LINES:
                    return
            blank = 0
        else:
            blank += 1
        offset += len(line) + 1
