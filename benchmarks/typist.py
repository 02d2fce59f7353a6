"""Somebody who types on a full sheet in a real terminal: the keys of the benchmarks of echo and stalls."""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.sheets import TYPED_ON, notes, under_way
from benchmarks.terminal import Terminal
from coach.model.events import Mode

KEYS = 80
"""Keys typed in each phase."""
SIZE = (140, 45)
"""So large that notes, panel and conversation stand side by side."""
ALPHABET = "qzxjkvwbyp"  # rare in the notes, so that a new one is the echo
SHORT, PAUSE, LONG_PAUSE = (0.03, 0.2), (0.25, 0.6), (2.5, 3.0)
"""Seconds of silence before a key: most, one in six, two in a phase. A panel is read 0.3 s after the last key, the
checklist of coached practice 2.5 s after it, so that some keys fall into each."""

UP, SHIFT_UP, UNDO, REDO = "\x1b[A", "\x1b[1;2A", "\x1a", "\x19"
PASTED = "\x1b[200~" + "\n".join(f"line {number} of what is pasted" for number in range(200)) + "\x1b[201~"
EDITS = (*[UP] * 10, *["\r"] * 6, *[UNDO, REDO] * 3, *[SHIFT_UP] * 5, "\x7f", UNDO, PASTED, "\r", "z", UNDO, UNDO)
"""Enter among other lines, undo, redo, a deletion, a paste of 200 lines and what follows on it."""


@dataclass(slots=True)
class Typed:
    """What typing in all phases came to."""

    echoes: list[float] = field(default_factory=list)
    """Milliseconds from each key to its character."""
    spans: list[tuple[float, float]] = field(default_factory=list)
    """When it was typed: seconds of the monotonic clock, a pair a phase."""
    peak: float = 0.0
    """MiB at most."""


def in_coach(mode: Mode, launcher: tuple[str, ...] = ("-m", "coach")) -> Typed:
    """Type in each phase of an interview whose sheet is full."""
    typed = Typed()
    for phase in TYPED_ON:
        with tempfile.TemporaryDirectory() as folder:
            under_way(Path(folder), phase, mode)
            command = [sys.executable, *launcher, "resume"]
            _type(command, r"saved \d", typed, {"COACH_DATA_DIR": folder}, _asked_to_end)
    return typed


def edits_in_coach(launcher: tuple[str, ...] = ("-m", "coach")) -> Typed:
    """Change much at once in each phase of an interview whose sheet is full: the keys of `EDITS`."""
    typed = Typed()
    for phase in TYPED_ON:
        with tempfile.TemporaryDirectory() as folder:
            under_way(Path(folder), phase, "interview")
            command = [sys.executable, *launcher, "resume"]
            with Terminal(
                command, env={"COACH_DATA_DIR": folder}, size=SIZE, cwd=Path(__file__).parents[1]
            ) as terminal:
                terminal.wait_for(r"saved \d")
                terminal.settle(1.5)
                began = time.monotonic()
                for keys in EDITS:
                    terminal.write(keys)
                    terminal.settle(0.4, limit=0.8)
                typed.spans.append((began, time.monotonic()))
                _asked_to_end(terminal)
                terminal.wait_end()
    return typed


def in_minimal(launcher: tuple[str, ...] = ("-m", "benchmarks.minimal_textarea")) -> Typed:
    """Type the same into an application that has an editor with the phase's notes, and nothing else."""
    typed = Typed()
    for phase in TYPED_ON:
        with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as file:
            file.write(f"{notes()[phase]}\n\n")
            file.flush()
            _type([sys.executable, *launcher, file.name], "minimal textarea", typed, {}, _quit)
    return typed


def words() -> int:
    """How many words stand on the sheet."""
    return sum(len(text.split()) for text in notes().values())


def _type(command: list[str], ready: str, typed: Typed, env: dict[str, str], end: Callable[[Terminal], None]) -> None:
    with Terminal(command, env=env, size=SIZE, cwd=Path(__file__).parents[1]) as terminal:
        terminal.wait_for(ready)
        terminal.settle(1.5)
        gaps = random.Random(7)
        began = time.monotonic()
        for number in range(KEYS):
            if number % 20 == 0:
                terminal.press("enter")
            kind = LONG_PAUSE if number in (25, 65) else PAUSE if gaps.random() < 1 / 6 else SHORT
            terminal.settle(gaps.uniform(*kind), limit=4.0)
            char = ALPHABET[number % len(ALPHABET)]
            before = _editor(terminal).count(char)
            pressed = time.perf_counter()
            terminal.write(char)
            shown = terminal.wait_for(
                lambda char=char, before=before: _editor(terminal).count(char) > before, limit=3.0
            )
            typed.echoes.append((shown - pressed) * 1000)
        typed.spans.append((began, time.monotonic()))
        typed.peak = max(typed.peak, terminal.peak_mib())
        end(terminal)
        terminal.wait_end()


def _editor(terminal: Terminal) -> str:
    """What stands in the editor, which is in the left half of the interview and all of the minimal application."""
    lines = terminal.screen.display
    width = next((line.index("┓") for line in lines if "┓" in line), None)
    return "\n".join(line[:width] for line in lines)


def _asked_to_end(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTERM)


def _quit(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
