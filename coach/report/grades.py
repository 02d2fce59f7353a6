"""Grades out of a file, whoever gave them: results of a class, scorecards as JSON, or a table as CSV.

A table has a column `sheet` and one for each thing graded: `overall`, the phases by name, and whatever else the graders
agreed on.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coach.report.results import SCHEMA, result_of_plain

OVERALL = "overall"
Grades = Mapping[tuple[str, str], float]
"""Grades 0..1 by sheet and by what was graded: `overall`, a phase, or `phase/criterion`."""
_TEXTS = frozenset({"sheet", "problem", "level", "verdict", "errors", "doubtful", "schema", "comment", "notes"})
"""Columns that hold no grade."""


class NoGradesError(ValueError):
    """A file without grades; the message says why in words."""


def grades_in(text: str, full: float = 1.0) -> Grades:
    """The grades that the text of a file holds.

    Args:
        text: JSON lines or CSV.
        full: what a full mark is in CSV; in JSON it is always 1.

    Raises:
        NoGradesError: it holds none, or one that is no number from 0 to the full mark.
    """
    found: dict[tuple[str, str], float] = {}
    pairs = _from_json(text) if text.lstrip().startswith("{") else _from_csv(text, full)
    for sheet, what, grade in pairs:
        if not 0 <= grade <= 1:
            raise NoGradesError(f"{sheet}: the grade for {what} is not from 0 to 1")
        if found.setdefault((sheet, what), grade) != grade:
            raise NoGradesError(f"{sheet} has two grades for {what}")
    if not found:
        raise NoGradesError("no grades in it")
    return found


def _from_json(text: str) -> Iterator[tuple[str, str, float]]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            plain = json.loads(line)
            yield from _READERS[plain["schema"]](plain)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise NoGradesError(f"line {number}: no line of {' or '.join(_READERS)}") from None


def _of_result(plain: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    result = result_of_plain(plain)
    if result.error:
        return
    yield result.sheet, OVERALL, result.score
    for phase, score in result.phases.items():
        yield result.sheet, phase.value, score
    for phase, won in result.credits.items():
        for criterion, credit in won.items():
            yield result.sheet, f"{phase.value}/{criterion}", credit


def _of_scorecard(plain: Mapping[str, Any]) -> Iterator[tuple[str, str, float]]:
    sheet = str(plain["sheet"])
    yield sheet, OVERALL, float(plain["overall"]["score"])
    for phase, score in plain["phases"].items():
        yield sheet, phase, float(score["score"])
        for one in score["criteria"]:
            yield sheet, f"{phase}/{one['id']}", float(one["credit"])


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[tuple[str, str, float]]]] = {
    SCHEMA: _of_result,
    "coach.grade/1": _of_scorecard,
}


def _from_csv(text: str, full: float) -> Iterator[tuple[str, str, float]]:
    table = csv.DictReader(io.StringIO(text))
    try:
        named = table.fieldnames or ()
        rows = list(table)
    except csv.Error as problem:
        raise NoGradesError(f"no CSV of grades ({problem})") from None
    if "sheet" not in named:
        raise NoGradesError("no column `sheet` in the first line")
    for number, row in enumerate(rows, start=2):
        for what, said in row.items():
            if what is None or what in _TEXTS or not isinstance(said, str) or not said.strip():
                continue
            try:
                grade = float(said) / full
            except ValueError:
                raise NoGradesError(f"line {number}: {said!r} in column {what} is no number") from None
            if not 0 <= grade <= 1:
                raise NoGradesError(f"line {number}: {said} in column {what} is no grade from 0 to {full:g}")
            yield row["sheet"], what, grade
