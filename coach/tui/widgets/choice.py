"""One line of alternatives, one of them taken: left and right move, the taken one stands in brackets."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from coach.tui.messages import Fact


class Choice(Widget, can_focus=True):
    """`level     junior  [senior]`, with a line of explanation that follows the choice."""

    @dataclass
    class Chosen(Fact):
        """Another alternative was taken."""

        choice: "Choice"

        @property
        def control(self) -> "Choice":
            """The widget that sent it."""
            return self.choice

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "step(-1)", "previous", show=False, id="choice.previous", tooltip="Take the alternative before"
        ),
        Binding("right,space", "step(1)", "next", show=False, id="choice.next", tooltip="Take the next alternative"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--taken", "choice--label"}
    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    Choice > .choice--label { color: $text-muted; }
    Choice > .choice--taken { text-style: bold; color: $text-accent; }
    Choice:focus { background: $boost; text-style: none; }
    Choice:focus > .choice--label { color: $text; text-style: bold; }
    """

    auto_links = False

    taken: reactive[int] = reactive(0)

    def __init__(self, label: str, values: tuple[str, ...], taken: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.label = label
        self.values = values
        self.set_reactive(Choice.taken, values.index(taken) if taken in values else 0)

    @property
    def value(self) -> str:
        """The alternative that is taken."""
        return self.values[self.taken]

    def render(self) -> RenderResult:
        """A mark for the focus, the label, the alternatives."""
        mark = "▸ " if self.has_focus else "  "
        parts: list[tuple[str, str | Style]] = [(f"{mark}{self.label:<10}", self.get_visual_style("choice--label"))]
        for index, value in enumerate(self.values):
            click = Style.from_meta({"@click": f"take({index})"})
            if index == self.taken:
                parts.append((f"[{value}] ", self.get_visual_style("choice--taken") + click))
            else:
                parts.append((f" {value}  ", click))
        return Content.assemble(*parts)

    def action_step(self, by: int) -> None:
        """Take the alternative `by` places further, round the end."""
        self.taken = (self.taken + by) % len(self.values)

    def action_take(self, index: int) -> None:
        """Take the alternative at `index`."""
        self.focus()
        self.taken = index

    def watch_taken(self) -> None:
        """Tell the dialog."""
        self.post_message(self.Chosen(self))
