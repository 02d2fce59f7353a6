"""The dialog before an interview: level, minutes, manner. Enter takes what is shown."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.interview import clock
from coach.language.cleaning import one_line, printable
from coach.model.words import Level, Phase
from coach.tui.opening import Opening
from coach.tui.shelf import ProblemRow
from coach.tui.widgets.choice import Choice
from coach.tui.wording import plural

MINUTES = (20, 30, 45, 60, 90)
INTERVIEW, COACHED, UNTIMED = "interview", "coached", "no clock"
MEANINGS = {
    INTERVIEW: "As in a real round: nothing is judged until the end, and hints cost points.",
    COACHED: "Remarks and a checklist appear as you write, and hints are free.",
    UNTIMED: "Coached, and time is only counted: nothing runs out.",
}
ALL = "all"
PARTS = {
    ALL: None,
    "requirements": Phase.REQUIREMENTS,
    "estimation": Phase.ESTIMATION,
    "API": Phase.API,
    "design": Phase.DESIGN,
    "dives": Phase.DEEP_DIVES,
}
"""What can be practised: the whole interview, or one phase of it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How an interview is to be held."""

    slug: str
    level: Level
    minutes: int
    """Of the whole interview; one phase alone gets its share of them."""
    coached: bool
    phase: Phase | None = None
    """The one phase that is practised; none: all of them."""
    timed: bool = True
    seed: int | None = None
    """Chooses questions and wordings; none: another one each time."""


class StartScreen(ModalScreen[Terms | None]):
    """Asks for the terms of one interview; none when the candidate turns back."""

    CSS_PATH = "start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start", id="start.start", tooltip="Begin"),
        Binding("up,shift+tab", "app.focus_previous", "line up", show=False, id="start.up"),
        Binding("down,tab", "app.focus_next", "line down", show=False, id="start.down"),
        Binding("q,escape", "dismiss(None)", "back", id="start.back", tooltip="Back to the list"),
    ]

    def __init__(self, row: ProblemRow, level: Level, asked: Opening | None = None) -> None:
        """Ask about `row`, with what the command line `asked` for taken already."""
        super().__init__()
        asked = asked or Opening()
        self._row = row
        self._level = level
        self._minutes = asked.minutes or row.minutes
        self._manner = UNTIMED if asked.untimed else COACHED if asked.coached else INTERVIEW
        self._part = next((name for name, phase in PARTS.items() if phase and phase == asked.phase), ALL)
        self._seed = asked.seed

    def compose(self) -> ComposeResult:
        """Three lines of alternatives and what the manner means."""
        minutes = tuple(str(one) for one in sorted({*MINUTES, self._minutes}))
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(one_line(self._row.title))
            yield Choice("level", tuple(Level), self._level, id="level")
            yield Choice("minutes", minutes, str(self._minutes), id="minutes")
            yield Choice("manner", tuple(MEANINGS), self._manner, id="manner")
            yield Choice("part", tuple(PARTS), self._part, id="part")
            yield Static(id="meaning", markup=False)
            yield Static(id="promise", markup=False)
            yield Static("Enter begins   ↑ ↓ line   ← → change   q back", id="keys", markup=False)

    def on_mount(self) -> None:
        """Explain the manner; show what the candidate promised the last time."""
        self._explain()
        promise = self.query_one("#promise", Static)
        promise.set_class(bool(self._row.next_time), "-shown")
        promise.update(Content(f"Last time you wrote: next time I will {printable(self._row.next_time)}"))

    @on(Choice.Chosen)
    def _explain(self) -> None:
        terms = self._terms()
        words = MEANINGS[self.query_one("#manner", Choice).value]
        if terms.phase:
            words += f" {terms.phase.heading} alone, {plural(minutes_of(terms), 'minute')}."
        self.query_one("#meaning", Static).update(words)

    def action_start(self) -> None:
        """Take what is shown."""
        self.dismiss(self._terms())

    def _terms(self) -> Terms:
        value = {choice.id: choice.value for choice in self.query(Choice)}
        return Terms(
            self._row.slug,
            Level(value["level"]),
            int(value["minutes"]),
            coached=value["manner"] != INTERVIEW,
            phase=PARTS[value["part"]],
            timed=value["manner"] != UNTIMED,
            seed=self._seed,
        )


def minutes_of(terms: Terms) -> int:
    """The minutes that are held: all of them, or the one phase's share."""
    if terms.phase is None:
        return terms.minutes
    return max(1, round(clock.budgets(terms.minutes, level=terms.level)[terms.phase] / 60))
