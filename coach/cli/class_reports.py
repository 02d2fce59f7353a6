"""Results of a class -> the report asked for, written piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.cli.files import write_pieces
from coach.cli.grading import question_of, rubrics_for
from coach.model.words import Phase
from coach.report.class_summary import ClassSummary, Titles, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.model.criterion import Criterion
    from coach.report.results import Result

FORMS = ("text", "json", "csv", "md", "html", "jsonl")


def report(results: Iterable[Result], form: str, output: str | None, *, force: bool) -> None:
    """Write the report to `output`, or to stdout; `results` are gone through twice.

    Raises:
        Unreadable: the output cannot be written, or the rubrics not be read.
    """
    pieces = _pieces(results, form)
    if output is not None:
        write_pieces(output, pieces, force=force)
        return
    for piece in pieces:
        click.echo(piece, nl=False)


def _pieces(results: Iterable[Result], form: str) -> Iterator[str]:
    if form == "csv":
        from coach.report.class_data import csv_rows

        return csv_rows(results)
    if form == "jsonl":
        from coach.report.results import line_of

        return map(line_of, results)
    summary = summary_of(results)
    titles = _titles(summary)
    if form == "json":
        from coach.report.class_data import json_object

        return json_object(summary, results, titles)
    if form == "html":
        from coach.report import class_html

        return class_html.render(summary, results, titles)
    if form == "md":
        from coach.report import class_markdown

        return class_markdown.render(summary, results, titles)
    from coach.report import class_text

    return class_text.render(summary, results, titles)


def _titles(summary: ClassSummary) -> Titles:
    """The statements of the criteria, as far as the packs at hand know them."""
    found: dict[tuple[str, Phase, str], str] = {}
    for problem in sorted({group.problem for group in summary.groups}):
        question, _ = question_of(problem)
        rubrics = rubrics_for(problem if question else "")
        for phase in Phase:
            _note(found, problem, phase, rubrics.of(phase))
        if question is not None:
            for own in question.criteria:
                _note(found, problem, own.phase, [own.criterion])
            for dive in question.deep_dives:
                _note(found, problem, Phase.DEEP_DIVES, dive.criteria)
    return Titles(found)


def _note(found: dict[tuple[str, Phase, str], str], problem: str, phase: Phase, criteria: Iterable[Criterion]) -> None:
    for criterion in criteria:
        found.setdefault((problem, phase, criterion.id), criterion.statement)
