"""How every screen looks, at the smallest size it is drawn for and at a wider one."""

import pytest

from coach.model.words import Phase
from coach.tui.debrief_steps import Step
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.widgets.problems import ProblemList

from .conftest import until
from .svgtext import assert_golden
from .walking import COACHED, INTERVIEW, at_interview, outcome, understood

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])

NOTES = {
    "requirements": ("People look up a parcel.\n- Depots report scans", "Nothing is agreed yet"),
    "estimation": ("4M*10/86400 = 4630 scans/s\n4M*20/86400 = 926 lookups/s", "925.9"),
    "api": ("GET /parcels/{id} -> 200 {status}\nPOST /scans {id, at} -> 202", "202"),
    "design": ("client -> api -> cache\napi -> db: miss", "cache"),
    "deep_dives": ("We order by the depot's clock.", "Ten times the load"),
}


@SIZES
async def test_home(make_app, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.desk and app.screen.query_one(ProblemList).rows)
        await pilot.pause()
        assert_golden(app, "home")


@SIZES
async def test_start(make_app, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.desk and app.screen.query_one(ProblemList).rows)
        await pilot.press("enter")
        await pilot.pause()
        assert_golden(app, "start")


@SIZES
async def test_interview(make_app, size):
    app = make_app(INTERVIEW)
    async with app.run_test(size=size) as pilot:
        screen = await at_interview(app)
        for phase, (notes, words) in NOTES.items():
            await screen.action_go_to(phase)
            screen.editor.insert(notes)
            await understood(app, words)
            await at_interview(app)
            await pilot.pause()
            assert_golden(app, f"interview-{phase}")


@SIZES
@pytest.mark.parametrize("name", ["help", "talk", "pause", "leave", "hint"])
async def test_over_the_interview(make_app, size, name):
    keys = {"help": "f1", "talk": "f4", "pause": "f8", "leave": "ctrl+q", "hint": "f3"}
    app = make_app(INTERVIEW)
    async with app.run_test(size=size) as pilot:
        screen = await at_interview(app)
        if name == "hint":
            await screen.action_go_to("deep_dives")
            await understood(app, "offline depot")
        else:
            screen.sitting.ask("how many parcels a day?")
            screen._show_talk()
            screen.read_notes()
            await understood(app, "Four million")
        await at_interview(app)
        below = app.screen
        await pilot.press(keys[name])
        if name in ("help", "leave", "hint"):
            await until(lambda: app.screen is not below)
        await pilot.pause()
        assert_golden(app, f"interview-{name}")


@SIZES
async def test_debrief(make_app, size):
    app = make_app(INTERVIEW)
    async with app.run_test(size=size) as pilot:
        sitting = (await at_interview(app)).sitting
        sitting.finish()
        sitting.predict(72)
        sitting.grade_self(Phase.REQUIREMENTS, "users-can", 1.0)
        sitting.grade_self(Phase.REQUIREMENTS, "out-of-scope", 1.0)
        sitting.grade_self(Phase.ESTIMATION, "peak", 0.5)
        await app.push_screen(DebriefScreen(outcome(sitting.session.id), sitting))
        for step in Step:
            app.screen._go(step)
            await pilot.pause()
            await pilot.pause()
            assert_golden(app, f"debrief-{step.name.lower()}")


def panel_text(app):
    return str(app.screen.query_one("#panel Static").content)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", ["questioned", "changed", "hinted", "coached"])
async def test_what_the_interviewer_does(make_app, clock, size, name):
    app = make_app(COACHED if name == "coached" else INTERVIEW)
    async with app.run_test(size=size) as pilot:
        screen = await at_interview(app)
        screen.sitting.ask("how many parcels a day?")
        if name == "changed":
            await screen.action_go_to("design")
            for _ in range(80):
                clock.pass_by(25)
                screen.look_at_clock()
            await screen.action_go_to("deep_dives")
            await screen.action_question()
            await understood(app, "Changed")
        elif name == "questioned":
            await pilot.press("f6")
            await until(lambda: screen.sitting.questioned)
        elif name == "hinted":
            await screen.action_go_to("design")
            screen.sitting.take_hint(screen.sitting.hint_offer(screen.key))
        screen._show_talk()
        screen.refresh_bindings()
        screen.read_notes()
        await understood(app, "Changed" if name == "changed" else "Four million")
        if name == "coached":  # the checklist comes later than what is agreed, and is made of what was there before
            await until(lambda: all(words in panel_text(app) for words in ("Four million", "Looked for")))
        await at_interview(app)
        await pilot.pause()
        await pilot.pause()
        assert_golden(app, f"interview-{name}")
