"""Whether a hint has already given away what the interviewer would ask for."""

from collections.abc import Iterable

from coach.interview.matching import vocabulary
from coach.interview.standing import Asks

SAME = 0.6
"""A question that shares this much of its words with a hint repeats it."""


def heard(criterion: Asks, hints: Iterable[str]) -> bool:
    """Whether the question for `criterion` would repeat one of `hints`, or one of them told what is missing."""
    return any(
        _repeats(criterion.probe, hint)
        or any(said and said in hint for said in (criterion.statement, criterion.advice))
        for hint in hints
    )


def _repeats(question: str, hint: str) -> bool:
    asked = vocabulary([question])
    return bool(asked) and len(asked & vocabulary([hint])) >= SAME * len(asked)
