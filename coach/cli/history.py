"""`coach history`: the interviews held so far, newest first."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from coach.cli.stored import data_dir_option, opened
from coach.language.cleaning import one_line
from coach.store.records import Interview


@click.command(name="history")
@click.option("--problem", help="Only this problem's, by its short name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@data_dir_option
def command(problem: str | None, as_json: bool, folder: Path | None) -> None:
    """List your interviews, newest first: when, what, how long, and the result."""
    with opened(folder) as store:
        rows = [row for row in store.history() if problem in (None, row.problem)]
    if as_json:
        for row in rows:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
        return
    if not rows:
        click.echo("No interviews yet. `coach practice` holds one.", err=True)
        return
    click.echo(f"{'started':16}  {'minutes':>7}  {'score':>5}  {'result':14}  {'level':6}  problem")
    for row in rows:
        click.echo(_line(row))
        click.echo(f"{'':16}  {one_line(row.id)}")


def _line(row: Interview) -> str:
    started = row.started[:16].replace("T", " ")
    score = "" if row.score is None else f"{100 * row.score:.0f}"
    result = row.verdict or ("not graded" if row.finished else "not finished")
    name = one_line(row.title or row.problem)
    return f"{started:16}  {row.active / 60:7.0f}  {score:>5}  {result:14}  {row.level:6}  {name}"
