"""The door to the full-screen program: `run` checks the terminal, opens the application, and tells how it ended."""

import asyncio
import gc
import os
import select
import signal
import sys
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.interview.clock import Moment
    from coach.tui.app import CoachApp
    from coach.tui.desk import Desk
    from coach.tui.opening import Opening

NOT_A_TERMINAL = "coach needs a terminal for its screens: both its input and its output. `coach --help` lists the rest."
USAGE = 2

_SELDOM = (700, 10, 50)
"""Python's own bounds for looking for garbage, but a fifth as often among what is old: after some 400 keys."""

MOST_SECONDS_TO_LEAVE = 3
"""How long the screens may take to end after a signal."""


def run(opening: "Opening | None" = None, folder: Path | None = None) -> int:
    """Open the screens and stay until the candidate leaves; the exit code.

    Textual draws on stderr and reads stdin, so both must be terminals: with a redirected one it would draw into a
    file, or wait for keys that cannot come.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(NOT_A_TERMINAL, file=sys.stderr)
        return USAGE
    # The imports make many objects that stay; collecting garbage before the first frame costs a twentieth of it.
    gc.disable()
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "basic")
    from coach.resources import data_dir
    from coach.store.ending import on_end
    from coach.tui.app import CoachApp

    data = data_dir(folder)
    app = CoachApp(
        partial(_open_desk, data),
        picture=data / "home.json",
        reports=data / "reports",
        opening=opening,
        tidy=tidy,
    )
    with on_end(app.save_all, partial(_leave, app)):
        Thread(target=_hear_hang_up, name="coach-hang-up", daemon=True).start()
        code = app.run()
    if app.farewell:
        print(app.farewell, file=sys.stderr if app.return_code else sys.stdout)
    return app.return_code or code or 0


def _hear_hang_up() -> None:
    """Tell the program that its terminal is closed, where the signal only goes to who started it (`make run`)."""
    if hasattr(select, "poll"):
        terminal = select.poll()
        terminal.register(0, 0)  # asks for nothing, so only a hang-up or a refusal wakes it
        if any(what & select.POLLHUP for _, what in terminal.poll()):
            os.kill(os.getpid(), signal.SIGHUP)


def _leave(app: "CoachApp", number: int) -> None:
    """After a signal: let the screens restore the terminal and end.

    A closed terminal may keep the screens waiting for it; an alarm then ends the program. Everything is saved.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(MOST_SECONDS_TO_LEAVE)
    asyncio.get_running_loop().call_soon_threadsafe(partial(app.exit, return_code=128 + number))


def tidy(thorough: bool) -> None:
    """Collect garbage, and let the collector pass over all that is left from here on.

    Packs, readers and what they remember are a quarter of a million objects; going through them takes several keys'
    time. So what is new is gone through in the pauses of somebody who types, everything (`thorough`) between phases,
    and nothing by itself but for those who never pause.
    """
    if thorough:
        _forget_measures()
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _forget_measures() -> None:
    """Forget the texts that were measured and the places compared: Textual and Rich keep two megabytes of them, some
    for each line that was typed and each place of the cursor, which the next phase has no use for.
    """
    from rich.cells import cached_cell_len
    from textual.geometry import Region

    for kept in (cached_cell_len, Region.__contains__, Region.intersection, Region.overlaps):
        kept.cache_clear()


def _open_desk(data: Path, now: "Callable[[], Moment]") -> "Desk":
    """In a thread, after the first frame: the imports that cost most."""
    from coach.tui.desk import open_desk

    gc.freeze()
    gc.enable()
    return open_desk(data, now)
