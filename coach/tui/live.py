"""What the program understands of the notes of one phase, as content for the panel; computed in a thread.

Each phase has one function, looked up in `PANELS`. A function reads text with the room that owns it and shows the
result; it decides nothing. The rooms are imported on first use, so that the first frame does not wait for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from coach.language.cleaning import one_line, printable
from coach.model.words import Phase
from coach.tui import wording
from coach.tui.notes import Notes, Shown

if TYPE_CHECKING:
    from coach.estimation.worksheet import Line as SheetLine
    from coach.interview.agreed import Agreed
    from coach.model.remark import Remark


MET, PARTLY = 0.75, 0.25
"""Credits from which a point of the checklist is met, or met in part."""


def read(phase: Phase, notes: Notes) -> Shown:
    """What the panel of `phase` shows for `notes`. Never raises: a reader that fails is told in words."""
    try:
        shown = PANELS[phase](notes)
        below = [*_agreed(phase, notes), *_checklist(notes)]
        return replace(shown, content=Content("\n").join([shown.content, *below])) if below else shown
    except Exception as bug:  # a fence: typing must go on whatever the notes make of a reader
        return Shown(
            "not understood",
            Content(
                f"These notes could not be read ({type(bug).__name__}). That is a bug in coach; your text is safe."
            ),
        )


def _agreed(phase: Phase, notes: Notes) -> list[Content]:
    """The numbers that were agreed, below what is understood of a phase that reckons with them."""
    if phase not in (Phase.ESTIMATION, Phase.API, Phase.DESIGN):
        return []
    told = [one for one in notes.agreed if one.value is not None or phase is not Phase.ESTIMATION]
    if not told:
        return []
    width = max(notes.width, 20)
    lines = [Content(), Content("Agreed").stylize("bold")]
    for one in told:
        lines += _fact(one).wrap(width)
    return lines


def _fact(one: "Agreed") -> Content:
    """What it is about, and the interviewer's words."""
    return Content.assemble("• ", (one.id.replace("-", " "), "dim"), f": {printable(one.answer)}")


def _checklist(notes: Notes) -> list[Content]:
    """In coached practice: what is looked for, and what of it is there."""
    checks = notes.checklist
    if not checks:
        return []
    met = sum(one.credit >= MET for one in checks)
    lines = [Content(), Content(f"Looked for: {met} of {len(checks)}").stylize("bold")]
    for one in sorted(checks, key=lambda one: (-one.weight, one.credit)):
        sign = "✓" if one.credit >= MET else "◐" if one.credit >= PARTLY else "·"
        lines += Content(f"{sign} {printable(one.statement)}").wrap(max(notes.width, 20))
    return lines


def _requirements(notes: Notes) -> Shown:
    """What the interviewer has told, and the task."""
    task = Content.assemble(("Your task  ", "bold"), printable(notes.prompt))
    if notes.agreed:
        parts = [Content("Agreed").stylize("bold")]
        parts += [_fact(one) for one in notes.agreed]
        parts += [Content(), task]
    else:
        ask = Content("Nothing is agreed yet. F2 asks: who, how many, how fast, what is left out …")
        parts = [task, Content(), ask]
    return Shown("agreed facts", Content("\n").join(parts))


def _estimation(notes: Notes) -> Shown:
    """A line of values for each line that computes; in coached practice its remarks."""
    from coach.estimation.worksheet import read as read_worksheet

    worksheet = read_worksheet(notes.text)
    against = notes.against(notes.text) if notes.coached and notes.against else ()
    lines: list[Content] = []
    for line in worksheet.lines:
        if line.is_estimate and (values := _values(line)):
            lines.append(values.truncate(max(notes.width, 20), ellipsis=True))
            if notes.coached:
                lines += [_remark(remark) for remark in line.remarks]
                lines += [_remark(remark) for remark in against if line.start <= remark.start < line.end]
    if not lines:
        lines = [Content("Write a sum a line; what it comes to stands here.\n\n100M/day / 86400 ~ 1.2k writes/s")]
    return Shown("read as", Content("\n").join(lines))


def _values(line: "SheetLine") -> Content:
    """`1,157 /s  writes peak`: the computed values of a line, else the assumed ones."""
    found = [one for one in line.quantities if one.role == "computed"] or list(line.quantities)
    parts = []
    for one in found:
        name = one_line(one.name) or one.kind
        peak = " peak" if one.peak and "peak" not in name else ""
        parts.append(Content.assemble((wording.quantity(one.value, one.unit), "bold"), f"  {name}{peak}".rstrip()))
    return Content(" · ").join(parts)


def _api(notes: Notes) -> Shown:
    """The operations and tables as they were read; in coached practice what a reviewer would say."""
    from coach.api import checks, reader, table

    contract = reader.read(notes.text)
    lines = [Content(line, strip_control_codes=False) for line in table.lines(contract, notes.width)]
    if not lines:
        lines = [Content("No endpoint yet.\n\nPOST /v1/things {name} -> 201 {id}")]
    if notes.coached:
        remarks = checks.check(contract, notes.text, requirements=notes.others.get(Phase.REQUIREMENTS, ""))
        lines += [Content()] + [_remark(remark) for remark in remarks]
    return Shown("endpoints", Content("\n").join(lines))


def _design(notes: Notes) -> Shown:
    """The drawing."""
    from coach.tui import drawn

    return drawn.shown(notes)


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


def _remark(remark: "Remark") -> Content:
    return Content(f"  {wording.remark(remark.severity, printable(remark.message))}")
