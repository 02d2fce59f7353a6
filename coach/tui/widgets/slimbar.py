"""A scroll bar that paints the rows that change: Textual's own paints all of them when a text gets a line longer."""

from typing import Self

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from coach.tui.widgets.painted import Painted


class SlimBar(ScrollBar):
    """A vertical scroll bar."""

    def __init__(self, thickness: int) -> None:
        """Make a bar `thickness` cells wide."""
        self._rows = Painted(self._looks, self._paint)
        super().__init__(vertical=True, name="vertical", thickness=thickness)

    def notify_style_update(self) -> None:
        """Other colours: no row looks as it did."""
        self._rows.forget()
        super().notify_style_update()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask for a repaint of the rows that look different by now."""
        if regions or layout or recompose or not self._rows:
            if not regions:
                self._rows.forget()
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        changed = self._rows.changed(*self.size)
        return super().refresh(*changed) if changed else self

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows as they were painted before where they still look the same."""
        return self._rows.lines(crop, self.size.width)

    def render_line(self, y: int) -> Strip:
        """One row."""
        return Strip(self._looks(range(y, y + 1)), self.thickness).apply_style(self.visual_style.rich_style)

    def _paint(self, rows: range) -> list[Strip]:
        self._styles_cache.set_dirty(Region(0, rows.start, 1, len(rows)))
        return super().render_lines(Region(0, rows.start, self.size.width, len(rows)))

    def _looks(self, rows: range) -> list[Segment]:
        """The piece of the bar in each of `rows`."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        style = self.app.console.get_style(bar.style)
        assert style.bgcolor
        assert style.color
        return bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=bar.thickness,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments[rows.start : rows.stop]
