"""The store as a screen sees it: hand in what happened, ask whether it is saved, read it back.

Nothing a candidate can meet raises: a full disk, a read-only home, a file from a later version leave a store that
works in memory and says so in `status`. One thread writes; a change counts as saved when its transaction is on disk.
Every change waits in order until it is, and is tried again each second.
"""

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from os import getpid
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from coach.store import records
from coach.store.location import DATABASE, make_private
from coach.store.owner import Claim, Locks
from coach.store.records import EventRow, Interview
from coach.store.schema import connect, migrate
from coach.store.status import SaveStatus, StoreError, TakenOverError, refusal

if TYPE_CHECKING:
    from coach.model.events import Event
    from coach.model.scorecard import Scorecard

SAVE_EVERY = 0.5
"""Seconds between two saves of a running session; an interval, so that steady typing is saved too."""

RETRY_EVERY = 1.0
"""Seconds between two tries while saving fails."""

MOST_WAIT = 10.0
"""Seconds that a busy disk is waited for at the end; one that fails is not waited for."""

Change = Callable[[sqlite3.Connection], None]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SavedSession:
    """A session as it was last saved."""

    id: str
    events: "tuple[Event, ...]"
    active: float
    """Counted seconds; may go beyond the last event."""
    unreadable: int = 0
    """Events at the end that this version cannot read; what they held is still in the file."""


class Store:
    """Open it with `Store.open`; safe to use from several threads."""

    def __init__(self, folder: Path, wall: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._wall = wall
        self._owner = f"{getpid()}-{secrets.token_hex(4)}"
        self._locks = Locks(folder)
        self._waiting: list[Change] = []
        self._handed_in: dict[str, int] = {}
        self._awake = threading.Condition()
        self._reading = threading.Lock()
        self._file: sqlite3.Connection | None = None
        self._memory: sqlite3.Connection | None = None
        self._writer: threading.Thread | None = None
        self._closing = False
        self._failures = 0
        self._saved_at: float | None = None
        self._trouble: StoreError | None = None
        self._left_out: StoreError | None = None

    @classmethod
    def open(cls, folder: Path, *, wall: Callable[[], float] = time.time) -> Self:
        """The store in `folder`, made when it is not there; when it cannot be used, one that works in memory.

        Args:
            folder: see `coach.resources.data_dir`.
            wall: the wall clock, in seconds since the epoch.
        """
        store = cls(folder, wall)
        try:
            store._file = _opened(folder)
        except (OSError, ValueError, sqlite3.Error, StoreError) as error:
            store._trouble = refusal(error)
            store._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            migrate(store._memory, None)
        return store

    @property
    def status(self) -> SaveStatus:
        """Whether everything is saved; costs nothing."""
        with self._awake:
            trouble = self._left_out or self._trouble
            return SaveStatus(
                saved_at=self._saved_at,
                pending=len(self._waiting),
                problem=trouble.problem if trouble else "",
                remedy=trouble.remedy if trouble else "",
                where=str(self._folder / DATABASE),
            )

    # --- writing ---

    def claim(self, session: str, *, take_over: bool = False) -> Claim:
        """Ask to be the one window that writes `session`; with `take_over` also when another has it open."""
        claim = self._locks.take(session, by_force=take_over)
        if claim.owned:
            if isinstance(self._left_out, TakenOverError) and self._left_out.session == session:
                self._left_out = None
            self._change(partial(records.own, session=session, owner=self._owner))
        return claim

    def append(self, session: str, events: "Sequence[Event]", active: float) -> None:
        """Hand in a session: all its events so far and its counted seconds. Returns at once.

        What was handed in before is not written again. A session that another window has open is not written; the
        status says so.
        """
        first = self._handed_in.get(session)
        if first is None:
            claim = self.claim(session)
            if not claim.owned:
                whose = f"process {claim.pid}" if claim.pid else "another program"
                self._left_out = TakenOverError(
                    session,
                    f"This interview is open in another window ({whose}).",
                    "What you write here is not saved; close the other one, or take it over.",
                )
                return
            first = 0
        rows = tuple(
            EventRow(seq, event.kind, event.model_dump_json()) for seq, event in enumerate(events[first:], first)
        )
        self._handed_in[session] = len(events)
        self._change(partial(records.append, session=session, rows=rows, active=active, owner=self._owner))

    def save_grade(self, session: str, scorecard: "Scorecard") -> None:
        """Keep the coach's grade of a session; a later one replaces it. Returns at once."""
        import json

        phases = json.dumps({str(phase.phase): phase.score for phase in scorecard.phases})
        self._change(
            partial(
                records.keep_grade,
                session=session,
                score=scorecard.overall.score,
                verdict=str(scorecard.overall.verdict),
                phases=phases,
                scorecard=scorecard.model_dump_json(),
            )
        )

    def change(self, change: Change) -> None:
        """Write anything else (cards, an import): `change` runs inside a transaction, again when that fails."""
        self._change(change)

    def flush(self, timeout: float = MOST_WAIT) -> SaveStatus:
        """Wait until all that was handed in is on disk, a try has failed, or `timeout` seconds are over."""
        with self._awake:
            failures = self._failures
            self._awake.notify_all()
            self._awake.wait_for(lambda: not self._waiting or self._failures != failures, timeout)
        return self.status

    def close(self, timeout: float = MOST_WAIT) -> SaveStatus:
        """Save what can be saved and let go of everything; says what became of the rest."""
        self.flush(timeout)
        with self._awake:
            self._closing = True
            self._awake.notify_all()
        if self._writer is not None:
            self._writer.join(timeout)
        status = self.status
        with self._reading:
            for connection in (self._file, self._memory):
                if connection is not None:
                    with suppress(sqlite3.Error):
                        connection.close()
            self._file = self._memory = None
        self._locks.release()
        return status

    # --- reading ---

    def history(self) -> tuple[Interview, ...]:
        """Every interview, newest first."""
        return self._read(records.interviews, ())

    def unfinished(self) -> tuple[Interview, ...]:
        """The interviews that were left before their end, newest first."""
        return self._read(partial(records.interviews, unfinished=True), ())

    def load(self, session: str) -> SavedSession | None:
        """A session as it was last saved; none when there is no such session."""
        from coach.model.events import EVENT

        nothing: list[str] = []
        bodies = self._read(partial(records.event_bodies, session=session), nothing)
        if not bodies:
            return None
        events: list[Event] = []
        for body in bodies:
            try:
                events.append(EVENT.validate_json(body))
            except ValueError:
                break
        active = next(one.active for one in self.history() if one.id == session)
        return SavedSession(session, tuple(events), active, len(bodies) - len(events))

    def grade(self, session: str) -> str | None:
        """The scorecard of a session as JSON; none when it was not graded."""
        query = "SELECT scorecard FROM grade WHERE session = ?"
        row = self._read(lambda connection: connection.execute(query, (session,)).fetchone(), None)
        return str(row[0]) if row else None

    def read(self, query: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `query` finds, or `otherwise` when the file cannot be read."""
        return self._read(query, otherwise)

    # --- how it is done ---

    def _change(self, change: Change) -> None:
        """Queue a change for the writer; where there is no file yet, readers see it at once all the same."""
        with self._reading:
            if self._memory is not None:
                with suppress(sqlite3.Error):  # the writer meets the same and says it
                    _in_transaction(self._memory, [change])
        with self._awake:
            self._waiting.append(change)
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_all, name="coach-store", daemon=True)
                self._writer.start()
            self._awake.notify_all()

    def _write_all(self) -> None:
        """The writer: everything that waits in one transaction, again and again until the store is closed."""
        connection: sqlite3.Connection | None = None
        while True:
            with self._awake:
                self._awake.wait_for(lambda: self._waiting or self._closing)
                batch = tuple(self._waiting)
            if batch:
                connection, trouble = self._written(connection, batch)
                with self._awake:
                    self._settle(batch, trouble)
                    if trouble is not None and not self._closing:
                        self._awake.wait(RETRY_EVERY)
            with self._awake:
                if self._closing and (not self._waiting or self._trouble):
                    break
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _written(
        self, connection: sqlite3.Connection | None, batch: Sequence[Change]
    ) -> tuple[sqlite3.Connection | None, StoreError | None]:
        """Write `batch`; the connection to go on with, and why it failed."""
        try:
            if connection is None:
                connection = _opened(self._folder)
            refused = _in_transaction(connection, batch)
            self._found()
        except (OSError, ValueError, sqlite3.Error, StoreError) as error:
            if connection is not None:  # a connection that failed may keep a broken state; the next try begins anew
                with suppress(sqlite3.Error):
                    connection.close()
            return None, refusal(error)
        for reason in refused:
            self._refuse(reason)
        return connection, None

    def _refuse(self, error: Exception) -> None:
        """A change was left out for good, by itself: say so from here on."""
        with self._awake:
            if isinstance(error, TakenOverError):
                self._locks.forget(error.session)
                self._handed_in.pop(error.session, None)
                self._left_out = error
            else:
                self._left_out = StoreError(
                    f"One change could not be saved ({type(error).__name__}: {error}).",
                    "Everything else is saved. Save your text somewhere else to be sure, and report this.",
                )

    def _settle(self, batch: Sequence[Change], trouble: StoreError | None) -> None:
        """Take note of how writing `batch` went."""
        self._trouble = trouble
        if trouble is None:
            done = set(map(id, batch))
            self._waiting = [change for change in self._waiting if id(change) not in done]
            self._saved_at = self._wall()
        else:
            self._failures += 1
        self._awake.notify_all()

    def _found(self) -> None:
        """Read from the file from here on, when it could not be opened before."""
        with self._reading:
            if self._memory is not None and self._file is None and not self._closing:
                self._file = _opened(self._folder)
                self._memory.close()
                self._memory = None

    def _read(self, query: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        with self._reading:
            connection = self._file or self._memory
            if connection is None:
                return otherwise
            try:
                return query(connection)
            except sqlite3.Error as error:
                self._trouble = refusal(error)
                return otherwise


def _opened(folder: Path) -> sqlite3.Connection:
    """The database in `folder`, of this version."""
    path = make_private(folder)
    connection = connect(path)
    try:
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _in_transaction(connection: sqlite3.Connection, batch: Sequence[Change]) -> list[Exception]:
    """Run `batch` as one transaction; why single changes were left out, each undone by itself.

    Raises:
        sqlite3.Error: the file cannot be written; nothing of the batch is.
    """
    refused: list[Exception] = []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for change in batch:
            connection.execute("SAVEPOINT change")
            try:
                change(connection)
            except Exception as error:
                if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
                    raise  # the disk's or the file's fault: all of it is tried again
                connection.execute("ROLLBACK TO change")
                refused.append(error)
            connection.execute("RELEASE change")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return refused
