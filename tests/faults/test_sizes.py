"""A window that is dragged about: nothing that is typed meanwhile is lost, and no size makes a screen fail."""

import random
import sys

import pytest

from benchmarks.terminal import Terminal
from coach.interview.session import Session
from coach.model.words import Phase
from coach.store.store import Store
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.interview import InterviewScreen
from tests.tui.conftest import clock, folder, make_app, until  # noqa: F401 - fixtures
from tests.tui.walking import INTERVIEW, at_interview, kept, outcome

SMALL = [(20, 5), (1, 1), (200, 2), (80, 24)]
NOTES = {
    Phase.ESTIMATION: "100M/day / 86400 = 1157 /s",
    Phase.API: "POST /v1/urls {url} -> 201 {code}",
    Phase.DESIGN: "client -> lb -> api -> cache\napi -> db",
}


@pytest.mark.pty
@pytest.mark.parametrize("times", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_a_terminal_resized_while_somebody_types_loses_no_letter(tmp_path, times):
    chance = random.Random(11)
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "coach", "practice", "url-shortener", "--level", "senior"]
    typed = ""
    with Terminal(command, env=environment) as terminal:
        terminal.wait_for(r"▸ Requirements", 60)
        for number in range(times):
            width, height = (20, 5) if number % 10 == 0 else (chance.randrange(1, 220), chance.randrange(1, 70))
            terminal.resize(width, height)
            terminal.write(f"{number}\r")
            typed += f"{number}\n"
            terminal.pump(0.02)
        terminal.resize(80, 24)
        terminal.wait_for(rf"\b{times - 1}\b", 240)
        terminal.wait_for(r"saved \d", 60)
        terminal.press("ctrl+q")
        terminal.wait_for(r"Your text is saved", 60)
        assert not terminal.closed
    store = Store.open(tmp_path / "data")
    saved = store.load(store.unfinished()[0].id)
    store.close()
    assert Session.replay(saved.events, saved.active).draft(Phase.REQUIREMENTS) == typed


async def test_every_phase_can_be_written_in_at_any_size(make_app):  # noqa: F811
    app = make_app(INTERVIEW)
    async with app.run_test(size=(20, 5)) as pilot:
        screen = await at_interview(app)
        for phase, notes in NOTES.items():
            await screen.action_go_to(phase.value)
            screen.editor.insert(notes)
            for width, height in SMALL:
                await pilot.resize_terminal(width, height)
                screen.read_notes()
                screen.look_at_clock()
                await until(lambda: all(worker.is_finished for worker in app.workers))
                await pilot.pause()
            await kept(screen)
        assert isinstance(app.screen, InterviewScreen)
        assert {phase: screen.sitting.text((phase, "")) for phase in NOTES} == NOTES


@pytest.mark.parametrize("key", ["enter", "d", "h", "f1"])
async def test_what_home_leads_to_works_at_twenty_by_five(make_app, key):  # noqa: F811
    app = make_app()
    async with app.run_test(size=(20, 5)) as pilot:
        await until(lambda: app.desk is not None)
        await pilot.press(key)
        await pilot.pause()
        for width, height in SMALL:
            await pilot.resize_terminal(width, height)
            await pilot.press("down", "up")
        await pilot.press("escape")
        await pilot.pause()
        assert app.return_code is None


async def test_a_debrief_works_at_twenty_by_five(make_app):  # noqa: F811
    from coach.tui.screens.debrief import DebriefScreen

    app = make_app(INTERVIEW)
    async with app.run_test(size=(20, 5)) as pilot:
        screen = await at_interview(app)
        screen.sitting.finish()
        await app.push_screen(DebriefScreen(outcome(screen.sitting.session.id), screen.sitting))
        await pilot.press("6")
        for size in SMALL * 2:
            await pilot.press("right")
            for width, height in (size, (20, 5)):
                await pilot.resize_terminal(width, height)
                await pilot.pause()
        assert app.return_code is None
        app.go_home()
        await until(lambda: isinstance(app.screen, HomeScreen))
