"""A class as data: CSV with one row a sheet, or one JSON object with the rows and the figures of every criterion."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from coach.model.words import Phase
from coach.report.class_summary import ClassSummary, Group, Titles
from coach.report.items import Item
from coach.report.results import Result
from coach.report.rows import COLUMNS, cell

SCHEMA = "coach.class/1"


def csv_rows(results: Iterable[Result]) -> Iterator[str]:
    """A header and one row a sheet, as `coach grade --csv` writes them; the reason in place of the verdict where a
    sheet could not be graded.
    """
    yield _csv([*COLUMNS])
    for result in results:
        if result.error:
            yield _csv([cell(result.sheet), "", "", "", cell(result.error), *("" for _ in Phase), "", ""])
            continue
        yield _csv(
            [
                cell(result.sheet),
                cell(result.problem),
                result.level.value,
                f"{result.score:.3f}",
                result.verdict.value,
                *(f"{result.phases[phase]:.3f}" if phase in result.phases else "" for phase in Phase),
                str(result.errors),
                str(result.doubtful),
            ]
        )


def json_object(summary: ClassSummary, results: Iterable[Result], titles: Titles) -> Iterator[str]:
    """One JSON object, a line for each sheet, group and criterion."""
    head = {
        "schema": SCHEMA,
        "sheets": summary.sheets,
        "unreadable": summary.unreadable,
        "mean": _rounded(summary.scores.mean),
        "median": _rounded(summary.scores.median),
        "verdicts": {verdict.value: count for verdict, count in sorted(summary.verdicts.items())},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ',\n"groups": ['
    for at, group in enumerate(summary.groups):
        yield ("," if at else "") + "\n" + json.dumps(_group(group, titles), ensure_ascii=False)
    yield '],\n"rows": ['
    for at, result in enumerate(results):
        yield ("," if at else "") + "\n" + json.dumps(_row(result), ensure_ascii=False)
    yield "]}\n"


def _group(group: Group, titles: Titles) -> dict[str, object]:
    return {
        "problem": group.problem,
        "level": group.level.value,
        "sheets": group.scores.size,
        "mean": _rounded(group.scores.mean),
        "phases": {phase.value: _rounded(group.phases[phase].mean) for phase in Phase if phase in group.phases},
        "criteria": [_criterion(group, phase, name, item, titles) for phase, name, item in group.ordered],
    }


def _criterion(group: Group, phase: Phase, name: str, item: Item, titles: Titles) -> dict[str, object]:
    return {
        "id": name,
        "phase": phase.value,
        "statement": titles.of(group.problem, phase, name),
        "sheets": item.sheets,
        "met": item.met,
        "difficulty": _rounded(item.difficulty),
        "discrimination": _rounded(item.discrimination),
    }


def _row(result: Result) -> dict[str, object]:
    if result.error:
        return {"sheet": result.sheet, "error": result.error}
    return {
        "sheet": result.sheet,
        "problem": result.problem,
        "level": result.level.value,
        "score": result.score,
        "verdict": result.verdict.value,
        "phases": {phase.value: score for phase, score in result.phases.items()},
        "errors": result.errors,
        "doubtful": result.doubtful,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _csv(row: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()
