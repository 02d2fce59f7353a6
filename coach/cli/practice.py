"""`coach practice` and `coach resume`: straight into an interview, past the home screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from coach.cli.options import data_dir_option

if TYPE_CHECKING:
    from pathlib import Path

    from coach.tui.opening import Opening


@click.command("practice")
@click.argument("problem", required=False, default="")
@click.option("--level", type=click.Choice(["junior", "middle", "senior"]), default=None, help="Whom you interview as.")
@click.option(
    "--minutes", type=click.IntRange(5, 240), default=None, help="Time in all; the problem's own if left out."
)
@click.option("--coached", is_flag=True, help="Remarks and a checklist while you write; hints are free.")
@click.option("--untimed", is_flag=True, help="Coached, and nothing runs out.")
@click.option(
    "--phase",
    type=click.Choice(["requirements", "estimation", "api", "design", "deep_dives"]),
    default=None,
    help="Practise one phase, in its share of the minutes.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=None, help="The same seed asks the same; another time, another one."
)
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
@data_dir_option
def command(
    problem: str,
    level: str | None,
    minutes: int | None,
    phase: str | None,
    seed: int | None,
    folder: Path | None,
    *,
    coached: bool,
    untimed: bool,
    plain: bool,
) -> int:
    """Hold an interview on PROBLEM against the clock; without one, pick it from the list."""
    from coach.packs.errors import PackError
    from coach.packs.library import find_problem, problems
    from coach.tui.opening import Opening

    if problem and all(entry.slug != problem for entry in problems()):
        try:
            find_problem(problem)
        except PackError as trouble:
            raise click.UsageError(str(trouble)) from None

    if plain and not problem:
        names = ", ".join(entry.slug for entry in problems())
        raise click.UsageError(f"Line by line there is no list to pick from: name a problem. There are {names}.")
    opening = Opening(
        problem=problem,
        level=level or "",
        minutes=minutes,
        coached=coached,
        untimed=untimed,
        phase=phase or "",
        seed=seed,
    )
    return _held(opening, folder, plain=plain)


@click.command("resume")
@click.argument("session", required=False, default="", metavar="[ID]")
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
@data_dir_option
def resume_command(session: str, folder: Path | None, *, plain: bool) -> int:
    """Go on with the interview called ID, or with the newest one that is not finished."""
    from coach.tui.opening import Opening

    return _held(Opening(session=session, resume=True), folder, plain=plain)


def _held(opening: Opening, folder: Path | None, *, plain: bool) -> int:
    """Hold the interview on the screens, or line by line; the exit code."""
    if plain:
        from coach.cli import plain as by_line

        return by_line.run(opening, by_line.typed(sys.stdin), click.echo, folder)
    from coach.tui.launch import run

    return run(opening, folder)
