"""An interview played back shows what was there at each moment."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.interview.clock import Moment
from coach.interview.reel import Reel
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase


def at(seconds):
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), seconds)


@pytest.fixture
def reel():
    session = Session.start(Settings(problem="url-shortener"), at(0))
    session = session.write(Phase.REQUIREMENTS, "users", at(5)).ask("how many?", "Ten.", at(8))
    session = session.enter_phase(Phase.API, at(10)).write(Phase.API, "GET /x", at(15)).finish(at(20))
    return Reel(session.events)


@pytest.mark.parametrize(("seconds", "notes"), [(-3, ""), (0, ""), (4.9, ""), (5, "users"), (99, "users")])
def test_notes_are_those_of_the_moment(reel, seconds, notes):
    assert reel.at(seconds).draft(Phase.REQUIREMENTS) == notes


def test_what_was_said_is_there_once_it_was_said(reel):
    assert [one.question for one in reel.at(7).exchanges] == []
    assert [one.question for one in reel.at(8).exchanges] == ["how many?"]


def test_phases_can_be_jumped_to(reel):
    assert reel.phase_after(3) == 10
    assert reel.phase_after(10) == reel.length == 20
    assert reel.phase_before(16) == 10
    assert reel.phase_before(10.5) == 0


def test_nothing_cannot_be_played():
    with pytest.raises(ValueError, match="nothing to play"):
        Reel([])
