"""Who writes a session: a lock file a session, held for as long as the program runs.

The lock is the kernel's, so it ends with the program however that ends. Where a file system knows no locks a session
counts as free, and the owner in the database alone keeps two windows apart.
"""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Claim:
    """The answer to a claim on a session."""

    owned: bool
    """Whether this window may write to it."""
    pid: int | None = None
    """The process that has it open, when it is not this one and can be told."""


class Locks:
    """The sessions that this window holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}

    def take(self, session: str, *, by_force: bool = False) -> Claim:
        """Lock `session`; with `by_force` even when another window holds it, which learns of it on its next save."""
        if session in self._held:
            return Claim(owned=True)
        path = self._path(session)
        try:
            import fcntl

            if by_force:
                path.unlink(missing_ok=True)
            handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except (OSError, ImportError):
            return Claim(owned=True)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            written = os.read(handle, 20).strip()
            os.close(handle)
            return Claim(owned=False, pid=int(written) if written.isdigit() else None)
        except OSError:
            os.close(handle)
            return Claim(owned=True)
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        self._held[session] = handle
        return Claim(owned=True)

    def forget(self, session: str) -> None:
        """Let go of a session that another window has taken over."""
        handle = self._held.pop(session, None)
        if handle is not None:
            os.close(handle)

    def release(self) -> None:
        """Let go of every session, and leave no file behind."""
        for session, handle in self._held.items():
            path = self._path(session)
            with contextlib.suppress(OSError):
                if path.stat().st_ino == os.fstat(handle).st_ino:
                    path.unlink()
            os.close(handle)
        self._held.clear()

    def _path(self, session: str) -> Path:
        return self._folder / f"session-{hashlib.sha256(session.encode()).hexdigest()[:16]}.lock"
