"""The last fence around a run of the program: whatever leaves it becomes an exit code, a bug becomes words.

It imports next to nothing, so that the home screen opens without the command line.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

BUG = 70
INTERRUPTED = 130


def fenced(run: Callable[[], int]) -> int:
    """The exit code of `run`; nothing but an exit code leaves this function."""
    try:
        return run()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`coach ... | head`): keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # what nobody foresaw is told in words, its details go to a file
        print(_apology(bug), file=sys.stderr)
        return BUG


def is_terminal() -> bool:
    """Whether a full-screen program can run here: input and output are a terminal that can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _apology(bug: Exception) -> str:
    """Words for a bug and where its traceback was written; no answer text goes in, only code lines."""
    import tempfile
    import traceback

    details = "".join(traceback.format_exception(bug))
    try:
        with tempfile.NamedTemporaryFile("w", prefix="coach-crash-", suffix=".txt", delete=False) as file:
            file.write(details)
        where = f"Its details are in {Path(file.name)}."
    except OSError:
        where = f"Its details could not be written to a file:\n{details}"
    return f"This is a bug in coach ({type(bug).__name__}), not something you did. Your files are as they were. {where}"
