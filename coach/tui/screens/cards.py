"""Cards that are due: say it, look, grade yourself from 1 to 4."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.language.cleaning import one_line, printable
from coach.review.cards import Card, Rating, intervals
from coach.tui import wording
from coach.tui.screens.base import CoachScreen
from coach.tui.study import Study
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.titlebar import TitleBar


class CardsScreen(CoachScreen[None]):
    """One card after the other, until none is due."""

    CSS_PATH = "cards.tcss"
    HELP_TOPIC = "cards"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "look", "look", id="cards.look", tooltip="Show the answer"),
        Binding("1", "rate(1)", "again", id="cards.again", tooltip="Forgotten"),
        Binding("2", "rate(2)", "hard", id="cards.hard", tooltip="Recalled with trouble"),
        Binding("3", "rate(3)", "good", id="cards.good", tooltip="Recalled"),
        Binding("4", "rate(4)", "easy", id="cards.easy", tooltip="Recalled at once"),
        Binding("u", "undo", "undo", id="cards.undo", tooltip="Take the latest grade back"),
        Binding("s", "suspend", "suspend", id="cards.suspend", tooltip="Ask this card no more"),
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+q", "leave", "home", id="leave", tooltip="Back to the problems", priority=True),
    ]

    def __init__(self, study: Study, queue: tuple[Card, ...]) -> None:
        super().__init__()
        self._study = study
        self._queue = list(queue)
        self._before: list[Card] = []
        """Cards as they were before they were graded, the latest last."""
        self._looked = False

    def compose(self) -> ComposeResult:
        """One text."""
        yield TitleBar("Cards", id="title")
        yield SizeNote()
        with VerticalScroll(id="card"):
            yield Static(id="text", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    @property
    def _card(self) -> Card | None:
        return self._queue[0] if self._queue else None

    def _show(self) -> None:
        card, title = self._card, self.query_one("#title", TitleBar)
        title.right = Content(f"{len(self._before)} done · {len(self._queue)} due")
        self.query_one("#text", Static).update(self._text(card) if card else self._nothing())
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def _text(self, card: Card) -> Content:
        place = f"{one_line(card.problem)} · {card.phase.heading}"
        parts: list[str | tuple[str, str]] = [(f"{place}\n\n", "dim"), (printable(card.prompt), "bold")]
        if card.context:
            parts.append(f"\n\nYou wrote: “{printable(card.context)}”")
        if not self._looked:
            parts.append(("\n\nSay it aloud or write it down. Then look.", "dim"))
            return Content.assemble(*parts)
        parts.append(f"\n\n{printable(card.answer)}\n")
        now = self._study.now()
        for rating, wait in intervals(card, now).items():
            parts += [(f"\n{int(rating)} ", "bold"), f"{rating.name.lower():6} {wording.wait(wait.total_seconds())}"]
        return Content.assemble(*parts)

    def _nothing(self) -> Content:
        done = len(self._before)
        if done:
            return Content(f"Nothing else is due: {wording.plural(done, 'card')} recalled.")
        return Content("Nothing is due. Each point you miss in an interview or a drill becomes a card.")

    def action_look(self) -> None:
        """Show the answer."""
        self._looked = True
        self._show()

    def action_rate(self, rating: int) -> None:
        """Grade the card and go on."""
        card = self._queue.pop(0)
        self._before.append(card)
        self._study.answer(card, Rating(rating))
        self._looked = False
        self._show()

    def action_undo(self) -> None:
        """Take the latest grade back."""
        card = self._before.pop()
        self._study.undo(card)
        self._queue.insert(0, card)
        self._looked = True
        self._show()

    def action_suspend(self) -> None:
        """Ask the card no more."""
        self._study.suspend(self._queue.pop(0))
        self._looked = False
        self._show()

    def action_leave(self) -> None:
        """Home; what was graded is kept."""
        self.coach.go_home()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Grades only once one has looked; undo only when there is something to take back."""
        if action == "look":
            return self._card is not None and not self._looked
        if action == "rate":
            return self._card is not None and self._looked
        if action == "suspend":
            return self._card is not None
        return action != "undo" or bool(self._before)
