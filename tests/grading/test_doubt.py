"""Statements that speak as wrong claims do are asked about; sound ones, questions and wishes are left alone."""

import pytest

from coach.grading import grade
from coach.grading.doubt import doubt
from coach.language.sentences import sentences
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.model.scorecard import Said
from coach.model.words import Severity
from coach.packs.library import load_rubrics


@pytest.fixture(scope="module")
def rubrics() -> Rubrics:
    return load_rubrics()


def said(phase: str, body: str, rubrics: Rubrics) -> list[Said]:
    sheet = parse(f"# {phase}\n{body}\n", "x.md")
    return [one for score in grade(sheet, None, rubrics).phases for one in score.remarks]


SURE = "So we don't have to do anything when it dies, it just comes back and nobody will notice anything."
SOUND = "When it dies the standby is promoted in 30 s; until then writes get 503 and the client retries with its key."


def odds(text: str) -> float:
    (sentence,) = sentences(text)
    return doubt(sentence)


def test_who_is_sure_of_everything_is_doubted_more_than_who_says_what_happens():
    assert odds(SURE) > 0 > -2 > odds(SOUND)


def test_who_speaks_and_of_what_weighs_nothing():
    assert odds("We push the tweet to every follower.") == odds("I push the photo to every listener.")


@pytest.mark.parametrize("phase", ["Design", "Deep dives"])
def test_a_doubtful_statement_is_a_question_and_no_error(phase, rubrics):
    text = "Replication takes care of it, so the data simply can't get lost and we don't need anything else there."
    about = [one for one in said(phase, f"{text}\n{SOUND}", rubrics) if one.quote and one.quote in text]
    assert about
    assert all(one.severity is not Severity.ERROR and one.question for one in about if one.id == "doubtful-claim")


def test_what_is_asked_and_what_is_wished_is_not_doubted(rubrics):
    assert not [one for one in said("Requirements", SURE, rubrics) if one.id == "doubtful-claim"]
    asked = "So we don't have to do anything when it dies, does it just come back and nobody will notice?"
    assert not [one for one in said("Design", asked, rubrics) if one.id == "doubtful-claim"]


def test_no_more_than_three_statements_of_a_phase_are_doubted(rubrics):
    many = "\n".join(f"- {SURE[:-1]} in case {number}." for number in ("one", "two", "three", "four", "five", "six"))
    assert sum(one.id == "doubtful-claim" for one in said("Design", many, rubrics)) <= 3
