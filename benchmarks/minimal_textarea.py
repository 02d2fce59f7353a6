"""A Textual app with an editor and nothing else: the yardstick for the time from key to echo."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, TextArea


class Minimal(App[None]):
    TITLE = "minimal textarea"

    def __init__(self, file: str = "") -> None:
        super().__init__()
        self._text = Path(file).read_text(encoding="utf-8") if file else ""

    def compose(self) -> ComposeResult:
        yield Header()
        yield TextArea(self._text)
        yield Footer()

    def on_mount(self) -> None:
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)


if __name__ == "__main__":
    Minimal(*sys.argv[1:]).run()
