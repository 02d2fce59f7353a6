"""Where the time went follows from the events."""

from datetime import UTC, datetime, timedelta

from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.interview.timeline import timeline
from coach.model.events import Settings
from coach.model.words import Phase


def at(seconds):
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), seconds)


def started():
    return Session.start(Settings(problem="url-shortener", minutes=45), at(0))


def looked_at(session, start, end):
    """The screen looks at the clock every few seconds: a longer gap would be a sleeping computer."""
    for second in range(start, end + 1, 5):
        session = session.tick(at(second))
    return session


def by_phase(session):
    return {one.phase: one for one in timeline(session).phases}


def test_minutes_and_words_are_booked_to_their_phase():
    session = started().write(Phase.REQUIREMENTS, "users shorten links", at(20))
    session = looked_at(session, 20, 60).enter_phase(Phase.ESTIMATION, at(60))
    session = looked_at(session, 60, 90).write(Phase.ESTIMATION, "100M/day", at(90))
    session = looked_at(session, 90, 120).finish(at(120))
    found = by_phase(session)
    assert (found[Phase.REQUIREMENTS].spent, found[Phase.REQUIREMENTS].words) == (60, 3)
    assert (found[Phase.ESTIMATION].spent, found[Phase.ESTIMATION].first_key) == (60, 30)
    assert found[Phase.API].first_key is None
    assert sum(one.budget for one in found.values()) == 45 * 60


def test_the_budget_of_a_phase_is_that_of_the_level():
    junior = Session.start(Settings(problem="url-shortener", minutes=45, level="junior"), at(0))
    assert by_phase(junior)[Phase.DEEP_DIVES].budget < by_phase(started())[Phase.DEEP_DIVES].budget


def test_a_long_stretch_without_a_key_is_a_silence():
    session = started().write(Phase.REQUIREMENTS, "a", at(10))
    session = looked_at(session, 10, 130).write(Phase.REQUIREMENTS, "ab", at(131)).finish(at(140))
    (silence,) = timeline(session).silences
    assert (silence.at, silence.seconds, silence.phase) == (10, 121, Phase.REQUIREMENTS)


def test_words_are_counted_at_the_end_of_each_minute():
    session = started().write(Phase.REQUIREMENTS, "one two", at(30))
    session = looked_at(session, 30, 70).write(Phase.REQUIREMENTS, "one two three", at(70)).finish(at(80))
    assert timeline(session).words == (2, 3)


def test_the_first_number_box_and_trade_off_have_their_times():
    session = started().write(Phase.REQUIREMENTS, "users shorten links", at(10))
    session = session.enter_phase(Phase.DESIGN, at(20)).write(Phase.DESIGN, "client -> api -> db", at(30))
    session = session.write(Phase.DESIGN, "client -> api -> db\nKV rather than SQL, 20k reads/s", at(40)).finish(at(50))
    found = timeline(session)
    assert (found.first_box, found.first_number, found.first_trade_off) == (30, 40, 40)
    assert not found.jumped


def test_a_box_before_any_requirement_or_number_is_jumping_to_the_design():
    session = started().enter_phase(Phase.DESIGN, at(5)).write(Phase.DESIGN, "client -> api", at(10))
    session = session.write(Phase.REQUIREMENTS, "users", at(20)).finish(at(30))
    assert timeline(session).jumped


def test_a_single_digit_is_no_number_and_an_answer_arrow_no_box():
    session = started().write(Phase.REQUIREMENTS, "1. users\n-> and more", at(10)).finish(at(20))
    found = timeline(session)
    assert (found.first_number, found.first_box) == (None, None)


def test_an_untouched_interview_has_a_timeline_too():
    session = looked_at(started(), 0, 400).finish(at(400))
    found = timeline(session)
    assert found.words[-1] == 0
    assert [silence.seconds for silence in found.silences] == [400]


def test_a_silence_belongs_to_the_phase_it_was_held_in_and_going_on_ends_it():
    session = started().write(Phase.REQUIREMENTS, "links", at(10))
    session = looked_at(session, 10, 210).enter_phase(Phase.ESTIMATION, at(210))
    session = looked_at(session, 210, 240).write(Phase.ESTIMATION, "100M/day", at(240)).finish(at(250))
    (silence,) = timeline(session).silences
    assert (silence.phase, silence.at, silence.seconds) == (Phase.REQUIREMENTS, 10, 200)
