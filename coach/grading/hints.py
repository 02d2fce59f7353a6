"""Hints have a price: a scorecard less what the candidate was told."""

from collections.abc import Mapping

from coach.grading.scoring import overall, points
from coach.model.scorecard import PhaseScore, Scorecard
from coach.model.words import Phase

MOST_TAKEN = 0.3
"""All hints of a phase together take at most this much of its score."""


def with_hints(card: Scorecard, prices: Mapping[Phase, float]) -> Scorecard:
    """`card` with the hints paid for: phase scores less their prices, overall score and verdict made anew.

    Args:
        card: the scorecard of the sheet alone; hints already taken off would be taken off twice.
        prices: the sum of the prices of the hints taken in each phase, in parts of a phase's score (0..1).
    """
    paid = tuple(_paid(score, prices.get(score.phase, 0.0)) for score in card.phases)
    if paid == card.phases:
        return card
    return card.model_copy(update={"phases": paid, "overall": overall(paid, card.level)})


def _paid(score: PhaseScore, price: float) -> PhaseScore:
    taken = min(price, MOST_TAKEN, score.score)
    if taken <= 0:
        return score
    said = f"Hints took off {points(taken)} {'point' if points(taken) == 1 else 'points'}."
    return score.model_copy(update={"score": round(score.score - taken, 3), "why": (*score.why, said)})
