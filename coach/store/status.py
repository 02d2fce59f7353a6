"""Whether everything is saved, and if not, why: in words a candidate understands."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """The truth about saving at this moment."""

    saved_at: float | None
    """When something was last written to disk for certain, seconds since the epoch; none: nothing yet."""
    pending: int
    """Changes that are only in memory; 0 when all that was handed in is on disk."""
    problem: str = ""
    """Why they cannot be written; empty when saving works."""
    remedy: str = ""
    """What becomes of the text, and what to do."""
    where: str = ""
    """The file that is written to."""

    @property
    def words(self) -> str:
        """Problem and remedy as one message; empty when saving works."""
        return f"{self.problem} {self.remedy}" if self.problem else ""


class StoreError(Exception):
    """The store cannot be written to; `problem` and `remedy` say why in words."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


class NewerStoreError(StoreError):
    """The file was written by a later version of the program; it is left alone."""


class TakenOverError(StoreError):
    """The session is open, or goes on, in another window."""

    def __init__(self, session: str, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.session = session


_IN_MEMORY = "Your text stays in memory and saving is tried again every second"
_SAVE_AS = "you can also save it somewhere else"

_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "SQLITE_FULL",
        "The disk is full.",
        f"{_IN_MEMORY}: free some space, or {_SAVE_AS.removeprefix('you can also ')}.",
    ),
    ("SQLITE_READONLY", "The data folder is read-only.", f"{_IN_MEMORY}; {_SAVE_AS}, or choose another --data-dir."),
    ("SQLITE_IOERR", "The disk refuses to write.", f"{_IN_MEMORY}; {_SAVE_AS}."),
    ("SQLITE_CANTOPEN", "The data file cannot be opened.", f"{_IN_MEMORY}; {_SAVE_AS}, or choose another --data-dir."),
    ("SQLITE_PERM", "The data file cannot be opened.", f"{_IN_MEMORY}; {_SAVE_AS}, or choose another --data-dir."),
    ("SQLITE_BUSY", "Another program holds the data file.", f"{_IN_MEMORY}."),
    ("SQLITE_LOCKED", "Another program holds the data file.", f"{_IN_MEMORY}."),
    (
        "SQLITE_NOTADB",
        "The data file is not coach's, or it is damaged.",
        f"It is left as it is and your text stays in memory; {_SAVE_AS}. Move the file away to begin a new one.",
    ),
    (
        "SQLITE_CORRUPT",
        "The data file is damaged.",
        f"It is left as it is and your text stays in memory; {_SAVE_AS}. `coach doctor` tells more.",
    ),
)
"""By SQLite's error name, the first that fits; extended names (`SQLITE_IOERR_WRITE`) begin with the plain one."""


def refusal(error: Exception) -> StoreError:
    """What went wrong, in words, from what SQLite or the system raised."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "") or ""
        for known, problem, remedy in _WORDS:
            if name.startswith(known):
                return StoreError(problem, remedy)
        return StoreError(f"The data file cannot be written ({name or error}).", f"{_IN_MEMORY}; {_SAVE_AS}.")
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(
        f"The data folder cannot be used ({reason}).",
        f"{_IN_MEMORY}; {_SAVE_AS}, or choose another --data-dir.",
    )
