"""Follow a program in a terminal until what it typed is on its disk: the state that a test waits for, not a time."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.terminal import Terminal, TerminalError
from coach.interview.session import Session
from coach.model.events import EVENT
from coach.store.location import DATABASE

LIMIT = 60.0
"""Seconds: only a broken program needs them."""


def wait_on_disk(terminal: Terminal, folder: Path, holds: Callable[[Session], bool]) -> None:
    """Follow the output until the newest session in the store of `folder` is as `holds` says.

    Raises:
        TerminalError: it was not within `LIMIT` seconds.
    """
    end = time.monotonic() + LIMIT
    while not holds(newest(folder)):
        terminal.pump(0.05)
        if time.monotonic() > end:
            raise TerminalError(f"never came to the disk; the screen was\n{terminal.text}")


def newest(folder: Path) -> Session:
    """The session that was begun last, read beside the program that writes it."""
    with closing(sqlite3.connect(f"{(folder / DATABASE).as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        ident, active = connection.execute("SELECT id, active FROM session ORDER BY started DESC").fetchone()
        bodies = connection.execute("SELECT body FROM event WHERE session = ? ORDER BY seq", (ident,)).fetchall()
    return Session.replay([EVENT.validate_json(body) for (body,) in bodies], active)


def lateness(folder: Path) -> float:
    """Seconds that this machine needs, at worst of a few times, for a small piece of text to be on the disk."""
    taken = []
    for number in range(3):
        begun = time.monotonic()
        with (folder / f"late-{number}").open("wb") as file:
            file.write(b"late")
            file.flush()
            os.fsync(file.fileno())
        taken.append(time.monotonic() - begun)
    return max(taken)
