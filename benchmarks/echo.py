"""Key to echo: the time from writing a key to the terminal until its character is on the screen."""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.terminal import Terminal

KEYS = 200
ALPHABET = "qzxjkvwbyp"  # rare on the screens, so that a new one is the echo
MINIMAL = [sys.executable, str(Path(__file__).parent / "minimal_textarea.py")]
INTERVIEW = [sys.executable, "-m", "coach", "practice", "url-shortener", "--level", "senior"]


def latencies(terminal: Terminal, keys: int) -> list[float]:
    """Milliseconds of each key; a line is kept short with Enter, which is not timed."""
    found = []
    gaps = random.Random(7)
    for number in range(keys):
        if number % 20 == 0:
            terminal.press("enter")
            terminal.settle(0.2)
        terminal.settle(gaps.uniform(0.03, 0.09), limit=1.0)
        char = ALPHABET[number % len(ALPHABET)]
        before = terminal.text.count(char)
        began = time.perf_counter()
        terminal.write(char)
        shown = terminal.wait_for(lambda char=char, before=before: terminal.text.count(char) > before, limit=2.0)
        found.append((shown - began) * 1000)
    return found


def typed(command: list[str], ready: str, env: dict[str, str] | None = None) -> tuple[list[float], float]:
    """Latencies in the editor of a program, and its peak MiB at the end."""
    with Terminal(command, env=env, size=(100, 30)) as terminal:
        terminal.wait_for(ready)
        terminal.settle(0.6)
        return latencies(terminal, KEYS), terminal.peak_mib()


def measure() -> dict[str, float]:
    """Median and p99 in milliseconds of `KEYS` keys, in the interview's editor and in a minimal one."""
    with tempfile.TemporaryDirectory() as folder:
        coach, coach_peak = typed(INTERVIEW, "Requirements", {"COACH_DATA_DIR": folder})
    minimal, minimal_peak = typed(MINIMAL, "minimal textarea")
    p99 = {name: statistics.quantiles(values, n=100)[98] for name, values in (("coach", coach), ("minimal", minimal))}
    return {
        "key to echo, coach, median (ms)": statistics.median(coach),
        "key to echo, coach, p99 (ms)": p99["coach"],
        "key to echo, minimal editor, median (ms)": statistics.median(minimal),
        "key to echo, minimal editor, p99 (ms)": p99["minimal"],
        "key to echo, p99 ratio": p99["coach"] / p99["minimal"],
        "peak memory of an interview, coach (MiB)": coach_peak,
        "peak memory, minimal editor (MiB)": minimal_peak,
    }
