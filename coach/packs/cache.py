"""A folder of what was worked out of packs before, so that the next start need not work it out again.

An entry is named by a digest of everything it was made from, the program included, so it is never out of date; it is
data (JSON, whose form is checked by whoever reads it), never code. An entry counts only if it belongs to this user,
nobody else may write it, and its bytes are those that were written; anything else is as if it were not there, and so
is every trouble with the disk. `COACH_CACHE_DIR` names another folder; empty, it switches the cache off.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import coach

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 16_000_000
"""A larger entry is neither written nor read."""
MOST_ENTRIES = 40
"""The entries used least recently are removed beyond this."""
_ROOMS = ("model", "language", "grading", "packs")
"""The rooms whose code decides what an entry holds."""
_DIGEST = 64


def folder() -> Path | None:
    """Where the entries lie; none when the cache is switched off. It need not exist."""
    chosen = os.environ.get("COACH_CACHE_DIR")
    if chosen is not None:
        return Path(chosen).expanduser() if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("coach")


def digest(kind: str, parts: Iterable[bytes]) -> str:
    """The name of the entry of `kind` that is made from `parts` by this program."""
    made = hashlib.sha256(f"{kind}\0{_program()}".encode())
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def load(name: str) -> bytes | None:
    """What `save` was given under `name`; none when it is not there, is damaged, or may be somebody else's."""
    where = folder()
    if where is None:
        return None
    with contextlib.suppress(OSError):
        path = where / f"{name}.json"
        with open(
            os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)), "rb"
        ) as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            kept = file.read(MAX_BYTES + 1)
        head, body = kept[:_DIGEST], kept[_DIGEST + 1 :]
        if len(kept) <= MAX_BYTES and head == hashlib.sha256(body).hexdigest().encode():
            with contextlib.suppress(OSError):
                os.utime(path)
            return body
    return None


def save(name: str, body: bytes) -> None:
    """Keep `body` under `name`, whole or not at all."""
    where = folder()
    if where is None or len(body) >= MAX_BYTES - _DIGEST:
        return
    import tempfile

    with contextlib.suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=where, prefix="unfinished-", suffix=".json")
        try:
            with open(handle, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(written, where / f"{name}.json")
        finally:
            with contextlib.suppress(OSError):
                os.unlink(written)
        _prune(where)


def _is_own(status: os.stat_result) -> bool:
    """Whether it is a regular file of this user that nobody else may write."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _prune(where: Path) -> None:
    entries = sorted(where.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[MOST_ENTRIES:]:
        path.unlink()


@cache
def _program() -> str:
    """What tells this program from another: its version, Python's, and the state of the files that matter."""
    from coach.language.stems import stemmer_folder

    home = Path(coach.__file__).parent
    folders = [*(home / room for room in _ROOMS), stemmer_folder()]
    state = [coach.__version__, sys.version, *(line for where in folders for line in _files(where))]
    return "\n".join(state)


def _files(where: Path) -> list[str]:
    """Name, size and time of every file below `where`, but for what Python itself keeps there."""
    found: list[str] = []
    with contextlib.suppress(OSError), os.scandir(where) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(Path(entry.path)) if entry.name != "__pycache__" else []
            else:
                status = entry.stat()
                found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    return sorted(found)
