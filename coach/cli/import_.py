"""`coach import`: take in what `coach export` wrote."""

from pathlib import Path

import click

from coach.cli.files import read_lines
from coach.cli.options import data_dir_option
from coach.cli.stored import Unavailable, opened
from coach.language.cleaning import one_line
from coach.store.transfer import LINE_LIMIT, Imported, imported


@click.command(name="import")
@click.argument("file")
@data_dir_option
def command(file: str, folder: Path | None) -> None:
    """Read FILE (“-” is standard input) into your interviews. Reading it again changes nothing."""
    lines = [line.decode("utf-8", "replace") for line in read_lines(file, LINE_LIMIT)]  # a bad byte costs its line only
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
