"""The editor of an answer: Textual's TextArea with the edges that lose text taken off.

* Undo of a paste longer than the screen crashes TextArea 8.2.8, because the cursor stands on a line that is gone
  before the wrapping is updated; the cursor goes to the start first.
* Pasted text is cleaned: terminal escapes, control and bidirectional characters become visible.
* Tab has one rule, shown on the border: in a list line it indents, everywhere else it leaves the editor.
"""

import re
from dataclasses import dataclass

from textual import events
from textual.widgets import TextArea

from coach.language.cleaning import pasted
from coach.tui.messages import Fact

MAX_CHARACTERS = 36_000
"""The most one answer may hold: five of them stay below what a sheet may hold, and typing stays quick."""

INDENT = "  "
LIST_LINE = re.compile(r"\s*([-*+•]|\d+[.)])\s|\s{2,}\S")


class Editor(TextArea):
    """A plain-text editor that keeps its text whatever happens."""

    @dataclass
    class PasteCut(Fact):
        """Part of a paste was left out because the answer would have grown over `MAX_CHARACTERS`."""

        left_out: int

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            placeholder=placeholder,
            id=id,
            tab_behavior="focus",
        )
        self.cursor_blink = False
        self.highlight_cursor_line = False

    @property
    def in_list(self) -> bool:
        """Whether the cursor stands in a line that Tab indents."""
        return LIST_LINE.match(self.document.get_line(self.cursor_location[0])) is not None

    @property
    def tab_rule(self) -> str:
        """What Tab does where the cursor stands, for the border."""
        return "Tab indents" if self.in_list else "Tab leaves"

    def let_go(self) -> None:
        """Forget the lines that were painted: a thousand are kept, some megabytes, which a hidden editor needs not."""
        self.notify_style_update()

    def undo(self) -> None:
        """Take back the last edits, from a cursor position that is there before and after."""
        self.move_cursor((0, 0))
        super().undo()

    def redo(self) -> None:
        """Do the last undone edits again, from a cursor position that is there before and after."""
        self.move_cursor((0, 0))
        super().redo()

    def paste(self, text: str) -> None:
        """Insert foreign `text` over the selection: cleaned, cut where the answer would grow too long."""
        cleaned = pasted(text)
        room = max(0, MAX_CHARACTERS - len(self.text) + len(self.selected_text))
        if len(cleaned) > room:
            self.post_message(self.PasteCut(len(cleaned) - room))
            cleaned = cleaned[:room]
        result = self.replace(cleaned, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        self.history.checkpoint()

    def put(self, text: str) -> None:
        """Hold `text` in place of everything, as one step that can be undone."""
        self.select_all()
        self.paste(text)

    def on_paste(self, event: events.Paste) -> None:
        """A paste of the terminal."""
        event.stop()
        event.prevent_default()
        if not self.read_only:
            self.paste(event.text)

    def action_paste(self) -> None:
        """A paste of what was copied inside the program."""
        if not self.read_only:
            self.paste(self.app.clipboard)

    def on_key(self, event: events.Key) -> None:
        """Tab and Shift+Tab in a list line change its indentation."""
        if event.key not in ("tab", "shift+tab") or self.read_only or not self.in_list:
            return
        event.stop()
        event.prevent_default()
        if event.key == "tab":
            self.insert(INDENT, (self.cursor_location[0], 0))
        else:
            self._outdent(self.cursor_location[0])

    def _outdent(self, row: int) -> None:
        line = self.document.get_line(row)
        if spaces := min(len(INDENT), len(line) - len(line.lstrip(" "))):
            self.delete((row, 0), (row, spaces))
