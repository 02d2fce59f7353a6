"""An interview on the screen: writing, the clock, the keys, and an own editor."""

import pytest

from coach.model.words import Phase
from coach.store.store import Store
from coach.tui.opening import Opening
from coach.tui.widgets.rail import Rail, StopState

from .conftest import until
from .svgtext import screen_text
from .walking import COACHED, INTERVIEW, asked_on, at_interview, kept, saved, understood


async def test_typing_is_understood_and_saved(make_app, folder):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await screen.action_go_to("estimation")
        await pilot.press(*"4M*10/86400")
        await understood(app, "463")
        await saved(app)
        assert "saved" in screen_text(app).split("\n")[0]
        store = Store.open(folder)
        written = store.load(screen.sitting.session.id).events
        store.close()
    text = ""
    for event in written:
        if event.kind == "written":
            text = event.applied_to(text)
    assert text == "4M*10/86400"


async def test_every_phase_keeps_its_own_text_and_its_own_undo(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        screen.editor.insert("first")
        await asked_on(app, pilot)
        await until(lambda: screen.sitting.phase is Phase.ESTIMATION)
        screen.editor.insert("second")
        await pilot.press("f5")
        await until(lambda: screen.sitting.phase is Phase.REQUIREMENTS)
        assert screen.editor.text == "first"
        screen.editor.undo()
        assert screen.editor.text == ""
        await screen.action_go_to("estimation")
        assert screen.editor.text == "second"


async def test_the_rail_says_where_one_is_without_colour(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        await screen.action_go_to("api")
        stops = screen.query_one(Rail).stops
        assert [stop.state for stop in stops] == [StopState.DONE] * 2 + [StopState.CURRENT] + [StopState.OPEN] * 2


async def test_the_clock_warns_and_never_locks(make_app, clock):
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        for _ in range(16):  # 400 seconds, in looks that no laptop sleeps between
            clock.pass_by(25)
            screen.look_at_clock()
        assert screen.query_one(Rail).stops[0].warned
        assert "+01:40 over" in screen_text(app)
        screen.editor.insert("still typing")
        await kept(screen)
        assert screen.sitting.text(screen.key) == "still typing"


async def test_pause_covers_the_notes_and_stops_the_clock(make_app, clock):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await pilot.press("f8")
        await until(lambda: screen.sitting.paused)
        before = screen.sitting.left
        clock.pass_by(20)
        screen.look_at_clock()
        assert screen.sitting.left == before
        assert not screen.query_one("#work").display
        await pilot.press("f8")
        await until(lambda: screen.query_one("#work").display and screen.editor.has_focus)


async def test_coached_practice_shows_what_is_looked_for(make_app):
    app = make_app(COACHED)
    async with app.run_test(size=(120, 40)):
        await at_interview(app)
        await understood(app, "Looked for: 0 of")


async def test_without_a_clock_the_time_spent_is_shown(make_app, clock):
    app = make_app(Opening(problem="parcel-tracker", level="middle", untimed=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_interview(app)
        clock.pass_by(20)
        screen.look_at_clock()
        await pilot.pause()
        assert "Requirements 00:20" in screen_text(app)


async def test_the_way_out_stays_on_the_line_of_keys(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_interview(app)
        await screen.action_go_to("design")
        for _ in range(2):
            screen.sitting.take_hint(screen.sitting.hint_offer(screen.key))
        screen.refresh_bindings()
        await pilot.pause()
        assert "^q leave" in screen_text(app).split("\n")[-1]


async def test_time_in_an_own_editor_counts_and_is_no_silence(make_app, clock):
    app = make_app(INTERVIEW)
    async with app.run_test():
        sitting = (await at_interview(app)).sitting
        clock.pass_by(240)
        sitting.catch_up()
        assert sitting.session.active == pytest.approx(240, abs=1)
        assert not {"suspended", "fell_silent"} & {event.kind for event in sitting.session.events}


async def test_what_comes_back_from_an_own_editor_can_be_undone(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        screen.editor.insert("before")
        screen.editor.put("after\x1b[31m, in red")
        await kept(screen)
        assert screen.editor.text.startswith("after")
        assert "\x1b" not in screen.editor.text
        screen.editor.undo()
        assert screen.editor.text == "before"


async def test_without_a_set_editor_the_key_says_what_to_do(make_app, monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = make_app(INTERVIEW)
    async with app.run_test(notifications=True) as pilot:
        await at_interview(app)
        await pilot.press("ctrl+o")
        await until(lambda: any("EDITOR" in news.message for news in app._notifications))
