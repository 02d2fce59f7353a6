"""Drills: choose a kind, answer one after the other, read at once what was right."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.language.cleaning import printable
from coach.report.summary import cited
from coach.review.drills.deck import LONG, Material, draw
from coach.review.drills.drill import Drill, Kind, Marked
from coach.tui.screens.base import CoachScreen
from coach.tui.study import Study
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.talk import OneLine
from coach.tui.widgets.titlebar import TitleBar

MIXED = "mixed"


class DrillScreen(CoachScreen[None]):
    """A list of kinds, then one drill after the other until one leaves."""

    CSS_PATH = "drill.tcss"
    HELP_TOPIC = "drill"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "answer, go on", id="drill.answer", tooltip="Answer; then go on"),
        Binding("escape", "kinds", "kinds", id="drill.kinds", tooltip="Choose another kind"),
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+q", "leave", "home", id="leave", tooltip="Back to the problems", priority=True),
    ]

    def __init__(self, study: Study, given: Material, seed: int) -> None:
        """Make the screen.

        Args:
            study: takes in what went wrong.
            given: what drills are made of.
            seed: of the first drill; the next ones follow it.
        """
        super().__init__()
        self._study = study
        self._given = given
        self._seed = seed
        self._kind: Kind | None = None
        self._drill: Drill | None = None
        self._marked: Marked | None = None
        self._done = self._right = 0

    def compose(self) -> ComposeResult:
        """The kinds, or a drill with its answer line."""
        yield TitleBar("Drills", id="title")
        yield SizeNote()
        with ContentSwitcher(id="what", initial="kinds"):
            yield OptionList(*self._kinds(), id="kinds", markup=False)
            with VerticalScroll(id="drill"):
                yield Static(id="asked", markup=False)
        yield OneLine(placeholder="", compact=True, max_length=400, id="answer")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the choice."""
        self.action_kinds()

    def _kinds(self) -> list[Option]:
        lines = [(MIXED, "all of them, as they come"), *((kind.value, words) for kind, words in LONG.items())]
        return [Option(Content.assemble((f"{name:12}", "bold"), words), id=name) for name, words in lines]

    def action_kinds(self) -> None:
        """Choose a kind."""
        self._drill = None
        self.query_one("#what", ContentSwitcher).current = "kinds"
        self.query_one("#answer", Input).display = False
        self.query_one("#kinds", OptionList).focus()
        self._count()

    @on(OptionList.OptionSelected, "#kinds")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        name = event.option.id or MIXED
        self._kind = None if name == MIXED else Kind(name)
        self.query_one("#what", ContentSwitcher).current = "drill"
        self.query_one("#answer", Input).display = True
        self._next()

    def _next(self) -> None:
        self._drill, self._marked = draw(self._kind, self._seed, self._given), None
        self._seed += 1
        line = self.query_one("#answer", Input)
        line.value = self._drill.shown if self._drill.kind is Kind.API else ""
        line.placeholder = "the number of an option" if self._drill.options else "your answer"
        line.focus()
        self._show()

    @on(Input.Submitted, "#answer")
    def action_answer(self) -> None:
        """Mark what stands in the line; after that, the next drill."""
        if self._drill is None:
            return
        if self._marked is not None:
            self._next()
            return
        self._marked = self._drill.mark(self.query_one("#answer", Input).value)
        self._done += 1
        self._right += self._marked.right
        if not self._marked.right:
            self._keep(self._drill)
        self.query_one("#answer", Input).placeholder = "Enter goes on"
        self.query_one("#answer", Input).value = ""
        self._show()

    @work(thread=True)
    def _keep(self, drill: Drill) -> None:
        self._study.missed(drill)

    def _show(self) -> None:
        drill, marked = self._drill, self._marked
        if drill is None:
            return
        parts: list[str | tuple[str, str]] = [(printable(drill.asks), "bold")]
        if drill.shown:
            parts.append("\n\n" + "\n".join(f"│ {line}" for line in printable(drill.shown).splitlines()))
        if drill.options:
            parts.append("\n")
        for number, option in enumerate(drill.options, start=1):
            right = marked is not None and option == drill.answer
            parts.append((f"\n{number}  {printable(option)}", "bold reverse" if right else ""))
        if marked is not None:
            sign, colour = ("✓", "bold $text-success") if marked.right else ("✗", "bold $text-error")
            parts += [("\n\n" + sign + " ", colour), printable(marked.says)]
            if drill.source:
                parts.append((f"\n\n{cited(drill.source)}", "dim"))
            if not marked.right:
                parts.append(("\nIt comes back as a card tomorrow.", "dim"))
        self.query_one("#asked", Static).update(Content.assemble(*parts))
        self.query_one("#drill", VerticalScroll).scroll_home(animate=False)
        self._count()

    def _count(self) -> None:
        kind = self._kind.value if self._kind else MIXED
        title = self.query_one("#title", TitleBar)
        title.right = Content(f"{kind} · {self._right} of {self._done} right" if self._drill else "")

    def action_leave(self) -> None:
        """Home."""
        self.coach.go_home()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Another kind can be chosen once one was."""
        return action != "kinds" or self._drill is not None
