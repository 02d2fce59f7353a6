"""The rows of the home screen, and the small file that lets the first frame show them at once.

The file holds what the list showed last time. It is only a picture: the library and the store are read right after
the first frame and replace it, so it may be missing, old or damaged without harm.
"""

import contextlib
import json
from pathlib import Path
from typing import NamedTuple


class ProblemRow(NamedTuple):
    """One problem as the home screen lists it."""

    slug: str
    title: str
    minutes: int
    difficulty: int
    """1 easiest to 5."""
    prompt: str
    trains: str
    best: float | None = None
    """Best overall score so far, 0..1; none: never finished."""
    last_tried: float | None = None
    """When the latest session began, seconds since the epoch; none: never tried."""
    sessions: int = 0
    """How often it was tried."""
    next_time: str = ""
    """What the candidate promised to do the next time."""


class Unfinished(NamedTuple):
    """A session that was left before its end, as the banner offers it."""

    session: str
    title: str
    level: str
    phase: str
    left: float
    """Seconds left in all when it was left; negative when over."""
    since: float
    """When it began, seconds since the epoch."""


class Shelf(NamedTuple):
    """All that the home screen shows."""

    rows: tuple[ProblemRow, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    """Newest first."""
    trouble: str = ""
    """What could not be read, in words; empty when all is well."""
    due: int = 0
    """Cards that are due."""


def remembered(path: Path) -> Shelf | None:
    """What `remember` wrote; none when the file is missing or cannot be understood."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Shelf(
            tuple(ProblemRow(**row) for row in kept["rows"]),
            tuple(Unfinished(**session) for session in kept["unfinished"]),
        )
    return None


def remember(path: Path, shelf: Shelf) -> None:
    """Write `shelf` for the next start; a disk that refuses is no reason to say anything."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        rows, unfinished = [row._asdict() for row in shelf.rows], [one._asdict() for one in shelf.unfinished]
        path.write_text(json.dumps({"rows": rows, "unfinished": unfinished}), encoding="utf-8")
