"""Home shows a picture at once and the truth soon after."""

import subprocess
import sys

from textual.widgets import Static

from coach.tui.opening import Opening
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.interview import InterviewScreen
from coach.tui.screens.start import StartScreen
from coach.tui.shelf import ProblemRow, Shelf, remember
from coach.tui.widgets.problems import ProblemList

from .conftest import until
from .walking import INTERVIEW, at_interview

HEAVY = ("pydantic", "yaml", "jinja2", "rapidfuzz", "sqlite3", "textual.widgets._markdown", "coach.grading")


def test_the_first_frame_imports_nothing_heavy():
    code = (
        "import coach.tui.launch, coach.tui.app, sys;"
        "from coach.tui.app import CoachApp;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_picture_of_last_time_is_shown_before_anything_is_read(make_app, tmp_path):
    row = ProblemRow("gone", "A problem of yesterday", 45, 2, "[b]Not [/foo] markup", "x")
    remember(tmp_path / "home.json", Shelf((row,)))
    app = make_app()
    seen = []
    original = HomeScreen.show

    def show(self, shelf, *, waiting=False):
        seen.append([one.title for one in shelf.rows])
        original(self, shelf, waiting=waiting)

    HomeScreen.show = show
    try:
        async with app.run_test():
            await until(lambda: app.desk is not None and len(seen) > 1)
    finally:
        HomeScreen.show = original
    assert seen[0] == ["A problem of yesterday"]
    assert seen[-1] == ["Parcel tracker"]


async def test_markup_in_a_pack_is_only_text(make_app, tmp_path):
    row = ProblemRow("x", "[red]Title[/nope]", 45, 2, "see [/foo] \x1b[31m", "[b]")
    app = make_app()
    async with app.run_test() as pilot:
        await until(lambda: app.desk is not None)
        app.screen.show(Shelf((row,)))
        await pilot.pause()
        shown = str(app.screen.query_one("#prompt", Static).content)
    assert "[/foo]" in shown
    assert "\x1b" not in shown


async def test_enter_asks_for_the_terms_and_enter_begins(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        await until(lambda: app.desk and app.screen.query_one(ProblemList).rows)
        await pilot.press("enter")
        await pilot.press("right", "down", "right", "down", "right")
        await pilot.press("enter")
        screen = await at_interview(app)
        settings = screen.sitting.session.settings
    assert (settings.level, settings.minutes, settings.mode) == ("senior", 60, "coached")


async def test_turning_back_from_a_problem_named_on_the_command_line_stands_on_it(make_app):
    app = make_app(Opening(problem="ticket-booking"), pack=None)
    async with app.run_test() as pilot:
        await until(lambda: isinstance(app.screen, StartScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, HomeScreen))
        assert app.screen.query_one(ProblemList).row.slug == "ticket-booking"


async def test_a_session_that_was_left_waits_in_the_banner(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        screen.editor.insert("kept")
        await pilot.press("ctrl+q", "y")
        await until(lambda: isinstance(app.screen, HomeScreen) and app.screen.query_one("#banner").has_class("-shown"))
        assert "Parcel tracker" in str(app.screen.query_one("#banner", Static).content)
        await pilot.press("r")
        screen = await at_interview(app)
        assert screen.editor.text == "kept"


async def test_another_run_of_the_program_goes_on_where_the_last_one_stopped(make_app, clock):
    first = make_app(INTERVIEW)
    async with first.run_test():
        screen = await at_interview(first)
        screen.editor.insert("typed before the end")
        await screen.action_go_to("design")
        screen.editor.insert("a -> b")
        clock.pass_by(20)
        await at_interview(first)
        first.desk.store.close()
    clock.pass_by(3600)  # a night between the two is not counted
    second = make_app(Opening(resume=True))
    async with second.run_test():
        screen = await at_interview(second)
        assert screen.editor.text == "a -> b"
        assert screen.sitting.left == 45 * 60 - 20
        await screen.action_go_to("requirements")
        assert screen.editor.text == "typed before the end"


async def test_resuming_nothing_is_told_in_words(make_app):
    app = make_app(Opening(resume=True))
    async with app.run_test(notifications=True) as pilot:
        await until(lambda: app._notifications)
        await pilot.pause()
        assert "no unfinished interview" in next(iter(app._notifications)).message
        assert isinstance(app.screen, HomeScreen)
        assert not any(isinstance(screen, InterviewScreen) for screen in app.screen_stack)


async def test_a_small_terminal_is_told_kindly_and_works(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await until(lambda: app.desk and app.screen.query_one(ProblemList).rows)
        note = app.screen.query_one("SizeNote")
        assert note.display
        assert "60x20" in str(note.render())
        await pilot.press("enter", "enter")
        await at_interview(app)
        await pilot.resize_terminal(80, 24)
        await until(lambda: not app.screen.query_one("SizeNote").display)


async def test_what_home_painted_is_let_go_of_under_an_interview_and_painted_again_after_it(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(100, 34)) as pilot:
        home = app.screen
        painted = home.query_one("#about")._styles_cache._cache
        await until(lambda: painted)
        await at_interview(app)
        assert app.screen is not home
        assert not painted
        await app.go_home().wait()
        await until(lambda: app.screen is home and painted)
        await pilot.pause()
        assert "Parcel" in app.export_screenshot()
