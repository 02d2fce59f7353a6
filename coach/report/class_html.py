"""A class -> one self-contained HTML page: no script, no request, and nothing that a sheet's name could smuggle in.

Like the report of one interview: only the page's own style sheet is allowed, by its hash; each chart is inline SVG with
a table of the same numbers behind it.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from coach.language.cleaning import one_line
from coach.model.words import Phase, Verdict
from coach.report import html
from coach.report.class_markdown import bin_labels, number
from coach.report.class_summary import ClassSummary, Titles, sheets
from coach.report.items import FEWEST
from coach.report.results import Result


def render(summary: ClassSummary, results: Iterable[Result], titles: Titles, title: str = "") -> Iterator[str]:
    """The class as HTML, piece by piece.

    Args:
        summary: the results summed up.
        results: the same results once more, for the rows.
        titles: the statements of the criteria.
        title: what to head the page with.
    """
    style = html.style("report.css", "class.css")
    bins = summary.scores.bins()
    template = _environment().get_template("class.html.j2")
    return template.generate(
        title=one_line(title or "Class report"),
        summary=summary,
        bins=list(zip(bin_labels(), bins)),
        most=max(1, *bins),
        verdicts=list(Verdict),
        phases=list(Phase),
        titles=titles,
        results=results,
        fewest=FEWEST,
        style=Markup(style),
        style_hash=html.digest(style),
    )


@cache
def _environment() -> Environment:
    environment = html.environment()
    environment.filters |= {"one_line": one_line, "number": number, "sheets": sheets}
    return environment
