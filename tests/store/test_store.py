"""The store: what is handed in is on disk or said not to be, and comes back as it was."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coach.interview.session import Session
from coach.model.words import Phase
from coach.resources import data_dir
from coach.store import rescue
from coach.store.location import DATABASE
from coach.store.schema import MIGRATIONS, connect, is_logged, migrate
from coach.store.store import Store
from tests.store.stored_sessions import at, begun, written

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "a" / "b"


@pytest.fixture
def opened():
    """Stores that are closed at the end, however the test ends."""
    stores = []

    def open_store(folder):
        stores.append(Store.open(folder))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


def test_a_session_comes_back_as_it_was(folder, opened):
    session = (
        written(["hello", "hello world"]).enter_phase(Phase.API, at(9)).write(Phase.API, "GET /x", at(12)).tick(at(20))
    )
    store = opened(folder)
    store.append(session.id, session.events, session.active)
    assert store.flush().problem == ""
    saved = opened(folder).load(session.id)
    assert Session.replay(saved.events, saved.active) == session
    row = store.history()[0]
    assert (row.words, row.active, row.phase, row.finished) == (4, 20, "api", None)
    assert row.spent == {"requirements": 9, "api": 11}


def test_only_what_is_new_is_written_and_a_retry_writes_nothing_twice(folder, opened):
    session = written(["a"])
    store = opened(folder)
    store.append(session.id, session.events, session.active)
    store.append(session.id, session.events, session.active)
    session = written(["a", "ab"])
    store.append(session.id, session.events, session.active)
    store.flush()
    again = opened(folder)  # a new run that hands in everything from the start
    store.close()
    again.append(session.id, session.events, session.active)
    again.flush()
    assert again.load(session.id).events == session.events


def test_tables_follow_from_events(folder, opened):
    session = written(["x"]).finish(at(5)).predict(0.7, at(6)).grade_self(Phase.API, "paths", 0.5, at(7))
    session = session.overrule(Phase.API, "paths", 1.0, "it is there", at(8)).note("I will ask first", at(9))
    store = opened(folder)
    store.append(session.id, session.events, session.active)
    store.flush()
    row = store.history()[0]
    assert (row.predicted, row.next_time) == (0.7, "I will ask first")
    assert row.finished == "2026-01-01T00:00:05Z"
    assert store.unfinished() == ()
    found = store.read(
        lambda c: c.execute("SELECT criterion, credit, overruled, reason FROM self_grade").fetchall(), None
    )
    assert found == [("paths", 0.5, 1.0, "it is there")]


def test_history_is_newest_first(folder, opened):
    store = opened(folder)
    for day in (1, 3, 2):
        session = begun(day=day)
        store.append(session.id, session.events, session.active)
    store.flush()
    assert [row.started[8:10] for row in store.history()] == ["04", "03", "02"]
    assert len(store.unfinished()) == 3


def test_a_folder_that_cannot_be_made_leaves_a_store_in_memory_that_says_so(opened):

    store = opened(Path("/dev/null/x"))
    session = written(["typed on"])
    store.append(session.id, session.events, session.active)
    status = store.flush()
    assert status.pending > 0
    assert "cannot be used" in status.problem
    assert "stays in memory" in status.remedy
    assert store.load(session.id).events == session.events  # within this run everything works


def test_what_waited_in_memory_is_written_once_the_folder_can_be_made(tmp_path, opened):
    blocker = tmp_path / "data"
    blocker.write_text("a file where the folder should be")
    store = opened(blocker)
    session = written(["typed on"])
    store.append(session.id, session.events, session.active)
    assert store.flush().problem
    blocker.unlink()
    while store.flush(5).pending:
        pass
    assert store.status.problem == ""
    assert opened(blocker).load(session.id).events == session.events


def test_a_file_of_a_later_version_is_left_alone(folder, opened):
    opened(folder).close()
    path = folder / DATABASE
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    store = opened(folder)
    session = written(["x"])
    store.append(session.id, session.events, session.active)
    status = store.flush()
    assert "later version" in status.problem
    assert "Update coach" in status.remedy
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to have a header" * 9, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_file_that_is_no_database_is_left_alone(folder, opened, content):
    folder.mkdir(parents=True)
    (folder / DATABASE).write_bytes(content)
    store = opened(folder)
    assert "damaged" in store.status.problem
    assert (folder / DATABASE).read_bytes() == content


def test_another_programs_database_is_left_alone(folder, opened):
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    assert "another program" in opened(folder).status.problem


def test_folder_and_file_are_their_owners_alone_whatever_the_umask(folder, opened):
    before = os.umask(0)
    try:
        store = opened(folder)
        session = written(["secret"])
        store.append(session.id, session.events, session.active)
        store.flush()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


def test_a_second_window_is_told_who_has_the_session(folder, opened):
    first, second = opened(folder), opened(folder)
    session = written(["mine"])
    first.append(session.id, session.events, session.active)
    first.flush()
    claim = second.claim(session.id)
    assert (claim.owned, claim.pid) == (False, os.getpid())
    second.append(session.id, session.events, session.active)
    assert "open in another window" in second.status.problem


def test_taking_over_makes_the_first_window_stop_writing(folder, opened):
    first, second = opened(folder), opened(folder)
    session = written(["mine"])
    first.append(session.id, session.events, session.active)
    first.flush()
    assert second.claim(session.id, take_over=True).owned
    second.flush()
    late = written(["mine", "too late"])
    first.append(session.id, late.events, late.active)
    status = first.flush()
    assert "goes on in another window" in status.problem
    assert second.load(session.id).events == session.events
    ours = written(["mine", "in time"])
    second.append(session.id, ours.events, ours.active)
    assert second.flush().problem == ""
    assert second.load(session.id).events == ours.events


def test_a_session_can_be_taken_back_without_a_gap(folder, opened):
    first, second = opened(folder), opened(folder)
    session = written(["mine"])
    first.append(session.id, session.events, session.active)
    first.flush()
    second.claim(session.id, take_over=True)
    second.flush()
    refused = written(["mine", "refused"])
    first.append(session.id, refused.events, refused.active)
    assert first.flush().problem
    assert not first.claim(session.id).owned
    assert first.claim(session.id, take_over=True).owned
    first.append(session.id, refused.events, refused.active)
    assert first.flush().problem == ""
    assert second.load(session.id).events == refused.events


def test_closing_leaves_no_lock_behind(folder, opened):
    store = opened(folder)
    session = written(["x"])
    store.append(session.id, session.events, session.active)
    store.close()
    assert [path.name for path in folder.iterdir()] == [DATABASE]


def test_one_change_that_cannot_be_made_holds_up_no_other(folder, opened):
    store = opened(folder)
    session = written(["x"])
    store.change(lambda connection: connection.execute("INSERT INTO card VALUES (NULL, NULL, 0, NULL)"))
    store.append(session.id, session.events, session.active)
    status = store.flush()
    assert status.pending == 0
    assert "One change could not be saved" in status.problem
    assert store.load(session.id).events == session.events


def test_a_database_held_by_another_program_is_tried_again(folder, opened):
    store = opened(folder)
    holder = connect(folder / DATABASE)
    holder.execute("BEGIN IMMEDIATE")
    session = written(["x"])
    store.append(session.id, session.events, session.active)
    threading.Timer(0.2, lambda: holder.execute("ROLLBACK")).start()
    assert store.flush(5).pending == 0
    holder.close()


def test_migrations_keep_a_copy_and_are_whole_or_not_at_all(tmp_path):
    path = tmp_path / DATABASE
    connection = connect(path)
    migrate(connection, path)
    broken = (*MIGRATIONS, ("CREATE TABLE extra (x)", "CREATE TABLE extra (x)"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, path, broken)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone()[0] == 0
    migrate(connection, path, (*MIGRATIONS, ("CREATE TABLE extra (x)",)))
    connection.close()
    copy = tmp_path / f"{DATABASE}.v{len(MIGRATIONS)}.bak"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = connect(copy)
    assert kept.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    kept.close()


def test_the_file_uses_a_write_ahead_log_and_full_synchronisation(tmp_path):
    connection = connect(tmp_path / DATABASE)
    assert is_logged(connection)
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()


def test_listing_500_interviews_is_fast_and_loads_no_pydantic(folder, opened):
    store = opened(folder)
    for number in range(500):
        session = written(["some text to count"], begun(day=number))
        store.append(session.id, session.events, session.active)
    assert store.flush(30).pending == 0
    store.close()
    script = (
        "import sys; from pathlib import Path; from coach.store.store import Store; from tests.timing import least\n"
        f"store = Store.open(Path({str(folder)!r}))\n"
        "print(len(store.history()), least(store.history), 'pydantic' in sys.modules); store.close()"
    )
    count, seconds, pydantic = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert (count, pydantic) == ("500", "False")
    assert float(seconds) < 0.02


def test_the_data_folder_is_the_option_then_the_environment_then_the_platforms(monkeypatch, tmp_path):
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "env"))
    assert data_dir(tmp_path / "option") == tmp_path / "option"
    assert data_dir() == tmp_path / "env"
    monkeypatch.delenv("COACH_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert data_dir().name == "coach"


def test_a_text_is_saved_in_the_first_place_that_takes_it_and_replaces_nothing(tmp_path):

    there = tmp_path / "there.md"
    there.write_text("older")
    saved = rescue.save_elsewhere("typed", [Path("/dev/null/x.md"), there, tmp_path / "new.md"])
    assert saved.path == tmp_path / "new.md"
    assert saved.path.read_text() == "typed"
    assert there.read_text() == "older"
    assert len(saved.tried) == 2
