"""Cases 9 to 11 on the screens: nothing foreign steers the terminal, and markup is only text."""

import sys

import pytest
from textual.widgets import Static

from benchmarks.terminal import Terminal
from coach.tui.screens.interview import InterviewScreen
from coach.tui.widgets.panel import Panel
from tests.tui.conftest import clock, folder, make_app, until  # noqa: F401 - fixtures
from tests.tui.svgtext import screen_text
from tests.tui.walking import INTERVIEW, at_interview, kept

LIMIT = 60.0
FORBIDDEN = (b"\x1b]52", b"\x1b]0;evil", b"\x1b]8;", b"\x1b[2J\x1b[evil", b"\x9b31m", "\u202e".encode())
EVIL = "\x1b]52;c;ZXZpbA==\x07\x1b]0;evil\x07\x1b]8;;http://evil\x07\x9b31m\u202e"
MARKUP = "list[int] [/] [@click=app.quit]x[/] [link=http://evil]y[/] [red]z"


@pytest.mark.pty
def test_case_10_no_screen_lets_a_paste_steer_the_terminal(tmp_path):
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    with Terminal(
        [sys.executable, "-m", "coach", "practice", "url-shortener", "--level", "middle"], env=environment
    ) as one:
        one.wait_for("┏━ your notes", LIMIT)
        one.paste(f"users {EVIL} shorten")
        one.wait_for("31m shorten", LIMIT)
        one.press("f2")
        one.wait_for("╭─ your notes", LIMIT)  # the heavy frame of what is typed in is gone
        one.paste("how many \x9b31m\u202e links a day?")
        one.settle()
        one.press("enter")
        one.wait_for(r"hundred million", LIMIT)
        one.press("f4")
        one.wait_for("─ conversation ", LIMIT)
        one.press("f4", "f1")
        one.wait_for("━ The interview ━", LIMIT)
        one.press("f1")
        one.wait_for("─ agreed facts ", LIMIT)
        one.press("ctrl+q")
        one.wait_for("━ Leave", LIMIT)
        shown = bytes(one.output)
    assert [code for code in FORBIDDEN if code in shown] == []


@pytest.mark.pty
def test_case_10_a_folder_with_escapes_in_its_name_does_not_steer_the_terminal(tmp_path):
    environment = {"COACH_DATA_DIR": f"/dev/null/{EVIL}", "HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "coach"], env=environment) as one:
        one.wait_for(r"URL shortener", LIMIT)
        one.wait_for(r"cannot be used|not be saved|data folder", LIMIT)
        shown = bytes(one.output)
    assert [code for code in FORBIDDEN if code in shown] == []


@pytest.mark.pty
def test_case_10_an_argument_that_names_no_interview_does_not_steer_the_terminal(tmp_path):
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "coach", "resume", EVIL], env=environment) as one:
        one.wait_for(r"There is no interview called", LIMIT)
        shown = bytes(one.output)
    assert [code for code in FORBIDDEN if code in shown] == []


async def test_case_11_markup_in_notes_questions_and_answers_is_only_text(make_app):  # noqa: F811
    app = make_app(INTERVIEW)
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await at_interview(app)
        screen.editor.insert(MARKUP)
        await kept(screen)
        screen.sitting.ask(MARKUP)
        await pilot.press("f4")
        await pilot.pause()
        assert "[red]z" in screen_text(app)
        await pilot.press("f4")
        assert isinstance(app.screen, InterviewScreen)
        assert screen.sitting.text(screen.key) == MARKUP


async def test_case_11_markup_in_notes_is_only_text_in_the_debrief(make_app):  # noqa: F811
    app = make_app(INTERVIEW)
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await at_interview(app)
        screen.editor.insert(MARKUP)
        await kept(screen)
        screen.sitting.finish()
        app.hand_in(screen.sitting)
        await until(lambda: app.screen.query("#predict"))
        await pilot.press("right")
        await pilot.pause()
        detail = str(app.screen.query_one("#detail", Panel).query_one(Static).content)
        assert MARKUP in detail
