"""What the test of a pack comes to: one outcome an expectation, and the golden sheets' scores for a table.

Plain data, since a test runs in several processes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from coach.model.quick import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.model.words import Phase


class State(StrEnum):
    """How a test of a pack came out."""

    HELD = "held"
    FAILED = "failed"
    KNOWN_GAP = "known gap"
    """Failed, and the author says why the grader cannot do it yet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation and what came of it."""

    problem: str
    sheet: str
    """The golden sheet's file, or the name of a test that holds for every problem."""
    expects: str
    """What had to be true: `estimation 0.40 to 0.80`."""
    got: str
    state: State
    why: str = ""
    """The author's reason, for what a known gap excuses."""
    banded: bool = False
    """Whether the author set this expectation for a golden sheet, rather than it holding for every problem."""


@dataclass(frozen=True, slots=True)
class SheetScore:
    """What one sheet got, for the table."""

    problem: str
    sheet: str
    kind: str
    """The golden sheet's kind, or `reference`."""
    overall: float
    phases: dict[Phase, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """Every outcome of a test."""

    outcomes: tuple[Outcome, ...]
    scores: tuple[SheetScore, ...]

    def of(self, state: State) -> tuple[Outcome, ...]:
        """The outcomes that came out as `state`."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is state)

    @property
    def passed(self) -> bool:
        """Whether nothing failed; known gaps do not count."""
        return not self.of(State.FAILED)

    @property
    def gap_share(self) -> float:
        """The share, 0..1, of the authors' own expectations that a known gap excuses."""
        banded = [outcome for outcome in self.outcomes if outcome.banded]
        return sum(one.state is State.KNOWN_GAP for one in banded) / len(banded) if banded else 0.0

    @property
    def closed_gaps(self) -> tuple[tuple[str, str], ...]:
        """Problem and file of each sheet with a known gap of which everything holds: the excuse can go."""
        excused = {(one.problem, one.sheet): True for one in self.outcomes if one.why}
        for one in self.outcomes:
            if one.state is State.KNOWN_GAP:
                excused[one.problem, one.sheet] = False
        return tuple(sheet for sheet, closed in excused.items() if closed)


def joined(trials: Iterable[Trial]) -> Trial:
    """Several trials as one, in their order."""
    every = tuple(trials)
    return Trial(
        tuple(outcome for trial in every for outcome in trial.outcomes),
        tuple(score for trial in every for score in trial.scores),
    )
