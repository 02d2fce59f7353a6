"""Lines that people really write: shares of right readings, false alarms and errors found."""

from pathlib import Path

import pytest
import yaml

from coach.estimation.worksheet import read
from coach.model.words import Severity

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared"
FRESH = HERE / "fresh_lines.yaml"
SECONDS = {"s": 1, "day": 86400, "month": 30 * 86400, "year": 365 * 86400, "hour": 3600, "min": 60}


def errors(item):
    sheet = read("\n".join([*item.get("context", []), item["line"]]))
    return [remark for remark in sheet.lines[-1].remarks if remark.severity is Severity.ERROR], sheet.lines[-1]


def wanted(expect):
    unit, _, per = expect["unit"].partition("/")
    value = float(expect["value"]) * (30 * 86400 if unit == "$" and per else 1)
    return value / SECONDS.get(per, 1)


def tally(path):
    counts = dict.fromkeys(("ok", "right", "alarms", "error", "found", "ignore", "alone"), 0)
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        remarks, line = errors(item)
        counts[item["kind"]] += 1
        if item["kind"] == "ok":
            near = any(q.value == pytest.approx(wanted(item["expect"]), rel=0.2) for q in line.quantities)
            counts["right"] += near and not remarks
            counts["alarms"] += bool(remarks)
        elif item["kind"] == "error":
            counts["found"] += bool(remarks)
        else:
            counts["alone"] += not line.is_estimate and not line.remarks
    return counts


@pytest.mark.parametrize("path", [FRESH, SHARED / "corpus" / "estimation_lines.yaml"], ids=["fresh", "shared"])
def test_the_reader_holds_its_bars(path):
    if not path.exists():
        pytest.skip("the shared corpus is not beside this checkout")
    counts = tally(path)
    assert counts["right"] / counts["ok"] >= 0.97
    assert counts["alarms"] / counts["ok"] <= 0.02
    assert counts["found"] / counts["error"] >= 0.80
    assert counts["alone"] == counts["ignore"]


def test_sheets_that_are_excellent_in_estimation_raise_no_false_error():
    sheets = SHARED / "sheets"
    if not sheets.exists():
        pytest.skip("the shared sheets are not beside this checkout")
    alarms = []
    for path in sorted(sheets.glob("*-?.yaml")):
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
        if truth["ratings"]["estimation"] < 4:
            continue
        section = path.with_suffix(".md").read_text(encoding="utf-8").split("# Estimation")[1].split("\n# ")[0]
        alarms += [remark for remark in read(section).remarks if remark.severity is Severity.ERROR]
    assert len(alarms) <= 1
