"""`coach history`: the interviews held so far, newest first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from coach.cli.files import write_text
from coach.cli.options import data_dir_option
from coach.cli.stored import opened
from coach.language.cleaning import one_line
from coach.store.records import Interview, graded_with
from coach.store.store import Store


@click.command(name="history")
@click.option("--problem", help="Only this problem's, by its short name.")
@click.option("--json", "form", flag_value="json", help="One JSON object a line.")
@click.option("--csv", "form", flag_value="csv", help="One row an interview that was graded.")
@click.option("--md", "form", flag_value="md", help="Trends, weak points and all scores as Markdown.")
@click.option("--html", "form", flag_value="html", help="The same as a page of its own.")
@click.option("-o", "output", metavar="FILE", help="Write to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Replace FILE when it is there.")
@data_dir_option
def command(problem: str | None, form: str | None, output: str | None, folder: Path | None, *, force: bool) -> None:
    """List your interviews, newest first: when, what, how long, and the result; or what they say together.

    A star behind a score says that the problem or its criteria have changed since it was given.
    """
    with opened(folder) as store:
        if form in ("csv", "md", "html"):
            text, outdated = _together(store, form, problem), False
        else:
            rows = [row for row in store.history() if problem in (None, row.problem)]
            text, outdated = _listed(store, rows, as_json=form == "json")
    if output:
        write_text(output, text, force=force)
    elif text:
        click.echo(text, nl=False)
    else:
        click.echo("No interviews yet. `coach practice` holds one.", err=True)
    if outdated:
        click.echo("* The criteria have changed since. `coach report ID --regrade` grades the answer anew.", err=True)


def _together(store: Store, form: str, problem: str | None) -> str:
    from coach.report import history
    from coach.tui.study import Study, utc_now

    progress = Study(store, utc_now).progress(problem)
    return {"csv": history.rows, "md": history.markdown, "html": history.html}[form](progress)


def _listed(store: Store, rows: Sequence[Interview], *, as_json: bool) -> tuple[str, bool]:
    """The list, and whether a star stands in it."""
    if as_json:
        return "".join(f"{json.dumps(asdict(row), ensure_ascii=False)}\n" for row in rows), False
    unknown: dict[str, str] = {}
    changed = _outdated(rows, store.read(graded_with, unknown)) if rows else set()
    lines = [f"{'started':16}  {'minutes':>7}  {'score':>5}  {'result':14}  {'level':6}  problem"] if rows else []
    for row in rows:
        lines += [_line(row, "*" if row.id in changed else ""), f"{'':16}  {one_line(row.id)}"]
    return "".join(f"{line}\n" for line in lines), bool(changed)


def _outdated(rows: Sequence[Interview], contents: Mapping[str, str]) -> set[str]:
    """The interviews whose grade rests on another version of the problem than would be graded with now."""
    from coach.packs.library import has_changed

    known: dict[tuple[str, str], bool] = {}
    outdated = set()
    for row in rows:
        key = (row.problem, contents.get(row.id, ""))
        if key not in known:
            known[key] = has_changed(*key)
        if known[key]:
            outdated.add(row.id)
    return outdated


def _line(row: Interview, mark: str = "") -> str:
    started = row.started[:16].replace("T", " ")
    score = "" if row.score is None else f"{100 * row.score:.0f}{mark}"
    result = row.verdict or ("not graded" if row.finished else "not finished")
    name = one_line(row.title or row.problem)
    return f"{started:16}  {row.active / 60:7.0f}  {score:>5}  {result:14}  {row.level:6}  {name}"
