"""The session: time comes in, events come out, and events alone give the session back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.interview.clock import GAP_MS, Moment, budgets
from coach.interview.session import Session
from coach.model import events as e
from coach.model.words import Phase

NOON = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


def at(seconds: float, wall: float | None = None) -> Moment:
    return Moment(NOON + timedelta(seconds=seconds if wall is None else wall), 1000.0 + seconds)


def started(minutes: int = 45, **settings) -> Session:
    return Session.start(e.Settings(problem="url-shortener", minutes=minutes, **settings), at(0))


def run(session: Session, first: int, last: int) -> Session:
    for second in range(first, last + 1):
        session = session.tick(at(second))
    return session


def kinds(session: Session) -> list[str]:
    return [event.kind for event in session.events]


def test_budgets_fit_45_minutes_and_scale_exactly():
    assert [seconds // 60 for seconds in budgets(45).values()] == [6, 6, 6, 16, 11]
    for minutes in range(1, 181):
        assert sum(budgets(minutes).values()) == minutes * 60
    assert budgets(20, (Phase.ESTIMATION,)) == {Phase.ESTIMATION: 1200}


def test_time_is_booked_to_the_phase_one_is_in_also_on_return():
    session = run(started(), 1, 10).enter_phase(Phase.API, at(10))
    session = run(session, 11, 15).enter_phase(Phase.REQUIREMENTS, at(15))
    session = run(session, 16, 18)
    assert (session.spent(Phase.REQUIREMENTS), session.spent(Phase.API)) == (13, 5)
    assert session.left(Phase.API) == 355
    assert session.left() == 2700 - 18


def test_a_pause_is_not_counted():
    session = run(started(), 1, 5).pause(at(5)).tick(at(500)).resume(at(900)).tick(at(901))
    assert session.active == 6
    assert kinds(session)[-2:] == ["paused", "resumed"]


def test_a_laptop_asleep_eight_hours_is_not_thinking():
    asleep = run(started(), 1, 5).tick(at(6, wall=6 + 8 * 3600))  # the monotonic clock stood still
    assert asleep.active == 6
    assert asleep.events[-1].kind == "suspended"
    assert asleep.events[-1].seconds == 8 * 3600
    stopped = run(started(), 1, 5).tick(at(5 + 8 * 3600))  # it went on
    assert stopped.active == 5
    assert stopped.events[-1].kind == "suspended"


def test_a_clock_set_back_changes_nothing():
    session = run(started(), 1, 5).tick(at(6, wall=-3600)).tick(at(7, wall=-3599))
    assert session.active == 7
    assert "suspended" not in kinds(session)


def test_warnings_and_overruns_come_once_and_lock_nothing():
    session = started(minutes=45)
    for second in range(1, 46 * 60, 10):
        session = session.tick(at(second))
    session = session.write(Phase.REQUIREMENTS, "late, but kept", at(46 * 60))
    warned = [(event.phase, event.left) for event in session.events if event.kind == "warned"]
    assert warned == [(Phase.REQUIREMENTS, 60), (None, 1350), (None, 300), (None, 60)]
    assert [event.phase for event in session.events if event.kind == "overran"] == [Phase.REQUIREMENTS, None]
    assert session.draft(Phase.REQUIREMENTS) == "late, but kept"
    assert session.left() < 0


def test_silence_is_noted_at_90_seconds_and_met_at_150():
    session = run(started(), 1, 200)
    silences = [event for event in session.events if event.kind == "fell_silent"]
    assert [(event.seconds, bool(event.text)) for event in silences] == [(90, False), (150, True)]
    session = run(session.write(Phase.REQUIREMENTS, "a key", at(200)), 201, 295)
    assert [event.kind for event in session.events].count("fell_silent") == 3


def test_coached_practice_has_no_nudge():
    silences = [event for event in run(started(mode="coached"), 1, 200).events if event.kind == "fell_silent"]
    assert [event.text for event in silences] == [""]


def test_an_unchanged_editor_makes_no_event():
    session = started().write(Phase.API, "GET /x", at(1))
    assert session.write(Phase.API, "GET /x", at(2)).events == session.events


def test_a_lone_surrogate_cannot_be_stored_and_becomes_a_sign():
    assert started().write(Phase.API, "a\ud800b", at(1)).draft(Phase.API) == "a\ufffd\ufffd\ufffdb"


def test_a_hint_costs_once():
    session = started().hint("codes", 0, "think of a counter", 0.05, at(1))
    assert session.hint("codes", 0, "think of a counter", 0.05, at(2)).hints == session.hints
    assert [hint.price for hint in session.hints] == [0.05]


def test_a_phase_that_is_not_held_is_refused():
    with pytest.raises(ValueError, match="no phase"):
        started(phases=(Phase.ESTIMATION,)).enter_phase(Phase.API, at(1))


def test_the_same_keys_and_clock_give_the_same_session_byte_for_byte():
    def once() -> list[str]:
        session = run(started(seed=7).ask("how many?", "Many.", at(1), facts=["load"]), 2, 300)
        return [event.model_dump_json() for event in session.finish(at(301)).events]

    assert once() == once()


def test_taken_up_after_a_crash_the_clock_goes_on_where_it_was():
    crashed = run(started(), 1, 40)
    session = Session.replay(crashed.events, crashed.active).take_up(at(99_999)).tick(at(100_000))
    assert session.active == 41
    assert session.events[-1].kind == "continued"


def test_the_conversation_stays_at_its_place_when_text_is_written_above():
    session = started().write(Phase.REQUIREMENTS, "first\n", at(1)).ask("how many?", "Ten.", at(2))
    session = session.write(Phase.REQUIREMENTS, "title\nfirst\n", at(3))
    session = session.write(Phase.REQUIREMENTS, "title\nfirst\nsecond\n", at(4))
    assert session.exchanges[0].anchor == len("title\nfirst\n")


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(Phase), st.text(max_size=30)),
        st.tuples(st.just("enter"), st.sampled_from(Phase), st.none()),
        st.tuples(st.just("ask"), st.just(Phase.API), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        st.tuples(st.just("pause"), st.none(), st.none()),
        st.tuples(st.just("resume"), st.none(), st.none()),
        st.tuples(st.just("tick"), st.none(), st.none()),
    ),
    max_size=25,
)


@given(steps, st.lists(st.floats(0, 2 * GAP_MS / 1000), min_size=25, max_size=25))
def test_replaying_the_events_gives_the_same_session(script, waits):
    session, time = started(), 0.0
    for (what, phase, text), wait in zip(script, waits):
        time += wait
        now = at(time)
        if what == "write":
            session = session.write(phase, text, now)
        elif what == "enter":
            session = session.enter_phase(phase, now)
        elif what == "ask":
            session = session.ask(text, "As you like.", now)
        else:
            session = getattr(session, what)(now)
    lines = [e.EVENT.dump_json(event) for event in session.events]
    assert Session.replay(map(e.EVENT.validate_json, lines), session.active) == session
