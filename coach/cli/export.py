"""`coach export`: everything stored, as JSON lines."""

from pathlib import Path

import click

from coach.cli.files import write_text
from coach.cli.options import data_dir_option
from coach.cli.stored import opened
from coach.store.transfer import exported


@click.command(name="export")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; “-” is standard output.")
@click.option("--force", is_flag=True, help="Replace FILE when it exists.")
@data_dir_option
def command(output: str, force: bool, folder: Path | None) -> None:
    """Write every interview, grade and card you have stored to one file that `coach import` reads back."""
    with opened(folder) as store:
        nothing: list[str] = []
        lines = store.read(lambda connection: list(exported(connection)), nothing)
    if output == "-":
        for line in lines:
            click.echo(line)
        return
    write_text(output, "".join(f"{line}\n" for line in lines), force=force)
    click.echo(f"{len(lines)} lines written.", err=True)
