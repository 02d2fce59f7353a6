"""`coach history`: the interviews held so far, newest first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from coach.cli.stored import data_dir_option, opened
from coach.language.cleaning import one_line
from coach.store.records import Interview, graded_with


@click.command(name="history")
@click.option("--problem", help="Only this problem's, by its short name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@data_dir_option
def command(problem: str | None, as_json: bool, folder: Path | None) -> None:
    """List your interviews, newest first: when, what, how long, and the result.

    A star behind a score says that the problem or its criteria have changed since it was given.
    """
    with opened(folder) as store:
        rows = [row for row in store.history() if problem in (None, row.problem)]
        unknown: dict[str, str] = {}
        contents = store.read(graded_with, unknown)
    if as_json:
        for row in rows:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
        return
    if not rows:
        click.echo("No interviews yet. `coach practice` holds one.", err=True)
        return
    changed = _outdated(rows, contents)
    click.echo(f"{'started':16}  {'minutes':>7}  {'score':>5}  {'result':14}  {'level':6}  problem")
    for row in rows:
        click.echo(_line(row, "*" if row.id in changed else ""))
        click.echo(f"{'':16}  {one_line(row.id)}")
    if changed:
        click.echo("* The criteria have changed since. `coach report ID --regrade` grades the answer anew.", err=True)


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
