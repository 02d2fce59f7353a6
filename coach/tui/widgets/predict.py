"""The first question of a debrief: what will you get? One key says tens, the arrows move by one point."""

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.tui import wording
from coach.tui.messages import Fact


class Predict(Widget, can_focus=True):
    """Holds a guess of 0..100 points, or none."""

    @dataclass
    class Guessed(Fact):
        """The candidate said what to expect, 0..100."""

        points: int

    guess: reactive[int | None] = reactive(None)

    def render(self) -> RenderResult:
        """The question, the guess, how to give it."""
        bar = wording.bar((self.guess or 0) / 100, 20)
        guess = "–" if self.guess is None else str(self.guess)
        return Content.assemble(
            ("What will you get?", "bold"),
            "\n\nSay it before you look: guessing first makes the result teach more.\n\n",
            (f"  {bar}  {guess} of 100", "bold $text-accent"),
            "\n\n  0–9   tens of points: 7 is about 70",
            "\n  + –   one point more, one less",
            "\n  →     go on, with a guess or without",
        )

    def on_key(self, event: events.Key) -> None:
        """Digits say tens, plus and minus single points."""
        if event.character and event.character.isdecimal() and event.character.isascii():
            self._set(int(event.character) * 10)
        elif event.character in ("+", "=", "-"):
            step = -1 if event.character == "-" else 1
            self._set(min(100, max(0, (50 if self.guess is None else self.guess) + step)))
        else:
            return
        event.stop()

    def _set(self, points: int) -> None:
        self.guess = points
        self.post_message(self.Guessed(points))
