"""The left-hand list of the debrief: a sign, words and a weight a line, with headings that cannot be chosen."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.language.cleaning import one_line


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a criterion, a remark, or a heading over those that follow."""

    sign: str
    text: str
    right: str = ""
    heading: bool = False


RIGHT = 3
"""Cells of the right-hand column."""


class Items(OptionList, inherit_bindings=False):
    """Shows `Item`s; the highlighted one is described beside the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "up", show=False),
        Binding("down", "cursor_down", "down", show=False),
        Binding("home", "first", "first", show=False),
        Binding("end", "last", "last", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown", "page_down", "page down", show=False),
    ]
    """Not left and right, which are the screen's."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._items: tuple[Item, ...] = ()
        self._width = 0

    def show(self, items: tuple[Item, ...], at: int | None = None) -> None:
        """Show `items`, the one at `at` highlighted, or the first that can be chosen."""
        self._items = items
        first = next((index for index, item in enumerate(items) if not item.heading), None)
        self._fill(first if at is None else at)

    def mark(self, index: int, item: Item) -> None:
        """Show another line at `index`."""
        self._items = (*self._items[:index], item, *self._items[index + 1 :])
        self.replace_option_prompt_at_index(index, self._line(item))

    def on_resize(self) -> None:
        """Cut the lines anew when the width changed."""
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._fill(self.highlighted)

    def _fill(self, at: int | None) -> None:
        self.set_options(Option(self._line(item), disabled=item.heading) for item in self._items)
        self.highlighted = at

    def _line(self, item: Item) -> Content:
        if item.heading:
            return Content(item.text).stylize("bold")
        right = item.right.rjust(RIGHT) if item.right else ""
        room = max(6, self._width - 2 - (len(right) + 1 if right else 0))
        text = Content(one_line(item.text)).truncate(room, ellipsis=True, pad=True)
        return Content.assemble((f"{item.sign} ", "bold"), text, (f" {right}" if right else "", "dim"))
