"""The list of problems on the home screen: one line a problem, its fields in columns."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.language.cleaning import one_line
from coach.tui import wording
from coach.tui.shelf import ProblemRow

FIELDS = "  min  level  best    last"
"""The heads of the columns behind the title, as wide as what stands below them."""


class ProblemList(OptionList):
    """Title, minutes, difficulty of five, best score, last tried; Enter starts the highlighted one."""

    DEFAULT_CSS = """
    ProblemList { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "start", id="home.start", tooltip="Start the highlighted problem"),
    ]

    def __init__(self, rows: tuple[ProblemRow, ...], now: float, *, id: str) -> None:  # noqa: A002
        # Compact from the start: what is changed afterwards is styled again.
        super().__init__(id=id, markup=False, classes="-textual-compact")
        self.set_reactive(ProblemList.compact, True)
        self.rows = rows
        self._now = now
        self._width = 0

    def show(self, rows: tuple[ProblemRow, ...], now: float) -> None:
        """Show `rows` as of `now` (seconds since the epoch); the highlight stays on its problem."""
        slug = row.slug if (row := self.row) else None
        self.rows, self._now = rows, now
        self._fill(slug)

    def choose(self, slug: str) -> None:
        """Move the highlight to a problem; it stays where it is when there is none of that name."""
        slugs = [row.slug for row in self.rows]
        if slug in slugs:
            self.highlighted = slugs.index(slug)

    @property
    def row(self) -> ProblemRow | None:
        """The highlighted problem."""
        return self.rows[self.highlighted] if self.highlighted is not None and self.rows else None

    def on_resize(self) -> None:
        """Lay the columns out anew when the width changed."""
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._fill(row.slug if (row := self.row) else None)

    def _fill(self, slug: str | None) -> None:
        self.set_options(Option(self._line(row), id=row.slug) for row in self.rows)
        if self.rows:
            slugs = [row.slug for row in self.rows]
            self.highlighted = slugs.index(slug) if slug in slugs else 0

    def _line(self, row: ProblemRow) -> Content:
        difficulty = "●" * row.difficulty + "○" * (5 - row.difficulty)
        best = "–" if row.best is None else wording.points(row.best)
        last = "–" if row.last_tried is None else wording.when(self._now - row.last_tried)
        fields = f"  {row.minutes:>3}  {difficulty}  {best:>4}  {last:>6}"
        room = max(8, self._width - len(fields))
        return Content.assemble(Content(one_line(row.title)).truncate(room, ellipsis=True, pad=True), (fields, "dim"))
