"""A terminal that is closed ends the program, with all that was typed, also where somebody else gets the signal."""

import os
import shlex
import sys
import time

import pytest

from benchmarks.terminal import Terminal
from coach.interview.session import Session
from coach.model.words import Phase
from coach.store.store import Store

pytestmark = pytest.mark.pty
LIMIT = 60.0


def test_a_program_started_by_one_that_lives_on_hears_that_its_terminal_is_closed(tmp_path):
    command = f"trap '' HUP; {shlex.quote(sys.executable)} -m coach practice url-shortener --level middle; exit 7"
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    one = Terminal(["sh", "-c", command], env=environment)
    one.wait_for("┏━ your notes", LIMIT)
    one.write("users shorten links")
    one.wait_for("users shorten links", LIMIT)
    os.close(one.fd)
    end = time.monotonic() + LIMIT
    while not (ended := os.waitpid(one.pid, os.WNOHANG))[0] and time.monotonic() < end:
        os.sched_yield()
    if not ended[0]:
        os.killpg(one.pid, 9)
    assert os.waitstatus_to_exitcode(ended[1]) == 7
    store = Store.open(tmp_path / "data")
    saved = store.load(store.unfinished()[0].id)
    store.close()
    assert Session.replay(saved.events, saved.active).draft(Phase.REQUIREMENTS) == "users shorten links"
