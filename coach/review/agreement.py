"""How well a candidate's own grades agree with the coach's: exact, within one level, bias, and weighted kappa.

Numbers that cannot be told are `None`, never 0 and never NaN. Kappa is not given on its own: with skewed grades it
drops though agreement is high, so it stands beside the plain shares.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

KAPPA_FROM = 30
"""Pairs below which kappa says nothing."""

LEVELS = 3
"""Credits are compared on this many steps: not met, in part, met."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One criterion, graded twice; credits 0..1."""

    own: float
    coach: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a set of pairs comes to."""

    pairs: int
    exact: float | None
    """Share of pairs on the same step."""
    within_one: float | None
    """Share of pairs at most one step apart."""
    bias: float | None
    """Mean of own minus coach's credit, -1..1; above 0: the candidate is the kinder one."""
    kappa: float | None
    """Cohen's kappa with quadratic weights (Cohen 1968); none below `KAPPA_FROM` pairs or where it is undefined."""


def agreement(pairs: Sequence[Pair], levels: int = LEVELS) -> Agreement:
    """How well own and coach's grades agree over `pairs`, compared on so many steps."""
    if not pairs:
        return Agreement(0, None, None, None, None)
    steps = [(step(pair.own, levels), step(pair.coach, levels)) for pair in pairs]
    count = len(pairs)
    return Agreement(
        pairs=count,
        exact=sum(own == coach for own, coach in steps) / count,
        within_one=sum(abs(own - coach) <= 1 for own, coach in steps) / count,
        bias=sum(pair.own - pair.coach for pair in pairs) / count,
        kappa=quadratic_kappa(steps) if count >= KAPPA_FROM else None,
    )


def step(credit: float, levels: int = LEVELS) -> int:
    """The step of a credit 0..1 on a scale of `levels`: the nearest one, halves upwards."""
    return min(levels - 1, max(0, int(credit * (levels - 1) + 0.5)))


def quadratic_kappa(rated: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights; none where no disagreement is to be expected by chance.

    Both raters on one and the same step leave nothing to expect: kappa is then undefined, not 1.
    """
    count = len(rated)
    observed = sum((own - coach) ** 2 for own, coach in rated)
    owns, coaches = Counter(own for own, _ in rated), Counter(coach for _, coach in rated)
    expected = sum(
        (own - coach) ** 2 * of_own * of_coach for own, of_own in owns.items() for coach, of_coach in coaches.items()
    )
    return None if not expected else 1 - observed * count / expected
