"""`coach merge`: the results of a class, graded in parts or at several places, as one report or one results file."""

import tempfile
from pathlib import Path

import click

from coach.cli.class_reports import FORMS, report
from coach.cli.files import Unreadable, display_name, read_lines
from coach.cli.journal import Journal
from coach.report.results import NoResultError, result_in

_LONGEST = 4_000_000
"""Bytes of a result's line; they have some 3,000."""


@click.command("merge")
@click.argument("results", nargs=-1, required=True, metavar="RESULTS.jsonl...")
@click.option("--json", "form", flag_value="json", help="One JSON object: rows, and the figures of each criterion.")
@click.option("--html", "form", flag_value="html", help="One self-contained page.")
@click.option("--md", "form", flag_value="md", help="Markdown.")
@click.option("--csv", "form", flag_value="csv", help="One row a sheet.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write to FILE; its ending names the form: jsonl, html, md, csv, json."
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def command(results: tuple[str, ...], form: str | None, output: str | None, force: bool) -> None:
    """Put results that `coach grade -o results.jsonl` wrote together: what comes out is, byte for byte, what one run
    over all the sheets would have written.

    A sheet may stand in several files when its results are the same. Exit code 2: a file cannot be read, or a sheet has
    two results.
    """
    form = form or (Path(output).suffix.lower().removeprefix(".") if output else "text")
    if form not in FORMS:
        raise click.UsageError(f"a class can be written as {', '.join(FORMS)}; not as {form}")
    with Journal(tempfile.TemporaryFile("w+b", prefix="coach-class-")) as journal:
        for path in results:
            _take_in(journal, path)
        if journal.mixed:
            click.echo("Some results were made by another version of the grader; they do not compare.", err=True)
        report(journal, form, output, force=force)


def _take_in(journal: Journal, path: str) -> None:
    """Add the results of a file."""
    name = display_name(path)
    for number, line in enumerate(read_lines(path, _LONGEST), start=1):
        try:
            result = result_in(line)
        except NoResultError as problem:
            raise Unreadable(f"{name}, line {number}: {problem}") from None
        held = journal.line_of(result.sheet)
        if held is None:
            journal.add(line)
        elif held != line:
            raise Unreadable(f"{display_name(result.sheet)} has two results; {name} holds the second")
