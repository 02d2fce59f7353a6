"""`coach grade`: answer sheets in, verdicts out - as text, JSON, CSV, Markdown or HTML; a whole class as one report."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.files import Unreadable, display_name, read_text, write_text
from coach.cli.grading import Graded, Wish, grade_text, keep_readings, question_of, rubrics_for, uncollected
from coach.cli.shards import Shard
from coach.cli.shards import shard as shard_said
from coach.model.quick import dataclass

if TYPE_CHECKING:
    from coach.model.scorecard import Scorecard
    from coach.model.sheet import Sheet

_POOL_FROM = 12
"""Fewer sheets are graded faster in one process than several take to start."""
_CLASS_FORMS = ("html", "md")
"""Forms that show several sheets together only."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for, the same for every sheet; travels to worker processes."""

    form: str
    wish: Wish
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
@click.option("--html", "form", flag_value="html", help="A report as one self-contained page.")
@click.option("--md", "form", flag_value="md", help="A report as Markdown.")
@click.option("--csv", "form", flag_value="csv", help="One row a sheet.")
@click.option("-o", "--output", metavar="FILE", help="Write the result to FILE; its ending names the form.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use; by default one a core.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 1), metavar="N", help="Exit with 1 if a score (0..1) is below N."
)
@click.option("--explain", default="", metavar="CRITERION", help="Show how the judgement on one criterion came about.")
@click.option("--problem", default="", metavar="SLUG", help="Grade against this problem, whatever the sheet says.")
@click.option("--level", type=click.Choice(["junior", "middle", "senior"]), help="Judge for this level.")
@click.option(
    "--semantic/--no-semantic",
    default=None,
    help="Let a small language model on this machine turn what was not found into questions; off by default.",
)
@click.option("--resume", is_flag=True, help="Go on with results.jsonl: grade only what is not in it.")
@click.option("--shard", callback=shard_said, metavar="K/N", help="Grade the K-th of N parts; see `coach merge`.")
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
    semantic: bool | None,
    resume: bool,
    shard: Shard | None,
) -> None:
    """Grade answer sheets; "-" is stdin. A folder, or several sheets at once as HTML or Markdown, is a class: the
    report has one row a sheet and the figures of each criterion. `-o results.jsonl` keeps a class for `coach merge`.

    Exit code 0: graded. 1: a score is below --fail-under. 2: a sheet could not be read; the others are graded all
    the same.
    """
    wish = Wish(problem, level or "", _second_tier(semantic))
    if problem:
        _known_problem(problem)
    ending = Path(output).suffix.lower().removeprefix(".") if output else ""
    if not explain and _is_class(sheets, form, ending, partly=resume or shard is not None):
        from coach.cli.class_grading import grade_class

        found = grade_class(
            sheets, wish, form=form or ending, output=output, force=force, jobs=jobs, resume=resume, shard=shard
        )
        _leave(failed=found.failed, lowest=found.lowest, fail_under=fail_under)
        return
    order = Order("explain" if explain else form or (ending if ending in _FORMS else "text"), wish, explain)
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
    _leave(
        failed=any(failed for _, failed in outcomes),
        lowest=min((score for score, _ in outcomes), default=1.0),
        fail_under=fail_under,
    )


def _second_tier(asked: bool | None) -> bool:
    """Whether the language model is wanted, by the option or the setting, and can be had; says so if it cannot."""
    from coach.semantic.setting import trouble, wanted

    if not (wanted() if asked is None else asked):
        return False
    if words := trouble():
        click.echo(words, err=True)
    return not words


_FORMS = ("json", "html", "md", "csv")


def _is_class(sheets: tuple[str, ...], form: str | None, ending: str, *, partly: bool) -> bool:
    """Whether the sheets are to be reported together."""
    if partly or ending == "jsonl" or any(Path(sheet).is_dir() for sheet in sheets):
        return True
    return len(sheets) > 1 and (form or ending) in _CLASS_FORMS


def _leave(*, failed: bool, lowest: float, fail_under: float | None) -> None:
    """Exit with the code that tells what was found; just return when all is well."""
    if failed:
        sys.exit(2)
    if fail_under is not None and lowest < fail_under:
        sys.exit(1)


def grade_one(path: str, order: Order) -> Outcome:
    """Read and grade one sheet and render it; every failure comes back in words."""
    name = display_name(path)
    try:
        text = read_text(path)
    except Unreadable as problem:
        return _failure(path, order, f"Error: {problem.message}.")
    graded = grade_text(text, path if path == "-" else Path(path).name, order.wish)
    rendered = _explained(order, graded) if order.explain else _rendered(graded.card, graded.sheet, order.form)
    return Outcome(path, rendered, graded.card.overall.score, tuple(f"{name}: {notice}" for notice in graded.notices))


def _failure(path: str, order: Order, message: str) -> Outcome:
    """A sheet that could not be read: a message, and in CSV a row, so that a class list stays complete."""
    row = f"{display_name(path)},,,,unreadable,,,,,,,\n" if order.form == "csv" else ""
    return Outcome(path, row, 0.0, (message,), failed=True)


def _outcomes(sheets: tuple[str, ...], order: Order, jobs: int | None) -> Iterator[Outcome]:
    """The outcomes in the order of the sheets, from several processes where that is faster."""
    workers = min(jobs or os.cpu_count() or 1, len(sheets))
    if workers == 1 or len(sheets) < _POOL_FROM or "-" in sheets:
        with uncollected():
            yield from (grade_one(path, order) for path in sheets)
            keep_readings()
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor(workers) as pool:
        yield from _with_progress(pool.map(partial(grade_one, order=order), sheets, chunksize=4), len(sheets))


def _with_progress(outcomes: Iterable[Outcome], count: int) -> Iterator[Outcome]:
    """Pass outcomes on, with a line on stderr that says how many there were."""
    from coach.cli.progress import Progress

    with Progress(count, "sheets") as progress:
        for outcome in outcomes:
            progress.step()
            if outcome.messages:
                progress.clear()
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


def _explained(order: Order, graded: Graded) -> str:
    from coach.grading.explain import explain
    from coach.semantic.setting import tier

    rubrics = rubrics_for(graded.sheet.problem if graded.question else "")
    return explain(order.explain, graded.sheet, graded.question, rubrics, tier(on=order.wish.semantic).model)


def _known_problem(slug: str) -> None:
    """Refuse a slug that no pack holds, naming near ones."""
    _, missing = question_of(slug)
    if missing:
        raise Unreadable(missing)
