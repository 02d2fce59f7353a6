"""The conversation: the interviewer's last words above the ask line, and all of it in a column of its own."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from coach.language.cleaning import one_line, printable
from coach.tui.messages import Fact

YOU, INTERVIEWER = "you", "interviewer"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said."""

    who: str
    """`you` or `interviewer`."""
    text: str

    @property
    def content(self) -> Content:
        """Name in bold, words as they are."""
        return Content.assemble(
            (f"{self.who}  ", "bold" if self.who == INTERVIEWER else "bold dim"), printable(self.text)
        )


class LastWords(Widget):
    """The interviewer's latest words, cut to two lines; the whole conversation is one key away."""

    DEFAULT_CSS = """
    LastWords { height: 2; padding: 0 1; }
    """

    line: reactive[Line | None] = reactive(None)

    def render(self) -> RenderResult:
        """At most two lines."""
        if self.line is None:
            return Content()
        width = max(1, self.content_size.width)
        lines = self.line.content.wrap(width)
        if len(lines) > 2:
            lines = Line(self.line.who, " ".join(self.line.text.split())).content.wrap(width)
        if len(lines) > 2:
            lines = [lines[0], Content.assemble(lines[1].truncate(width - 8, ellipsis=False), ("… F4 all", "dim"))]
        return Content("\n").join(lines)


class Talk(VerticalScroll):
    """Everything said so far, the latest at the bottom."""

    DEFAULT_CSS = """
    Talk { padding: 0 1; scrollbar-size-vertical: 1; }
    Talk > #said { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="said", markup=False)

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show `lines`, scrolled to the end."""
        self.query_one("#said", Static).update(Content("\n\n").join(line.content for line in lines))
        self.call_after_refresh(self.scroll_end, animate=False)

    def watch_virtual_size(self) -> None:
        """New lines get their room a refresh later than they are shown."""
        self.scroll_end(animate=False)


class OneLine(Input):
    """One line of text; what is pasted becomes one visible line."""

    def on_paste(self, event: events.Paste) -> None:
        """Join the lines of a paste and make its control characters visible."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(one_line(" ".join(event.text.split())))


class AskInput(OneLine):
    """One line to the interviewer; Enter asks, Esc or F2 goes back to the notes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.write", "back to notes", show=False, id="ask.back")
    ]


class AskLine(Horizontal):
    """`ask ▏`: a line to the interviewer."""

    @dataclass
    class Asked(Fact):
        """The candidate put a question."""

        question: str

    DEFAULT_CSS = """
    AskLine { height: 1; padding: 0 1; }
    AskLine > #label { width: 5; color: $text-muted; }
    AskLine:focus-within > #label { color: $text-accent; text-style: bold reverse; }
    AskLine > AskInput { width: 1fr; background: $surface; }
    """

    def compose(self) -> ComposeResult:
        """Label and input."""
        yield Static("ask ", id="label", markup=False)
        yield AskInput(compact=True, max_length=500, placeholder="F2, then a question; Enter asks", id="question")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand a question on; an empty line only goes back to the notes."""
        event.stop()
        question = event.value.strip()
        event.input.clear()
        self.post_message(self.Asked(question))
