"""A class graded from the command line: sheets a second, and the peak memory of the largest process, few and many.

The sheets are the golden ones with lines left out by a seeded chance, so that no two are alike. `COACH_BENCH_SHEETS`
says how many the larger class has.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coach.resources import bundled_pack

FEW = 100
MANY = int(os.environ.get("COACH_BENCH_SHEETS", "1000"))
KEPT = ("#", "---", "problem:", "level:")
"""Beginnings of lines that every sheet keeps."""


def write_class(folder: Path, count: int, seed: int = 1) -> None:
    """Write `count` sheets, forty to a folder."""
    golden = [path.read_text(encoding="utf-8") for path in sorted(bundled_pack().glob("problems/*/golden/*.md"))]
    chance = random.Random(seed)
    for number in range(count):
        group = folder / f"group-{number // 40:04}"
        group.mkdir(parents=True, exist_ok=True)
        share = chance.uniform(0.5, 1.0)
        lines = chance.choice(golden).splitlines()
        kept = (line for line in lines if line.startswith(KEPT) or chance.random() < share)
        (group / f"sheet-{number:05}.md").write_text("\n".join(kept) + "\n", encoding="utf-8")


def grade(folder: Path, results: Path, jobs: int) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and the peak MiB of the largest process of one run."""
    command = [sys.executable, "-m", "coach", "grade", str(folder), "-o", str(results), "--jobs", str(jobs)]
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    )
    began = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True).stdout
    cpu, peak = map(float, told.split())
    return time.perf_counter() - began, cpu, peak


def report(results: Path, page: Path) -> tuple[float, float]:
    """Seconds and peak MiB of `coach merge` making a page of the results."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "coach", "merge", str(results), "-o", str(page)], check=True)
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure() -> dict[str, float]:
    """Throughput on one core and on all, and what memory does with the number of sheets."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_class(folder / "few", FEW)
        write_class(folder / "many", MANY)
        grade(folder / "few", folder / "warm-up.jsonl", 1)
        _, cpu, peak = grade(folder / "few", folder / "few.jsonl", 1)
        found[f"{FEW} sheets, one process, CPU ms a sheet"] = cpu / FEW * 1000
        found[f"{FEW} sheets, one process, peak MiB"] = peak
        wall, cpu, peak = grade(folder / "many", folder / "many.jsonl", os.cpu_count() or 1)
        found[f"{MANY} sheets, a process a core, CPU ms a sheet"] = cpu / MANY * 1000
        found[f"{MANY} sheets, a process a core, sheets a second"] = MANY / wall
        found[f"{MANY} sheets, a process a core, peak MiB"] = peak
        seconds, peak = report(folder / "many.jsonl", folder / "page.html")
        found[f"page of {MANY} sheets, seconds"] = seconds
        found[f"page of {MANY} sheets, MB"] = (folder / "page.html").stat().st_size / 1e6
        found["largest process so far, peak MiB"] = peak
    return found
