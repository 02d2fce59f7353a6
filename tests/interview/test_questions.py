"""How many questions of people get their fact: development figures, held so that they only rise.

The questions in `questions/` were written from the facts' answers, without the packs' own ways to ask.
"""

from pathlib import Path

import pytest

from coach.interview import phrases
from coach.interview.interviewer import Interviewer
from coach.packs import library
from coach.packs.files import problem_folders
from coach.resources import bundled_pack

QUESTIONS = Path(__file__).parent / "questions"
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


@pytest.mark.parametrize(
    ("problem", "least_right", "most_wrong"),
    [
        ("url-shortener", 0.94, 0.03),
        ("parcel-tracker", 0.86, 0.03),
        ("chat", 0.92, 0.04),
        ("checkout", 0.92, 0.06),
        ("ticket-booking", 0.92, 0.03),
        ("typeahead", 0.97, 0.02),
        ("file-sync", 0.93, 0.03),
        ("music-streaming", 0.91, 0.04),
        ("pastebin", 0.90, 0.04),
        ("photo-feed", 0.96, 0.02),
        ("rate-limiter", 0.92, 0.03),
        ("notification-service", 0.88, 0.03),
        ("ride-hailing", 0.92, 0.03),
        ("twitter", 0.91, 0.03),
        ("video-streaming", 0.86, 0.05),
        ("web-crawler", 0.86, 0.05),
    ],
)
def test_most_questions_get_their_fact_and_few_a_wrong_one(problem, least_right, most_wrong):
    asked = interviewer(problem)
    known = {fact.id for fact in library.find_problem(problem, PARCELS if problem == "parcel-tracker" else None).facts}
    questions = [(fact, question) for fact, question in read(problem) if fact in known]
    told = [(fact, asked.answer(question).facts) for fact, question in questions]
    assert sum(fact in facts for fact, facts in told) >= least_right * len(told)
    assert sum(bool(facts) and fact not in facts for fact, facts in told) <= most_wrong * len(told)


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


@pytest.mark.parametrize("problem", ["url-shortener", "chat", "ticket-booking", "ride-hailing", "parcel-tracker"])
def test_every_question_about_something_else_is_turned_back(problem):
    asked = interviewer(problem)
    answered = [question for _, question in read("off-topic") if asked.answer(question).kind != "off_topic"]
    assert answered == []


def test_who_may_mean_one_of_two_facts_is_asked_which_and_can_say_so():
    asked = interviewer("chat")
    reply = asked.answer("how many phones have to get each message")
    assert reply.kind == "unclear"
    assert "recipients per message" in reply.text
    assert asked.answer("the group size").facts == ("group-size",)
    assert asked.answer("peak factor").facts == ("peak-factor",)
