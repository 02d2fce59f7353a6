"""The rail of five phases: where the candidate is, what is done, the time left in the phase."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from coach.tui import wording


class StopState(Enum):
    """How far a phase is: its mark on the rail, which says it without colour."""

    OPEN = " "
    CURRENT = "▸"
    DONE = "✓"


@dataclass(frozen=True, slots=True)
class Stop:
    """One phase on the rail."""

    key: str
    label: str
    state: StopState
    left: float
    """Seconds left in the phase, negative when over; without a clock the seconds spent."""
    share_used: float | None
    """0..1 of the phase's budget; none: there is no clock."""
    warned: bool = False
    """Whether the phase's last minute runs, or it is over."""


class Rail(Widget):
    """One line: `✓ Requirements  ▸ Estimation 03:41 ▰▰▰▱▱▱  API  Design  Deep dives`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rail--current", "rail--warned", "rail--done", "rail--open"}
    DEFAULT_CSS = """
    Rail { height: 1; padding: 0 1; }
    Rail > .rail--current { text-style: bold; color: $text-accent; }
    Rail > .rail--warned { text-style: bold reverse; color: $text-warning; }
    Rail > .rail--done { color: $text-success; }
    Rail > .rail--open { color: $text-muted; }
    """

    auto_links = False
    """Phases can be clicked, and look like phases."""

    stops: reactive[tuple[Stop, ...]] = reactive((), repaint=False)

    def watch_stops(self, before: tuple[Stop, ...], now: tuple[Stop, ...]) -> None:
        """Paint what can be seen to have changed; the clock is looked at more often than it changes."""
        if [_seen(stop) for stop in before] != [_seen(stop) for stop in now]:
            self.refresh()

    def render(self) -> RenderResult:
        """The stops side by side; wider terminals get wider gaps."""
        gap = "   " if self.size.width >= 100 else "  "
        return Content(gap).join(self._stop(stop) for stop in self.stops)

    def _stop(self, stop: Stop) -> Content:
        click = Style.from_meta({"@click": f"screen.go_to('{stop.key}')"})
        if stop.state is not StopState.CURRENT:
            kind = "done" if stop.state is StopState.DONE else "open"
            mark = f"{stop.state.value} " if stop.state is StopState.DONE else ""
            return Content.assemble((f"{mark}{stop.label}", self.get_visual_style(f"rail--{kind}") + click))
        style = self.get_visual_style("rail--warned" if stop.warned else "rail--current")
        return Content.assemble(
            (f"{stop.state.value} {stop.label}", self.get_visual_style("rail--current")),
            " ",
            (_time(stop), style),
            _used(stop),
        )


def _time(stop: Stop) -> str:
    """`03:41`, `00:12 over`."""
    return f"{wording.clock(stop.left)}{' over' if stop.left < 0 else ''}"


def _used(stop: Stop) -> str:
    """` ▰▰▰▱▱▱`, where there is a clock."""
    return "" if stop.share_used is None else f" {wording.bar(stop.share_used, 6)}"


def _seen(stop: Stop) -> tuple[object, ...]:
    """What of a stop stands on the rail."""
    running = (_time(stop), _used(stop), stop.warned) if stop.state is StopState.CURRENT else ()
    return stop.key, stop.label, stop.state, *running
