"""The tables, and how a file of any earlier version becomes one of this version.

A migration is a list of statements; `PRAGMA user_version` counts how many have been applied. All that are missing run
in one transaction, after a copy of the file was made beside it, so a file is old or new, never half.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from coach.store.status import NewerStoreError, StoreError

APPLICATION_ID = 0x636F6163
"""Marks the file as coach's: "coac"."""

Migration = Sequence[str]

MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE session (
            id TEXT PRIMARY KEY, problem TEXT NOT NULL, title TEXT NOT NULL, level TEXT NOT NULL, mode TEXT NOT NULL,
            minutes INTEGER NOT NULL, pack TEXT NOT NULL, pack_version TEXT NOT NULL, pack_hash TEXT NOT NULL,
            started TEXT NOT NULL, finished TEXT, active REAL NOT NULL DEFAULT 0, phase TEXT NOT NULL DEFAULT '',
            spent TEXT NOT NULL DEFAULT '{}', words INTEGER NOT NULL DEFAULT 0, predicted REAL,
            next_time TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '') WITHOUT ROWID""",
        """CREATE TABLE event (
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, seq INTEGER NOT NULL,
            kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session, seq)) WITHOUT ROWID""",
        """CREATE TABLE draft (
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, phase TEXT NOT NULL, part TEXT NOT NULL,
            text TEXT NOT NULL, PRIMARY KEY (session, phase, part)) WITHOUT ROWID""",
        """CREATE TABLE grade (
            session TEXT PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE, score REAL NOT NULL,
            verdict TEXT NOT NULL, phases TEXT NOT NULL, scorecard TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE self_grade (
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, phase TEXT NOT NULL,
            criterion TEXT NOT NULL, credit REAL, overruled REAL, reason TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (session, phase, criterion)) WITHOUT ROWID""",
        """CREATE TABLE card (
            id TEXT PRIMARY KEY, due TEXT NOT NULL, suspended INTEGER NOT NULL DEFAULT 0,
            body TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE review_log (
            card TEXT NOT NULL REFERENCES card(id) ON DELETE CASCADE, at TEXT NOT NULL, rating INTEGER NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (card, at)) WITHOUT ROWID""",
        "CREATE INDEX session_started ON session (started DESC)",
        "CREATE INDEX card_due ON card (suspended, due)",
    ),
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for reading and writing, with every setting that safety rests on; no table is touched.

    A file system without shared memory (a network home) cannot hold a write-ahead log; there the rollback journal
    is used, which is as safe and slower.

    Raises:
        sqlite3.Error: the file cannot be opened or is no database.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=2.0)
    try:
        connection.execute("PRAGMA busy_timeout = 2000")
        if not is_logged(connection):
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -200")  # KiB; what is more fills in hours of typing, and is read once
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def is_logged(connection: sqlite3.Connection) -> bool:
    """Whether the file uses a write-ahead log."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def migrate(connection: sqlite3.Connection, path: Path | None, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the file to this version.

    Args:
        connection: open, outside any transaction.
        path: the file, beside which the copy is put (`coach.db.v1.bak`); none for a database in memory.
        migrations: all of them, oldest first.

    Raises:
        NewerStoreError: the file is of a later version.
        StoreError: the file belongs to another program.
        sqlite3.Error: it cannot be read or written; it is then as it was.
    """
    version = _version(connection)
    if version == len(migrations):
        return
    if version > len(migrations):
        raise NewerStoreError(
            f"The data file is of a later version of coach (format {version}; known here: {len(migrations)}).",
            "It is left as it is; what you write is kept in memory only. Update coach, or choose another --data-dir.",
        )
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(
            "The data file belongs to another program.",
            "It is left as it is; what you write is kept in memory only. Choose another --data-dir.",
        )
    if version and path is not None:
        _copy(connection, path.with_name(f"{path.name}.v{version}.bak"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another window may have been faster
        for statements in migrations[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """A copy of the file as it is, readable by its owner alone; an earlier copy gives way when it is complete."""
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    partial.chmod(0o600)
    connection.execute("VACUUM INTO ?", (str(partial),))
    partial.replace(target)
