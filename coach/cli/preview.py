"""`coach pack preview`: a problem in progress, or how a sheet is graded on it, shown again whenever a file changes."""

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.fence import steer
from coach.cli.files import Unreadable, read_text
from coach.language.cleaning import printable
from coach.model.quick import dataclass

if TYPE_CHECKING:
    from coach.packs.targets import Target

PAUSE = 0.4
"""Seconds between two looks at the files that are followed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be shown."""

    root: Path
    slug: str
    sheet: str | None = None


@click.command("preview")
@click.argument("problem", required=False)
@click.option("--sheet", metavar="FILE", help="Grade this sheet as an answer to the problem; - is stdin.")
@click.option("--follow", "-f", is_flag=True, help="Show it again whenever a file changes, until Ctrl-C.")
@click.option("--pack", "path", metavar="FOLDER", help="The pack's folder.")
def preview_command(problem: str | None, sheet: str | None, follow: bool, path: str | None) -> None:
    """Show what a candidate sees of PROBLEM and what the interviewer knows, or how a sheet is graded.

    PROBLEM is its name or its folder; without it, the one you stand in.
    """
    from coach.packs.errors import PackError

    if follow and sheet == "-":
        raise click.UsageError("standard input cannot be followed; name a file")
    try:
        order = _order(problem, sheet, path)
        if not follow:
            click.echo(printable(_rendered(order)))
            return
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    _follow(order)


def _order(problem: str | None, sheet: str | None, path: str | None) -> Order:
    """What is meant by the words of the command line.

    Raises:
        PackError: there is no such problem.
    """
    from coach.packs.errors import UnknownProblemError
    from coach.packs.files import pack_root, problem_folders
    from coach.packs.library import home_of
    from coach.packs.targets import target

    if path is not None and problem is not None:
        root = pack_root(Path(path))
        return Order(home_of(problem, root), problem, sheet)
    meant: Target = target(path or problem)
    if meant.slug is not None:
        return Order(meant.root, meant.slug, sheet)
    slugs = problem_folders(meant.root)
    if len(slugs) == 1:
        return Order(meant.root, slugs[0], sheet)
    raise UnknownProblemError(f"Which problem? There are: {', '.join(slugs) or 'none'}.")


def _rendered(order: Order) -> str:
    """The problem, or the graded sheet.

    Raises:
        PackError: a file of the pack cannot be read, or holds errors.
    """
    from coach.packs.library import load_rubrics
    from coach.packs.loading import read_pack
    from coach.packs.preview import card_lines, golden_lines, problem_lines

    width = min(max(shutil.get_terminal_size().columns, 60), 120)
    (loaded,) = read_pack(order.root, order.slug).loaded
    if order.sheet is None:
        return "\n".join(problem_lines(loaded.problem, width))
    from coach.grading.grader import grade
    from coach.language.sheets import parse
    from coach.report.text import render

    rubrics = load_rubrics(order.root)
    name = Path(order.sheet).name
    card = grade(parse(read_text(order.sheet), name), loaded.problem, rubrics)
    lines = [render(card, width).rstrip("\n"), *card_lines(card, width)]
    golden = order.root / "problems" / order.slug / "golden" / name
    if Path(order.sheet).exists() and golden.exists() and golden.samefile(order.sheet):
        lines += golden_lines(loaded, name, rubrics)
    return "\n".join(lines)


def _follow(order: Order) -> None:
    """Show it, and again after each change; errors are shown in its place. Ends with Ctrl-C."""
    from coach.packs.following import changes
    from coach.packs.library import forget

    places = [
        order.root / "problems" / order.slug,
        order.root / "rubrics",
        *([Path(order.sheet)] if order.sheet else []),
    ]
    try:
        _show(order, ())
        for changed in changes(places, lambda: time.sleep(PAUSE)):
            forget()
            _show(order, changed)
    except KeyboardInterrupt:
        click.echo("", err=True)


def _show(order: Order, changed: tuple[Path, ...]) -> None:
    from coach.packs.errors import PackError

    try:
        page = _rendered(order)
    except PackError as error:
        page = str(error)
    except Unreadable as error:
        page = error.message
    if sys.stdout.isatty():
        steer("\x1b[2J\x1b[H", sys.stdout)
    names = ", ".join(path.name for path in changed)
    click.echo(printable(page))
    click.echo(printable(f"\n{f'Changed: {names}. ' if names else ''}Following; Ctrl-C ends it."))
