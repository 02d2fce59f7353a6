"""The interviewer: answers from hidden facts, turns back what is not about the system, never guesses."""

import pytest

from coach.interview.interviewer import HINT_PRICES, Interviewer
from coach.interview.state import Hint
from coach.model.criterion import Criterion
from coach.model.words import Phase
from coach.packs import library


@pytest.fixture(scope="module")
def interviewer():
    return Interviewer(library.find_problem("url-shortener"), library.load_rubrics().concepts)


@pytest.fixture(scope="module")
def problem():
    return library.find_problem("url-shortener")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("? how many new urls per day", "new-links-per-day"),
        ("whats the daily write volumne", "new-links-per-day"),
        ("read/write ratio?", "reads-per-write"),
        ("retention priod?", "retention"),
        ("custm alias?", "custom-alias"),
        ("multi-region?", "regions"),
    ],
)
def test_terse_and_mistyped_questions_are_understood(interviewer, question, fact):
    assert interviewer.answer(question).facts == (fact,)


def test_two_questions_get_two_answers(interviewer):
    reply = interviewer.answer("how long do we keep links and what is the read to write ratio?")
    assert reply.facts == ("retention", "reads-per-write")


def test_asking_twice_is_noticed_kindly(interviewer):
    first = interviewer.answer("do links expire?")
    again = interviewer.answer("do links expire?", told=first.facts)
    assert again.kind == "again"
    assert first.text in again.text


@pytest.mark.parametrize("question", ["I'd assume 5 MB for each, ok?", "let's say... I'll go with 3 of them, fine?"])
def test_an_assumption_that_no_fact_decides_is_left_to_the_candidate(interviewer, question):
    reply = interviewer.answer(question)
    assert reply.kind == "open"
    assert "assumption" in reply.text


@pytest.mark.parametrize("question", ["what's the weather", "who won the world cup?", "tell me a joke", "lunch?"])
def test_what_is_not_about_the_system_is_turned_back(interviewer, question):
    assert interviewer.answer(question).kind == "off_topic"


@pytest.mark.parametrize("question", ["which cloud provider do we use", "is a monolith acceptable"])
def test_what_the_problem_leaves_open_is_the_candidates_call(interviewer, question):
    reply = interviewer.answer(question)
    assert reply.kind == "open"
    assert "assum" in reply.text


@pytest.mark.parametrize("question", ["", "?", "???", "and", "\x00", "a" * 5000])
def test_no_question_is_answered_with_a_fact(interviewer, question):
    assert interviewer.answer(question).facts == ()


def test_the_same_seed_says_the_same(interviewer):
    assert interviewer.answer("lunch?", seed=4) == interviewer.answer("lunch?", seed=4)


def test_hints_climb_and_end(problem, interviewer):
    dive = next(dive for dive in problem.deep_dives if dive.hints)
    taken: list[Hint] = []
    while offer := interviewer.next_hint(dive.id, taken, dive.hints):
        assert offer.price == interviewer.price(dive.id, taken)
        taken.append(Hint(Phase.DEEP_DIVES, offer.target, offer.rung, offer.text, offer.price))
    assert [hint.text for hint in taken] == list(dive.hints)
    assert [hint.price for hint in taken] == list(HINT_PRICES[: len(taken)])


def criterion(name: str, weight: float, probe: str = "And then?") -> Criterion:
    return Criterion(id=name, statement="s", weight=weight, probe=probe)


def test_the_heaviest_open_criterion_that_has_a_question_is_asked_about_once(interviewer):
    still_open = [criterion("light", 1), criterion("mute", 3, ""), criterion("heavy", 3), criterion("middle", 2)]
    probed: list[str] = []
    while found := interviewer.probe(still_open, probed):
        probed.append(found.id)
    assert probed == ["heavy", "middle", "light"]


def test_deep_dives_go_where_most_is_open_and_else_in_order(problem, interviewer):
    first, second, *_, last = problem.deep_dives
    assert interviewer.dives(count=2) == [first, second]
    assert interviewer.dives({last.id: 3.0, first.id: 1.0}, 2) == [last, first]


def test_another_seed_asks_other_deep_dives_of_equal_weight(interviewer):
    asked = {tuple(dive.id for dive in interviewer.dives(seed=seed)) for seed in range(1, 20)}
    assert len(asked) > 3


def test_a_ladder_that_is_used_up_has_no_price(interviewer):
    taken = [Hint(Phase.DESIGN, "design", rung, "…", HINT_PRICES[rung]) for rung in range(len(HINT_PRICES))]
    assert interviewer.price("design", taken) == 0
    assert interviewer.price("design", taken[:-1]) == HINT_PRICES[-1]
