"""`coach report`: the report of a stored interview, as HTML, Markdown, JSON or CSV."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.files import write_text
from coach.cli.options import data_dir_option
from coach.cli.stored import find, opened
from coach.language.cleaning import one_line
from coach.model.events import Event
from coach.model.quick import dataclass
from coach.store.records import graded_with

if TYPE_CHECKING:
    from coach.interview.session import Session
    from coach.model.problem import Problem, Rubrics
    from coach.model.scorecard import Scorecard
    from coach.model.sheet import Sheet


@click.command(name="report")
@click.argument("session", default="last")
@click.option("--html", "form", flag_value="html", default=True, help="One self-contained page (the default).")
@click.option("--md", "form", flag_value="md", help="Markdown.")
@click.option("--json", "form", flag_value="json", help="One JSON object: grade, your own grades, your time.")
@click.option("--csv", "form", flag_value="csv", help="One row, as of a class.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--regrade", is_flag=True, help="Keep this grade in the place of the one that was given before.")
@data_dir_option
def command(session: str, form: str, output: str | None, force: bool, regrade: bool, folder: Path | None) -> None:
    """Write the report of the interview SESSION: its id, the beginning of it, or “last”.

    The answer is graded as this version of coach and of the problem grades; your own grades stand beside. The grade
    that was given at the time stays in your history unless you say --regrade.
    """
    with opened(folder) as store:
        row = find(store, session)
        saved = store.load(row.id)
        if saved is None or not saved.events:
            raise click.UsageError("That interview holds nothing.")
        graded = _graded(saved.events)
        unknown: dict[str, str] = {}
        before = store.read(graded_with, unknown).get(row.id, "")
        now_known = bool(graded.card.stamp.content)
        if regrade and not now_known:
            raise click.UsageError("The problem is not at hand, so the grade that is kept is better than a new one.")
        if regrade:
            store.save_grade(row.id, graded.card)
    if regrade:
        was = "" if row.score is None else f", where {_points(row.score)} stood"
        click.echo(f"Graded anew: {_points(graded.card.overall.score)} is kept{was}.", err=True)
    elif row.score is not None and now_known and before and before != graded.card.stamp.content:
        then, now = _points(row.score), _points(graded.card.overall.score)
        click.echo(f"The criteria have changed since this interview was graded: {then} then, {now} now.", err=True)
        click.echo(f"`coach report {one_line(row.id)} --regrade` keeps the new grade.", err=True)
    page = _page(graded, form)
    if output is None:
        click.echo(page, nl=False)
    else:
        write_text(output, page, force=force)


@dataclass(frozen=True, slots=True)
class _Graded:
    """An interview as it is graded now."""

    held: "Session"
    sheet: "Sheet"
    card: "Scorecard"
    rubrics: "Rubrics"
    problem: "Problem | None"
    """None: it is not at hand."""


def _graded(events: Sequence[Event]) -> _Graded:
    from coach.grading import grade
    from coach.grading.hints import with_hints
    from coach.interview import transcript
    from coach.interview.session import Session
    from coach.model.scorecard import Stamp
    from coach.packs import library
    from coach.packs.errors import PackError
    from coach.report.interview import hint_prices
    from coach.semantic.setting import tier, wanted

    held = Session.replay(events)
    sheet = transcript.sheet(held)
    slug = held.settings.problem
    try:
        home = library.home_of(slug)
        problem, rubrics, stamp = (
            library.find_problem(slug, home),
            library.load_rubrics(home),
            library.stamp_of(slug, home),
        )
    except PackError as missing:
        click.echo(f"Graded by the general rubrics alone. {missing}", err=True)
        problem, rubrics, stamp = None, library.load_rubrics(), Stamp()
    second = tier(on=wanted())
    if second.trouble:
        click.echo(second.trouble, err=True)
    card = with_hints(grade(sheet, problem, rubrics, second.model), hint_prices(held))
    return _Graded(held, sheet, card.model_copy(update={"stamp": stamp}), rubrics, problem)


def _page(graded: _Graded, form: str) -> str:
    from coach.report import html, markdown
    from coach.report.interview import design_svg, own

    settings = graded.held.settings
    title = settings.title or settings.problem
    said = own(graded.held, graded.problem)
    if form == "json":
        from coach.report.data import as_data

        return json.dumps(as_data(graded.card, said, title=title), ensure_ascii=False) + "\n"
    if form == "csv":
        from coach.report import rows

        return rows.render([graded.card])
    if form == "md":
        return markdown.render(graded.card, graded.sheet, title=title, own=said)
    drawn = design_svg(graded.sheet, graded.rubrics.components)
    return html.render(graded.card, graded.sheet, title=title, own=said, diagram_svg=drawn)


def _points(score: float) -> str:
    return f"{100 * score:.0f}"
