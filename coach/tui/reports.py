"""Writing the HTML report of a debrief, and saying in words where it went."""

from pathlib import Path

from coach.language.cleaning import one_line
from coach.model.words import Phase
from coach.report import html
from coach.tui.live import bundled_catalogue
from coach.tui.outcome import Outcome
from coach.tui.sitting import Sitting

PICTURE_WIDTH = 160
"""Columns the design is drawn in for the report."""


def write_report(outcome: Outcome, sitting: Sitting, folder: Path) -> str:
    """Write the report of `outcome` to `folder`; what to tell the candidate, success or not."""
    page = html.render(
        outcome.card, outcome.sheet, title=outcome.title, own=sitting.own(), diagram_svg=_drawing(outcome)
    )
    path = folder / f"{outcome.session}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as problem:
        return f"The report could not be written to {shown(path)}: {problem.strerror or problem}. Your grades are kept."
    return f"The report is in\n{shown(path)}\nOpen it in a browser. ^q goes home."


def shown(path: Path) -> str:
    """A path as people write it: `~` for the home folder."""
    try:
        return one_line(f"~/{path.relative_to(Path.home())}")
    except (ValueError, RuntimeError):
        return one_line(str(path))


def _drawing(outcome: Outcome) -> str:
    """The candidate's design as SVG; empty when nothing is drawn."""
    from coach.design.drawing import draw, to_svg
    from coach.design.flow import run
    from coach.design.language import read

    catalogue = bundled_catalogue()
    diagram = read(outcome.sheet.written(Phase.DESIGN), catalogue)
    if not diagram.boxes:
        return ""
    flow = run(diagram, catalogue)
    return to_svg(draw(diagram, PICTURE_WIDTH, run=flow if flow.loaded else None))
