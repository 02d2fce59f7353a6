"""What a screen says when the terminal is smaller than it was drawn for."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class SizeNote(Widget):
    """One line, shown only below 80x24; everything goes on working, with less in view."""

    DEFAULT_CSS = """
    SizeNote { display: none; height: 1; dock: top; padding: 0 1; color: $text-warning; text-style: bold; }
    Screen.-narrow SizeNote, Screen.-short SizeNote { display: block; }
    """

    def render(self) -> RenderResult:
        """How large the terminal is and what would be better."""
        size = self.app.size
        return Content(f"{size.width}x{size.height} is small: 80x24 shows everything; all keys still work.")
