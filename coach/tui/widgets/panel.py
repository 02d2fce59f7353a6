"""The panel beside the editor: what the program makes of the notes, as one scrolling text."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Static


class Panel(ScrollableContainer, can_focus=True):
    """A bordered text that scrolls both ways; drawings keep their lines, prose wraps."""

    DEFAULT_CSS = """
    Panel { padding: 0 1; border: round $border-blurred; border-title-color: $foreground; scrollbar-size: 1 1; }
    Panel:focus { border: heavy $border; }
    Panel > .panel--text { width: 100%; height: auto; }
    Panel.-drawn > .panel--text { width: auto; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(classes="panel--text", markup=False)

    def show(self, title: str, content: Content, *, drawn: bool = False) -> None:
        """Show `content` under `title`; `drawn` keeps lines whole and scrolls sideways instead of wrapping.

        What stands there already is left alone: most keys change nothing of what is understood, and the layout of a
        long text takes longer than a key.
        """
        text = self.query_one(Static)
        shown = text.content
        if isinstance(shown, Content) and shown.is_same(content) and self.border_title == Content(title).markup:
            return
        same_room = drawn and self.has_class("-drawn") and isinstance(shown, Content) and _room(shown) == _room(content)
        if self.border_title != Content(title).markup:
            self.border_title = Content(title)
        self.set_class(drawn, "-drawn")
        text.update(content, layout=not same_room)


def _room(content: Content) -> tuple[int, int]:
    """Rows and columns that lines take which are kept whole."""
    lines = content.plain.split("\n")
    return len(lines), max(map(cell_len, lines))


class Page(Panel, inherit_bindings=False):
    """A panel of prose: up and down scroll it; left and right are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "up", show=False),
        Binding("down", "scroll_down", "down", show=False),
        Binding("home", "scroll_home", "top", show=False),
        Binding("end", "scroll_end", "bottom", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown", "page_down", "page down", show=False),
    ]
