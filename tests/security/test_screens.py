"""Cases 9 to 11 on the screens: nothing foreign steers the terminal, and markup is only text."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Static

from benchmarks.terminal import Terminal
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Level, Phase
from coach.store.store import Store
from coach.tui.screens.interview import InterviewScreen
from coach.tui.widgets.panel import Panel
from tests.tui.conftest import clock, folder, make_app, until  # noqa: F401 - fixtures
from tests.tui.svgtext import screen_text
from tests.tui.walking import INTERVIEW, at_interview, kept

LIMIT = 60.0
FORBIDDEN = (b"\x1b]52", b"\x1b]0;evil", b"\x1b]8;", b"\x1b[2J\x1b[evil", b"\x9b31m", "\u202e".encode())
EVIL = "\x1b]52;c;ZXZpbA==\x07\x1b]0;evil\x07\x1b]8;;http://evil\x07\x9b31m\u202e"
MARKUP = "list[int] [/] [@click=app.quit]x[/] [link=http://evil]y[/] [red]z"


def at(seconds: int) -> Moment:
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), seconds)


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


@pytest.mark.pty
def test_case_10_what_is_kept_steers_the_terminal_on_no_screen_that_shows_it_again(tmp_path):
    hostile = f"- people {EVIL} shorten links\n- 100M links a day = 5 writes/s {EVIL}"
    session = Session.start(Settings(problem="url-shortener", title=f"Evil {EVIL}", level=Level.MIDDLE), at(0))
    session = session.write(Phase.REQUIREMENTS, hostile, at(20)).ask(f"how many {EVIL}?", f"Ten {EVIL}.", at(25))
    session = session.enter_phase(Phase.DESIGN, at(40)).write(Phase.DESIGN, f"app{EVIL} -> db\n{hostile}", at(60))
    session = session.finish(at(80))
    store = Store.open(tmp_path / "data")
    store.append(session.id, session.events, session.active)
    assert store.close().pending == 0
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "coach"], env=environment) as one:
        one.wait_for("URL shortener", LIMIT)
        one.press("h")
        one.wait_for("∑ All together", LIMIT)
        one.press("down", "p")
        one.wait_for("Replay · Evil", LIMIT)
        one.press("right")
        one.wait_for("31m", LIMIT)
        one.press("ctrl+q")
        one.wait_for("━ problems ", LIMIT)
        one.press("h")
        one.wait_for("∑ All together", LIMIT)
        one.press("down", "enter")
        one.wait_for("Debrief · ", LIMIT)
        for page in ("▸ Grade", "▸ Result", "▸ Agreement", "▸ Remarks", "▸ Time", "▸ Reference", "▸ Next time"):
            one.press("right")
            one.wait_for(page, LIMIT)
        one.paste(f"ask first {EVIL}")
        one.wait_for("ask first", LIMIT)
        one.press("ctrl+q")
        one.wait_for("━ problems ", LIMIT)
        one.press("c")
        one.wait_for("Cards ", LIMIT)
        one.press("enter")
        one.wait_for("1 again", LIMIT)
        one.press("ctrl+q")
        one.wait_for("━ problems ", LIMIT)
        one.press("d")
        one.wait_for("Drills ", LIMIT)
        one.press("enter")
        one.settle()
        one.paste(f"7 {EVIL}")
        one.settle()
        one.press("enter")
        one.settle()
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
