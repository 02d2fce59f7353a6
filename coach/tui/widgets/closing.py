"""The last step of a debrief: what would gain most, one line for next time, and where the report went."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from coach.language.cleaning import printable
from coach.report.summary import gains
from coach.tui import wording
from coach.tui.messages import Fact
from coach.tui.outcome import Outcome
from coach.tui.widgets.talk import OneLine


class PromiseLine(OneLine):
    """One line; in an empty one the left arrow turns back to the step before."""

    @dataclass
    class TurnedBack(Fact):
        """The left arrow was pressed in an empty line."""

    def action_cursor_left(self, select: bool = False) -> None:
        """Within the line, or out of it."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.post_message(self.TurnedBack())


class Closing(Vertical):
    """Verdict, three gains, the promise."""

    @dataclass
    class Promised(Fact):
        """The candidate pressed Enter below the debrief; the line may be empty."""

        text: str

    def __init__(self, outcome: Outcome, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._outcome = outcome

    def compose(self) -> ComposeResult:
        """What to do next, then the line."""
        with VerticalScroll(id="advice"):
            yield Static(self._advice(), markup=False)
        yield Static("Next time I will …", id="promise-label", markup=False)
        yield PromiseLine(
            placeholder="one thing, in your words; Enter keeps it and writes the report",
            compact=True,
            max_length=200,
            id="promise",
        )
        yield Static(id="news", markup=False)

    def _advice(self) -> Content:
        overall = self._outcome.card.overall
        parts: list[str | tuple[str, str]] = [
            (f"{wording.points(overall.score)} of 100 · {overall.verdict}", "bold"),
            f"\n{printable(' '.join(overall.why))}",
        ]
        if hints := self._outcome.hints:
            told = ", ".join(f"{phase.heading} −{wording.points(taken)}" for phase, taken in hints.items())
            parts.append(f"\nHints took off: {told}.")
        if found := gains(self._outcome.card):
            parts.append(("\n\nWhat would gain most", "bold"))
        for gain in found:
            advice = gain.judgement.advice or gain.judgement.statement
            parts.append(f"\n+{gain.points:.0f}  {gain.phase.heading}: {printable(advice)}")
        if missed := self._outcome.missed:
            told = wording.plural(len(missed), "fact")
            parts += [("\n\nYou never asked", "bold"), f" for {told} that would have changed your answer; see Remarks."]
        return Content.assemble(*parts)

    def open(self, promise: str) -> None:
        """Put the cursor into the line, with what was promised before."""
        line = self.query_one("#promise", Input)
        line.value = line.value or promise
        line.focus()

    def tell(self, news: str) -> None:
        """Say where the report went, or why it could not be written."""
        self.query_one("#news", Static).update(printable(news))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the line."""
        event.stop()
        self.post_message(self.Promised(event.value.strip()))
