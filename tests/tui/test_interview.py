"""An interview on the screen: writing, asking, moving, and never losing a word."""

import asyncio
import threading

import pytest
from textual import events

from coach.model.words import Phase
from coach.store.store import Store
from coach.tui.opening import Opening
from coach.tui.screens.ask_first import AskFirst
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.screens.home import HomeScreen
from coach.tui.widgets.rail import Rail, StopState
from coach.tui.widgets.talk import AskInput, LastWords

from .conftest import until
from .svgtext import screen_text
from .walking import COACHED, INTERVIEW, asked_on, at_editor, at_interview, kept, saved, understood


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


async def test_a_question_is_answered_and_its_fact_agreed(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await pilot.press("f2")
        await until(lambda: screen.query_one(AskInput).has_focus)
        screen.query_one(AskInput).value = "how many parcels a day?"
        await pilot.press("enter")
        await until(lambda: screen.sitting.session.facts == ("parcels-per-day",))
        await understood(app, "Four million parcels a day.")
        assert screen.query_one(LastWords).line.text == "Four million parcels a day."
        await until(lambda: screen.editor.has_focus)


async def test_markup_and_escapes_in_a_question_are_only_text(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await pilot.press("f2")
        await until(lambda: screen.query_one(AskInput).has_focus)
        screen.query_one(AskInput).post_message(events.Paste("is [/foo] \x1b]0;x\x07 ok?\nsecond line"))
        await until(lambda: screen.query_one(AskInput).value)
        assert "\x1b" not in screen.query_one(AskInput).value
        await pilot.press("enter")
        await until(lambda: screen.sitting.session.exchanges)
        await pilot.press("f4")
        await pilot.pause()
        assert "[/foo]" in screen_text(app)


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


@pytest.mark.parametrize(("opening", "price"), [(INTERVIEW, 0.05), (COACHED, 0.0)], ids=["interview", "coached"])
async def test_an_interview_sells_hints_and_coached_practice_gives_them(make_app, opening, price):
    app = make_app(opening)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await screen.action_go_to("deep_dives")
        await pilot.press("f3")
        if price:
            await until(lambda: isinstance(app.screen, AskFirst))
            await pilot.press("y")
        await until(lambda: screen.sitting.session.hints)
        assert screen.sitting.session.hints[0].price == price


async def test_a_question_that_waits_stays_below_what_is_said_meanwhile(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        await pilot.press("f6")
        await until(lambda: screen.sitting.questioned)
        probe = screen.sitting.last_words.text
        screen.sitting.session = screen.sitting.session.say("We are half way through.", screen.sitting._now())
        said = screen.sitting.last_words.text.splitlines()
        assert said == ["We are half way through.", probe.splitlines()[-1]]
        screen.editor.insert("- look up a parcel")
        await kept(screen)
        assert screen.sitting.last_words.text == "We are half way through."


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


async def test_the_key_says_when_all_hints_are_taken(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        said = []
        while offer := screen.sitting.hint_offer(screen.key):
            said.append(hint_key(screen))
            screen.sitting.take_hint(offer)
        assert said == ["hint (−5%)", "hint (−10%)", "hint (−20%)"]
        assert hint_key(screen) == "hints taken"


def hint_key(screen):
    return screen.key_words(next(one for one in screen.BINDINGS if one.action == "hint"))


async def test_hints_that_were_bought_come_off_their_phase(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        screen.editor.insert("People look up a parcel by its number. Depots report scans.\nOut of scope: billing.")
        await kept(screen)
        sitting = screen.sitting
        free = app.desk.outcome(sitting)
        await pilot.press("f3")
        await until(lambda: isinstance(app.screen, AskFirst))
        await pilot.press("y")
        await until(lambda: sitting.session.hints)
        paid = app.desk.outcome(sitting)
    assert free.hints == {}
    assert paid.hints == {Phase.REQUIREMENTS: pytest.approx(0.05)}
    assert free.card.phases[0].score - paid.card.phases[0].score == pytest.approx(0.05)


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


async def test_a_long_silence_is_met_with_a_question(make_app, clock):
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        for _ in range(7):
            clock.pass_by(25)
            screen.look_at_clock()
        await until(lambda: screen.sitting.questioned)


async def test_coached_practice_shows_what_is_looked_for(make_app):
    app = make_app(COACHED)
    async with app.run_test(size=(120, 40)):
        await at_interview(app)
        await understood(app, "Looked for: 0 of")


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


async def test_without_a_clock_the_time_spent_is_shown(make_app, clock):
    app = make_app(Opening(problem="parcel-tracker", level="middle", untimed=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_interview(app)
        clock.pass_by(20)
        screen.look_at_clock()
        await pilot.pause()
        assert "Requirements 00:20" in screen_text(app)


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
