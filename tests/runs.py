"""Runs of the program in a process of their own, with what they keep in a folder of the test's."""

import subprocess
import sys
from pathlib import Path


def last_word(code: str, argument: Path, cache: Path) -> str:
    """The last word that `code`, run with `argument`, says on stderr; `cache` holds what runs keep for each other."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(argument)],
        env={"COACH_CACHE_DIR": str(cache), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stderr.split()[-1]
