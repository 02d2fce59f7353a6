"""How an interview ends: leaving, handing in, and what goes wrong on the way, which never costs a word."""

import pytest

from coach.store.store import Store
from coach.tui.screens.ask_first import AskFirst
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.screens.home import HomeScreen

from .conftest import until
from .svgtext import screen_text
from .walking import INTERVIEW, asked_on, at_editor, at_interview


async def test_leaving_asks_first(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        screen.editor.insert("text")
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, AskFirst))
        await pilot.press("n")
        await until(lambda: app.screen is screen)
        assert screen.editor.text == "text"


async def test_handing_in_leads_to_the_debrief(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await screen.action_go_to("deep_dives")
        await asked_on(app, pilot)
        await until(lambda: isinstance(app.screen, AskFirst))
        await pilot.press("y")
        await until(lambda: isinstance(app.screen, DebriefScreen))
        assert screen.sitting.session.finished


async def test_an_answer_that_cannot_be_graded_is_kept_and_the_program_goes_on(make_app, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    app = make_app(INTERVIEW)
    async with app.run_test(notifications=True):
        screen = await at_interview(app)
        screen.editor.insert("kept")
        monkeypatch.setattr("coach.tui.desk.grade", lambda *_: 1 / 0)
        screen._hand_in()
        await until(lambda: isinstance(app.screen, HomeScreen) and app._notifications)
        assert "Your answer is saved" in "".join(news.message for news in app._notifications)
        assert "kept" in screen.sitting.sheet_text()


async def test_a_grader_that_fails_does_not_stop_the_interview(make_app, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("coach.interview.standing.grade_reading", lambda *_: 1 / 0)
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        await screen.action_go_to("deep_dives")
        assert len(screen.sitting.session.dives) == 3


@pytest.fixture
def no_disk(folder):
    """A data folder that cannot be made, because a file stands in its place."""
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    return folder


async def test_without_a_store_typing_goes_on_and_the_screen_says_so(make_app, no_disk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_editor(app)
        screen.editor.insert("still here")
        await until(lambda: app.desk.store.status.problem)
        screen.look_at_clock()
        await pilot.pause()
        assert "NOT SAVED" in screen_text(app).split("\n")[0]
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, AskFirst))
        assert "NOT saved" in screen_text(app)
        await pilot.press("s")
        await until(lambda: isinstance(app.screen, HomeScreen))
    assert "still here" in (tmp_path / "coach-answer-1.md").read_text()


async def test_a_bug_saves_first_and_prints_no_answer(make_app, folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    app = make_app(INTERVIEW)
    session = ""

    async def use_until_it_breaks():
        nonlocal session
        async with app.run_test():
            screen = await at_interview(app)
            screen.editor.insert("my secret answer")
            session = screen.sitting.session.id
            screen.call_later(lambda: 1 / 0)
            await until(lambda: app._exception is not None)

    with pytest.raises(ZeroDivisionError):
        await use_until_it_breaks()
    assert app.return_code == 70
    details = next(tmp_path.glob("coach-crash-*.txt")).read_text()
    assert "ZeroDivisionError" in details
    assert "my secret answer" not in details
    store = Store.open(folder)
    found = "".join(event.text for event in store.load(session).events if event.kind == "written")
    store.close()
    assert found == "my secret answer"
