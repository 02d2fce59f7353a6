"""The least a Textual app can be: the yardstick for the time to the first frame."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("hello from a minimal textual app")


if __name__ == "__main__":
    Minimal().run()
