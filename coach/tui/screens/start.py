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

from coach.language.cleaning import one_line, printable
from coach.model.words import Level
from coach.tui.shelf import ProblemRow
from coach.tui.widgets.choice import Choice

MINUTES = (20, 30, 45, 60, 90)
INTERVIEW, COACHED = "interview", "coached"
MEANINGS = {
    INTERVIEW: "As in a real round: nothing is judged until the end, and hints cost points.",
    COACHED: "Remarks appear as you write, and hints are free.",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How an interview is to be held."""

    slug: str
    level: Level
    minutes: int
    coached: bool


class StartScreen(ModalScreen[Terms | None]):
    """Asks for the terms of one interview; none when the candidate turns back."""

    CSS_PATH = "start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start", id="start.start", tooltip="Begin"),
        Binding("up,shift+tab", "app.focus_previous", "line up", show=False, id="start.up"),
        Binding("down,tab", "app.focus_next", "line down", show=False, id="start.down"),
        Binding("q,escape", "dismiss(None)", "back", id="start.back", tooltip="Back to the list"),
    ]

    def __init__(self, row: ProblemRow, level: Level, minutes: int | None = None, *, coached: bool = False) -> None:
        super().__init__()
        self._row = row
        self._level = level
        self._minutes = minutes or row.minutes
        self._coached = coached

    def compose(self) -> ComposeResult:
        """Three lines of alternatives and what the manner means."""
        minutes = tuple(str(one) for one in sorted({*MINUTES, self._minutes}))
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(one_line(self._row.title))
            yield Choice("level", tuple(Level), self._level, id="level")
            yield Choice("minutes", minutes, str(self._minutes), id="minutes")
            yield Choice("manner", (INTERVIEW, COACHED), COACHED if self._coached else INTERVIEW, id="manner")
            yield Static(id="meaning", markup=False)
            yield Static(id="promise", markup=False)
            yield Static("Enter begins   ↑ ↓ line   ← → change   q back", id="keys", markup=False)

    def on_mount(self) -> None:
        """Explain the manner; show what the candidate promised the last time."""
        self._explain()
        promise = self.query_one("#promise", Static)
        promise.set_class(bool(self._row.next_time), "-shown")
        promise.update(Content(f"Last time you wrote: next time I will {printable(self._row.next_time)}"))

    @on(Choice.Chosen, "#manner")
    def _explain(self) -> None:
        self.query_one("#meaning", Static).update(MEANINGS[self.query_one("#manner", Choice).value])

    def action_start(self) -> None:
        """Take what is shown."""
        value = {choice.id: choice.value for choice in self.query(Choice)}
        self.dismiss(
            Terms(self._row.slug, Level(value["level"]), int(value["minutes"]), coached=value["manner"] == COACHED)
        )
