"""Process start to first frame, beside a minimal Textual app and bare Python, interleaved in one run."""

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.terminal import Terminal
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.store.store import Store

HERE = Path(__file__).parent
COACH = [sys.executable, "-m", "coach"]
MINIMAL = [sys.executable, str(HERE / "minimal_static.py")]
FIRST_FRAME_CELLS = 10
RUNS = 9
MANY = 500


def many_interviews(folder: Path) -> None:
    """Put so many finished interviews into the store in `folder`."""
    began = datetime(2025, 1, 1, tzinfo=UTC)
    store = Store.open(folder)
    for number in range(MANY):
        now = Moment(began + timedelta(hours=9 * number), 0.0)
        session = Session.start(Settings(problem="url-shortener", title="URL shortener"), now)
        session = session.write(Phase.REQUIREMENTS, "users shorten links", now).finish(now)
        store.append(session.id, session.events, session.active)
    store.close(30.0)


def first_frame(command: list[str], env: dict[str, str] | None = None) -> tuple[float, float]:
    """Seconds from fork to the first frame, and the peak MiB once the screen is at rest."""
    with Terminal(command, env=env) as terminal:
        shown = terminal.wait_for(lambda: terminal.entered_alt is not None and terminal.cells >= FIRST_FRAME_CELLS)
        terminal.settle(0.4)
        return shown - terminal.started, terminal.peak_mib()


def cpu_seconds(command: list[str]) -> float:
    """User and system time of a command that prints and ends."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, "
        "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime)"
    )
    return float(subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True).stdout)


def wall_seconds(command: list[str]) -> float:
    """Wall time of a command that prints and ends."""
    began = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def measure() -> dict[str, float]:
    """Milliseconds (medians, CPU as minima) and ratios; the first round warms the caches and is dropped."""
    sheet = str(HERE.parent / "examples" / "url-shortener-good.md")
    frames: dict[str, list[tuple[float, float]]] = {"coach": [], "minimal": [], "many": []}
    walls: dict[str, list[float]] = {"version": [], "help": [], "python": [], "grade": []}
    cpus: dict[str, list[float]] = {"version": [], "help": [], "python": [], "grade": []}
    commands = {
        "version": [*COACH, "--version"],
        "help": [*COACH, "--help"],
        "python": [sys.executable, "-c", "pass"],
        "grade": [*COACH, "grade", sheet],
    }
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as full:
        many_interviews(Path(full))
        for run in range(RUNS + 1):
            found = {
                "minimal": first_frame(MINIMAL),
                "coach": first_frame(COACH, {"COACH_DATA_DIR": folder}),
                "many": first_frame(COACH, {"COACH_DATA_DIR": full}),
            }
            for name, value in found.items():
                frames[name] += [value] if run else []
            for name, command in commands.items():
                walls[name] += [wall_seconds(command)] if run else []
                cpus[name] += [cpu_seconds(command)] if run else []
    coach_frame = statistics.median(seconds for seconds, _ in frames["coach"])
    many_frame = statistics.median(seconds for seconds, _ in frames["many"])
    minimal_frame = statistics.median(seconds for seconds, _ in frames["minimal"])
    return {
        "first frame, coach (ms)": coach_frame * 1000,
        "first frame, minimal Textual (ms)": minimal_frame * 1000,
        "first frame, ratio": coach_frame / minimal_frame,
        f"first frame, coach with {MANY} interviews (ms)": many_frame * 1000,
        f"first frame with {MANY} interviews, ratio": many_frame / minimal_frame,
        "peak memory at home, coach (MiB)": statistics.median(peak for _, peak in frames["coach"]),
        "peak memory, minimal Textual (MiB)": statistics.median(peak for _, peak in frames["minimal"]),
        **{f"{name}, wall (ms)": statistics.median(values) * 1000 for name, values in walls.items()},
        **{f"{name}, CPU over bare python (ms)": (min(cpus[name]) - min(cpus["python"])) * 1000 for name in cpus},
    }
