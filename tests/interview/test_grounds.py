"""What a question starts from: nobody is asked for what was agreed, but for what follows from it."""

import re

import pytest

from coach.interview import grounds, phrases
from coach.interview.conductor import Conductor, Enter, Probe
from coach.interview.session import Session
from coach.interview.state import DraftKey
from coach.model import events as e
from coach.model.words import Phase
from coach.packs import library

from .moments import at

PROBLEMS = [entry.slug for entry in library.problems()]
COUNTED = {"1", "1/s"}


@pytest.fixture(scope="module")
def rubrics():
    return library.load_rubrics()


@pytest.fixture(scope="module")
def conductor(rubrics):
    return Conductor(library.find_problem("url-shortener"), rubrics)


def started() -> Session:
    return Session.start(e.Settings(problem="url-shortener", seed=2), at(0))


def asked_until_silent(conductor, session):
    """Every question the interviewer has about this phase, none of them answered."""
    found = []
    while isinstance(move := conductor.next_move(session), Probe) and len(found) < 2:
        found.append(move)
        session = conductor.make(session, move, at(5))
        session = session.write(session.phase, f"{session.draft(session.phase)}\nHm, {len(found)}.", at(6))
    return found


@pytest.mark.parametrize("slug", PROBLEMS)
def test_who_asked_how_big_it_is_is_not_asked_how_big_it_is(slug, rubrics):
    problem = library.find_problem(slug)
    conductor = Conductor(problem, rubrics)
    session = Session.start(e.Settings(problem=slug, seed=2), at(0))
    count = next(fact for fact in problem.facts if grounds.settles_scale([fact], problem.quantities))
    session = conductor.ask(session, count.ask[0], at(1))
    assert count.id in session.facts
    probed = asked_until_silent(conductor, session)
    assert probed
    assert "scale-in-numbers" not in {move.criterion for move in probed}
    hint = conductor.offer(session, DraftKey(Phase.REQUIREMENTS))
    assert "How big" not in hint.text


@pytest.mark.parametrize("slug", PROBLEMS)
def test_what_was_agreed_is_where_the_estimation_is_asked_on_from(slug, rubrics):
    problem = library.find_problem(slug)
    conductor = Conductor(problem, rubrics)
    session = Session.start(e.Settings(problem=slug, seed=2), at(0))
    count = next(fact for fact in problem.facts if grounds.settles_scale([fact], problem.quantities))
    session = conductor.make(conductor.ask(session, count.ask[0], at(1)), Enter(Phase.ESTIMATION), at(2))
    move = conductor.next_move(session)
    assert move.criterion == "average-rate"
    assert count.answer in move.text.splitlines()[0]


def test_what_was_settled_by_an_answer_is_not_asked_for_either(conductor):
    session = started().write(Phase.REQUIREMENTS, "- shorten a link, follow it, delete it, count its clicks", at(1))
    session = conductor.ask(session, "how many links are created per day?", at(2))
    without = [move.criterion for move in asked_until_silent(conductor, session)]
    assert "latency-target" in without
    told = conductor.ask(session, "how fast must a redirect be?", at(3))
    assert "redirect-latency" in told.facts
    assert "latency-target" not in [move.criterion for move in asked_until_silent(conductor, told)]


@pytest.mark.parametrize("sums", ["100M/day / 86400 = 1157 writes/s", "100M links a day / 86400 s = 1,157 links/s"])
def test_who_has_a_rate_is_not_asked_for_one(conductor, sums):
    session = conductor.make(started(), Enter(Phase.ESTIMATION), at(1)).write(Phase.ESTIMATION, sums, at(2))
    assert "average-rate" not in {move.criterion for move in asked_until_silent(conductor, session)}


def test_what_was_written_is_repeated_rather_than_what_was_agreed(conductor):
    session = conductor.make(
        conductor.ask(started(), "how many links are created per day?", at(1)), Enter(Phase.ESTIMATION), at(2)
    )
    session = session.write(Phase.ESTIMATION, "100M links/day / 86400 = 1157/s", at(3))
    move = conductor.next_move(session)
    lead_in, _, question = move.text.partition("\n")
    assert "“100M links/day / 86400 = 1157/s”" in lead_in
    assert move.criterion == "peak-rate"
    assert question == conductor._rubrics.of(Phase.ESTIMATION)[2].probe


def test_an_empty_page_is_not_asked_about_what_stands_on_it(rubrics):
    for slug in PROBLEMS:
        conductor = Conductor(library.find_problem(slug), rubrics)
        for phase in (Phase.REQUIREMENTS, Phase.ESTIMATION, Phase.API, Phase.DESIGN):
            session = Session.start(e.Settings(problem=slug, seed=2, phases=(phase,)), at(0))
            probe = conductor.next_move(session)
            assert not grounds.points_back(probe.text.partition("\n")[2]), (slug, phase)


def test_questions_that_hold_for_every_problem_can_be_understood_alone(rubrics):
    pointing = re.compile(r"\b(?:these|those|this (?!thing|app)|of (?:it|that))\b", re.IGNORECASE)
    for phase in (Phase.REQUIREMENTS, Phase.ESTIMATION, Phase.API, Phase.DESIGN):
        assert [one.probe for one in rubrics.of(phase) if pointing.search(one.probe)] == []


def test_who_asked_but_wrote_nothing_is_not_told_that_there_is_nothing(conductor):
    session = conductor.ask(started(), "how many links are created per day?", at(1))
    assert conductor.next_move(session).text.splitlines()[0] not in phrases.NOTHING_YET
    assert conductor.next_move(started()).text.splitlines()[0] in phrases.NOTHING_YET


def test_long_words_of_the_candidate_are_left_out_rather_than_cut(conductor):
    session = conductor.make(started(), Enter(Phase.ESTIMATION), at(1))
    long = "100M links/day / 86400 = 1157 writes/s, and that is what a single well-kept database can surely take " * 2
    move = conductor.next_move(session.write(Phase.ESTIMATION, long.strip(), at(2)))
    assert len(move.text.splitlines()[0]) <= grounds.LONGEST + 20


def test_in_the_deep_dives_a_question_about_answers_names_the_one_it_is_about(conductor, rubrics):
    general = {one.id for one in rubrics.of(Phase.DEEP_DIVES)}
    session = conductor.make(started(), conductor.entering(started(), Phase.DEEP_DIVES), at(1))
    seen = set()
    for number in (0, 1):
        dive = session.dives[number]
        own = next(one for one in conductor._problem.deep_dives if one.id == dive.id)
        text = " ".join(facet.model_sentences[0] for one in own.criteria for facet in one.facets)
        session = session.write(Phase.DEEP_DIVES, text or "A counter.", at(2 + number), part=dive.id)
        move = conductor.next_move(session)
        assert isinstance(move, Probe)
        if move.criterion in general:
            seen.add(dive.id)
            assert move.part == dive.id
            assert grounds.named(dive.question) in move.text.splitlines()[0]
        else:
            assert move.part
        session = conductor.make(session, move, at(4 + number))
    assert seen


def test_a_question_is_named_by_its_first_words():
    assert (
        grounds.named("redis is gone at 23.5k reads/s: postgres goes to 89%. What now?")
        == "redis is gone at 23.5k reads/s"
    )
    assert grounds.named("How do you make the short codes?") == "How do you make the short codes"
