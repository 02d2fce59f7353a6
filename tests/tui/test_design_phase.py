"""The design phase on the screen: room for the drawing, a larger one, and boxes taken out."""

import pytest

from coach.model.words import Phase
from coach.tui.screens.enlarged import EnlargedScreen
from coach.tui.screens.interview import InterviewScreen
from coach.tui.widgets.panel import Panel

from .conftest import until
from .svgtext import screen_text
from .walking import INTERVIEW, at_interview, kept, understood

DESIGN = "client -> lb -> api -> db: GET /parcels"


async def drawing(app):
    screen = await at_interview(app)
    await screen.action_go_to("estimation")
    screen.editor.insert("peak reads = 300 reads/s")
    await screen.action_go_to("design")
    screen.editor.insert(DESIGN)
    await understood(app, "api")
    await kept(screen)
    return screen


@pytest.mark.parametrize(("width", "beside"), [(100, False), (140, False), (169, False), (170, True)])
async def test_the_drawing_is_of_boxes_and_the_conversation_gives_way(make_app, width, beside):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(width, 30)):
        screen = await drawing(app)
        await understood(app, "┌")
        panel = screen.query_one("#panel")
        talk = screen.query_one("#talk")
        assert talk.display is beside
        assert panel.outer_size.width >= 0.6 * (width - (talk.outer_size.width if beside else 0))


async def test_f4_shows_the_conversation_where_it_has_no_column(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(140, 30)) as pilot:
        screen = await drawing(app)
        await pilot.press("f4")
        await until(lambda: screen.query_one("#talk").display and not screen.query_one("#panel").display)
        await pilot.press("f4")
        await until(lambda: screen.query_one("#panel").display)


async def test_80_columns_show_a_tree(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(80, 24)):
        await drawing(app)
        await understood(app, "→ lb")


@pytest.mark.parametrize("key", ["f9", "q", "escape"])
async def test_the_drawing_opens_over_the_screen_and_closes(make_app, key):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await drawing(app)
        await pilot.press("f9")
        await until(lambda: isinstance(app.screen, EnlargedScreen))
        await until(lambda: "┌" in str(app.screen.query_one("#large", Panel).query_one("Static").content))
        await pilot.press(key)
        await until(lambda: app.screen is screen and screen.editor.has_focus)


async def test_a_key_takes_out_one_box_after_the_other_and_ends_whole(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await drawing(app)
        for box in ("lb", "api", "db"):
            await pilot.press("ctrl+t")
            await understood(app, f"{box} is gone. Nothing stands in for it.\n✗ GET /parcels: fails")
        await pilot.press("ctrl+t")
        await until(lambda: "gone" not in str(screen.query_one("#panel Static").content))
        assert screen.editor.text == DESIGN


async def test_a_box_taken_out_in_the_large_drawing_stays_out(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(100, 30)) as pilot:
        await drawing(app)
        await pilot.press("f9")
        await until(lambda: isinstance(app.screen, EnlargedScreen) and app.screen.query_one("#large").boxes)
        await pilot.press("ctrl+t", "f9")
        await until(lambda: isinstance(app.screen, InterviewScreen))
        await understood(app, "lb is gone.")


async def test_the_keys_of_the_drawing_show_in_the_design_phase_only(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await drawing(app)
        await pilot.pause()
        keys = screen_text(app).split("\n")[-1]
        assert all(words in keys for words in ("F9 larger", "^t kill", "^q leave"))
        await screen.action_go_to(Phase.API.value)
        await pilot.pause()
        assert "F9" not in screen_text(app).split("\n")[-1]
