"""What the candidate and the interviewer have agreed on: the facts told so far, and those never asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.model.problem import Fact


@dataclass(frozen=True, slots=True)
class Agreed:
    """A fact that was told."""

    id: str
    answer: str
    """In the interviewer's words."""
    value: float | None
    """Its number, in SI; none when it has none."""
    unit: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A fact that the interviewer would have told."""

    name: str
    """What it is about: "position interval"."""
    answer: str
    matters: str
    """What it would have changed; may be empty."""


def agreed(facts: Iterable[Fact], told: Iterable[str]) -> tuple[Agreed, ...]:
    """The facts that were `told`, in that order; names that no fact has are left out."""
    known = {fact.id: fact for fact in facts}
    return tuple(
        Agreed(name, known[name].answer, known[name].value, known[name].unit) for name in told if name in known
    )


def missed(facts: Iterable[Fact], told: Iterable[str]) -> tuple[Missed, ...]:
    """The facts that were not `told`, in the problem's order."""
    known = set(told)
    return tuple(Missed(fact.id.replace("-", " "), fact.answer, fact.matters) for fact in facts if fact.id not in known)
