"""`python -m benchmarks.long_run [--hours 8]`: hours of typing in minutes, under a clock of its own.

One coached interview (the mode in which every panel is live) on a screen without a terminal, its sheet full from the
beginning. Somebody types two keys a second and never stops: in each phase its notes again, below, while the oldest
lines are taken out above. A panel is read every twenty seconds, the checklist gone through and the phase changed every
two minutes, a question asked every ten, the first after five. Every ten minutes of the clock the memory of the process
and its processor time a key are printed, at the end as one line of JSON.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from benchmarks.sheets import notes, under_way
from coach.interview.clock import Moment
from coach.model.words import Phase
from coach.tui.app import CoachApp
from coach.tui.desk import open_desk
from coach.tui.launch import tidy
from coach.tui.opening import Opening
from coach.tui.screens.interview import InterviewScreen
from coach.tui.widgets.editors import Editors

PAGE = os.sysconf("SC_PAGE_SIZE")
KEYS_A_SECOND = 2
READ_EVERY, PAUSE_EVERY, MOVE_EVERY, ASK_EVERY, SAMPLE_EVERY = 20, 120, 120, 600, 600
"""Seconds of the clock."""
SPARE = 100
"""Characters by which the notes of a phase may grow before its oldest lines are taken out."""
QUESTIONS = ("How many links a day?", "How long do links live?", "Can a target change?", "What about accounts?")


@dataclass(frozen=True, slots=True)
class Sample:
    """How the program stands at some point."""

    minutes: int
    memory: float
    """Resident, MiB."""
    key: float
    """Milliseconds of processor time a key since the last sample: median of those typed."""
    slow: float
    """The 99th of a hundred of them."""
    all: float
    """Milliseconds of processor time a key with all that follows from it: readings, questions, phases, saves."""


class Clock:
    """Both clocks of the program, moved by hand."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._began = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp()

    def monotonic(self) -> float:
        return 100.0 + self.passed

    def wall(self) -> float:
        return self._began + self.passed

    def moment(self) -> Moment:
        return Moment(datetime.fromtimestamp(self.wall(), UTC), self.monotonic())


async def typed(folder: Path, hours: float, told: Callable[[Sample], object]) -> list[Sample]:
    """Type for `hours` of the clock; a sample every ten minutes of it."""
    clock = Clock()
    texts = {phase: notes().get(phase, notes()[Phase.REQUIREMENTS]) for phase in Phase}
    under_way(folder, Phase.REQUIREMENTS, "coached")
    app = CoachApp(
        lambda now: open_desk(folder, now),
        picture=folder / "home.json",
        reports=folder / "reports",
        opening=Opening(resume=True),
        monotonic=clock.monotonic,
        wall=clock.wall,
        tick=86_400.0,
        tidy=tidy,
    )
    samples: list[Sample] = []
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await _interview(app)
        phases, questions = cycle(Phase), cycle(QUESTIONS)
        next(phases)  # the first is held from the beginning, so that each has had its two minutes after ten
        keys = {phase: cycle(f"{text}\n") for phase, text in texts.items()}
        most = {phase: len(text) + SPARE for phase, text in texts.items()}
        used, spent = time.process_time(), list[float]()
        for second in range(1, round(hours * 3600) + 1):
            for _ in range(KEYS_A_SECOND):
                clock.passed += 1 / KEYS_A_SECOND
                began = time.thread_time()
                await _press(screen, next(keys[screen.key.phase]))
                spent.append((time.thread_time() - began) * 1000)
            screen.look_at_clock()
            if second % READ_EVERY == 0:
                _shorten(screen, most[screen.key.phase])
                screen.read_notes()
                await _done(app)
                await pilot.pause()
            if second % PAUSE_EVERY == 0:
                screen.use_pause()
                await _done(app)
            if second % ASK_EVERY == ASK_EVERY // 2:
                screen.sitting.ask(next(questions), screen.key.part)
            if second % MOVE_EVERY == 0:
                await screen.action_go_to(next(phases).value)
            if second % SAMPLE_EVERY == 0:
                each = (time.process_time() - used) / len(spent) * 1000
                slow = statistics.quantiles(spent, n=100)[98]
                samples.append(Sample(second // 60, memory(), statistics.median(spent), slow, each))
                told(samples[-1])
                used, spent = time.process_time(), []
        app.save_all()
        app.exit()
    return samples


def memory() -> float:
    """Resident memory of this process, MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 2**20


async def _interview(app: CoachApp) -> InterviewScreen:
    """The interview, as soon as it can be typed in."""
    while True:
        await asyncio.sleep(0.01)
        screen = app.screen
        if isinstance(screen, InterviewScreen) and (editors := screen.query(Editors)) and editors.first().current:
            return screen


async def _done(app: CoachApp) -> None:
    """Nothing is being read or tidied up."""
    while not all(worker.is_finished for worker in app.workers):
        await asyncio.sleep(0)


async def _press(screen: InterviewScreen, letter: str) -> None:
    """One key, until the sitting has it."""
    editor = screen.editor
    editor.insert(letter)
    while screen.sitting.text(screen.key) != editor.text:
        await asyncio.sleep(0)


def _shorten(screen: InterviewScreen, most: int) -> None:
    """Take the oldest lines out where the notes grew too long."""
    editor = screen.editor
    lines = editor.text.split("\n")
    rows, left = 0, len(editor.text)
    while left > most:
        left -= len(lines[rows]) + 1
        rows += 1
    if rows:
        editor.delete((0, 0), (rows, 0))


def main() -> int:
    """Print each sample as it is taken, then all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    hours = parser.parse_args().hours

    def told(one: Sample) -> None:
        print(
            f"{one.minutes:4} min  {one.memory:7.1f} MiB  {one.key:6.2f}  {one.slow:6.2f}  {one.all:6.2f} ms",
            file=sys.stderr,
        )

    with tempfile.TemporaryDirectory() as folder:
        samples = asyncio.run(typed(Path(folder), hours, told))
    print(json.dumps([asdict(one) for one in samples]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
