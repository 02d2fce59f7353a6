"""The debrief: first your own grade, then the coach's; every word kept."""

from dataclasses import replace

import pytest
from textual.widgets import Input, Static

from coach.model.words import Phase
from coach.store.store import Store
from coach.tui.debrief_pages import dumbbell
from coach.tui.debrief_steps import Step
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.screens.overrule import OverruleScreen
from coach.tui.widgets.items import Items
from coach.tui.widgets.panel import Panel

from .conftest import until
from .svgtext import screen_text
from .walking import INTERVIEW, at_interview, outcome

LAST = len(Step) - 1
"""Steps from the first to the last."""


@pytest.fixture
async def debrief(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(100, 30)) as pilot:
        sitting = (await at_interview(app)).sitting
        sitting.finish()
        await app.push_screen(DebriefScreen(outcome(sitting.session.id), sitting))
        await pilot.pause()
        yield app, pilot, app.screen


def detail(screen):
    return str(screen.query_one("#detail", Panel).query_one(Static).content)


async def test_no_grade_of_the_coach_is_shown_before_the_result(debrief):
    app, pilot, _ = debrief
    await pilot.press("7", "right")
    for _ in range(7):
        shown = screen_text(app)
        assert "coach hidden" in shown
        assert "coach 64" not in shown
        assert "lean hire" not in shown
        assert "0.9" not in shown
        assert "Nothing in the answer" not in shown
        await pilot.press("down")


async def test_the_guess_is_kept(debrief):
    _, pilot, screen = debrief
    await pilot.press("7", "plus", "plus")
    await until(lambda: screen.sitting.session.predicted == 0.72)


async def test_a_grade_is_kept_and_the_next_criterion_comes(debrief):
    _, pilot, screen = debrief
    await pilot.press("right", "y", "n", "p")
    await until(lambda: len(screen.sitting.session.self_grades) == 3)
    grades = {criterion: grade.credit for (_, criterion), grade in screen.sitting.session.self_grades.items()}
    assert grades == {"users-can": 1.0, "out-of-scope": 0.0, "peak": 0.5}
    assert "Draws a conclusion" in detail(screen)


def crowded(session):
    """An outcome with six criteria in the first phase, of which the last two weigh least."""
    one = outcome(session)
    first = one.card.phases[0]
    more = [first.criteria[0].model_copy(update={"id": f"more-{n}", "weight": 1.0 + (n < 2)}) for n in range(4)]
    phases = (first.model_copy(update={"criteria": (*first.criteria, *more)}), *one.card.phases[1:])
    return replace(one, card=one.card.model_copy(update={"phases": phases}))


def test_the_heaviest_of_each_phase_are_offered():
    offered = [(asked.phase, asked.judgement.id) for asked in crowded("s").offered()]
    assert [name for phase, name in offered if phase is Phase.REQUIREMENTS] == [
        "users-can", "more-0", "more-1", "out-of-scope",
    ]  # fmt: skip
    assert len(offered) == 9


async def test_a_key_offers_all_criteria_and_the_heaviest_again(make_app):
    app = make_app(INTERVIEW)
    async with app.run_test(size=(100, 30)) as pilot:
        sitting = (await at_interview(app)).sitting
        sitting.finish()
        await app.push_screen(DebriefScreen(crowded(sitting.session.id), sitting))
        await pilot.press("right")
        assert "0 of 9 criteria graded by you · a shows all 11" in screen_text(app)
        await pilot.press("y", "a")
        await pilot.pause()
        assert "1 of 11 criteria graded by you" in screen_text(app)
        await pilot.press("a")
        await pilot.pause()
        assert "1 of 9 criteria" in screen_text(app)


async def test_enter_goes_on_to_the_last_step(debrief):
    _, pilot, screen = debrief
    await pilot.press(*["enter"] * LAST)
    assert screen._step is Step.CLOSING


async def test_doubtful_criteria_come_first_and_ask(debrief):
    _, pilot, screen = debrief
    screen._go(Step.RESULT)
    await pilot.pause()
    assert screen.query_one(Items).highlighted == 0
    assert "The coach cannot tell" in detail(screen)
    await pilot.press("y")
    await until(lambda: (Phase.ESTIMATION, "so-what") in screen.sitting.session.self_grades)


async def test_evidence_is_lit_where_it_stands(debrief):
    _, pilot, screen = debrief
    screen._go(Step.RESULT)
    await pilot.press("down", "e")
    await until(lambda: "Depots report scans" in detail(screen))
    content = screen.query_one("#detail", Panel).query_one(Static).content
    lit = [content.plain[span.start : span.end] for span in content.spans]
    assert lit == ["People look up a parcel"]
    await pilot.press("e")
    await until(lambda: "coach: yes" in detail(screen))


async def test_an_overruled_grade_stands_with_its_reason(debrief):
    app, pilot, screen = debrief
    screen._go(Step.RESULT)
    await pilot.press("down", "down", "o")
    await until(lambda: isinstance(app.screen, OverruleScreen))
    await pilot.press("right", "down")
    await until(lambda: app.screen.query_one(Input).has_focus)
    await pilot.press(*"I said [/foo]")
    await pilot.press("enter")
    await until(lambda: app.screen is screen)
    grade = screen.sitting.grade_of(Phase.REQUIREMENTS, "out-of-scope")
    assert (grade.overruled, grade.reason) == (0.5, "I said [/foo]")
    assert "Overruled: partly, because I said [/foo]" in detail(screen)


async def test_the_reference_stands_beside_the_answer(debrief):
    _, pilot, screen = debrief
    screen._go(Step.REFERENCE)
    await pilot.press("n")
    yours, theirs = (str(screen.query_one(name, Panel).query_one(Static).content) for name in ("#yours", "#theirs"))
    assert yours.startswith("4M * 10")
    assert theirs.startswith("4M * 10")


async def test_any_step_can_be_skipped_and_taken_up_later(debrief):
    _, pilot, screen = debrief
    await pilot.press(*["right"] * LAST)
    assert screen._step is Step.CLOSING
    await pilot.press(*["left"] * LAST)
    assert screen._step is Step.PREDICT


async def test_the_promise_is_kept_and_the_report_written(debrief, tmp_path, folder):
    _, pilot, screen = debrief
    await pilot.press("6", *["right"] * LAST)
    screen.query_one("#promise", Input).value = "name the peak <b>first</b>"
    await pilot.press("enter")
    await until(lambda: "The report is in" in str(screen.query_one("#news", Static).content))
    page = next((tmp_path / "reports").glob("*.html")).read_text(encoding="utf-8")
    assert "name the peak &lt;b&gt;first&lt;/b&gt;" in page
    await until(lambda: screen.coach.desk.store.status.pending == 0)
    store = Store.open(folder)
    assert store.history()[0].next_time == "name the peak <b>first</b>"
    store.close()


async def test_a_report_that_cannot_be_written_is_told_in_words(debrief, tmp_path):
    _, pilot, screen = debrief
    (tmp_path / "reports").write_text("in the way")
    await pilot.press(*["right"] * LAST, "enter")
    await until(lambda: "could not be written" in str(screen.query_one("#news", Static).content))


async def test_arrows_move_in_a_line_that_is_being_written(debrief):
    _, pilot, screen = debrief
    await pilot.press(*["right"] * LAST)
    await until(lambda: screen.query_one("#promise", Input).has_focus)
    await pilot.press("a", "b", "left", "x")
    assert screen.query_one("#promise", Input).value == "axb"
    assert screen._step is Step.CLOSING


async def test_own_grades_stand_beside_the_coachs(debrief):
    _, pilot, screen = debrief
    await pilot.press("right", "y", "n", "p")
    screen._go(Step.AGREEMENT)
    page = str(screen.query_one("#page Static").content)
    assert "■───────○" not in page
    assert "    ○───■  Estimation: Peak" in page
    assert "Of 3 you marked yourself 1 lower than the coach." in page


async def test_without_own_grades_the_agreement_says_how_to_get_some(debrief):
    _, _, screen = debrief
    screen._go(Step.AGREEMENT)
    assert "You graded nothing yourself" in str(screen.query_one("#page Static").content)


async def test_the_time_is_told_by_phase(debrief):
    _, _, screen = debrief
    screen._go(Step.TIME)
    page = str(screen.query_one("#page Static").content)
    assert "Requirements" in page
    assert "first box       never" in page


async def test_both_designs_are_drawn_in_the_comparison(debrief):
    _, pilot, screen = debrief
    screen._go(Step.REFERENCE)
    await pilot.press("n", "n", "n")
    for half in ("#yours", "#theirs"):
        shown = str(screen.query_one(half, Panel).query_one(Static).content)
        assert shown.index("queue") < shown.index("depot -> queue")


@pytest.mark.parametrize(
    ("own", "coach", "line"),
    [(1, 1, "        ◉"), (0, 1, "○───────■"), (1, 0.5, "    ■───○"), (0, 0, "◉        ".rstrip())],
)
def test_a_dumbbell_joins_two_grades(own, coach, line):
    assert dumbbell(own, coach).rstrip() == line


async def test_what_was_never_asked_is_told_with_what_it_would_have_changed(debrief):
    _, pilot, screen = debrief
    screen._go(Step.REMARKS)
    await pilot.press("end")
    await until(lambda: "never asked" in detail(screen))
    assert "Depots are offline for up to an hour a day." in detail(screen)
    assert "Scans arrive late and out of order." in detail(screen)
    await pilot.press("r")
    assert screen._step is Step.REFERENCE
