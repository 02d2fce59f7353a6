"""Talking in an interview: questions and their answers, hints and their price, what the interviewer asks."""

import threading

import pytest
from textual import events

from coach.model.words import Phase
from coach.tui.screens.ask_first import AskFirst
from coach.tui.widgets.talk import AskInput, AskLine, LastWords

from .conftest import until
from .svgtext import screen_text
from .walking import COACHED, INTERVIEW, at_interview, kept, understood


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


async def test_typing_goes_on_while_answers_are_found_one_after_the_other(make_app):
    app = make_app(INTERVIEW)
    held = threading.Event()
    async with app.run_test() as pilot:
        screen = await at_interview(app)
        answer = screen.sitting.answer
        screen.sitting.answer = lambda question: answer(question) if held.wait(60) else None
        for question in ("how many parcels a day?", "is anything offline?"):
            screen.post_message(AskLine.Asked(question))
        await until(lambda: screen.editor.has_focus)
        await pilot.press("7")
        await kept(screen)
        assert screen.sitting.text(screen.key) == "7"
        assert not screen.sitting.session.exchanges
        held.set()
        await until(lambda: len(screen.sitting.session.exchanges) == 2)
        assert screen.sitting.session.exchanges[0].question == "how many parcels a day?"


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


async def test_a_long_silence_is_met_with_a_question(make_app, clock):
    app = make_app(INTERVIEW)
    async with app.run_test():
        screen = await at_interview(app)
        for _ in range(7):
            clock.pass_by(25)
            screen.look_at_clock()
        await until(lambda: screen.sitting.questioned)
