"""Wrong claims and right ones in wordings that stand in no rubric: how many are told apart."""

from pathlib import Path

import pytest
import yaml

from coach.grading.misconceptions import misconceptions
from coach.grading.read import read
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.packs.library import load_rubrics

SENTENCES = yaml.safe_load((Path(__file__).parent / "claims" / "fresh.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rubrics() -> Rubrics:
    return load_rubrics()


def remarked(text: str, rubrics: Rubrics) -> bool:
    sheet = parse(f"---\nproblem: none\nlevel: senior\n---\n# High-level design\n{text}\n", "sheet.md")
    return bool(misconceptions(read(sheet, None, rubrics)))


def test_most_wrong_claims_are_found(rubrics):
    missed = [text for text in SENTENCES["wrong"] if not remarked(text, rubrics)]
    assert len(missed) <= 0.15 * len(SENTENCES["wrong"]), missed


def test_hardly_any_right_claim_is_remarked(rubrics):
    alarms = [text for text in SENTENCES["right"] if remarked(text, rubrics)]
    assert len(alarms) <= 0.05 * len(SENTENCES["right"]), alarms


def test_a_wrong_claim_asked_or_rejected_is_none(rubrics):
    rejected = [f"It is a myth that {text[0].lower()}{text[1:]}" for text in SENTENCES["wrong"]]
    asked = [f"Is it so that {text.rstrip('.')}?" for text in SENTENCES["wrong"]]
    plain = [text for text in (*rejected, *asked) if len(text.split(". ")) == 1]
    assert [text for text in plain if remarked(text, rubrics)] == []
