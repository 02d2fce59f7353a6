"""Clocks that do not behave: summer time, a laptop that sleeps, a clock that is set back, a program that is stopped."""

import os
import signal
import sys
import time
from datetime import UTC, datetime

import pytest

from benchmarks.terminal import Terminal
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.interview.timeline import timeline
from coach.model.events import Settings
from coach.model.words import Phase
from coach.store.store import Store
from tests.tui.conftest import clock, folder, make_app  # noqa: F401 - fixtures
from tests.tui.walking import INTERVIEW, at_interview, kept, saved

SUMMER = datetime(2026, 3, 29, 0, 30, tzinfo=UTC).timestamp()
WINTER = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()
"""Half an hour before the clocks of Berlin go forward, and back."""
NIGHT = 8 * 3600


@pytest.fixture
def in_berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("begin", [SUMMER, WINTER], ids=["forward", "back"])
def test_an_hour_over_the_change_of_summer_time_is_an_hour(tmp_path, in_berlin, begin):
    def at(minutes):
        return Moment(datetime.fromtimestamp(begin + minutes * 60, UTC), minutes * 60.0)

    session = Session.start(Settings(problem="url-shortener"), at(0))
    text = ""
    for step in range(1, 181):  # a key every twenty seconds
        text += "k"
        session = session.write(Phase.REQUIREMENTS, text, at(step / 3))
    store = Store.open(tmp_path)
    store.append(session.id, session.events, session.active)
    store.flush()
    saved_session = store.load(session.id)
    row = store.history()[0]
    store.close()
    assert session.active == row.active == 3600
    assert Session.replay(saved_session.events, saved_session.active) == session
    assert "suspended" not in {event.kind for event in session.events}
    assert timeline(session).silences == ()


@pytest.mark.parametrize("ticks", [True, False], ids=["monotonic runs on", "monotonic stands still"])
async def test_a_night_of_sleep_in_mid_interview_is_no_thinking_and_loses_nothing(make_app, clock, folder, ticks):  # noqa: F811
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        screen.editor.insert("before the night")
        await kept(screen)
        await saved(app)
        before = screen.sitting.left
        if ticks:
            clock.pass_by(NIGHT)
        else:
            app.wall = lambda: clock.wall() + NIGHT
        screen.look_at_clock()
        assert before - screen.sitting.left <= 1
        assert [event.seconds for event in screen.sitting.session.events if event.kind == "suspended"] == [NIGHT]
        screen.editor.insert(", and after it")
        await kept(screen)
        await saved(app)
        assert screen.editor.text == "before the night, and after it"
        assert app.desk.store.load(screen.sitting.session.id).unreadable == 0


async def test_a_clock_set_back_in_mid_interview_changes_nothing(make_app, clock, folder):  # noqa: F811
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        clock.pass_by(20)
        screen.look_at_clock()
        before = screen.sitting.left
        app.wall = lambda: clock.wall() - 7200
        clock.pass_by(10)
        screen.look_at_clock()
        assert before - screen.sitting.left == 10
        screen.editor.insert("written in the past")
        await kept(screen)
        await saved(app)
        assert app.desk.store.status.problem == ""


@pytest.mark.pty
def test_a_stopped_program_goes_on_where_it_was(tmp_path):
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "coach", "practice", "url-shortener", "--level", "senior"]
    with Terminal(command, env=environment) as terminal:
        terminal.wait_for(r"▸ Requirements", 60)
        terminal.write("before the stop")
        terminal.wait_for(r"before the stop", 60)
        os.kill(terminal.pid, signal.SIGSTOP)
        terminal.write(", typed meanwhile")
        assert terminal.settle(0.3) is None or "meanwhile" not in terminal.text
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(r"before the stop, typed meanwhile", 60)
        terminal.wait_for(r"saved \d", 60)
