"""F1: what the screen below is for, and every key that works on it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.tui.helptext import TOPICS

KEY_COLUMN = 14


class HelpScreen(ModalScreen[None]):
    """A sheet over the screen that asked; the keys are that screen's own."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,enter,q,escape", "dismiss", "close", id="help.close", tooltip="Back to the screen"),
    ]

    def __init__(self, topic: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._topic = TOPICS[topic]
        self._keys = keys

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(id="sheet") as sheet:
            sheet.border_title = self._topic.title
            sheet.border_subtitle = "F1, Enter or q closes"
            yield Static(self._text(), id="text", markup=False)

    def _text(self) -> Content:
        parts: list[str | tuple[str, str]] = []
        for paragraph in self._topic.paragraphs:
            parts += [paragraph, "\n\n"]
        for key, does in self._keys:
            parts += [(key.ljust(KEY_COLUMN), "bold"), does, "\n"]
        return Content.assemble(*parts).rstrip()
