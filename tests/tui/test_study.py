"""Between interviews: drills, cards and history, at the keyboard."""

import pytest
from textual.widgets import Input, OptionList, Static

from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.packs.drilling import load_drills
from coach.packs.library import load_rubrics
from coach.review.cards import Rating
from coach.review.drills.deck import draw, material
from coach.review.drills.drill import Kind
from coach.store.cards import reviews
from coach.tui.screens.cards import CardsScreen
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.screens.drill import DrillScreen
from coach.tui.screens.history import HistoryScreen
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.replay import ReplayScreen
from coach.tui.widgets.problems import ProblemList
from coach.tui.widgets.titlebar import TitleBar

from .conftest import START, until
from .svgtext import assert_golden
from .walking import SCORECARD

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


async def at_home(app):
    await until(lambda: app.desk and app.screen.query_one(ProblemList).rows)


async def opened(app, pilot, key, kind):
    await at_home(app)
    await pilot.press(key)
    await until(lambda: isinstance(app.screen, kind))
    await pilot.pause()
    return app.screen


def text(screen, selector):
    return str(screen.query_one(selector, Static).content)


def take_in(app):
    """Cards of the fixed scorecard, all due."""
    app.desk.study.take_in(SCORECARD)
    app.desk.store.flush()


def interviews(app, clock, scores):
    """Finished and graded interviews, a day apart."""
    for at, score in enumerate(scores):
        clock.passed = at * 86_400
        session = Session.start(Settings(problem="parcel-tracker", title="Parcel tracker"), clock.moment())
        clock.passed += 1800
        session = session.finish(clock.moment())
        app.desk.store.append(session.id, session.events, session.active)
        card = SCORECARD.model_copy(update={"overall": SCORECARD.overall.model_copy(update={"score": score})})
        app.desk.store.save_grade(session.id, card)
    app.desk.store.flush()


async def test_a_drill_is_answered_and_the_next_one_comes(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(app, pilot, "d", DrillScreen)
        await pilot.press("down", "enter")
        first = draw(Kind.ESTIMATION, int(START), material(load_rubrics(), load_drills()))
        assert first.asks in text(screen, "#asked")
        await pilot.press(*"0", "enter")
        assert "comes back as a card" in text(screen, "#asked")
        await pilot.press("enter")
        assert "comes back" not in text(screen, "#asked")
        await until(lambda: len(app.desk.study.deck()) == 1)


async def test_an_endpoint_to_mend_stands_in_the_line(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(app, pilot, "d", DrillScreen)
        screen.query_one("#kinds", OptionList).highlighted = 4
        await pilot.press("enter")
        shown = draw(Kind.API, int(START), material(load_rubrics(), load_drills())).shown
        assert screen.query_one("#answer", Input).value == shown
        await pilot.press("escape")
        assert screen.query_one("#kinds", OptionList).has_focus
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, HomeScreen))


async def test_due_cards_are_counted_on_the_home_screen_and_recalled(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        await at_home(app)
        take_in(app)
        count = len(app.desk.study.due())
        screen = await opened(app, pilot, "c", CardsScreen)
        await pilot.press("3")
        assert len(app.desk.study.due()) == count
        await pilot.press("enter", "3")
        app.desk.store.flush()
        assert len(app.desk.study.due()) == count - 1
        assert f"1 done · {count - 1} due" in str(screen.query_one("#title", TitleBar).right)
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, HomeScreen))
        await until(lambda: f"{count - 1} cards due" in str(app.screen.query_one("#title", TitleBar).right))


async def test_a_grade_can_be_taken_back_and_a_card_put_aside(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        await at_home(app)
        take_in(app)
        count = len(app.desk.study.due())
        await opened(app, pilot, "c", CardsScreen)
        await pilot.press("enter", "1", "u", "4", "s")
        app.desk.store.flush()
        assert [one.rating for one in app.desk.store.read(reviews, ())] == [Rating.EASY]
        assert len(app.desk.study.due()) == count - 2
        assert sum(card.suspended for card in app.desk.study.deck()) == 1


async def test_without_cards_the_screen_says_where_they_come_from(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(app, pilot, "c", CardsScreen)
        assert "Nothing is due" in text(screen, "#text")


async def test_history_tells_trends_and_opens_a_debrief_again(make_app, clock):
    app = make_app()
    async with app.run_test() as pilot:
        await at_home(app)
        interviews(app, clock, (0.3, 0.4, 0.5, 0.9))
        screen = await opened(app, pilot, "h", HistoryScreen)
        together = str(screen.query_one("#detail Static").content)
        assert "Overall      ▃▄▅█  90" in together
        assert "Parcel tracker, 4 times" in together
        assert "4 days in a row" in together
        assert "Single points of failure" in together
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, DebriefScreen))


async def test_history_is_empty_at_first(make_app):
    app = make_app()
    async with app.run_test() as pilot:
        screen = await opened(app, pilot, "h", HistoryScreen)
        assert "No interview has been graded yet" in str(screen.query_one("#detail Static").content)


def held(app, clock):
    """An interview with two phases, as the store keeps it."""
    session = Session.start(Settings(problem="parcel-tracker", title="Parcel tracker"), clock.moment())
    clock.pass_by(5)
    session = session.write(Phase.REQUIREMENTS, "People look up a parcel.", clock.moment())
    session = session.ask("how many a day?", "Four million.", clock.moment())
    clock.pass_by(5)
    session = session.enter_phase(Phase.DESIGN, clock.moment())
    session = session.write(Phase.DESIGN, "depot -> queue", clock.moment())
    clock.pass_by(5)
    session = session.finish(clock.moment())
    app.desk.store.append(session.id, session.events, session.active)
    app.desk.store.flush()
    return session.id


async def playing(app, pilot):
    await until(lambda: isinstance(app.screen, ReplayScreen) and app.screen.query("#talk Static"))
    await pilot.pause()


def panel(screen, name):
    return str(screen.query_one(f"#{name} Static").content)


async def test_an_interview_is_played_back(make_app, clock):
    app = make_app()
    async with app.run_test() as pilot:
        await at_home(app)
        app.replay(held(app, clock), 1)
        await playing(app, pilot)
        screen = app.screen
        assert panel(screen, "notes") == ""
        clock.pass_by(6)
        screen.look_at_clock()
        assert panel(screen, "notes") == "People look up a parcel."
        assert "interviewer: Four million." in panel(screen, "talk")
        await pilot.press("space")
        clock.pass_by(60)
        screen.look_at_clock()
        assert "00:06 of 00:15 · paused" in str(screen.query_one("#title", TitleBar).right)
        await pilot.press("n")
        assert panel(screen, "notes") == "depot -> queue"
        await pilot.press("p", "plus", "plus", "space")
        clock.pass_by(3)
        screen.look_at_clock()
        assert "00:12 of 00:15 · 4x" in str(screen.query_one("#title", TitleBar).right)
        await pilot.press("right")
        assert "ended" in str(screen.query_one("#title", TitleBar).right)


async def test_history_plays_an_interview(make_app, clock):
    app = make_app()
    async with app.run_test() as pilot:
        await at_home(app)
        held(app, clock)
        await opened(app, pilot, "h", HistoryScreen)
        await pilot.press("down", "p")
        await until(lambda: isinstance(app.screen, ReplayScreen))


@SIZES
async def test_how_a_replay_looks(make_app, clock, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await at_home(app)
        app.replay(held(app, clock), 1)
        await playing(app, pilot)
        clock.pass_by(6)
        app.screen.look_at_clock()
        await pilot.pause()
        assert_golden(app, "replay")


@SIZES
async def test_how_they_look(make_app, clock, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await at_home(app)
        interviews(app, clock, (0.3, 0.4, 0.5, 0.9))
        take_in(app)
        await opened(app, pilot, "h", HistoryScreen)
        assert_golden(app, "history")
        await pilot.press("down")
        await pilot.pause()
        assert_golden(app, "history-one")
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, HomeScreen))
        await opened(app, pilot, "c", CardsScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert_golden(app, "cards")
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, HomeScreen))
        clock.passed = 0
        await opened(app, pilot, "d", DrillScreen)
        assert_golden(app, "drill-kinds")
        await pilot.press("down", "enter", "1", "enter")
        await pilot.pause()
        assert_golden(app, "drill")
