"""`coach practice` and `coach resume`: straight into an interview, past the home screen."""

import click


@click.command("practice")
@click.argument("problem", required=False, default="")
@click.option("--level", type=click.Choice(["junior", "middle", "senior"]), default=None, help="Whom you interview as.")
@click.option(
    "--minutes", type=click.IntRange(5, 240), default=None, help="Time in all; the problem's own if left out."
)
@click.option("--coached", is_flag=True, help="Remarks while you write; hints are free.")
def command(problem: str, level: str | None, minutes: int | None, *, coached: bool) -> int:
    """Hold an interview on PROBLEM against the clock; without one, pick it from the list."""
    from coach.packs.errors import PackError
    from coach.packs.library import find_problem, problems
    from coach.tui.launch import run
    from coach.tui.opening import Opening

    if problem and all(entry.slug != problem for entry in problems()):
        try:
            find_problem(problem)
        except PackError as trouble:
            raise click.UsageError(str(trouble)) from None

    return run(Opening(problem=problem, level=level or "", minutes=minutes, coached=coached))


@click.command("resume")
@click.argument("session", required=False, default="", metavar="[ID]")
def resume_command(session: str) -> int:
    """Go on with the interview called ID, or with the newest one that is not finished."""
    from coach.tui.launch import run
    from coach.tui.opening import Opening

    return run(Opening(session=session, resume=True))
