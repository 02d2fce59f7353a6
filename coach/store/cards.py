"""Recall cards and how they were answered: rows in, rows out. What a card means is the review room's business."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class CardRow(NamedTuple):
    """One card as it is kept."""

    id: str
    due: str
    """When it is due, ISO 8601, UTC."""
    suspended: bool
    body: str
    """The whole card, JSON."""


class ReviewRow(NamedTuple):
    """One answer to a card."""

    card: str
    at: str
    """When, ISO 8601, UTC."""
    rating: int
    """1 again, 2 hard, 3 good, 4 easy."""
    body: str
    """The card as it was before, JSON: what undoing brings back."""


def all_cards(connection: sqlite3.Connection) -> tuple[CardRow, ...]:
    """Every card, the one that is due first first."""
    rows = connection.execute("SELECT id, due, suspended, body FROM card ORDER BY due, id")
    return tuple(CardRow(name, due, bool(suspended), body) for name, due, suspended, body in rows)


def due_count(connection: sqlite3.Connection, now: str) -> int:
    """How many cards are due at `now` (ISO 8601, UTC)."""
    query = "SELECT count(*) FROM card WHERE suspended = 0 AND due <= ?"
    return int(connection.execute(query, (now,)).fetchone()[0])


def add(connection: sqlite3.Connection, rows: Iterable[CardRow]) -> None:
    """Add the cards that are new; one that is known keeps its schedule."""
    connection.executemany("INSERT OR IGNORE INTO card (id, due, suspended, body) VALUES (?, ?, ?, ?)", rows)


def put(connection: sqlite3.Connection, row: CardRow) -> None:
    """Replace a card: suspended, or taken up again."""
    connection.execute("UPDATE card SET due = ?, suspended = ?, body = ? WHERE id = ?", (*row[1:], row.id))


def answered(connection: sqlite3.Connection, row: CardRow, review: ReviewRow) -> None:
    """Replace a card after it was answered, and note the answer."""
    put(connection, row)
    connection.execute("INSERT OR REPLACE INTO review_log (card, at, rating, body) VALUES (?, ?, ?, ?)", review)


def undo(connection: sqlite3.Connection, before: CardRow) -> None:
    """Take the latest answer to a card back."""
    put(connection, before)
    connection.execute(
        "DELETE FROM review_log WHERE card = ?1 AND at = (SELECT max(at) FROM review_log WHERE card = ?1)", (before.id,)
    )


def reviews(connection: sqlite3.Connection) -> tuple[ReviewRow, ...]:
    """Every answer, oldest first."""
    rows = connection.execute("SELECT card, at, rating, body FROM review_log ORDER BY at, card")
    return tuple(ReviewRow(*row) for row in rows)
