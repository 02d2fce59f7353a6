"""The real screens with clocks that run faster: an interview of 45 minutes in about one. A program for a terminal.

Usage: hurried.py PROBLEM LEVEL SEED TIMES
"""

import sys
import time
from functools import partial

from coach.resources import data_dir
from coach.tui.app import CoachApp
from coach.tui.desk import open_desk
from coach.tui.opening import Opening

problem, level, seed, times = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
began, since = time.time(), time.monotonic()


def passed() -> float:
    return (time.monotonic() - since) * times


app = CoachApp(
    partial(open_desk, data_dir()),
    picture=data_dir() / "home.json",
    reports=data_dir() / "reports",
    opening=Opening(problem=problem, level=level, minutes=45, seed=seed),
    tick=0.15,  # looks are closer together than what counts as a computer that slept
    monotonic=lambda: since + passed(),
    wall=lambda: began + passed(),
)
sys.exit(app.run() or 0)
