"""Recall cards: what was missed becomes a two-minute prompt that comes back when it is about to be forgotten.

Scheduled by the `fsrs` package, the algorithm Anki users know. The clock comes in; there are no learning steps (a card
never comes back the same day) and no fuzz (the same answers give the same days).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from fsrs import Card as Schedule
from fsrs import Rating as FsrsRating
from fsrs import Scheduler

from coach.model.scorecard import Judgement, Said, Scorecard
from coach.model.words import Phase, Severity
from coach.review.drills.drill import Drill, Kind

MISSED_BELOW = 0.5
"""A criterion with less credit than this is missed."""

DOUBTFUL_BELOW = 0.6
"""A judgement less sure than this is doubtful; the same bound at which a candidate is asked."""

NEW_A_DAY = 10
"""Cards of one interview that are due on one day: the weightiest today, the next tomorrow."""

_PHASES = {Kind.ESTIMATION: Phase.ESTIMATION, Kind.NUMBERS: Phase.ESTIMATION, Kind.API: Phase.API}
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


class Rating(IntEnum):
    """How well it was recalled: the keys 1 to 4."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Card:
    """One missed point as a prompt, with its schedule."""

    id: str
    """Stable: the same problem, phase and criterion always make the same card."""
    problem: str
    """The problem it comes from, or `drill-KIND`."""
    phase: Phase
    criterion: str
    """The criterion, the remark, or the subject of the drill."""
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
    """A card for each criterion that was missed or is doubtful and for each claim that was wrong, weightiest first.

    The first `NEW_A_DAY` are due at `now` (UTC), the next a day later, and so on.
    """
    found: list[tuple[float, Card]] = []
    for phase in scorecard.phases:
        found += [
            (judgement.weight, _of_judgement(scorecard.problem, phase.phase, judgement, now))
            for judgement in phase.criteria
            if judgement.credit < MISSED_BELOW or judgement.confidence < DOUBTFUL_BELOW
        ]
        found += [
            (4.0 if remark.severity is Severity.ERROR else 2.5, _of_remark(scorecard.problem, phase.phase, remark, now))
            for remark in phase.remarks
            if remark.severity is not Severity.NOTE and not remark.follows
        ]
    unique = {card.id: card for _, card in sorted(found, key=lambda one: -one[0])}
    return tuple(_due(card, now + timedelta(days=at // NEW_A_DAY)) for at, card in enumerate(unique.values()))


def of_drill(drill: Drill, now: datetime) -> Card:
    """A card for a drill that was not answered right, due the next day: it was just explained."""
    prompt = f"{drill.asks}\n{drill.shown}".strip()
    if drill.options:
        prompt += "\n" + "\n".join(f"{number} {option}" for number, option in enumerate(drill.options, start=1))
    phase = _PHASES.get(drill.kind, Phase.DESIGN)
    card = _card(f"drill-{drill.kind}", phase, drill.subject, now, prompt, "", drill.answer)
    return _due(card, now + timedelta(days=1))


def packed(card: Card) -> str:
    """The whole card as JSON; `unpacked` reads it."""
    return json.dumps(asdict(card) | {"due": card.due.isoformat()}, ensure_ascii=False)


def unpacked(text: str) -> Card:
    """The card that `packed` wrote.

    Raises:
        ValueError: it is no such text.
    """
    try:
        read = json.loads(text)
        card = Card(**read | {"due": datetime.fromisoformat(read["due"]), "phase": Phase(read["phase"])})
        Schedule.from_json(card.schedule)
    except (TypeError, KeyError) as error:
        raise ValueError(f"no card: {error}") from None
    return card


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


def _of_judgement(problem: str, phase: Phase, judgement: Judgement, now: datetime) -> Card:
    prompt = judgement.probe or f"{judgement.statement} - how would you show it?"
    context = judgement.evidence[0].quote if judgement.evidence else ""
    return _card(problem, phase, judgement.id, now, prompt, context, judgement.advice or judgement.statement)


def _of_remark(problem: str, phase: Phase, remark: Said, now: datetime) -> Card:
    prompt = "What is wrong with this, and what is right?"
    return _card(problem, phase, remark.id, now, prompt, remark.quote, remark.message)


def _card(problem: str, phase: Phase, name: str, now: datetime, prompt: str, context: str, answer: str) -> Card:
    digest = hashlib.sha256(f"{problem}\n{phase}\n{name}".encode())
    schedule = Schedule(card_id=int.from_bytes(digest.digest()[:6]), due=now)
    return Card(
        id=digest.hexdigest()[:16],
        problem=problem,
        phase=phase,
        criterion=name,
        prompt=prompt,
        context=context,
        answer=answer,
        due=now,
        schedule=schedule.to_json(),
    )


def _due(card: Card, when: datetime) -> Card:
    schedule = Schedule.from_json(card.schedule)
    schedule.due = when
    return replace(card, due=when, schedule=schedule.to_json())
