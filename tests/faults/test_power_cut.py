"""After a power cut the log ends anywhere, or a sector of it is torn: a prefix of what was saved is there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import EVENT, Settings
from coach.model.words import Phase
from coach.store.location import DATABASE
from coach.store.schema import connect
from coach.store.store import Store

NOW = Moment(datetime(2026, 1, 1, tzinfo=UTC), 0.0)
SECTOR = 512


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """What lies on the disk in the middle of a session: its events, the database, the log."""
    folder = tmp_path_factory.mktemp("live")
    store = Store.open(folder)
    session = Session.start(Settings(problem="url-shortener"), NOW)
    for number in range(12):
        session = session.write(Phase.API, session.draft(Phase.API) + f"line {number}\n", NOW)
        store.append(session.id, session.events, session.active)
        store.flush()
    log, base = (folder / f"{DATABASE}-wal").read_bytes(), (folder / DATABASE).read_bytes()
    store.close()
    return tuple(session.events), base, log


def found(folder: Path, base: bytes, log: bytes) -> tuple:
    """The events in a database with this log; both are laid down anew."""
    (folder / f"{DATABASE}-shm").unlink(missing_ok=True)
    (folder / DATABASE).write_bytes(base)
    (folder / f"{DATABASE}-wal").write_bytes(log)
    connection = connect(folder / DATABASE)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return ()
        return tuple(EVENT.validate_json(body) for (body,) in connection.execute("SELECT body FROM event ORDER BY seq"))
    finally:
        connection.close()


@pytest.mark.parametrize("step", [1499, pytest.param(13, marks=pytest.mark.long)])
def test_a_log_cut_at_every_nth_byte_holds_a_prefix_that_only_grows(tmp_path, left, step):
    events, base, log = left
    before = 0
    for cut in (*range(0, len(log), step), len(log)):
        there = found(tmp_path, base, log[:cut])
        assert there == events[: len(there)]
        assert len(there) >= before
        before = len(there)
    assert before == len(events)


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_torn_sector_ends_the_log_there(tmp_path, left, every):
    events, base, log = left
    for start in range(0, len(log), SECTOR * every):
        torn = log[:start] + b"\xa5" * min(SECTOR, len(log) - start) + log[start + SECTOR :]
        there = found(tmp_path, base, torn)
        assert there == events[: len(there)]


def test_a_store_opens_on_a_log_that_was_cut(tmp_path, left):
    events, base, log = left
    (tmp_path / DATABASE).write_bytes(base)
    (tmp_path / f"{DATABASE}-wal").write_bytes(log[: len(log) * 2 // 3])
    store = Store.open(tmp_path)
    assert not store.status.problem
    saved = store.load(store.history()[0].id)
    store.close()
    assert 0 < len(saved.events) < len(events)
    assert saved.events == events[: len(saved.events)]
