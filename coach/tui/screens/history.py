"""Every interview, and what they say together: trends, what stays weak, how well one judges oneself."""

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList

from coach.language.cleaning import one_line, printable
from coach.model.words import Phase
from coach.review.progress import Progress, sentence
from coach.store.records import Interview
from coach.tui import wording
from coach.tui.debrief_text import SHORT
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.items import Item, Items
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.panel import Page
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.titlebar import TitleBar

LATEST = 16
"""Interviews that a trend line shows."""


class HistoryScreen(CoachScreen[None]):
    """Interviews on the left, the highlighted one, or all together, on the right."""

    CSS_PATH = "history.tcss"
    HELP_TOPIC = "history"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="history.open", tooltip="The debrief of this interview, or go on with it"),
        Binding("p", "play", "play", id="history.play", tooltip="Play this interview back"),
        Binding("tab", "app.focus_next", "", id="history.focus", tooltip="The other half of the screen", show=False),
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+q", "leave", "home", id="leave", tooltip="Back to the problems", priority=True),
    ]

    def __init__(self, past: tuple[Interview, ...], progress: Progress) -> None:
        """Make the screen.

        Args:
            past: every interview, newest first.
            progress: what they say together.
        """
        super().__init__()
        self._past = past
        self._progress = progress

    def compose(self) -> ComposeResult:
        """List left, text right."""
        yield TitleBar("History", id="title")
        yield SizeNote()
        with Horizontal(id="columns"):
            yield Items(id="items")
            yield Page(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """All together first."""
        items = self.query_one(Items)
        items.border_title = wording.plural(len(self._past), "interview")
        together = Item("∑", "All together")
        items.show((together, *(self._item(one) for one in self._past)))
        items.focus()
        self._describe()

    def _item(self, one: Interview) -> Item:
        when = one.started[:10]
        sign = "✓" if one.finished else "…"
        right = "" if one.score is None else wording.points(one.score)
        return Item(sign, f"{when} {one.title or one.problem}", right)

    @property
    def _chosen(self) -> Interview | None:
        at = self.query_one(Items).highlighted
        return self._past[at - 1] if at and at <= len(self._past) else None

    @on(OptionList.OptionHighlighted, "#items")
    def _highlighted(self) -> None:
        self._describe()
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#items")
    def _selected(self) -> None:
        self.action_open()

    def _describe(self) -> None:
        one, panel = self._chosen, self.query_one("#detail", Page)
        if one is None:
            panel.show("all together", self._together())
        else:
            panel.show(one_line(one.title or one.problem), _interview(one))
        panel.scroll_home(animate=False)

    def _together(self) -> Content:
        told = self._progress
        graded = len(told.trends[0].scores)
        if not graded:
            return Content("No interview has been graded yet. Enter on the home screen starts one.")
        parts: list[str | tuple[str, str]] = [("Scores, oldest to newest\n", "bold")]
        for trend in told.trends:
            if not trend.scores:
                continue
            name = "Overall" if trend.name == "overall" else SHORT[Phase(trend.name)]
            points = round((trend.change or 0) * 100)
            moved = f"  {'+' if points > 0 else '−'}{abs(points)}" if points else ""
            line = wording.sparkline(trend.scores[-LATEST:])
            parts.append(f"{name:13}{line} {wording.points(trend.scores[-1]):>3}{moved}\n")
        if told.streak > 1:
            parts.append(f"\n{told.streak} days in a row.\n")
        if told.weak:
            parts.append(("\nMissed again and again\n", "bold"))
        for weak in told.weak:
            where = SHORT[Phase(weak.phase)]
            parts.append(f"{wording.points(weak.mean):>3}  {where}: {printable(weak.statement)} ({weak.times} times)\n")
        for again in told.again:
            parts += [
                (f"\n{printable(again.title)}, {again.times} times", "bold"),
                f"\nfirst {wording.points(again.first)}, last {wording.points(again.latest)},"
                f" best {wording.points(again.best)}\n",
                *(f"now there: {printable(one)}\n" for one in again.gained[:3]),
                *(f"gone again: {printable(one)}\n" for one in again.lost[:3]),
            ]
        if words := sentence(told.agreed):
            parts += [("\nJudging yourself\n", "bold"), words]
        return Content.assemble(*parts)

    def action_open(self) -> None:
        """The debrief of the highlighted interview; one that is not finished goes on."""
        if (one := self._chosen) is not None:
            self.coach.resume(one.id)

    def action_play(self) -> None:
        """Play the highlighted interview back."""
        if (one := self._chosen) is not None:
            self.coach.replay(one.id)

    def action_leave(self) -> None:
        """Home."""
        self.coach.go_home()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Only an interview can be opened."""
        return action not in ("open", "play") or self._chosen is not None


def _interview(one: Interview) -> Content:
    started = datetime.fromisoformat(one.started).strftime("%Y-%m-%d %H:%M UTC")
    result = "not graded" if one.score is None else f"{wording.points(one.score)} of 100 · {one.verdict}"
    parts: list[str | tuple[str, str]] = [
        (f"{result}\n", "bold"),
        f"{started} · {one.level} · {one.mode}\n",
        f"{one.active / 60:.0f} of {one.minutes} minutes · {wording.plural(one.words, 'word')}\n",
    ]
    if one.predicted is not None:
        parts.append(f"you said {wording.points(one.predicted)}\n")
    parts.append(("\nPhase          score  minutes\n", "dim"))
    for phase in Phase:
        score = one.phases.get(phase)
        minutes = one.spent.get(phase, 0.0) / 60
        shown = "–" if score is None else wording.points(score)
        parts.append(f"{SHORT[phase]:15}{shown:>5}{minutes:>9.1f}\n")
    if one.next_time:
        parts += [("\nNext time I will ", "bold"), printable(one.next_time)]
    return Content.assemble(*parts)
