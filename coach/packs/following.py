"""Noticing that files have changed, by asking now and then: no service, no dependency, every file system."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

State = dict["Path", tuple[int, int]]
"""Size and time of change of each file."""


def changes(places: Sequence[Path], pause: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    """Yield the files that changed, came or went, each time that any did; never ends by itself.

    Args:
        places: files, and folders with all that lies below them; they need not exist yet.
        pause: waits a moment between two looks.
    """
    before = _state(places)
    while True:
        pause()
        now = _state(places)
        if now != before:
            yield tuple(sorted(path for path in {*before, *now} if before.get(path) != now.get(path)))
            before = now


def _state(places: Sequence[Path]) -> State:
    return {path: seen for place in places for path in _files(place) if (seen := _seen(path))}


def _files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if not path.name.startswith(".")] if place.is_dir() else [place]


def _seen(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        status = path.stat()
        return (status.st_size, status.st_mtime_ns) if path.is_file() else None
    return None
