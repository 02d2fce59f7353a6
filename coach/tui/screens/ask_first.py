"""A question before something is done: keys with words, never Enter alone for what cannot be taken back."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.language.cleaning import printable


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer: the key, the words beside it, what the screen below is told."""

    key: str
    words: str
    value: str


class AskFirst(ModalScreen[str]):
    """Shows a question with its answers; returns the value of the one that is chosen. Esc takes the last one."""

    CSS_PATH = "ask_first.tcss"

    def __init__(self, title: str, text: str, answers: tuple[Answer, ...], *, urgent: bool = False) -> None:
        super().__init__()
        self._heading, self._text, self._answers, self._urgent = title, text, answers, urgent

    def compose(self) -> ComposeResult:
        """The question, then a line for each answer."""
        with Vertical(id="dialog", classes="-urgent" if self._urgent else "") as dialog:
            dialog.border_title = self._heading
            yield Static(printable(self._text), markup=False)
            lines = [Content.assemble((answer.key.rjust(6), "bold"), f"  {answer.words}") for answer in self._answers]
            yield Static(Content("\n").join(lines), id="keys", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the answer whose key was pressed."""
        event.stop()
        for answer in self._answers:
            if event.key == answer.key.casefold():
                self.dismiss(answer.value)
                return
        if event.key == "escape":
            self.dismiss(self._answers[-1].value)
