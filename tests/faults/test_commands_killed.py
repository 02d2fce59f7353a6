"""Commands that are killed half-way: what was there before is there afterwards, and doing it again completes it."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from coach.cli.files import write_text
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.store.location import DATABASE
from coach.store.schema import connect
from coach.store.store import Store
from coach.store.transfer import exported

EXAMPLES = Path(__file__).parents[2] / "examples"

FEW_OR_MANY = pytest.mark.parametrize("times", [3, pytest.param(200, marks=pytest.mark.long)])


def at(number, seconds):
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number, seconds=seconds), number * 1e5 + seconds)


def keep(folder, first, count):
    """So many finished interviews in `folder`."""
    store = Store.open(folder)
    for number in range(first, first + count):
        session = Session.start(Settings(problem="url-shortener"), at(number, 0))
        for step in range(1, 12):
            session = session.write(Phase.REQUIREMENTS, "users shorten links " * step, at(number, step))
        session = session.finish(at(number, 20))
        store.append(session.id, session.events, session.active)
    assert not store.close().pending


def ids(folder):
    store = Store.open(folder)
    found = {one.id for one in store.history()}
    store.close()
    return found


def killed(command, environment, delay):
    """Run a command and kill it after `delay` seconds of its life; whether it had ended by itself."""
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.perf_counter() + delay
    while time.perf_counter() < deadline and process.poll() is None:  # a spin: the kill may fall anywhere
        pass
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return ended


def how_long(command, environment):
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "coach", *command], env=environment, capture_output=True, check=True)
    return time.perf_counter() - started


@FEW_OR_MANY
def test_an_import_that_is_killed_keeps_what_was_there_and_can_be_done_again(tmp_path, times):
    elsewhere, here, file = tmp_path / "elsewhere", tmp_path / "here", tmp_path / "all.jsonl"
    keep(elsewhere, 100, 40)
    store = Store.open(elsewhere)
    write_text(str(file), "".join(f"{line}\n" for line in store.read(lambda c: list(exported(c)), [])))
    store.close()
    keep(here, 0, 3)
    mine, theirs = ids(here), ids(elsewhere)
    environment = os.environ | {"COACH_DATA_DIR": str(here)}
    long = how_long(["import", str(file)], os.environ | {"COACH_DATA_DIR": str(tmp_path / "try")})
    chance = random.Random(5)
    copytree(here, before := tmp_path / "before")
    for _ in range(times):
        rmtree(here)
        copytree(before, here)
        killed(["import", str(file)], environment, chance.uniform(0.2, 1.0) * long)
        found = ids(here)
        assert mine <= found <= mine | theirs
        connection = connect(here / DATABASE)
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        connection.close()
    how_long(["import", str(file)], environment)
    assert ids(here) == mine | theirs


@FEW_OR_MANY
def test_a_report_that_is_killed_is_whole_or_not_there(tmp_path, times):
    here, file = tmp_path / "here", tmp_path / "report.html"
    keep(here, 0, 1)
    environment = os.environ | {"COACH_DATA_DIR": str(here)}
    command = ["report", "last", "-o", str(file), "--force"]
    long = how_long(command, environment)
    whole = file.read_bytes()
    file.unlink()
    chance = random.Random(6)
    for _ in range(times):
        killed(command, environment, chance.uniform(0.3, 1.05) * long)
        assert not file.exists() or file.read_bytes() == whole
    assert len(ids(here)) == 1


@FEW_OR_MANY
def test_a_merge_that_is_killed_leaves_the_page_as_it_was(tmp_path, times):
    results, page = tmp_path / "results.jsonl", tmp_path / "page.html"
    how_long(["grade", str(EXAMPLES), "-o", str(results)], os.environ)
    command = ["merge", str(results), "-o", str(page), "--force"]
    long = how_long(command, os.environ)
    whole = page.read_bytes()
    page.write_text("before", encoding="utf-8")
    chance = random.Random(7)
    for _ in range(times):
        killed(command, os.environ, chance.uniform(0.3, 1.05) * long)
        assert page.read_bytes() in (whole, b"before")
    how_long(command, os.environ)
    assert page.read_bytes() == whole
