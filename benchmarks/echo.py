"""Key to echo: the time from writing a key to the terminal until its character is on the screen, on a full sheet."""

import statistics

from benchmarks.typist import Typed, in_coach, in_minimal, words


def p99(values: list[float]) -> float:
    """The 99th of a hundred."""
    return statistics.quantiles(values, n=100)[98]


def measure() -> dict[str, float]:
    """Milliseconds in the interview's editor with every panel live, in coached practice, and in a minimal editor."""
    typed: dict[str, Typed] = {"minimal editor": in_minimal(), "interview": in_coach("interview")}
    typed["coached"] = in_coach("coached")
    minimal = typed["minimal editor"]
    found = {"words on the sheet": float(words()), "keys": float(len(minimal.echoes))}
    for name, one in typed.items():
        found[f"key to echo, {name}, median (ms)"] = statistics.median(one.echoes)
        found[f"key to echo, {name}, p99 (ms)"] = p99(one.echoes)
        found[f"peak memory, {name} (MiB)"] = one.peak
    for name in ("interview", "coached"):
        found[f"key to echo, {name}, p99 ratio"] = p99(typed[name].echoes) / p99(minimal.echoes)
    return found
