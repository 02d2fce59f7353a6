"""A program under a watchdog: every step of its event loop is timed, and those over `LONGEST` are written down.

`python -m benchmarks.watched FILE PROGRAM [ARGUMENT...]`, where PROGRAM is `coach` or `minimal`. At the end of it a
line of JSON a stall is added to the file: when it ended (seconds of the monotonic clock), how long it took, how much of
that the program's own thread worked (the rest it waited for another thread or another program), and in what.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

LONGEST = 0.016
"""Seconds: one frame at 60 Hz. What holds the loop for longer can be felt as a key that sticks."""


def watch(stalls: list[dict[str, object]]) -> None:
    """Time every step of every event loop of this process from here on."""
    run = asyncio.events.Handle._run

    def timed(handle: asyncio.events.Handle) -> None:
        began, worked = time.perf_counter(), time.thread_time()
        run(handle)
        took = time.perf_counter() - began
        if took > LONGEST:
            stalls.append(
                {
                    "at": time.monotonic(),
                    "seconds": took,
                    "own": time.thread_time() - worked,
                    "in": _whose(handle),
                }
            )

    asyncio.events.Handle._run = timed  # type: ignore[method-assign]


def _whose(handle: asyncio.events.Handle) -> str:
    """The widget or worker whose task was run."""
    task = getattr(handle._callback, "__self__", None)
    return task.get_name()[:120] if isinstance(task, asyncio.Task) else repr(handle._callback)[:120]


def main() -> int:
    """Run the program; its own exit code."""
    file, program, *arguments = sys.argv[1:]
    stalls: list[dict[str, object]] = []
    watch(stalls)
    try:
        if program == "minimal":
            from benchmarks.minimal_textarea import Minimal

            Minimal(*arguments).run()
            return 0
        from coach.__main__ import main as coach

        sys.argv = ["coach", *arguments]
        return coach() or 0
    finally:
        with Path(file).open("a", encoding="utf-8") as kept:
            kept.writelines(f"{json.dumps(stall)}\n" for stall in stalls)


if __name__ == "__main__":
    raise SystemExit(main())
