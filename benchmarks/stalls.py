"""How long the event loop is held while somebody types on a full sheet with every panel live."""

import json
import statistics
import tempfile
from pathlib import Path

from benchmarks.typist import EDITS, Typed, edits_in_coach, in_coach, in_minimal
from benchmarks.watched import LONGEST

WATCHED = ("-m", "benchmarks.watched")


def stalls(file: Path, typed: Typed) -> list[dict[str, float]]:
    """What the watchdog wrote down while keys were typed."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [one for one in lines if any(began <= one["at"] <= ended for began, ended in typed.spans)]


def measure() -> dict[str, float]:
    """Steps of the event loop over 16 ms: how many, the longest, and how many are the program's own work."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("interview", "minimal editor"):
            file = Path(folder) / name.replace(" ", "-")
            launcher = (*WATCHED, str(file))
            typed = (
                in_coach("interview", (*launcher, "coach"))
                if name == "interview"
                else in_minimal((*launcher, "minimal"))
            )
            found |= {
                f"{name}: keys": float(len(typed.echoes)),
                **_told(name, stalls(file, typed)),
                f"{name}: key to echo, median, watched (ms)": statistics.median(typed.echoes),
            }
        file = Path(folder) / "edits"
        edited = edits_in_coach((*WATCHED, str(file), "coach"))
        name = "interview, large edits"
        found |= {f"{name}: keys": float(len(EDITS) * len(edited.spans)), **_told(name, stalls(file, edited))}
    return found


def _told(name: str, held: list[dict[str, float]]) -> dict[str, float]:
    """How many stalls, the longest, and how many of them are the program's own work."""
    own = [one["own"] for one in held if one["own"] > LONGEST]
    return {
        f"{name}: stalls over 16 ms": float(len(held)),
        f"{name}: worst stall (ms)": max((one["seconds"] for one in held), default=0.0) * 1000,
        f"{name}: of them with 16 ms of own work": float(len(own)),
        f"{name}: worst own work (ms)": max(own, default=0.0) * 1000,
    }
