"""Everything in the store as JSON lines, and back: one object a line, nothing locked in.

A session's line holds all its events and the coach's grade; a card's line its schedule and its reviews. Importing the
same file again changes nothing. A session that went on since the export is continued; one that went another way under
the same id comes in beside it under a name of its own.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from coach.model.words import Phase, Verdict
from coach.store import records
from coach.store.records import EventRow

SCHEMA = "coach.export/1"

LINE_LIMIT = 50_000_000
"""The longest line that is read, in characters."""


MOST_ACTIVE = 366 * 86_400.0
"""Counted seconds of one interview: more than a year is none."""


class _LineError(ValueError):
    """Why a line cannot be taken in, in words."""


@dataclass(slots=True)
class Imported:
    """What an import did."""

    added: int = 0
    continued: int = 0
    unchanged: int = 0
    cards: int = 0
    problems: list[str] = field(default_factory=list)
    """One sentence for each line that could not be read; the others came in."""


def exported(connection: sqlite3.Connection) -> Iterator[str]:
    """The store's lines, sessions oldest first; always the same for the same content."""
    grades = {
        row[0]: row[1:] for row in connection.execute("SELECT session, score, verdict, phases, scorecard FROM grade")
    }
    for session, active in connection.execute("SELECT id, active FROM session ORDER BY started, id").fetchall():
        events = [json.loads(body) for body in records.event_bodies(connection, session)]
        grade = grades.get(session)
        yield _line(
            kind="session",
            id=session,
            active=active,
            events=events,
            grade=None if grade is None else dict(zip(("score", "verdict", "phases", "scorecard"), grade)),
        )
    for name, due, suspended, body in connection.execute(
        "SELECT id, due, suspended, body FROM card ORDER BY id"
    ).fetchall():
        reviews = connection.execute("SELECT at, rating, body FROM review_log WHERE card = ? ORDER BY at", (name,))
        yield _line(
            kind="card",
            id=name,
            due=due,
            suspended=suspended,
            body=body,
            reviews=[dict(zip(("at", "rating", "body"), review)) for review in reviews],
        )


def imported(connection: sqlite3.Connection, lines: Iterable[str]) -> Imported:
    """Take in lines that `exported` made; run it inside a transaction. A line that cannot be read is named and left."""
    result = Imported()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        connection.execute("SAVEPOINT line")
        try:
            _take_line(connection, line, result)
            connection.execute("RELEASE line")
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
            OverflowError,
            sqlite3.IntegrityError,
        ) as error:
            connection.execute("ROLLBACK TO line")
            connection.execute("RELEASE line")
            result.problems.append(f"line {number} was left out: {_reason(error)}")
    return result


def _reason(error: Exception) -> str:
    """Why a line was left out, in words."""
    from pydantic import ValidationError

    if isinstance(error, _LineError):
        return str(error)
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, json.JSONDecodeError):
        return "it is not JSON"
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or 'it'} is not as it should be ({first['msg']})"
    return "it does not hold what `coach export` writes"


def _take_line(connection: sqlite3.Connection, line: str, result: Imported) -> None:
    """One line.

    Raises:
        _LineError: and other errors (see `imported`), when the line does not hold what it should.
    """
    from coach.model.events import EVENT

    if len(line) > LINE_LIMIT:
        raise _LineError("it is too long")
    read = json.loads(line)
    if not isinstance(read, dict) or read.get("schema") != SCHEMA:
        raise _LineError(f"it is not of the schema {SCHEMA}")
    if read["kind"] == "session":
        events = [EVENT.validate_json(json.dumps(event)) for event in read["events"]]
        if not events or events[0].kind != "started":
            raise _LineError("its session has no start")
        rows = [EventRow(seq, event.kind, event.model_dump_json()) for seq, event in enumerate(events)]
        _take_in(
            connection,
            str(read["id"])[:110],
            rows,
            _within(read["active"], MOST_ACTIVE, "active"),
            read.get("grade"),
            result,
        )
    elif read["kind"] == "card":
        _take_card(connection, read)
        result.cards += 1
    else:
        raise _LineError(f"it holds something unknown: {str(read['kind'])[:40]!r}")


def _take_in(
    connection: sqlite3.Connection,
    session: str,
    rows: list[EventRow],
    active: float,
    grade: dict[str, Any] | None,
    result: Imported,
) -> None:
    """One session: new, continued, unchanged, or beside one that went another way."""
    from coach.model.scorecard import Scorecard

    there = records.event_bodies(connection, session)
    ours = [row.body for row in rows]
    shorter = min(len(there), len(ours))
    if there[:shorter] != ours[:shorter]:
        session = f"{session}-{hashlib.sha256(''.join(ours).encode()).hexdigest()[:8]}"
        started = json.loads(rows[0].body) | {"session": session}
        rows = [EventRow(0, "started", json.dumps(started, ensure_ascii=False, separators=(",", ":"))), *rows[1:]]
        there = records.event_bodies(connection, session)
    records.append(connection, session, rows, active)
    if grade is not None:
        scores = json.loads(grade["phases"]).items()
        phases = json.dumps({Phase(name).value: _within(score, 1.0, "a phase's score") for name, score in scores})
        score, verdict = _within(grade["score"], 1.0, "score"), Verdict(grade["verdict"]).value
        scorecard = Scorecard.model_validate_json(grade["scorecard"]).model_dump_json()
        records.keep_grade(connection, session, score, verdict, phases, scorecard)
    if not there:
        result.added += 1
    elif len(ours) > len(there):
        result.continued += 1
    else:
        result.unchanged += 1


def _within(value: Any, most: float, name: str) -> float:
    """A number of a line, from 0 to `most`."""
    if not 0 <= (number := float(value)) <= most:
        raise _LineError(f"{name} is not from 0 to {most:g}")
    return number


def _take_card(connection: sqlite3.Connection, card: dict[str, Any]) -> None:
    """One card; of two schedules the one with more reviews stays."""
    reviews = [(str(card["id"]), str(one["at"]), int(one["rating"]), str(one["body"])) for one in card["reviews"]]
    count = "SELECT count(*) FROM review_log WHERE card = ?"
    known = connection.execute(count, (str(card["id"]),)).fetchone()[0]
    values = (str(card["id"]), str(card["due"]), int(card["suspended"]), str(card["body"]))
    wins = "DO UPDATE SET due = excluded.due, suspended = excluded.suspended, body = excluded.body"
    connection.execute(
        "INSERT INTO card (id, due, suspended, body) VALUES (?, ?, ?, ?) ON CONFLICT "
        + (wins if len(reviews) > known else "DO NOTHING"),
        values,
    )
    connection.executemany("INSERT OR IGNORE INTO review_log (card, at, rating, body) VALUES (?, ?, ?, ?)", reviews)


def _line(**content: Any) -> str:
    return json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, separators=(",", ":"))
