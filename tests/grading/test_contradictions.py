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
