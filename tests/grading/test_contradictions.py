"""Contradictions: found between phases in own words, silent where both statements hold."""

from pathlib import Path

import pytest
import yaml

from coach.grading import grade
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.model.scorecard import Said

PAIRS = yaml.safe_load((Path(__file__).parent / "contradictions.yaml").read_text(encoding="utf-8"))
PHASES = {
    "requirements": "Requirements",
    "estimation": "Estimation",
    "api": "API",
    "design": "High-level design",
    "deep_dives": "Deep dives",
}


def pointing_back(pair: dict[str, str], second: str, rubrics: Rubrics) -> list[Said]:
    """The remarks that quote the first statement."""
    written = {
        pair["first"]: pair["said"],
        pair["second"]: f"## How?\n{second}" if "dives" in pair["second"] else second,
    }
    text = "\n".join(f"# {PHASES[phase]}\n{written[phase]}\n" for phase in PHASES if phase in written)
    card = grade(parse(text, "x.md"), None, rubrics)
    return [said for score in card.phases for said in score.remarks if f"See “{pair['said'][:40]}" in said.message]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["breaks"][:40])
def test_two_statements_that_cannot_both_hold_are_told_together(pair, rubrics):
    assert pointing_back(pair, pair["breaks"], rubrics)
    assert not pointing_back(pair, pair["keeps"], rubrics)


def remarks_on(text: str, rubrics: Rubrics) -> set[str]:
    return {said.id for score in grade(parse(text, "x.md"), None, rubrics).phases for said in score.remarks}


def test_another_plan_is_no_contradiction(rubrics):
    sheet = "# Requirements\nPastes cannot be edited on the free plan.\n# API\nPATCH /pastes/{id} {text} -> 200\n"
    assert "two-values-change" not in remarks_on(sheet, rubrics)
    assert "two-values-change" in remarks_on(sheet.replace(" on the free plan", ""), rubrics)


def test_reading_for_all_and_writing_for_some_are_no_contradiction(rubrics):
    sheet = "# Requirements\nAnybody can read a paste.\n# API\n{} /pastes needs a bearer token, 401 without.\n"
    assert "two-values-entry" not in remarks_on(sheet.format("POST"), rubrics)
    assert "two-values-entry" in remarks_on(sheet.format("GET"), rubrics)


def test_values_of_two_things_are_no_contradiction(rubrics):
    sheet = "# Design\nKafka: replication factor 3.\n# Deep dives\n## How?\nThere is a single {} broker.\n"
    assert "two-values-copies" not in remarks_on(sheet.format("MQTT"), rubrics)


def test_a_number_that_is_weighed_against_others_is_no_contradiction(rubrics):
    sheet = "# Requirements\nCodes have 7 characters.\n# Estimation\n62^6 = 57 billion\n"
    assert "two-values-letters" in remarks_on(sheet, rubrics)
    assert "two-values-letters" not in remarks_on(sheet + "62^7 = 3.5 trillion\n62^8 = 218 trillion\n", rubrics)
