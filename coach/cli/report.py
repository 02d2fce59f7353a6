"""`coach report`: the report of a stored interview, as HTML or Markdown."""

from collections.abc import Sequence
from pathlib import Path

import click

from coach.cli.files import write_text
from coach.cli.stored import data_dir_option, find, opened
from coach.model.events import Event


@click.command(name="report")
@click.argument("session", default="last")
@click.option("--html", "form", flag_value="html", default=True, help="One self-contained page (the default).")
@click.option("--md", "form", flag_value="md", help="Markdown.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@data_dir_option
def command(session: str, form: str, output: str | None, force: bool, folder: Path | None) -> None:
    """Write the report of the interview SESSION: its id, the beginning of it, or “last”.

    The answer is graded as this version of coach grades; your own grades stand beside.
    """
    with opened(folder) as store:
        saved = store.load(find(store, session).id)
    if saved is None or not saved.events:
        raise click.UsageError("That interview holds nothing.")
    page = _page(saved.events, form)
    if output is None:
        click.echo(page, nl=False)
    else:
        write_text(output, page, force=force)


def _page(events: Sequence[Event], form: str) -> str:
    from coach.grading import grade
    from coach.grading.hints import with_hints
    from coach.interview import transcript
    from coach.interview.session import Session
    from coach.packs.errors import PackError
    from coach.packs.library import find_problem, load_rubrics
    from coach.report import html, markdown
    from coach.report.interview import design_svg, hint_prices, own

    held = Session.replay(events)
    sheet = transcript.sheet(held)
    rubrics = load_rubrics()
    try:
        problem = find_problem(held.settings.problem)
    except PackError as missing:
        click.echo(f"Graded by the general rubrics alone. {missing}", err=True)
        problem = None
    card = with_hints(grade(sheet, problem, rubrics), hint_prices(held))
    title = held.settings.title or held.settings.problem
    if form == "md":
        return markdown.render(card, sheet, title=title, own=own(held))
    return html.render(card, sheet, title=title, own=own(held), diagram_svg=design_svg(sheet, rubrics.components))
