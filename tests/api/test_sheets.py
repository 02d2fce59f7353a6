"""The API phases of the development sheets: what a person sees there is read, and planted faults are found.

Figures on these sheets are development figures: the reader and the rules were tuned on them.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.api.checks import check
from coach.api.lexicon import snake
from coach.api.model import Contract, Operation, flat
from coach.api.reader import read
from coach.language.sheets import parse
from coach.model.sheet import Sheet
from coach.model.words import Phase, Severity

SHEETS = Path(__file__).parents[2].parent / "shared" / "sheets"
EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "sheets.yaml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not SHEETS.is_dir(), reason="the development sheets are not beside this checkout")


def sheets() -> list[tuple[str, Sheet, dict[str, Any]]]:
    return [
        (
            file.stem,
            parse(file.read_text("utf-8"), file.name),
            yaml.safe_load(file.with_suffix(".yaml").read_text("utf-8")),
        )
        for file in sorted(SHEETS.glob("*-?.md"))
    ]


def named(operation: Operation) -> str:
    return f"{operation.method} {operation.path or operation.name}"


def facts(contract: Contract) -> dict[str, Counter[Any]]:
    """Everything that was read, as countable facts."""
    fields: Counter[Any] = Counter()
    statuses: Counter[Any] = Counter()
    for operation in contract.operations:
        fields.update(
            (named(operation), "in", snake(f.name)) for f in (*operation.query_params, *flat(operation.request))
        )
        fields.update((named(operation), "out", snake(f.name)) for a in operation.responses for f in flat(a.fields))
        statuses.update((named(operation), status) for status in operation.statuses)
    columns = Counter((table.name, snake(column.name)) for table in contract.tables for column in table.columns)
    return {
        "operations": Counter(named(operation) for operation in contract.operations),
        "fields": fields + columns,
        "statuses": statuses,
        "tables": Counter(table.name for table in contract.tables),
    }


def wanted(entry: dict[str, Any]) -> dict[str, Counter[Any]]:
    fields: Counter[Any] = Counter()
    statuses: Counter[Any] = Counter()
    for operation in entry.get("operations", ()):
        for side in ("in", "out"):
            fields.update((operation["op"], side, name) for name in operation.get(side, ()))
        statuses.update((operation["op"], status) for status in operation.get("status", ()))
    fields.update((table, name) for table, columns in entry.get("tables", {}).items() for name in columns)
    return {
        "operations": Counter(operation["op"] for operation in entry.get("operations", ())),
        "fields": fields,
        "statuses": statuses,
        "tables": Counter(list(entry.get("tables", {}))),
    }


def agreement() -> dict[str, tuple[float, float]]:
    """Share of what is there that was read, and share of what was read that is there, over all sheets."""
    met: Counter[str] = Counter()
    there: Counter[str] = Counter()
    read_: Counter[str] = Counter()
    for name, sheet, _ in sheets():
        got, want = facts(read(sheet.written(Phase.API))), wanted(EXPECTED.get(name, {}))
        for kind in want:
            met[kind] += (got[kind] & want[kind]).total()
            there[kind] += want[kind].total()
            read_[kind] += got[kind].total()
    return {kind: (met[kind] / there[kind], met[kind] / read_[kind]) for kind in there}


@pytest.mark.parametrize(
    ("kind", "bar"), [("operations", 0.97), ("fields", 0.90), ("statuses", 0.90), ("tables", 0.97)]
)
def test_what_a_person_sees_is_read(kind: str, bar: float) -> None:
    recall, precision = agreement()[kind]
    assert recall >= bar
    assert precision >= bar


def test_planted_faults_are_found() -> None:
    """A sheet for another problem is not among them: what the problem asks for shows only in the coverage."""
    planted = found = 0
    for _, sheet, rated in sheets():
        api = sheet.written(Phase.API)
        remarks = check(read(api), api, requirements=sheet.written(Phase.REQUIREMENTS))
        for fault in rated["faults"]:
            if fault["phase"] != "api":
                continue
            start = sheet.text.index(fault["quote"])
            end = start + len(fault["quote"])
            planted += 1
            found += any(r.severity is not Severity.NOTE and r.start < end and start < r.end for r in remarks)
    assert planted >= 18
    assert found / planted >= 0.8


def test_good_phases_get_no_error() -> None:
    for name, sheet, rated in sheets():
        if rated["ratings"]["api"] >= 3:
            api = sheet.written(Phase.API)
            remarks = check(read(api), api, requirements=sheet.written(Phase.REQUIREMENTS))
            assert [(name, r.id) for r in remarks if r.severity is Severity.ERROR] == []


def test_a_good_phase_gets_at_most_two_warnings() -> None:
    for name, sheet, rated in sheets():
        if rated["ratings"]["api"] == 4:
            api = sheet.written(Phase.API)
            remarks = check(read(api), api, requirements=sheet.written(Phase.REQUIREMENTS))
            assert len([r.id for r in remarks if r.severity is Severity.WARNING]) <= 2, name
