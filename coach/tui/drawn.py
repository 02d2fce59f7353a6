"""The panel of the design phase: the drawing under the candidate's own load, whole or with one box taken out."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content, Span

from coach.design import failures, flow, language, prose, smells
from coach.design.catalogue import build
from coach.design.drawing import draw
from coach.estimation import worksheet
from coach.estimation.rates import READ, WRITE, peak_rates
from coach.language.cleaning import one_line, printable
from coach.model.words import Phase
from coach.tui import wording
from coach.tui.notes import Notes, Shown

if TYPE_CHECKING:
    from coach.design.catalogue import Catalogue
    from coach.design.diagram import Diagram
    from coach.design.flow import Run
    from coach.model.remark import Remark

STYLES = {
    "box-calm": "$text-success",
    "box-busy": "$text-warning",
    "box-hot": "bold $text-warning",
    "box-over": "bold $text-error",
    "box-killed": "dim",
    "name": "bold",
    "load": "$text-accent",
    "async": "dim",
    "label": "italic",
    "note": "dim",
}
"""How the parts of a drawing look; each box also carries its load in figures."""

EFFECTS = {
    failures.Effect.FAILS: "✗",
    failures.Effect.OVERLOADED: "✗",
    failures.Effect.PARTLY_FAILS: "!",
    failures.Effect.SLOWER: "!",
    failures.Effect.DELAYED: "!",
}
"""The signs of what an operation suffers; one that is not listed goes on as before."""

MOST_HINTS = 3


def shown(notes: Notes) -> Shown:
    """The drawing; above it what a loss does, below it what could not be read and, coached, the worst three remarks."""
    catalogue = notes.catalogue or build(())
    diagram = language.read(notes.text, catalogue)
    rates = _rates(notes.others.get(Phase.ESTIMATION, ""))
    run = flow.run(diagram, catalogue, rates)
    killed = diagram.box(notes.killed) if notes.killed else None
    gone = killed.name if killed else ""
    picture = draw(diagram, notes.width, run=run if run.loaded else None, killed=gone)
    lines = [
        Content(
            line, [Span(one.start, one.end, STYLES.get(one.style, "")) for one in styles], strip_control_codes=False
        )
        for line, styles in zip(picture.lines, picture.styles or ((),) * len(picture.lines), strict=False)
    ]
    boxes = tuple(box.name for box in diagram.boxes if run.boxes[box.name].kind.role != "source")
    if gone:
        lines = [*_wrapped(_loss(diagram, run, gone), notes.width), Content(), *lines]
    below = [] if gone or not boxes else _load(run, rates)
    below += [Content(printable(hint.message)).stylize("italic") for hint in diagram.hints[:MOST_HINTS]]
    if notes.coached:
        found = smells.live(_remarks(notes, diagram, run, catalogue))
        below += [Content(wording.remark(one.severity, printable(one.message))) for one in found]
    if below:
        lines += [Content(), *_wrapped(below, notes.width)]
    title = f"without {one_line(gone)} ({boxes.index(gone) + 1} of {len(boxes)})" if gone in boxes else "drawing"
    return Shown(title, Content("\n").join(lines), drawn=picture.shape != "text", boxes=boxes)


def next_killed(boxes: tuple[str, ...], killed: str) -> str:
    """The box to take out after `killed`; empty after the last one: the whole design again."""
    return (*boxes, "")[boxes.index(killed) + 1 if killed in boxes else 0]


def _load(run: "Run", rates: dict[str, float]) -> list[Content]:
    """What the drawing carries, and where that is from."""
    if not run.loaded:
        return [Content("A rate under Estimation, such as 1.2k writes/s, fills the boxes.").stylize("dim")]
    told = [f"{wording.quantity(rates[key], '1/s')} {name}" for key, name in _DIRECTIONS if rates.get(key)]
    return [Content(f"Under your {' and '.join(told)}.").stylize("dim")] if told and not run.diagram.loads else []


def _loss(diagram: "Diagram", run: "Run", gone: str) -> Iterator[Content]:
    """What the loss of a box does, a line for each operation that suffers."""
    aftermath = failures.kill(diagram, run, gone)
    alone = " Nothing stands in for it." if aftermath.single else ""
    suffers = [one for one in aftermath.operations if one.effect in EFFECTS]
    words = f"{gone} is gone.{alone}" if suffers else f"{gone} is gone, and no operation suffers."
    yield Content(printable(words)).stylize("bold")
    for one in suffers:
        yield Content(printable(f"{EFFECTS[one.effect]} {one.operation or 'every request'}: {one.words}"))


def _remarks(notes: Notes, diagram: "Diagram", run: "Run", catalogue: "Catalogue") -> tuple["Remark", ...]:
    """What the design rules say, with the other phases as context; the design stands first, so that places fit."""
    said = "\n\n".join((notes.text, *notes.others.values()))
    return smells.check(diagram, run, prose.mentions(said, diagram, catalogue), said)


def _wrapped(lines: Iterable[Content], width: int) -> Iterator[Content]:
    """Prose around a drawing, which does not wrap by itself."""
    for line in lines:
        yield from line.wrap(max(width, 20))


@lru_cache(maxsize=1)
def _rates(text: str) -> dict[str, float]:
    """The load that an estimation arrives at; it seldom changes while a design is drawn."""
    return peak_rates(worksheet.read(text)) if text.strip() else {}


_DIRECTIONS = ((READ, "reads"), (WRITE, "writes"))
