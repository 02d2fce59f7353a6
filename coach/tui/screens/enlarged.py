"""The drawing of the design over the whole screen, whole or with one box taken out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coach.model.words import Phase
from coach.tui import drawn
from coach.tui.screens.base import CoachScreen
from coach.tui.sitting import Sitting
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.understanding import Understanding


class EnlargedScreen(CoachScreen[str]):
    """Scrolls both ways; returns the box that was taken out last, or nothing."""

    CSS_PATH = "enlarged.tcss"
    HELP_TOPIC = "enlarged"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,q,escape", "close", "close", id="enlarged.close", tooltip="Back to the notes; q or Esc do it too"),
        Binding(
            "ctrl+t", "kill", "take out", id="enlarged.kill", tooltip="Take out the next box; after the last: none"
        ),
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
    ]

    def __init__(self, sitting: Sitting, killed: str) -> None:
        super().__init__()
        self._sitting, self._killed = sitting, killed

    def compose(self) -> ComposeResult:
        """The drawing, the keys."""
        yield Understanding(id="large")
        yield KeyLine()

    def on_mount(self) -> None:
        """The arrows scroll at once."""
        self.query_one("#large").focus()

    def on_resize(self) -> None:
        """Draw for the width there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        panel = self.query_one(Understanding)
        key = next(key for key in self._sitting.keys if key.phase is Phase.DESIGN)
        panel.read(Phase.DESIGN, self._sitting.notes(key, panel.room, self._killed))

    def action_kill(self) -> None:
        """Take out the next box; after the last one the design is whole again."""
        self._killed = drawn.next_killed(self.query_one(Understanding).boxes, self._killed)
        self._draw()

    def action_close(self) -> None:
        """Back, and tell which box is out."""
        self.dismiss(self._killed)
