"""`coach import`: take in what `coach export` wrote."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from coach.cli.files import Unreadable, display_name
from coach.cli.stored import Unavailable, data_dir_option, opened
from coach.language.cleaning import one_line
from coach.store.transfer import Imported, imported


@click.command(name="import")
@click.argument("file")
@data_dir_option
def command(file: str, folder: Path | None) -> None:
    """Read FILE (“-” is standard input) into your interviews. Reading it again changes nothing."""
    lines = list(_lines(file))
    results: list[Imported] = []
    with opened(folder) as store:
        store.change(lambda connection: results.append(imported(connection, lines)))
        status = store.flush(60)
    if status.pending or not results:
        raise Unavailable(status.problem or "Nothing was written.")
    result = results[-1]
    click.echo(
        f"{result.added} interviews new, {result.continued} continued, {result.unchanged} as they were, "
        f"{result.cards} cards.",
        err=True,
    )
    for problem in result.problems:
        click.echo(one_line(problem), err=True)
    if result.problems:
        raise click.exceptions.Exit(1)


def _lines(file: str) -> Iterator[str]:
    """The lines of `file`, decoded one by one, so that one bad byte costs one line."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise Unreadable(f"{display_name(file)} cannot be read: {reason}") from None
    for line in raw.split(b"\n"):
        yield line.decode("utf-8", "replace")
