import pytest

from coach.grading.grader import grade
from coach.grading.hints import MOST_TAKEN, with_hints
from coach.language.sheets import parse
from coach.model.problem import Problem, Rubrics
from coach.model.scorecard import Scorecard
from coach.model.sheet import Sheet
from coach.model.words import Phase, Verdict


@pytest.fixture(scope="module")
def card(strong: Sheet, problem: Problem, rubrics: Rubrics) -> Scorecard:
    return grade(strong, problem, rubrics)


def test_a_hint_takes_its_price_off_its_phase_only(card: Scorecard) -> None:
    paid = with_hints(card, {Phase.DESIGN: 0.1})
    assert paid.phase(Phase.DESIGN).score == pytest.approx(card.phase(Phase.DESIGN).score - 0.1)
    assert paid.phase(Phase.DESIGN).why[-1] == "Hints took off 10 points."
    assert paid.phase(Phase.API) == card.phase(Phase.API)
    assert paid.overall.score < card.overall.score


def test_all_hints_of_a_phase_together_are_held(card: Scorecard) -> None:
    paid = with_hints(card, {Phase.API: 0.9})
    assert paid.phase(Phase.API).score == pytest.approx(card.phase(Phase.API).score - MOST_TAKEN)


def test_a_score_never_falls_below_nothing(problem: Problem, rubrics: Rubrics) -> None:
    paid = with_hints(grade(parse("# Requirements\n"), problem, rubrics), dict.fromkeys(Phase, 0.3))
    assert all(score.score == 0 and not score.why for score in paid.phases)


def test_enough_hints_change_the_verdict(card: Scorecard) -> None:
    assert card.overall.verdict is Verdict.STRONG_HIRE
    assert with_hints(card, dict.fromkeys(Phase, 0.3)).overall.verdict is not Verdict.STRONG_HIRE


def test_without_hints_nothing_changes(card: Scorecard) -> None:
    assert with_hints(card, {}) is card
