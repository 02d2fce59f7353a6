"""What is learnt between interviews: the cards that are due, drills, and what all interviews say together.

It knows the store and no screen, so the command line works with it as well. Everything may touch the disk.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from coach.model.scorecard import Scorecard
from coach.review import progress
from coach.review.cards import Card, Rating, cards, due, of_drill, packed, review, unpacked
from coach.review.drills.drill import Drill
from coach.store import cards as rows
from coach.store.cards import CardRow, ReviewRow
from coach.store.records import Interview, Judged, judged
from coach.store.store import Store


@dataclass(frozen=True, slots=True)
class Study:
    """Cards and progress in one store."""

    store: Store
    now: Callable[[], datetime]
    """The wall clock, UTC."""

    def deck(self) -> tuple[Card, ...]:
        """All cards; one that cannot be read is left out and stays as it is."""
        nothing: tuple[CardRow, ...] = ()
        deck = []
        for row in self.store.read(rows.all_cards, nothing):
            try:
                deck.append(replace(unpacked(row.body), suspended=row.suspended))
            except ValueError:
                continue
        return tuple(deck)

    def unreadable(self) -> int:
        """How many cards cannot be read."""
        nothing: tuple[CardRow, ...] = ()
        return len(self.store.read(rows.all_cards, nothing)) - len(self.deck())

    def due(self) -> tuple[Card, ...]:
        """The cards to recall at this moment, the longest overdue first."""
        return tuple(due(self.deck(), self.now()))

    def due_count(self) -> int:
        """How many cards are due."""
        return self.store.read(partial(rows.due_count, now=self.now().isoformat()), 0)

    def take_in(self, scorecard: Scorecard) -> None:
        """Make cards of what was missed; one that is there already keeps its schedule."""
        self._add(cards(scorecard, self.now()))

    def missed(self, *drills: Drill) -> None:
        """Make cards of drills that were not answered right."""
        self._add(tuple(of_drill(drill, self.now()) for drill in drills))

    def answer(self, card: Card, rating: Rating) -> Card:
        """Note how well `card` was recalled; the card with its next day."""
        now = self.now()
        after = review(card, rating, now)
        noted = ReviewRow(card.id, now.isoformat(), int(rating), _row(card).body)
        self.store.change(partial(rows.answered, row=_row(after), review=noted))
        return after

    def undo(self, before: Card) -> None:
        """Take the latest answer to a card back; `before` is the card as it was."""
        self.store.change(partial(rows.undo, before=_row(before)))

    def suspend(self, card: Card, *, suspended: bool = True) -> None:
        """Ask `card` no more, or again."""
        self.store.change(partial(rows.put, row=_row(replace(card, suspended=suspended))))

    def progress(self, problem: str | None = None) -> progress.Progress:
        """What all graded interviews say together, or only those on `problem`."""
        past = [one for one in reversed(self.store.history()) if problem in (None, one.problem)]
        held = [_held(one) for one in past if one.score is not None]
        nothing: tuple[Judged, ...] = ()
        grades = [
            progress.Grade(one.session, one.problem, one.phase, one.criterion, one.statement, one.credit, one.own)
            for one in self.store.read(judged, nothing)
            if problem in (None, one.problem)
        ]
        return progress.progress(held, grades, self.now().date())

    def _add(self, new: tuple[Card, ...]) -> None:
        if new:
            self.store.change(partial(rows.add, rows=[_row(card) for card in new]))


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def _row(card: Card) -> CardRow:
    return CardRow(card.id, card.due.isoformat(), card.suspended, packed(card))


def _held(one: Interview) -> progress.Held:
    assert one.score is not None
    return progress.Held(one.id, one.problem, one.title, one.level, one.started, one.score, one.phases, one.spent)
