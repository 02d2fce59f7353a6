"""What breaks programs of this kind, each ending with: nothing acknowledged is lost."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.interview import transcript
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.store.ending import on_end
from coach.store.location import DATABASE
from coach.store.schema import MIGRATIONS, connect
from coach.store.store import Store
from coach.tui.desk import Desk, DeskError

TYPIST = Path(__file__).with_name("typist.py")
NOW = Moment(datetime(2026, 1, 1, tzinfo=UTC), 0.0)


def integrity(folder: Path) -> str:
    connection = connect(folder / DATABASE)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()


def typist(*arguments: object, **options) -> subprocess.Popen:
    command = [sys.executable, str(TYPIST), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)


def killed_after(process: subprocess.Popen, lines: int, delay: float) -> list[str]:
    """Let `process` print some lines, kill it `delay` seconds later, and give all that it printed."""
    heard = [process.stdout.readline() for _ in range(lines)]
    deadline = time.perf_counter() + delay
    while time.perf_counter() < deadline:  # a spin: the kill has to fall anywhere in a write
        pass
    process.send_signal(signal.SIGKILL)
    heard += process.stdout.read().splitlines(keepends=True)
    process.wait()
    process.stdout.close()
    return [line for line in heard if line.endswith("\n")]


FEW_OR_MANY = pytest.mark.parametrize("times", [5, pytest.param(200, marks=pytest.mark.long)])


@FEW_OR_MANY
def test_kill_9_while_typing_loses_nothing_acknowledged(tmp_path, times):
    chance = random.Random(9)
    for _ in range(times):
        acknowledged = killed_after(typist(tmp_path), 3, chance.uniform(0, 0.08))
        events, active = map(int, acknowledged[-1].split())
        store = Store.open(tmp_path)
        saved = store.load(store.history()[0].id)
        store.close()
        session = Session.replay(saved.events, saved.active)
        assert saved.unreadable == 0
        assert len(saved.events) >= events
        assert session.active_ms >= active
        assert store_drafts(tmp_path) == {(str(key.phase), key.part): text for key, text in session.drafts.items()}
        assert integrity(tmp_path) == "ok"


def store_drafts(folder: Path) -> dict[tuple[str, str], str]:
    connection = connect(folder / DATABASE)
    try:
        return {(phase, part): text for phase, part, text in connection.execute("SELECT phase, part, text FROM draft")}
    finally:
        connection.close()


@FEW_OR_MANY
def test_kill_9_during_a_migration_leaves_the_file_old_or_new(tmp_path, times):
    original = tmp_path / "original"
    Store.open(original).close()
    chance = random.Random(3)
    for number in range(times):
        folder = tmp_path / str(number)
        shutil.copytree(original, folder)
        killed_after(typist(folder, "migrate"), 1, chance.uniform(0, 0.02))
        connection = connect(folder / DATABASE)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        extra = connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'extra%'").fetchone()[0]
        connection.close()
        assert (version, extra) in {(len(MIGRATIONS), 0), (len(MIGRATIONS) + 1, 400)}
        assert integrity(folder) == "ok"


def test_a_full_disk_is_said_in_words_and_what_waited_is_written_when_there_is_room(tmp_path):
    store = Store.open(tmp_path)
    session = Session.start(Settings(problem="url-shortener"), NOW)
    store.append(session.id, session.events, session.active)
    assert store.flush().problem == ""
    full = session.write(Phase.API, "x" * 400_000, NOW)

    def limit(pages: int) -> None:
        store.change(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}"))

    limit(30)
    store.flush()
    store.append(full.id, full.events, full.active)
    status = store.flush()
    assert "disk is full" in status.problem.lower()
    assert "stays in memory" in status.remedy
    assert status.pending == 1
    deadline = time.monotonic() + 120  # the next try opens the file anew, without the limit
    while store.flush(5).pending and time.monotonic() < deadline:
        pass
    assert store.status.problem == ""
    assert store.load(session.id).events == full.events
    store.close()


LIMITED = """
import resource, signal, sys
from datetime import datetime, timezone
from pathlib import Path
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.store.store import Store
now = Moment(datetime(2026, 1, 1, tzinfo=timezone.utc), 0.0)
store = Store.open(Path(sys.argv[1]))
session = Session.start(Settings(problem="url-shortener"), now).write(Phase.API, "kept", now)
store.append(session.id, session.events, session.active)
assert store.flush().pending == 0
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
later = session.write(Phase.API, "y" * 500_000, now)
store.append(later.id, later.events, later.active)
status = store.flush()
print(status.problem, status.pending)
print(store.close().pending)
"""


def test_a_limit_on_file_size_is_a_disk_that_refuses(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True, timeout=300
    )
    first, last = done.stdout.splitlines()
    assert first in ("The disk refuses to write. 1", "The disk is full. 1")
    assert last == "1"
    assert done.stderr == ""
    store = Store.open(tmp_path)
    saved = store.load(store.history()[0].id)
    store.close()
    assert Session.replay(saved.events).draft(Phase.API) == "kept"
    assert integrity(tmp_path) == "ok"


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="a small disk can only be mounted by root")
def test_a_real_small_disk_that_fills_up(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=384k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        store = Store.open(disk)
        session = Session.start(Settings(problem="url-shortener"), NOW)
        acknowledged = session
        for _ in range(40):
            session = session.write(Phase.API, session.draft(Phase.API) + os.urandom(8_000).hex(), NOW)
            store.append(session.id, session.events, session.active)
            if store.flush().problem:
                break
            acknowledged = session
        assert "disk is full" in store.status.problem.lower()
        store.close()
        again = Store.open(disk)
        assert len(again.load(session.id).events) >= len(acknowledged.events)
        again.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_closed_terminal_saves_before_the_program_ends(tmp_path):
    script = f"""
import os, signal
from pathlib import Path
exec(open({str(TYPIST)!r}).read().split('def type_on')[0])
from coach.store.ending import on_end
store = Store.open(Path({str(tmp_path)!r}))
session = Session.start(Settings(problem="url-shortener"), at(0))
def save():
    last = session.write(Phase.API, "last words", at(1))
    store.append(last.id, last.events, last.active)
    store.close()
with on_end(save):
    os.kill(os.getpid(), signal.SIGHUP)
    signal.pause()
"""
    ended = subprocess.run([sys.executable, "-c", script], timeout=300)
    assert ended.returncode == -signal.SIGHUP
    store = Store.open(tmp_path)
    saved = store.load(store.history()[0].id)
    store.close()
    assert "last words" in transcript.markdown(Session.replay(saved.events))


def test_after_the_session_signals_are_as_before():
    before = signal.getsignal(signal.SIGTERM)
    with on_end(lambda: None):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_event_that_this_version_cannot_read_keeps_what_came_before_and_is_not_written_over(tmp_path):
    store = Store.open(tmp_path)
    session = Session.start(Settings(problem="url-shortener"), NOW).write(Phase.API, "kept", NOW)
    store.append(session.id, session.events, session.active)
    store.flush()
    store.change(
        lambda c: c.execute(
            "INSERT INTO event VALUES (?, 99, 'from_later', '{\"kind\": \"from_later\"}')", (session.id,)
        )
    )
    store.flush()
    saved = store.load(session.id)
    assert saved.events == session.events
    assert saved.unreadable == 1
    with pytest.raises(DeskError, match=r"later version.*left as it is.*Update coach"):
        Desk(store, lambda: NOW).resume(session.id)
    store.close()


def test_where_there_is_no_write_ahead_log_the_rollback_journal_is_used(tmp_path, monkeypatch):
    """A network home refuses shared memory; a memory file system without it is what an unlinkable -shm stands for."""
    real = sqlite3.connect

    class WithoutLog(sqlite3.Connection):
        def execute(self, sql, *arguments):
            if sql == "PRAGMA journal_mode = WAL":
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(sql, *arguments)

    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, factory=WithoutLog, **k))
    store = Store.open(tmp_path)
    session = Session.start(Settings(problem="url-shortener"), NOW)
    store.append(session.id, session.events, session.active)
    assert store.flush().pending == 0
    mode = store.read(lambda c: c.execute("PRAGMA journal_mode").fetchone()[0], "")
    store.close()
    assert mode == "delete"
