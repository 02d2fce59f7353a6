"""`coach grade`: answer sheets in, verdicts out - as text, JSON, CSV, Markdown or one HTML page."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.files import Unreadable, display_name, read_text, write_text

if TYPE_CHECKING:
    from coach.model.problem import Problem, Rubrics
    from coach.model.scorecard import Scorecard
    from coach.model.sheet import Sheet

_POOL_FROM = 12
"""Fewer sheets are graded faster in one process than several take to start."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for, the same for every sheet; travels to worker processes."""

    form: str
    problem: str = ""
    level: str = ""
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sheet."""

    path: str
    text: str = ""
    """The rendered result; empty when the sheet could not be read."""
    score: float = 0.0
    messages: tuple[str, ...] = ()
    failed: bool = False


@click.command("grade")
@click.argument("sheets", nargs=-1, required=True, metavar="SHEET...")
@click.option("--json", "form", flag_value="json", help="One JSON object a sheet, one a line.")
@click.option("--html", "form", flag_value="html", help="A report for one sheet, as one self-contained page.")
@click.option("--md", "form", flag_value="md", help="A report for one sheet, as Markdown.")
@click.option("--csv", "form", flag_value="csv", help="One row a sheet.")
@click.option("-o", "--output", metavar="FILE", help="Write the result to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use; by default one a core.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 1), metavar="N", help="Exit with 1 if a score (0..1) is below N."
)
@click.option("--explain", default="", metavar="CRITERION", help="Show how the judgement on one criterion came about.")
@click.option("--problem", default="", metavar="SLUG", help="Grade against this problem, whatever the sheet says.")
@click.option("--level", type=click.Choice(["junior", "middle", "senior"]), help="Judge for this level.")
def command(
    sheets: tuple[str, ...],
    form: str | None,
    output: str | None,
    force: bool,
    jobs: int | None,
    fail_under: float | None,
    explain: str,
    problem: str,
    level: str | None,
) -> None:
    """Grade answer sheets; "-" is stdin.

    Exit code 0: graded. 1: a score is below --fail-under. 2: a sheet could not be read; the others are graded all
    the same.
    """
    if form in ("html", "md") and len(sheets) > 1:
        raise click.UsageError(f"--{form} takes one sheet at a time; --json and --csv take many")
    order = Order("explain" if explain else form or "text", problem, level or "", explain)
    if problem:
        _known_problem(problem)
    outcomes: list[tuple[float, bool]] = []
    kept: list[str] = []
    for outcome in _outcomes(sheets, order, jobs):
        for message in outcome.messages:
            click.echo(message, err=True)
        outcomes.append((outcome.score, outcome.failed))
        if not outcome.text:
            continue
        if output is None:
            click.echo(_headed(outcome.text, order.form, first=not kept), nl=False)
            kept = kept or [""]
        else:
            kept.append(_headed(outcome.text, order.form, first=not kept))
    if output is not None and kept:
        write_text(output, "".join(kept), force=force)
    if any(failed for _, failed in outcomes):
        sys.exit(2)
    if fail_under is not None and any(score < fail_under for score, _ in outcomes):
        sys.exit(1)


def grade_one(path: str, order: Order) -> Outcome:
    """Read and grade one sheet and render it; every failure comes back in words."""
    from coach.grading import grade
    from coach.language.sheets import parse
    from coach.model.words import Level

    name = display_name(path)
    try:
        text = read_text(path)
    except Unreadable as problem:
        return _failure(path, order, f"Error: {problem.message}.")
    sheet = parse(text, path if path == "-" else Path(path).name)
    changes: dict[str, object] = {}
    if order.level:
        changes["level"] = Level(order.level)
    if order.problem:
        changes["problem"] = order.problem
    sheet = sheet.model_copy(update=changes) if changes else sheet
    messages = [f"{name}: {notice}" for notice in getattr(sheet, "notices", ())]
    question, missing = _problem(sheet.problem)
    if missing:
        messages.append(f"{name}: {missing}")
    card = grade(sheet, question, _rubrics(sheet.problem if question else ""))
    rendered = _explained(order.explain, sheet, question) if order.explain else _rendered(card, sheet, order.form)
    return Outcome(path, rendered, card.overall.score, tuple(messages))


def _failure(path: str, order: Order, message: str) -> Outcome:
    """A sheet that could not be read: a message, and in CSV a row, so that a class list stays complete."""
    row = f"{display_name(path)},,,,unreadable,,,,,,,\n" if order.form == "csv" else ""
    return Outcome(path, row, 0.0, (message,), failed=True)


def _outcomes(sheets: tuple[str, ...], order: Order, jobs: int | None) -> Iterator[Outcome]:
    """The outcomes in the order of the sheets, from several processes where that is faster."""
    workers = min(jobs or os.cpu_count() or 1, len(sheets))
    if workers == 1 or len(sheets) < _POOL_FROM or "-" in sheets:
        from coach.packs.library import keep_readings

        yield from (grade_one(path, order) for path in sheets)
        keep_readings()
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor(workers) as pool:
        yield from _with_progress(pool.map(partial(grade_one, order=order), sheets, chunksize=4), len(sheets))


def _with_progress(outcomes: Iterable[Outcome], count: int) -> Iterator[Outcome]:
    """Pass outcomes on; where stderr is a terminal, count them on it."""
    show = sys.stderr.isatty()
    for done, outcome in enumerate(outcomes, start=1):
        if show:
            click.echo(f"\r\x1b[K{done} of {count} sheets", err=True, nl=False)
            if outcome.messages or done == count:
                click.echo("\r\x1b[K", err=True, nl=False)
        yield outcome


def _rendered(card: "Scorecard", sheet: "Sheet", form: str) -> str:
    if form == "json":
        from coach.grading.jsonform import as_json

        return json.dumps(as_json(card), ensure_ascii=False) + "\n"
    if form == "csv":
        from coach.report import rows

        return rows.render([card])
    if form == "html":
        from coach.report import html

        return html.render(card, sheet)
    if form == "md":
        from coach.report import markdown

        return markdown.render(card, sheet)
    from coach.report import text

    return text.render(card).rstrip("\n") + "\n"


def _headed(rendered: str, form: str, *, first: bool) -> str:
    """What goes out for one sheet: CSV has its header once, texts are set apart by a blank line."""
    if form == "csv" and not first:
        return rendered.split("\n", 1)[1] if rendered.startswith("sheet,") else rendered
    return rendered if first or form not in ("text", "explain") else "\n" + rendered


def _explained(criterion: str, sheet: "Sheet", question: "Problem | None") -> str:
    from coach.grading.explain import explain

    return explain(criterion, sheet, question, _rubrics(sheet.problem if question else ""))


@lru_cache(maxsize=16)
def _rubrics(slug: str) -> "Rubrics":
    """What holds for the problem `slug`, or for any when it is empty."""
    from coach.packs.errors import PackError
    from coach.packs.library import home_of, load_rubrics, recall_readings

    try:
        home = home_of(slug) if slug else None
        recall_readings(home)
        return load_rubrics(home)
    except PackError as problem:
        raise Unreadable(f"the rubrics cannot be used:\n{problem}") from None


def _known_problem(slug: str) -> None:
    """Refuse a slug that no pack holds, naming near ones."""
    _, missing = _problem(slug)
    if missing:
        raise Unreadable(missing)


@lru_cache(maxsize=16)
def _problem(slug: str) -> "tuple[Problem | None, str]":
    """The problem and, when it cannot be had, why."""
    from coach.packs.errors import InvalidPackError, PackError
    from coach.packs.library import find_problem

    if not slug:
        return None, "the sheet names no problem; graded by the general rubrics alone"
    try:
        return find_problem(slug), ""
    except InvalidPackError as problem:
        return None, f"the problem {slug!r} cannot be used, graded by the general rubrics alone:\n{problem}"
    except PackError as problem:
        return None, f"graded by the general rubrics alone. {problem}"
