"""What the program understands of the notes of one phase, as content for the panel; computed in a thread.

Each phase has one function, looked up in `PANELS`. A function reads text with the room that owns it and shows the
result; it decides nothing. The rooms are imported on first use, so that the first frame does not wait for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content, Span

from coach.language.cleaning import one_line, printable
from coach.model.words import Phase, Severity

if TYPE_CHECKING:
    from coach.design.catalogue import Catalogue
    from coach.estimation.worksheet import Line as SheetLine
    from coach.model.remark import Remark


@dataclass(frozen=True, slots=True)
class Notes:
    """What a panel is made from."""

    text: str
    coached: bool
    """Whether remarks may be shown."""
    width: int
    """Cells the panel has for a line."""
    prompt: str = ""
    agreed: tuple[str, ...] = ()
    """What the interviewer has told, in the order in which it was asked for."""
    questions: tuple[str, ...] = ()
    """The deep-dive questions."""
    question: int = 0
    """Which of them is being answered, from 0."""
    requirements: str = ""
    """What stands under requirements, for checks across phases."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel's title and content."""

    title: str
    content: Content
    drawn: bool = False
    """Whether lines must stay whole: a drawing or a table."""


def read(phase: Phase, notes: Notes) -> Shown:
    """What the panel of `phase` shows for `notes`. Never raises: a reader that fails is told in words."""
    try:
        return PANELS[phase](notes)
    except Exception as bug:  # a fence: typing must go on whatever the notes make of a reader
        return Shown(
            "not understood",
            Content(
                f"These notes could not be read ({type(bug).__name__}). That is a bug in coach; your text is safe."
            ),
        )


def _requirements(notes: Notes) -> Shown:
    """The task, then what the interviewer has told."""
    parts: list[Content] = [Content.assemble(("Your task  ", "bold"), printable(notes.prompt)), Content()]
    if notes.agreed:
        parts.append(Content("Agreed").stylize("bold"))
        parts += [Content(f"• {printable(answer)}") for answer in notes.agreed]
    else:
        parts.append(Content("Nothing is agreed yet. F2 asks: who, how many, how fast, what is left out …"))
    return Shown("agreed facts", Content("\n").join(parts))


def _estimation(notes: Notes) -> Shown:
    """A line of values for each line that computes; in coached practice its remarks."""
    from coach.estimation.worksheet import read as read_worksheet

    worksheet = read_worksheet(notes.text)
    lines: list[Content] = []
    for line in worksheet.lines:
        if line.is_estimate and (values := _values(line)):
            lines.append(values.truncate(max(notes.width, 20), ellipsis=True))
            if notes.coached:
                lines += [_remark(remark) for remark in line.remarks]
    if not lines:
        lines = [Content("Write a sum a line; what it comes to stands here.\n\n100M/day / 86400 ~ 1.2k writes/s")]
    return Shown("read as", Content("\n").join(lines))


def _values(line: "SheetLine") -> Content:
    """`1,157 /s  writes peak`: the computed values of a line, else the assumed ones."""
    from coach.tui.wording import quantity

    found = [one for one in line.quantities if one.role == "computed"] or list(line.quantities)
    parts = []
    for one in found:
        name = one_line(one.name) or one.kind
        peak = " peak" if one.peak and "peak" not in name else ""
        parts.append(Content.assemble((quantity(one.value, one.unit), "bold"), f"  {name}{peak}".rstrip()))
    return Content(" · ").join(parts)


def _api(notes: Notes) -> Shown:
    """The operations and tables as they were read; in coached practice what a reviewer would say."""
    from coach.api import checks, reader, table

    contract = reader.read(notes.text)
    lines = [Content(line, strip_control_codes=False) for line in table.lines(contract, notes.width)]
    if not lines:
        lines = [Content("No endpoint yet.\n\nPOST /v1/things {name} -> 201 {id}")]
    if notes.coached:
        remarks = checks.check(contract, notes.text, requirements=notes.requirements)
        lines += [Content()] + [_remark(remark) for remark in remarks]
    return Shown("endpoints", Content("\n").join(lines))


def _design(notes: Notes) -> Shown:
    """The drawing, with loads where the notes give them."""
    from coach.design.drawing import draw
    from coach.design.flow import run
    from coach.design.language import read as read_design

    catalogue = bundled_catalogue()
    diagram = read_design(notes.text, catalogue)
    flow = run(diagram, catalogue)
    picture = draw(diagram, notes.width, run=flow if flow.loaded else None)
    lines = [
        Content(line, [Span(one.start, one.end, DRAWN.get(one.style, "")) for one in styles], strip_control_codes=False)
        for line, styles in zip(picture.lines, picture.styles or ((),) * len(picture.lines), strict=False)
    ]
    lines += [Content(f"\n{printable(hint.message)}").stylize("italic") for hint in diagram.hints[:3]]
    return Shown("drawing", Content("\n").join(lines), drawn=picture.shape != "text")


def _deep_dives(notes: Notes) -> Shown:
    """The questions; the one that is being answered is marked."""
    parts = []
    for index, question in enumerate(notes.questions):
        mark, style = ("▸ ", "bold") if index == notes.question else ("  ", "")
        parts.append(Content.assemble((f"{mark}{index + 1}  {printable(question)}", style)))
    if not parts:
        parts = [Content("Say what breaks first, what you give up, and what a failure does to users.")]
    return Shown("questions", Content("\n\n").join(parts))


PANELS: Mapping[Phase, Callable[[Notes], Shown]] = {
    Phase.REQUIREMENTS: _requirements,
    Phase.ESTIMATION: _estimation,
    Phase.API: _api,
    Phase.DESIGN: _design,
    Phase.DEEP_DIVES: _deep_dives,
}

DRAWN = {
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

SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}


@lru_cache(maxsize=1)
def bundled_catalogue() -> "Catalogue":
    """The component catalogue of the bundled rubrics."""
    from coach.design.catalogue import build
    from coach.packs.library import load_rubrics

    return build(load_rubrics().components)


def _remark(remark: "Remark") -> Content:
    return Content(f"  {SIGNS[remark.severity]} {printable(remark.message)}")
