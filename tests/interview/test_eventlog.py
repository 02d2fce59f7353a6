"""The log of events reads like a tuple of them, whatever of it is packed away."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.interview.clock import Moment
from coach.interview.eventlog import BLOCK, EventLog
from coach.interview.session import Session
from coach.model.events import Settings, Written
from coach.model.words import Phase

LONG = 2 * BLOCK + 7


def written(number):
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    return Written(at=at, active=number / 3, phase=Phase.API, start=number, removed=0, text=f"é{number}")


EVENTS = tuple(written(number) for number in range(LONG))


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, LONG])
def test_added_one_by_one_or_given_at_once_it_holds_the_same(count):
    grown = EventLog()
    for event in EVENTS[:count]:
        grown = grown.with_one_more(event)
    assert grown == EventLog(EVENTS[:count]) == EVENTS[:count]
    assert tuple(grown) == EVENTS[:count]
    assert tuple(reversed(grown)) == EVENTS[:count][::-1]
    assert len(grown) == count


@pytest.mark.parametrize("part", [slice(3), slice(BLOCK - 2, BLOCK + 2), slice(-5, None), slice(None, None, -100)])
def test_a_slice_is_that_of_the_tuple(part):
    assert EventLog(EVENTS)[part] == EVENTS[part]


def test_places_count_from_both_ends():
    log = EventLog(EVENTS)
    assert (log[0], log[BLOCK], log[-1]) == (EVENTS[0], EVENTS[BLOCK], EVENTS[-1])
    with pytest.raises(IndexError):
        log[LONG]


def test_a_longer_log_leaves_the_shorter_one_as_it_was():
    short = EventLog(EVENTS[: BLOCK - 1])
    assert len(short.with_one_more(EVENTS[BLOCK - 1])) == BLOCK
    assert short == EVENTS[: BLOCK - 1]
    assert short != EVENTS[:BLOCK]


def test_an_hour_of_typing_is_kept_in_a_small_part_of_its_models():
    session = Session.start(Settings(problem="url-shortener"), moment(0))
    text = ""
    for number in range(1, 2000):
        text += "word "[number % 5]
        session = session.write(Phase.API, text, moment(number / 3))
    kept = sum(map(len, session.events._sealed))
    assert kept < 50 * len(session.events)
    assert Session.replay(session.events, session.active) == session


def moment(seconds):
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), seconds)
