"""Moving through an interview: from phase to phase, among the deep dives, through one phase alone."""

import asyncio
import threading

import pytest

from coach.model.words import Phase
from coach.tui.opening import Opening
from coach.tui.screens.ask_first import AskFirst
from coach.tui.screens.debrief import DebriefScreen

from .conftest import until
from .svgtext import screen_text
from .walking import INTERVIEW, asked_on, at_interview, kept


async def test_what_is_typed_while_a_phase_is_tidied_up_belongs_to_the_phase_that_is_shown(make_app):
    app = make_app(INTERVIEW)
    held, tidying = threading.Event(), threading.Event()

    def tidy(thorough):
        if thorough and app.screen_stack[-1].query("#notes"):
            tidying.set()
            held.wait(60)

    async with app.run_test() as pilot:
        screen = await at_interview(app)
        app.tidy = tidy
        moving = asyncio.create_task(screen.action_go_to("estimation"))
        await until(tidying.is_set)
        await pilot.press("7")
        await until(lambda: screen.editor.text == "7")
        held.set()
        await moving
        assert screen.sitting.text(screen.key) == "7"
        assert screen.key.phase is Phase.ESTIMATION


async def test_each_deep_dive_has_an_editor_of_its_own(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await screen.action_go_to("deep_dives")
        assert len(screen.sitting.session.dives) == 3
        screen.editor.insert("to the first")
        first = screen.key
        await pilot.press("f7")
        await until(lambda: screen.key != first)
        assert screen.editor.text == ""
        screen.editor.insert("to the second")
        await kept(screen)
        sheet = screen.sitting.sheet_text()
    assert sheet.index("to the first") < sheet.index("to the second")


async def test_going_on_is_questioned_and_then_goes_on(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_interview(app)
        await pilot.press("f6")
        await until(lambda: screen.sitting.questioned)
        await pilot.pause()
        assert screen.sitting.phase is Phase.REQUIREMENTS
        assert "F6 on without answer" in screen_text(app)
        await pilot.press("f6")
        await until(lambda: screen.sitting.phase is Phase.ESTIMATION)


async def test_a_second_press_while_the_interviewer_thinks_does_not_go_on_twice(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_interview(app)
        screen.editor.insert("People look a parcel up.")
        await kept(screen)
        said = len(screen.sitting.lines)
        screen.action_next()
        screen.action_next()
        await until(lambda: len(screen.sitting.lines) > said)
        await pilot.pause()
        assert screen.sitting.phase is Phase.REQUIREMENTS


async def test_one_phase_alone_has_one_stop_and_its_share_of_the_time(make_app):
    app = make_app(Opening(problem="parcel-tracker", level="middle", phase="estimation", seed=5))
    async with app.run_test():
        sitting = (await at_interview(app)).sitting
        assert [stop.label for stop in sitting.stops] == ["Estimation"]
        assert sitting.session.settings.minutes == 6
        assert sitting.session.settings.seed == 5


async def test_the_deep_dives_alone_begin_with_their_questions(make_app):
    app = make_app(Opening(problem="parcel-tracker", level="middle", phase="deep_dives"))
    async with app.run_test():
        assert (await at_interview(app)).sitting.session.dives


@pytest.mark.parametrize("phase", list(Phase))
async def test_one_phase_alone_goes_all_the_way_to_its_debrief(make_app, phase):
    app = make_app(Opening(problem="parcel-tracker", level="middle", phase=phase.value))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_interview(app)
        screen.editor.insert("4M parcels * 10 scans / 86400 = 463 scans/s, so one writer is enough.")
        await kept(screen)
        await asked_on(app, pilot)
        await until(lambda: isinstance(app.screen, AskFirst))
        await pilot.press("y")
        await until(lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("6", "right", "right", "right", "right", "right")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)
