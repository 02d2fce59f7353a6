"""The editor of an answer: Textual's TextArea with the edges that lose text taken off.

* Undo of a paste longer than the screen crashes TextArea 8.2.8, because the cursor stands on a line that is gone
  before the wrapping is updated; the cursor goes to the start first.
* Pasted text is cleaned: terminal escapes, control and bidirectional characters become visible.
* Tab has one rule, shown on the border: in a list line it indents, everywhere else it leaves the editor.
* Enter at the end of a list item begins the next one; in an item without words it ends the list. Whoever types the mark
  all the same has it once.
* A key paints the lines that look different after it; TextArea forgets all its lines at each key and paints them anew.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple, Self

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import TextArea

from coach.language.cleaning import pasted
from coach.tui.messages import Fact
from coach.tui.widgets.painted import Painted
from coach.tui.widgets.slimbar import SlimBar
from coach.tui.widgets.undo import Undo

MAX_CHARACTERS = 36_000
"""The most one answer may hold: five of them stay below what a sheet may hold, and typing stays quick."""

INDENT = "  "
ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+•]|(?P<number>\d{1,4})(?P<dot>[.)]))(?P<gap> +)")
LIST_LINE = re.compile(r"\s*([-*+•]|\d+[.)])\s|\s{2,}\S")


class Look(NamedTuple):
    """What decides how a row with text looks."""

    size: Size
    """Cells for all rows of text."""
    line: str
    """The whole line, of which the row may be a part."""
    section: int
    """Which part of the line."""
    marked: tuple[int, int | None] | None
    """Columns of the line that are selected: from, and up to; none: to its end."""
    cursor: tuple[int, bool, bool] | None
    """If the line has the cursor: its column, whether it is drawn, whether it is on a bracket that has a partner."""
    pair: int | None
    """The column of the partner of the bracket under the cursor."""

    @property
    def special(self) -> bool:
        """Whether there is more to it than text."""
        return self.marked is not None or self.cursor is not None or self.pair is not None


class Editor(TextArea):
    """A plain-text editor that keeps its text whatever happens."""

    @dataclass
    class PasteCut(Fact):
        """Part of a paste was left out because the answer would have grown over `MAX_CHARACTERS`."""

        left_out: int

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        self._rows = Painted(self._looks, self._paint)
        self._only_moved = False
        """Whether the next repaint is that of a cursor that moved, after an edit or without one."""
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            placeholder=placeholder,
            id=id,
            tab_behavior="focus",
        )
        self.history = Undo()
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
        """Forget the lines that were painted, which a hidden editor needs not."""
        self.notify_style_update()

    def notify_style_update(self) -> None:
        """Another theme, another focus: no line looks as it did."""
        self._rows.forget()
        super().notify_style_update()

    def watch_selection(self) -> None:
        """The cursor moved; what is asked for next, by the same change, is the repaint."""
        self._only_moved = True

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask for a repaint; when only the cursor moved or text changed, of the lines that look different by now."""
        moved, self._only_moved = self._only_moved, False
        if regions or layout or recompose or not moved or not self._rows:
            if not regions:
                self._rows.forget()
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self._repaint_changed()

    @property
    def vertical_scrollbar(self) -> SlimBar:
        """The scroll bar, made when it is first needed."""
        if not isinstance(self._vertical_scrollbar, SlimBar):
            self._vertical_scrollbar = SlimBar(self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def _repaint_changed(self) -> Self:
        """Ask for a repaint of the lines that look different by now."""
        changed = self._rows.changed(*self.size)
        return super().refresh(*changed) if changed else self

    def _refresh_size(self) -> None:
        """The text has become longer or shorter; as long as its scroll bar stays or stays away, nothing else on the
        screen has to find another place.
        """
        height = self.wrapped_document.height
        barred = self.show_vertical_scrollbar
        if not (self._rows and self.soft_wrap) or barred != (height > self.container_size.height):
            super()._refresh_size()
            return
        self.set_reactive(Editor.virtual_size, Size(0, height))
        if barred:
            self.vertical_scrollbar.window_virtual_size = height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self._repaint_changed()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the screen with their margins, as they were painted before where they still look the same."""
        return self._rows.lines(crop, self.outer_size.width)

    def render_line(self, y: int) -> Strip:
        """One row without its margins; most have no cursor and nothing marked in them."""
        plain = self._plain(y)
        return super().render_line(y) if plain is None else plain

    def _paint(self, rows: range) -> list[Strip]:
        """Rows painted anew."""
        self._line_cache.clear()  # TextArea keeps a thousand lines, by keys that hold no longer after the next one
        self._styles_cache.set_dirty(Region(0, rows.start, 1, len(rows)))
        return super().render_lines(Region(0, rows.start, self.outer_size.width, len(rows)))

    def _plain(self, y: int) -> Strip | None:
        """A row that is only text; none where there is more to it."""
        (look,) = self._looks(range(y, y + 1))
        style = self._theme.base_style if self._theme else None
        if not isinstance(look, Look) or look.special or style is None or "\t" in look.line:
            return None
        row, section = self.wrapped_document._offset_to_line_info[y + self.scroll_offset.y]
        ends = [0, *self.wrapped_document.get_offsets(row), len(look.line) + 1]
        text = Strip([Segment(f"{look.line} "[ends[section] : ends[section + 1]])])  # a cell more, for the cursor
        return text.extend_cell_length(look.size.width).apply_style(style)

    def _looks(self, rows: range) -> list[Hashable]:
        """What decides how each of `rows` of the screen looks, but for the theme."""
        size, draws = self.scrollable_content_region.size, self._draw_cursor
        if self.document.line_count == 1 and not self.document.get_line(0):
            return [(size, y, draws) for y in rows]
        lines, scrolled = self.wrapped_document._offset_to_line_info, self.scroll_offset.y
        first, last = sorted(self.selection)
        cursor_row, cursor_column = self.selection.end
        bracket = self.matching_bracket_location
        looks: list[Hashable] = []
        for at in range(rows.start + scrolled, rows.stop + scrolled):
            if at >= len(lines):
                looks.append(size)
                continue
            row, section = lines[at]
            marked = cursor = pair = None
            if first != last and first[0] <= row <= last[0]:
                marked = (first[1] if row == first[0] else 0, last[1] if row == last[0] else None)
            if row == cursor_row:
                cursor = (cursor_column, draws, bracket is not None)
            if bracket is not None and row == bracket[0]:
                pair = bracket[1]
            looks.append(Look(size, self.document.get_line(row), section, marked, cursor, pair))
        return looks

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
        """In a list Tab and Shift+Tab change the indentation of a line, and Enter begins the next item."""
        if self.read_only:
            return
        if event.key == "enter":
            handled = self._continue_list()
        elif event.key == "space":
            handled = self._drop_second_mark()
        elif event.key in ("tab", "shift+tab") and self.in_list:
            row = self.cursor_location[0]
            if event.key == "tab":
                self.insert(INDENT, (row, 0))
            else:
                self._outdent(row)
            handled = True
        else:
            return
        if handled:
            event.stop()
            event.prevent_default()

    def _continue_list(self) -> bool:
        """Begin the next item below the one that the cursor ends, or end the list; whether there was an item."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        item = ITEM.match(line)
        if item is None or column < item.end() or line[column:].strip() or self.selected_text:
            return False
        if not line[item.end() :].strip():
            self.delete((row, 0), (row, len(line)))
            return True
        mark = f"{int(item['number']) + 1}{item['dot']}" if item["number"] else item["mark"]
        self.insert(f"\n{item['indent']}{mark}{item['gap']}")
        return True

    def _drop_second_mark(self) -> bool:
        """Take away the mark that was typed after the one already there; whether there were two."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        item = ITEM.match(line)
        if item is None or column != len(line) or line[item.end() :] != item["mark"]:
            return False
        self.delete((row, item.end()), (row, column))
        return True

    def _outdent(self, row: int) -> None:
        line = self.document.get_line(row)
        if spaces := min(len(INDENT), len(line) - len(line.lstrip(" "))):
            self.delete((row, 0), (row, spaces))
