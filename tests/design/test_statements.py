"""Smells that stand in sentences and not in the drawing, in many wordings."""

from pathlib import Path

import pytest
import yaml

from coach.design.flow import run
from coach.design.prose import mentions
from coach.design.smells import check

STATEMENTS = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))
DRAWN = "client -> LB -> app -> Redis -> Postgres\n\n"


@pytest.fixture
def rules(drawn, catalogue):
    """The rules that point at a sentence below the drawing."""

    def found(sentence):
        text = DRAWN + sentence + "\n"
        diagram = drawn(text)
        remarks = check(diagram, run(diagram, catalogue), mentions(text, diagram, catalogue), text)
        return {remark.id for remark in remarks if remark.start >= len(DRAWN)}

    return found


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule, sentence) for rule, sentences in STATEMENTS["shows"].items() for sentence in sentences],
)
def test_a_smell_is_found_in_the_sentence_that_shows_it(rules, rule, sentence):
    assert rule in rules(sentence)


@pytest.mark.parametrize("sentence", STATEMENTS["sound"])
def test_a_sound_sentence_shows_none_of_them(rules, sentence):
    assert not rules(sentence) & STATEMENTS["shows"].keys()
