"""A Textual app with an editor and nothing else: the yardstick for the time from key to echo."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, TextArea


class Minimal(App[None]):
    TITLE = "minimal textarea"

    def compose(self) -> ComposeResult:
        yield Header()
        yield TextArea()
        yield Footer()


if __name__ == "__main__":
    Minimal().run()
