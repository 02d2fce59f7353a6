"""Writing the HTML report of a debrief, and saying in words where it went."""

from pathlib import Path

from coach.language.cleaning import one_line
from coach.report import html
from coach.report.interview import design_svg, own
from coach.tui.outcome import Outcome
from coach.tui.sitting import Sitting


def write_report(outcome: Outcome, sitting: Sitting, folder: Path) -> str:
    """Write the report of `outcome` to `folder`; what to tell the candidate, success or not."""
    page = html.render(
        outcome.card,
        outcome.sheet,
        title=outcome.title,
        own=own(sitting.session, sitting.problem),
        diagram_svg=design_svg(outcome.sheet, sitting.rubrics.components),
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
