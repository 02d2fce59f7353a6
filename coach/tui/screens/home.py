"""The home screen: the problems, what the highlighted one asks and trains, and a banner for an unfinished session.

It is the first frame of the program, so it imports nothing that reads a model, a pack or the store: it shows what
`coach.tui.shelf` remembers and lets the app replace that when the desk is open.
"""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from coach.language.cleaning import one_line, printable
from coach.tui import wording
from coach.tui.screens.base import CoachScreen
from coach.tui.shelf import ProblemRow, Shelf
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.problems import FIELDS, ProblemList
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.titlebar import TitleBar

WAITING = "Reading the problems …"


class HomeScreen(CoachScreen[None]):
    """Pick a problem, or go on where you left off."""

    HELP_TOPIC = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("r", "resume", "resume", id="home.resume", tooltip="Go on with the unfinished session"),
        Binding("d", "drill", "drills", id="home.drill", tooltip="Short exercises, marked at once"),
        Binding("c", "cards", "cards", id="home.cards", tooltip="Recall what you missed, when it is due"),
        Binding("h", "history", "history", id="home.history", tooltip="Every interview, and what they say together"),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+q", "app.quit", "quit", id="quit", tooltip="Leave the program", priority=True),
    ]

    def __init__(self, shelf: Shelf | None) -> None:
        super().__init__()
        self._shelf = shelf or Shelf()
        self._waiting = shelf is None

    def compose(self) -> ComposeResult:
        """List left, description right."""
        yield TitleBar("coach · mock system-design interviews", id="title")
        yield SizeNote()
        yield Static(id="banner", markup=False)
        yield Static(id="trouble", markup=False)
        with Horizontal(id="columns"):
            with Vertical(id="shelf") as shelf:
                shelf.border_title = "problems"
                yield Static(FIELDS, id="heads", markup=False)
                yield ProblemList(self._shelf.rows, self.coach.wall(), id="problems")
            with VerticalScroll(id="about"):
                yield Static(WAITING if self._waiting else "", id="prompt", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what is remembered."""
        self.show(self._shelf, waiting=self._waiting)
        self.query_one(ProblemList).focus()

    def on_screen_suspend(self) -> None:
        """Let go of what was painted, which would wait below an interview for hours: it is painted anew on return."""
        for widget in self.walk_children(Widget, with_self=True):
            widget._styles_cache.clear()

    def show(self, shelf: Shelf, *, waiting: bool = False) -> None:
        """Show `shelf` instead of what stood there."""
        self._shelf, self._waiting = shelf, waiting
        self.query_one(ProblemList).show(shelf.rows, self.coach.wall())
        banner, trouble = self.query_one("#banner", Static), self.query_one("#trouble", Static)
        banner.set_class(bool(shelf.unfinished), "-shown")
        if shelf.unfinished:
            banner.update(self._banner())
        trouble.set_class(bool(shelf.trouble), "-shown")
        trouble.update(printable(shelf.trouble))
        due = wording.plural(shelf.due, "card") + " due" if shelf.due else ""
        self.query_one("#title", TitleBar).right = Content(due)
        self._describe()
        self.refresh_bindings()

    def choose(self, slug: str) -> None:
        """Stand on a problem, so that turning back from what was asked for leads to it."""
        self.query_one(ProblemList).choose(slug)

    def _banner(self) -> Content:
        one = self._shelf.unfinished[0]
        left = f"{wording.clock(one.left)} left" if one.left >= 0 else f"{wording.clock(one.left)} over"
        since = wording.when(self.coach.wall() - one.since)
        others = len(self._shelf.unfinished) - 1
        return Content.assemble(
            ("Unfinished: ", "bold"),
            f"{one_line(one.title)} · {one.phase} · {left} · begun {since}{'' if since == 'now' else ' ago'}",
            f" · {others} more" if others else "",
            ("  r resumes", "bold"),
        )

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._describe()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_start()

    def _describe(self) -> None:
        row = self.query_one(ProblemList).row
        about = self.query_one("#about", VerticalScroll)
        about.border_title = Content(one_line(row.title) if row else "problem")
        self.query_one("#prompt", Static).update(_description(row) if row else Content(self._nothing()))
        about.scroll_home(animate=False)

    def _nothing(self) -> str:
        return (
            WAITING if self._waiting else "There are no problems to practise. `coach pack list` tells where they are."
        )

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offer the resume key only when something can be resumed."""
        return action != "resume" or bool(self._shelf.unfinished)

    def action_start(self) -> None:
        """Ask for level, minutes and manner, then begin."""
        if row := self.query_one(ProblemList).row:
            self.coach.propose(row)

    def action_resume(self) -> None:
        """Go on with the newest unfinished session."""
        if self._shelf.unfinished:
            self.coach.resume(self._shelf.unfinished[0].session)

    def action_drill(self) -> None:
        """Short exercises."""
        self.coach.drill()

    def action_cards(self) -> None:
        """The cards that are due."""
        self.coach.recall()

    def action_history(self) -> None:
        """Every interview."""
        self.coach.look_back()


def _description(row: ProblemRow) -> Content:
    """What a problem asks and trains, and how the candidate stands with it."""
    best = "not finished yet" if row.best is None else f"best {wording.points(row.best)} of 100"
    tried = "never tried" if not row.sessions else f"{wording.plural(row.sessions, 'session')}, {best}"
    parts: list[Content | str | tuple[str, str]] = [
        printable(row.prompt),
        ("\n\nTrains  ", "bold"),
        printable(row.trains),
        ("\n\nTime    ", "bold"),
        f"{row.minutes} minutes in five phases",
        ("\nYou     ", "bold"),
        tried,
    ]
    if row.next_time:
        parts += [("\n\nNext time I will ", "bold"), printable(row.next_time)]
    return Content.assemble(*parts)
