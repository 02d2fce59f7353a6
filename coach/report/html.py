"""Scorecard -> one self-contained HTML page: no script, no request, nothing that the answer could smuggle in.

The Content-Security-Policy allows only the page's own style sheet, by its hash. Templates are files of this package;
no template is ever made from pack or answer text.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coach.language.cleaning import one_line, printable
from coach.model.scorecard import Scorecard
from coach.model.sheet import Sheet
from coach.report import summary
from coach.report.summary import Own

_TEMPLATES = Path(__file__).parent / "templates"


def render(
    scorecard: Scorecard, sheet: Sheet, *, title: str = "", own: Own | None = None, diagram_svg: str = ""
) -> str:
    """The report of one interview as HTML.

    Args:
        scorecard: what the grader found.
        sheet: the answer it was found in.
        title: what to head the page with; the problem's slug when left out.
        own: the candidate's own grades, shown beside the coach's.
        diagram_svg: the candidate's design as drawn by the design room; trusted markup, never foreign text.
    """
    page_style = style("report.css")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=one_line(title or scorecard.problem or "Mock interview"),
            sheet_name=one_line(scorecard.sheet),
            card=scorecard,
            gains=summary.gains(scorecard),
            pieces=summary.marked(scorecard, sheet),
            own=own or Own(),
            dumbbells=summary.dumbbells(scorecard, own or Own()),
            diagram=Markup(diagram_svg),
            style=Markup(page_style),
            style_hash=digest(page_style),
        )
    )


def style(*files: str) -> str:
    """The page's style sheet: these files of the templates' folder, one after the other."""
    return "".join((_TEMPLATES / file).read_text(encoding="utf-8") for file in files)


def digest(text: str) -> str:
    """What the Content-Security-Policy of a page calls the style sheet `text` by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def environment() -> Environment:
    """Templates of this package, escaping everything that is put into them."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"percent": summary.percent, "safe_text": printable, "cited": summary.cited}
    return made


@cache
def _environment() -> Environment:
    made = environment()
    made.globals |= {"sign": summary.sign, "ordered": summary.doubtful_first}
    return made
