"""Where the coach is wrong: the grade that is to stand instead, and why."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from coach.language.cleaning import printable
from coach.tui.outcome import NO, PARTLY, YES
from coach.tui.widgets.choice import Choice
from coach.tui.widgets.talk import OneLine

CREDITS = {"yes": YES, "partly": PARTLY, "no": NO}


@dataclass(frozen=True, slots=True)
class Overruling:
    """A grade put in the place of the coach's."""

    credit: float
    reason: str


class OverruleScreen(ModalScreen[Overruling | None]):
    """Asks for the grade and the reason."""

    CSS_PATH = "overrule.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "settle", "settle", id="overrule.settle", tooltip="Let this grade stand"),
        Binding("up", "app.focus_previous", "line up", show=False, id="overrule.up"),
        Binding("down", "app.focus_next", "line down", show=False, id="overrule.down"),
        Binding("escape,ctrl+q", "dismiss(None)", "back", id="overrule.back", tooltip="Change nothing"),
    ]

    def __init__(self, statement: str) -> None:
        super().__init__()
        self._statement = statement

    def compose(self) -> ComposeResult:
        """The criterion, the grade, the reason."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = "Overrule the coach"
            yield Static(printable(self._statement), markup=False)
            yield Choice("grade", tuple(CREDITS), "yes", id="grade")
            yield OneLine(placeholder="why, in one line", compact=True, max_length=300, id="reason")
            yield Static("Enter settles   ↑ ↓ line   ← → change   ^q back", id="keys", markup=False)

    @on(Input.Submitted)
    def action_settle(self) -> None:
        """Take what is shown."""
        credit = CREDITS[self.query_one(Choice).value]
        self.dismiss(Overruling(credit, self.query_one(Input).value.strip()))
