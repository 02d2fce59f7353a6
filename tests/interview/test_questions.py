"""How many questions of people get their fact, and how many others are turned back or left open.

In `questions/` stand, by problem, mistyped ways to ask for each fact, questions that the problem leaves open, and some
that have to be turned back; in `questions/held` those that nothing was set by.
"""

from pathlib import Path

import pytest

from coach.interview import phrases
from coach.interview.interviewer import Interviewer
from coach.packs import library
from coach.packs.files import problem_folders
from coach.resources import bundled_pack

QUESTIONS = Path(__file__).parent / "questions"
NO_FACT = ("open", "off-topic")
LEAST_OF_FEW = 0.85
"""What is answered rightly where each fact lists a handful of ways to ask."""
PARCELS = Path(__file__).parent.parent / "tui" / "pack"


def read(name: str) -> list[tuple[str, str]]:
    """The questions of a file, each with the fact it stands under."""
    found, fact = [], ""
    for line in (QUESTIONS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            fact = line[3:]
        elif line.strip() and not line.startswith("#"):
            found.append((fact, line))
    return found


def interviewer(name: str) -> Interviewer:
    pack = PARCELS if name == "parcel-tracker" else None
    return Interviewer(library.find_problem(name, pack), library.load_rubrics().concepts)


def answers(asked: Interviewer, name: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each question of a file that has a fact: the fact, and those that are told."""
    return [(fact, asked.answer(question).facts) for fact, question in read(name) if fact not in NO_FACT]


@pytest.mark.parametrize("problem", problem_folders(bundled_pack()))
def test_mistyped_questions_get_their_fact(problem):
    told = answers(interviewer(problem), problem)
    assert sum(fact in facts for fact, facts in told) >= 0.9 * len(told)


def test_a_problem_with_few_ways_to_ask_answers_most_questions_and_few_wrongly():
    told = answers(interviewer("parcel-tracker"), "parcel-tracker")
    assert sum(fact in facts for fact, facts in told) >= LEAST_OF_FEW * len(told)
    assert sum(bool(facts) and fact not in facts for fact, facts in told) <= 0.04 * len(told)


def test_questions_that_nothing_was_set_by_get_their_fact():
    told = [
        one for problem in problem_folders(bundled_pack()) for one in answers(interviewer(problem), f"held/{problem}")
    ]
    assert sum(fact in facts for fact, facts in told) >= 0.93 * len(told)
    assert sum(bool(facts) and fact not in facts for fact, facts in told) <= 0.02 * len(told)


def test_what_nothing_was_set_by_is_turned_back_or_left_open():
    kinds = [
        (expected, asked.answer(question).kind)
        for problem in problem_folders(bundled_pack())
        for asked in [interviewer(problem)]
        for expected, question in read(f"held/{problem}")
        if expected in NO_FACT
    ]
    aside = [kind for expected, kind in kinds if expected == "off-topic"]
    left = [kind for expected, kind in kinds if expected == "open"]
    assert aside.count("off_topic") >= 0.9 * len(aside)
    assert left.count("open") >= 0.5 * len(left)


def test_a_question_about_what_the_problem_leaves_open_is_not_turned_back():
    asked = interviewer("checkout")
    assert asked.answer("do we need gift wrapping?").kind == "open"


def test_a_question_about_the_interviewer_is_turned_back_though_its_words_are_the_problems():
    assert interviewer("url-shortener").answer("Which URL shortener do you use personally?").kind == "off_topic"
    assert interviewer("notification-service").answer("How many people report to you?").kind == "off_topic"


@pytest.mark.parametrize("question", ["should I use sql or nosql", "Which database would you choose?"])
def test_what_the_candidate_has_to_decide_is_turned_back_as_that(question):
    reply = interviewer("url-shortener").answer(question)
    assert reply.kind == "off_topic"
    assert reply.text in phrases.YOURS


@pytest.mark.parametrize("problem", problem_folders(bundled_pack()))
def test_a_way_to_ask_that_a_fact_lists_is_answered_by_that_fact(problem):
    asked = interviewer(problem)
    listed = [(fact.id, way) for fact in library.find_problem(problem).facts for way in fact.ask]
    assert [way for fact, way in listed if asked.answer(way).facts != (fact,)] == []


@pytest.mark.parametrize("problem", ["url-shortener", "ride-hailing"])
def test_known_questions_about_something_else_are_turned_back_and_get_no_fact(problem):
    asked = interviewer(problem)
    kinds = [asked.answer(question).kind for _, question in read("off-topic")]
    assert "fact" not in kinds
    assert kinds.count("off_topic") >= 0.99 * len(kinds)


def test_who_may_mean_one_of_two_facts_is_asked_which_and_can_say_so():
    asked = interviewer("chat")
    reply = asked.answer("what about limits on numbers")
    assert reply.kind == "unclear"
    assert "group size" in reply.text
    assert asked.answer("the group size").facts == ("group-size",)
    assert asked.answer("peak factor").facts == ("peak-factor",)
