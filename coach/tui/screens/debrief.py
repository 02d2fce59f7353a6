"""The debrief: guess, grade yourself, see the coach's grade, read the remarks, compare, promise one thing.

Six steps, each of which can be skipped and taken up again. The coach's grades are not on the screen before the
result is asked for. What the candidate says goes to the store at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import ContentSwitcher, OptionList, Static

from coach.interview.agreed import Missed
from coach.interview.timeline import timeline
from coach.language.cleaning import one_line, printable
from coach.model.words import Phase
from coach.tui import debrief_lists, debrief_pages, debrief_steps, debrief_text, wording
from coach.tui.debrief_lists import Listed, Listing
from coach.tui.debrief_steps import BROWSE, PANES, Step
from coach.tui.messages import Fact
from coach.tui.outcome import NO, PARTLY, YES, Asked, Outcome, Remarked
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.overrule import OverruleScreen, Overruling
from coach.tui.sitting import Sitting
from coach.tui.widgets.closing import Closing, PromiseLine
from coach.tui.widgets.items import Item, Items
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.panel import Page, Panel
from coach.tui.widgets.predict import Predict
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.titlebar import TitleBar


class DebriefScreen(CoachScreen[None]):
    """What one interview was worth, and what to do next."""

    @dataclass
    class ReportWritten(Fact):
        """The report was written, or could not be; the news says where, or why."""

        news: str

    CSS_PATH = "debrief.tcss"
    HELP_TOPIC = "debrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", f"grade({YES})", "yes", id="debrief.yes", tooltip="You did it, specifically"),
        Binding("p", f"grade({PARTLY})", "partly", id="debrief.partly", tooltip="Named, not carried through"),
        Binding("n", f"grade({NO})", "no", id="debrief.no", tooltip="Absent, or wrong"),
        Binding("o", "overrule", "overrule", id="debrief.overrule", tooltip="Your grade stands, with a reason"),
        Binding(
            "e", "evidence", "evidence", id="debrief.evidence", tooltip="The whole answer, evidence lit; again: back"
        ),
        Binding("r", "reference", "reference", id="debrief.reference", tooltip="The reference answer beside yours"),
        Binding("down,n", "phase(1)", "next phase", id="debrief.phase.next", tooltip="Compare the next phase"),
        Binding(
            "up,p", "phase(-1)", "phase before", id="debrief.phase.back", tooltip="Compare the phase before", show=False
        ),
        Binding("a", "every", "all", id="debrief.all", tooltip="Grade all criteria, or only the heaviest"),
        Binding("left", "step(-1)", "back", id="debrief.back", tooltip="The step before", show=False),
        Binding("right,enter", "step(1)", "next", id="debrief.next", tooltip="The next step; Enter does it too"),
        Binding("tab", "app.focus_next", "", id="debrief.focus", tooltip="The other half of the screen", show=False),
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+q", "leave", "home", id="leave", tooltip="Back to the problems; grades are kept", priority=True),
    ]

    def __init__(self, outcome: Outcome, sitting: Sitting) -> None:
        super().__init__()
        self._outcome = outcome
        self.sitting = sitting
        self._step = Step.PREDICT
        self._listed: tuple[Listed, ...] = ()
        self._phase = Phase.REQUIREMENTS
        self._whole = False
        self._every = False
        """Whether all criteria are offered for a grade of one's own, or only the heaviest."""

    # ------------------------------------------------------------------ what is on the screen

    def compose(self) -> ComposeResult:
        """Title, steps and scores above; the pane of the step; the keys."""
        yield TitleBar(f"Debrief · {one_line(self._outcome.title)} · {self._outcome.card.level}", id="title")
        yield SizeNote()
        yield Static(id="steps", markup=False)
        yield Static(id="scores", markup=False)
        with ContentSwitcher(id="step", initial="predict"):
            yield Predict(id="predict")
            with Horizontal(id=BROWSE):
                yield Items(id="items")
                yield Page(id="detail")
            with Horizontal(id="reference"):
                yield Page(id="yours")
                yield Page(id="theirs")
            yield Page(id="page")
            yield Closing(self._outcome, id="closing")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the guess, or with the grades when there is one already."""
        self.query_one(Predict).guess = self._guess
        self._go(Step.PREDICT if self._guess is None else Step.GRADE)

    @property
    def _guess(self) -> int | None:
        predicted = self.sitting.session.predicted
        return None if predicted is None else round(predicted * 100)

    @property
    def _offered(self) -> tuple[Asked, ...]:
        """The criteria that the candidate is asked to grade."""
        return self._outcome.to_grade() if self._every else self._outcome.offered()

    def _own_grade(self, asked: Asked) -> float | None:
        return self.sitting.grade_of(asked.phase, asked.judgement.id).credit

    def _go(self, step: Step) -> None:
        self._step, self._whole = step, False
        self.query_one("#steps", Static).update(debrief_steps.line(step))
        self.query_one("#step", ContentSwitcher).current = PANES.get(step, BROWSE)
        self._show_score()
        match step:
            case Step.PREDICT:
                self.query_one(Predict).focus()
            case Step.GRADE:
                self._list(debrief_lists.questions(self._offered, self._own_grade))
            case Step.RESULT:
                self._list(debrief_lists.judgements(self._outcome))
            case Step.AGREEMENT:
                self._read("you and the coach", debrief_pages.agreed(self._outcome, self._own_grade))
            case Step.TIME:
                self._read("your time", debrief_pages.times(timeline(self.sitting.session)))
            case Step.REMARKS:
                self._list(debrief_lists.remarks(self._outcome))
            case Step.REFERENCE:
                self._compare()
            case Step.CLOSING:
                self.query_one(Closing).open(self.sitting.session.next_time)
        self.refresh_bindings()

    def _show_score(self) -> None:
        title, scores = self.query_one("#title", TitleBar), self.query_one("#scores", Static)
        said = "" if self._guess is None else f"you said {self._guess} · "
        if self._step in (Step.PREDICT, Step.GRADE):
            offered, every = self._offered, self._outcome.to_grade()
            graded = sum(self._own_grade(asked) is not None for asked in offered)
            more = " · a shows the heaviest" if self._every else f" · a shows all {len(every)}"
            more = more if len(self._outcome.offered()) < len(every) else ""
            title.right = Content(f"{said}coach hidden")
            scores.update(f"{graded} of {wording.plural(len(offered), 'criterion', 'criteria')} graded by you{more}")
        else:
            overall = self._outcome.card.overall
            title.right = Content(f"{said}coach {wording.points(overall.score)} · {overall.verdict}")
            scores.update(debrief_text.phase_line(self._outcome, bars=self.size.width >= 100))

    # ------------------------------------------------------------------ lists with a description beside them

    def _list(self, listing: Listing) -> None:
        self._listed = listing.listed
        items = self.query_one(Items)
        items.border_title = listing.title
        items.show(tuple(self._item(one) for one in listing.listed), listing.at)
        items.focus()
        self._describe()

    def _item(self, one: Listed) -> Item:
        return debrief_lists.item(one, self._own_grade, revealed=self._step is not Step.GRADE)

    @property
    def _chosen(self) -> Asked | Remarked | Missed | None:
        at = self.query_one(Items).highlighted
        one = self._listed[at] if at is not None and at < len(self._listed) else None
        return None if isinstance(one, Phase) else one

    @on(OptionList.OptionHighlighted, "#items")
    def _highlighted(self) -> None:
        self._whole = False
        self._describe()

    def _describe(self) -> None:
        one, panel = self._chosen, self.query_one("#detail", Panel)
        if isinstance(one, Remarked):
            panel.show(one.phase.heading, debrief_text.remark(one, self._outcome))
        elif isinstance(one, Missed):
            panel.show("never asked", debrief_text.missed(one))
        elif one is None:
            panel.show("", Content("Nothing to remark." if self._step is Step.REMARKS else ""))
        elif self._whole:
            content, line = debrief_text.answer_lit(one.judgement, self._outcome)
            panel.show("your answer", content)
            panel.call_after_refresh(panel.scroll_to, y=max(0, line - 3), animate=False)
            return
        elif self._step is Step.GRADE:
            panel.show(one.phase.heading, debrief_text.question(one, self._own_grade(one), self._outcome))
        else:
            grade = self.sitting.grade_of(one.phase, one.judgement.id)
            panel.show(one.phase.heading, debrief_text.verdict(one, grade, self._outcome))
        panel.scroll_home(animate=False)

    # ------------------------------------------------------------------ the other steps

    def _read(self, title: str, content: Content) -> None:
        page = self.query_one("#page", Page)
        page.show(title, content)
        page.focus()

    def _compare(self) -> None:
        phase, outcome = self._phase, self._outcome
        yours = outcome.answer(phase).strip() or "You wrote nothing here."
        theirs = outcome.model_answer(phase).strip() or "This problem has no reference answer."
        mine, model = self.query_one("#yours", Panel), self.query_one("#theirs", Panel)
        mine.show(f"{phase.heading}: you", self._beside(mine, outcome.answer, yours))
        model.show("reference · ↑ ↓ scroll, n p phase", self._beside(model, outcome.model_answer, theirs))
        self.query_one("#theirs", Panel).focus()

    def _beside(self, panel: Panel, answer: Callable[[Phase], str], words: str) -> Content:
        """What stands in one half: the words, and in the design phase above them the drawing under its own load."""
        text = Content(printable(words))
        if self._phase is not Phase.DESIGN or not answer(Phase.DESIGN).strip():
            return text
        room = max(20, panel.size.width - 4)
        drawing = debrief_pages.drawing(answer(Phase.DESIGN), answer(Phase.ESTIMATION), self.sitting.rubrics, room)
        return Content("\n\n").join([drawing, text])

    # ------------------------------------------------------------------ what the candidate does

    @on(Predict.Guessed)
    def _guessed(self, event: Predict.Guessed) -> None:
        self.sitting.predict(event.points)
        self._show_score()

    def action_step(self, by: int) -> None:
        """Another step, as far as there is one."""
        steps = tuple(Step)
        at = steps.index(self._step) + by
        if 0 <= at < len(steps):
            self._go(steps[at])

    def action_grade(self, credit: float) -> None:
        """Grade the highlighted criterion oneself and go on to the next."""
        one, items = self._chosen, self.query_one(Items)
        if not isinstance(one, Asked) or items.highlighted is None:
            return
        self.sitting.grade_self(one.phase, one.judgement.id, credit)
        items.mark(items.highlighted, self._item(one))
        self._show_score()
        if self._step is Step.GRADE:
            items.action_cursor_down()
        self._describe()

    def action_every(self) -> None:
        """Offer all criteria, or only the heaviest again; the highlighted one stays where it is on both lists."""
        self._every = not self._every
        one = self._chosen
        listing = debrief_lists.questions(self._offered, self._own_grade)
        at = listing.listed.index(one) if one in listing.listed else listing.at
        self._list(replace(listing, at=at))
        self._show_score()

    def action_overrule(self) -> None:
        """Put another grade in the place of the coach's, with a reason."""
        one = self._chosen
        if not isinstance(one, Asked):
            return

        def settle(overruling: Overruling | None) -> None:
            if overruling:
                self.sitting.overrule(one.phase, one.judgement.id, overruling.credit, overruling.reason)
                self._describe()

        self.app.push_screen(OverruleScreen(one.judgement.statement), settle)

    def action_evidence(self) -> None:
        """The whole answer with the evidence lit, or the criterion again."""
        self._whole = not self._whole
        self._describe()

    def action_reference(self) -> None:
        """The reference answer beside one's own, at the phase of the highlighted line."""
        if (one := self._chosen) and self._step not in (Step.REFERENCE, Step.CLOSING):
            self._phase = Phase.REQUIREMENTS if isinstance(one, Missed) else one.phase
        self._go(Step.REFERENCE)

    def action_phase(self, by: int) -> None:
        """Compare another phase."""
        phases = tuple(score.phase for score in self._outcome.card.phases)
        self._phase = phases[(phases.index(self._phase) + by) % len(phases)]
        self._compare()

    @on(PromiseLine.TurnedBack)
    def _turned_back(self) -> None:
        self.action_step(-1)

    @on(Closing.Promised)
    def _promised(self, event: Closing.Promised) -> None:
        if event.text:
            self.sitting.promise(event.text)
        self._write_report()

    @work(thread=True, exclusive=True, group="report")
    def _write_report(self) -> None:
        from coach.tui.reports import write_report

        self.post_message(self.ReportWritten(write_report(self._outcome, self.sitting, self.coach.reports)))

    @on(ReportWritten)
    def _report_written(self, event: ReportWritten) -> None:
        self.query_one(Closing).tell(event.news)

    def action_leave(self) -> None:
        """Home; everything said is kept."""
        self.coach.go_home()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Each key only in the steps where it means something."""
        if action == "every" and len(self._outcome.to_grade()) == len(self._outcome.offered()):
            return False
        return self._step in debrief_steps.ONLY_IN.get(action, Step)
