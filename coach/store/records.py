"""What is written and what is read: events and the tables that follow from them, as plain SQL on one connection.

Events are the truth; session, draft and self_grade are kept beside them in the same transaction, so that lists and
rescue need no replay. Everything here may be run again without harm: a retry writes nothing twice.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coach.store.status import TakenOverError


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as it is stored."""

    seq: int
    """Its place in the session, from 0."""
    kind: str
    body: str
    """The whole event as JSON."""


@dataclass(frozen=True, slots=True)
class Interview:
    """A session as lists show it."""

    id: str
    problem: str
    title: str
    level: str
    mode: str
    minutes: int
    started: str
    """ISO 8601, UTC."""
    finished: str | None
    active: float
    """Counted seconds."""
    phase: str
    """The phase it is in, or was left in."""
    words: int
    """Words in all drafts."""
    predicted: float | None
    next_time: str
    spent: dict[str, float]
    """Counted seconds by phase."""
    score: float | None
    """The coach's overall score, 0..1; none: not graded."""
    verdict: str | None
    phases: dict[str, float]
    """The coach's score by phase."""


def append(
    connection: sqlite3.Connection, session: str, rows: Sequence[EventRow], active: float, owner: str = ""
) -> None:
    """Write the events that are not there yet, and the clock; run it inside a transaction.

    Raises:
        TakenOverError: `owner` is given and another run of the program owns the session by this time.
    """
    there = connection.execute("SELECT owner FROM session WHERE id = ?", (session,)).fetchone()
    if there is None:
        if not rows or rows[0].kind != "started":
            return
        _begin(connection, session, json.loads(rows[0].body), owner)
    elif owner and there[0] != owner:
        pid = there[0].partition("-")[0]
        raise TakenOverError(
            session,
            f"This interview goes on in another window (process {pid}).",
            "What you write here is no longer saved; you can save it somewhere else.",
        )
    known = connection.execute("SELECT coalesce(max(seq), -1) FROM event WHERE session = ?", (session,)).fetchone()[0]
    fresh = [row for row in rows if row.seq > known]
    connection.executemany(
        "INSERT INTO event (session, seq, kind, body) VALUES (?, ?, ?, ?)",
        [(session, row.seq, row.kind, row.body) for row in fresh],
    )
    for row in fresh:
        _project(connection, session, row.kind, json.loads(row.body))
    _book(connection, session, active)
    if any(row.kind == "written" for row in fresh):
        texts = connection.execute("SELECT text FROM draft WHERE session = ?", (session,)).fetchall()
        words = sum(len(text.split()) for (text,) in texts)
        connection.execute("UPDATE session SET words = ? WHERE id = ?", (words, session))


def own(connection: sqlite3.Connection, session: str, owner: str) -> None:
    """Put the session into the hands of `owner`; nothing happens when it is not stored yet."""
    connection.execute("UPDATE session SET owner = ? WHERE id = ?", (owner, session))


def keep_grade(
    connection: sqlite3.Connection, session: str, score: float, verdict: str, phases: str, scorecard: str
) -> None:
    """Keep the coach's grade of a session; a later one replaces it. A session that is not stored has none."""
    connection.execute(
        """INSERT INTO grade (session, score, verdict, phases, scorecard)
           SELECT id, ?, ?, ?, ? FROM session WHERE id = ?
           ON CONFLICT (session) DO UPDATE SET score = excluded.score, verdict = excluded.verdict,
           phases = excluded.phases, scorecard = excluded.scorecard""",
        (score, verdict, phases, scorecard, session),
    )


def interviews(connection: sqlite3.Connection, *, unfinished: bool = False) -> tuple[Interview, ...]:
    """All sessions, newest first; with `unfinished` those that were not handed in."""
    found = connection.execute(
        """SELECT id, problem, title, level, mode, minutes, started, finished, active, phase, words, predicted,
                  next_time, spent, score, verdict, phases
           FROM session LEFT JOIN grade ON grade.session = session.id
           WHERE ? = 0 OR finished IS NULL ORDER BY started DESC, id""",
        (int(unfinished),),
    )
    return tuple(_interview(row) for row in found)


def graded_with(connection: sqlite3.Connection) -> dict[str, str]:
    """For each graded session the digest of the problem and criteria it was graded with; empty when none was kept."""
    found = connection.execute("SELECT session, json_extract(scorecard, '$.stamp.content') FROM grade")
    return {session: content or "" for session, content in found}


def event_bodies(connection: sqlite3.Connection, session: str) -> list[str]:
    """The session's events as JSON, in order."""
    found = connection.execute("SELECT body FROM event WHERE session = ? ORDER BY seq", (session,))
    return [body for (body,) in found]


def _interview(row: tuple[Any, ...]) -> Interview:
    *plain, spent, score, verdict, phases = row
    values = [*plain, json.loads(spent), score, verdict, json.loads(phases or "{}")]
    return Interview(*values)


def _begin(connection: sqlite3.Connection, session: str, started: dict[str, Any], owner: str) -> None:
    settings = started["settings"]
    connection.execute(
        """INSERT INTO session (id, problem, title, level, mode, minutes, pack, pack_version, pack_hash, started,
                                phase, owner)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            session,
            *(settings[name] for name in ("problem", "title", "level", "mode", "minutes")),
            *(settings[name] for name in ("pack", "pack_version", "pack_hash")),
            started["at"],
            settings["phases"][0],
            owner,
        ),
    )


def _project(connection: sqlite3.Connection, session: str, kind: str, event: dict[str, Any]) -> None:
    """Carry one event over into the tables that follow from it."""
    _book(connection, session, event["active"])
    if kind == "phase_entered":
        connection.execute("UPDATE session SET phase = ? WHERE id = ?", (event["phase"], session))
    elif kind == "written":
        key = (session, event["phase"], event["part"])
        old = connection.execute("SELECT text FROM draft WHERE session = ? AND phase = ? AND part = ?", key).fetchone()
        before = old[0] if old else ""
        text = before[: event["start"]] + event["text"] + before[event["start"] + event["removed"] :]
        connection.execute(
            "INSERT OR REPLACE INTO draft (session, phase, part, text) VALUES (?, ?, ?, ?)", (*key, text)
        )
    elif kind == "finished":
        connection.execute("UPDATE session SET finished = ? WHERE id = ?", (event["at"], session))
    elif kind == "predicted":
        connection.execute("UPDATE session SET predicted = ? WHERE id = ?", (event["score"], session))
    elif kind == "noted":
        connection.execute("UPDATE session SET next_time = ? WHERE id = ?", (event["text"], session))
    elif kind == "self_graded":
        connection.execute(
            """INSERT INTO self_grade (session, phase, criterion, credit) VALUES (?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET credit = excluded.credit""",
            (session, event["phase"], event["criterion"], event["credit"]),
        )
    elif kind == "overruled":
        connection.execute(
            """INSERT INTO self_grade (session, phase, criterion, overruled, reason) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET overruled = excluded.overruled, reason = excluded.reason""",
            (session, event["phase"], event["criterion"], event["credit"], event["reason"]),
        )


def _book(connection: sqlite3.Connection, session: str, active: float) -> None:
    """Set the clock to `active`, when it is later, and book the difference to the phase the session is in."""
    phase, before, spent = connection.execute(
        "SELECT phase, active, spent FROM session WHERE id = ?", (session,)
    ).fetchone()
    if active <= before:
        return
    by_phase = json.loads(spent)
    by_phase[phase] = round(by_phase.get(phase, 0) + active - before, 3)
    connection.execute("UPDATE session SET active = ?, spent = ? WHERE id = ?", (active, json.dumps(by_phase), session))


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of one graded interview, with the candidate's own grade of it."""

    session: str
    problem: str
    started: str
    """ISO 8601, UTC."""
    phase: str
    criterion: str
    statement: str
    credit: float
    """The coach's, 0..1."""
    own: float | None
    """The candidate's, 0..1; none: not graded."""


def judged(connection: sqlite3.Connection, latest: int = 40) -> tuple[Judged, ...]:
    """Every criterion of the `latest` graded interviews, the oldest interview first."""
    found = connection.execute(
        """SELECT s.id, s.problem, s.started, p.value ->> '$.phase', c.value ->> '$.id', c.value ->> '$.statement',
                  c.value ->> '$.credit', own.credit
           FROM (SELECT * FROM session JOIN grade ON grade.session = session.id ORDER BY started DESC LIMIT ?) AS s,
                json_each(s.scorecard, '$.phases') AS p, json_each(p.value, '$.criteria') AS c
           LEFT JOIN self_grade AS own ON own.session = s.id AND own.phase = p.value ->> '$.phase'
                AND own.criterion = c.value ->> '$.id'
           ORDER BY s.started, s.id, p.key, c.key""",
        (latest,),
    )
    return tuple(Judged(*row) for row in found)
