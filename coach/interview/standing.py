"""How an interview stands in its interviewer's eyes: what is still open, and what that makes worth asking.

The one place of this room that grades; it takes a tenth of a second or so, so screens call it in a thread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from coach.grading.dives import open_weight
from coach.grading.grader import grade_reading
from coach.grading.read import read
from coach.grading.reading import Reading
from coach.interview import transcript
from coach.interview.state import DraftKey, State
from coach.model.problem import DeepDive, Problem, Rubrics
from coach.model.scorecard import Judgement
from coach.model.words import Phase

OPEN_BELOW = 0.5
"""A criterion with less credit is open: worth a question, a hint, or a deep dive."""


NOTED = "I would like to note down: "
"""How a direction begins that repeats what a criterion looks for, which speaks of the candidate."""

S = TypeVar("S", bound=State)


class Asks(Protocol):
    """What an interviewer needs of a criterion or a judgement to ask about it."""

    @property
    def id(self) -> str:
        """Its stable name."""

    @property
    def weight(self) -> float:
        """How much it counts."""

    @property
    def probe(self) -> str:
        """The question that asks for it; empty when there is none."""

    @property
    def statement(self) -> str:
        """What has to be true."""

    @property
    def advice(self) -> str:
        """What to do next time."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist."""

    statement: str
    credit: float
    weight: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The judgements on what is written so far."""

    reading: Reading
    judged: tuple[tuple[Phase, Judgement], ...]

    def open_in(self, phase: Phase) -> tuple[Judgement, ...]:
        """What is open in `phase`, the heaviest first."""
        return tuple(one for where, one in self.open if where is phase)

    @property
    def open(self) -> tuple[tuple[Phase, Judgement], ...]:
        """Everything that is open, the heaviest first; equals in the order of the phases."""
        left = [(phase, one) for phase, one in self.judged if one.credit < OPEN_BELOW]
        return tuple(sorted(left, key=lambda one: -one[1].weight))

    def open_weights(self, dives: Iterable[DeepDive]) -> dict[str, float]:
        """How much of each question nothing written so far answers, by id."""
        return {dive.id: open_weight(dive, self.reading) for dive in dives}

    def checklist(self, phase: Phase) -> tuple[Check, ...]:
        """The criteria of `phase`, in the rubric's order."""
        return tuple(Check(one.statement, one.credit, one.weight) for where, one in self.judged if where is phase)


def standing(state: State, problem: Problem, rubrics: Rubrics) -> Standing:
    """Grade what is written so far; every phase, whichever are held, so that one informs the other."""
    reading = read(transcript.sheet(state), problem, rubrics)
    card = grade_reading(reading)
    return Standing(reading, tuple((score.phase, one) for score in card.phases for one in score.criteria))


def with_agreed(state: S, answers: Iterable[str]) -> S:
    """`state` as if the candidate had written down what the interviewer told, below the requirements."""
    key = DraftKey(Phase.REQUIREMENTS)
    draft = "\n".join((state.drafts.get(key, ""), "", *answers))
    return replace(state, drafts={**state.drafts, key: draft})


def ladder(still_open: Sequence[Asks]) -> tuple[str, ...]:
    """Three hints towards what is open, the heaviest first: a nudge, a direction, an outline."""
    if not still_open:
        return ()
    heaviest = still_open[0]
    outline = "\n".join(one.advice for one in still_open[:3] if one.advice)
    return tuple(text for text in (heaviest.probe, f"{NOTED}{heaviest.statement}", outline) if text)
