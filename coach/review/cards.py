"""Recall cards: what was missed becomes a two-minute prompt that comes back when it is about to be forgotten.

Scheduled by the `fsrs` package, the algorithm Anki users know. The clock comes in; there are no learning steps (a card
never comes back the same day) and no fuzz (the same answers give the same days).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from fsrs import Card as Schedule
from fsrs import Rating as FsrsRating
from fsrs import Scheduler

from coach.model.scorecard import Judgement, Scorecard
from coach.model.words import Phase

MISSED_BELOW = 0.5
"""A criterion with less credit than this is missed."""

DOUBTFUL_BELOW = 0.6
"""A judgement less sure than this is doubtful; the same bound at which a candidate is asked."""

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Rating(IntEnum):
    """How well it was recalled: the keys 1 to 4."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Card:
    """One missed criterion as a prompt, with its schedule."""

    id: str
    """Stable: the same problem, phase and criterion always make the same card."""
    problem: str
    phase: Phase
    criterion: str
    prompt: str
    """What is asked: the criterion's probe, or its statement as a question."""
    context: str
    """The candidate's own words that it is about; empty when there were none."""
    answer: str
    due: datetime
    """UTC."""
    schedule: str
    """The schedule's state as the `fsrs` package writes it (JSON)."""
    suspended: bool = False


def cards(scorecard: Scorecard, now: datetime) -> tuple[Card, ...]:
    """A card for each criterion that was missed or is doubtful, due at once."""
    return tuple(
        _card(scorecard.problem, phase.phase, judgement, now)
        for phase in scorecard.phases
        for judgement in phase.criteria
        if judgement.credit < MISSED_BELOW or judgement.confidence < DOUBTFUL_BELOW
    )


def review(card: Card, rating: Rating, now: datetime) -> Card:
    """`card` after it was recalled at `now` (UTC), with its next day."""
    schedule, _ = _SCHEDULER.review_card(Schedule.from_json(card.schedule), FsrsRating(int(rating)), now)
    return replace(card, due=schedule.due, schedule=schedule.to_json())


def intervals(card: Card, now: datetime) -> dict[Rating, timedelta]:
    """When the card would come back, for each rating: what the four keys show."""
    return {rating: review(card, rating, now).due - now for rating in Rating}


def due(deck: Iterable[Card], now: datetime) -> Iterator[Card]:
    """The cards to recall at `now`, the longest overdue first."""
    ready = (card for card in deck if not card.suspended and card.due <= now)
    return iter(sorted(ready, key=lambda card: (card.due, card.id)))


def rating_of(score: float) -> Rating:
    """The rating that a whole problem's score 0..1 suggests; the candidate may choose another."""
    bounds = ((0.40, Rating.AGAIN), (0.60, Rating.HARD), (0.85, Rating.GOOD))
    return next((rating for bound, rating in bounds if score < bound), Rating.EASY)


def _card(problem: str, phase: Phase, judgement: Judgement, now: datetime) -> Card:
    digest = hashlib.sha256(f"{problem}\n{phase}\n{judgement.id}".encode())
    schedule = Schedule(card_id=int.from_bytes(digest.digest()[:6]), due=now)
    return Card(
        id=digest.hexdigest()[:16],
        problem=problem,
        phase=phase,
        criterion=judgement.id,
        prompt=judgement.probe or f"{judgement.statement} - how would you show it?",
        context=judgement.evidence[0].quote if judgement.evidence else "",
        answer=judgement.advice or judgement.statement,
        due=now,
        schedule=schedule.to_json(),
    )
