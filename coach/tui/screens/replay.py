"""An interview played back: the notes as they grew, the conversation beside them, the clock that ran."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.interview.reel import Reel
from coach.interview.state import State
from coach.language.cleaning import one_line, printable
from coach.model.words import Phase
from coach.tui import wording
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.panel import Page
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.titlebar import TitleBar

SPEEDS = (1, 2, 4, 8, 16, 32, 64)
STEP = 30.0
"""Seconds that an arrow moves."""


class ReplayScreen(CoachScreen[None]):
    """Plays one interview; nothing can be changed in it."""

    CSS_PATH = "replay.tcss"
    HELP_TOPIC = "replay"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "pause", id="replay.pause", tooltip="Stop, and go on"),
        Binding("plus,equals_sign", "speed(1)", "faster", id="replay.faster", tooltip="Twice as fast", key_display="+"),
        Binding("minus", "speed(-1)", "slower", id="replay.slower", tooltip="Half as fast", key_display="-"),
        Binding("n", "phase(1)", "next", id="replay.next", tooltip="To the beginning of the next phase"),
        Binding("p", "phase(-1)", "before", id="replay.before", tooltip="To the beginning of the phase before"),
        Binding("right", f"move({STEP})", "on", id="replay.on", tooltip="30 seconds on", show=False),
        Binding("left", f"move({-STEP})", "back", id="replay.back", tooltip="30 seconds back", show=False),
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("ctrl+p", "app.command_palette", "commands", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+q", "leave", "home", id="leave", tooltip="Back to the problems", priority=True),
    ]

    def __init__(self, reel: Reel, title: str, speed: int = 8) -> None:
        """Make the screen.

        Args:
            reel: what to play.
            title: the problem's.
            speed: how many times as fast as it was held.
        """
        super().__init__()
        self._reel = reel
        self._title = title
        self._position = 0.0
        self._speed = min(SPEEDS, key=lambda one: abs(one - speed))
        self._paused = False
        self._looked = 0.0

    def compose(self) -> ComposeResult:
        """Clock above, notes left, conversation right."""
        yield TitleBar(f"Replay · {one_line(self._title)}", id="title")
        yield SizeNote()
        yield Static(id="place", markup=False)
        with Horizontal(id="columns"):
            yield Page(id="notes")
            yield Page(id="talk")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin to play."""
        self._looked = self.coach.monotonic()
        self.set_interval(self.coach.tick, self.look_at_clock)
        self.call_after_refresh(self._show)

    def look_at_clock(self) -> None:
        """Move on by the time that passed."""
        now = self.coach.monotonic()
        passed, self._looked = now - self._looked, now
        if not self._paused and self._position < self._reel.length:
            self._position = min(self._reel.length, self._position + passed * self._speed)
            self._show()

    def _show(self) -> None:
        state = self._reel.at(self._position)
        at, whole = wording.clock(self._position), wording.clock(self._reel.length)
        how = "paused" if self._paused else f"{self._speed}x"
        ended = self._position >= self._reel.length
        self.query_one("#title", TitleBar).right = Content(f"{at} of {whole} · {'ended' if ended else how}")
        done = self._position / self._reel.length if self._reel.length else 1.0
        self.query_one("#place", Static).update(f" {wording.bar(done, max(10, self.size.width - 2))}")
        notes, talk = self.query_one("#notes", Page), self.query_one("#talk", Page)
        notes.show(state.phase.heading, Content(printable(_written(state))))
        talk.show("conversation", Content(printable(_said(state))))
        for page in (notes, talk):
            page.call_after_refresh(page.scroll_end, animate=False)

    def action_pause(self) -> None:
        """Stop, or go on; from the end, begin again."""
        if self._position >= self._reel.length:
            self._position, self._paused = 0.0, False
        else:
            self._paused = not self._paused
        self._show()

    def action_speed(self, by: int) -> None:
        """Faster or slower, as far as there is a speed."""
        self._speed = SPEEDS[min(len(SPEEDS) - 1, max(0, SPEEDS.index(self._speed) + by))]
        self._show()

    def action_move(self, seconds: float) -> None:
        """On or back."""
        self._position = min(self._reel.length, max(0.0, self._position + seconds))
        self._show()

    def action_phase(self, by: int) -> None:
        """To the beginning of another phase."""
        to = self._reel.phase_after if by > 0 else self._reel.phase_before
        self._position = to(self._position)
        self._show()

    def action_leave(self) -> None:
        """Home."""
        self.coach.go_home()


def _written(state: State) -> str:
    """What stands in the editors of the phase; deep dives each under its question."""
    parts = [state.draft(state.phase)]
    if state.phase is Phase.DEEP_DIVES:
        parts += [f"{dive.question}\n{state.draft(state.phase, dive.id)}" for dive in state.dives]
    return "\n\n".join(part for part in parts if part.strip())


def _said(state: State) -> str:
    lines = []
    for one in state.exchanges:
        lines += [f"you: {one.question}"] if one.question else []
        lines.append(f"interviewer: {one.says}")
    return "\n".join(lines)
