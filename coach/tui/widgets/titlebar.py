"""The first line of every screen: what this is on the left, how things stand on the right."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleBar(Widget):
    """Two texts on one line; the left one gives way when both do not fit."""

    DEFAULT_CSS = """
    TitleBar { height: 1; dock: top; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    """

    left: reactive[Content] = reactive(Content())
    right: reactive[Content] = reactive(Content())

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(TitleBar.left, Content(left))
        self.set_reactive(TitleBar.right, Content(right))

    def render(self) -> RenderResult:
        """Both texts, apart."""
        width = self.content_size.width
        room = max(0, width - self.right.cell_length - 1)
        left = self.left.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(left, " ", self.right) if self.right else self.left.truncate(width, ellipsis=True)
