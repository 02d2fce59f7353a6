"""A file of any earlier version opens with all that was in it; `formats/N.sql` holds one of each, as written then."""

import sqlite3
from pathlib import Path

import pytest

from coach.interview.session import Session
from coach.model.words import Phase
from coach.store.location import DATABASE
from coach.store.schema import MIGRATIONS
from coach.store.store import Store
from tests.store.stored_sessions import at

FORMATS = Path(__file__).with_name("formats")


def test_there_is_a_file_of_every_format():
    assert {path.stem for path in FORMATS.glob("*.sql")} == {str(number + 1) for number in range(len(MIGRATIONS))}


@pytest.mark.parametrize("file", sorted(FORMATS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_file_of_that_format_opens_with_everything_in_it(tmp_path, file):
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.executescript(file.read_text(encoding="utf-8"))
    connection.close()
    store = Store.open(tmp_path)
    assert not store.status.problem
    left, finished = store.history()
    assert (finished.score, finished.predicted, finished.next_time) == (0.64, 0.6, "I will ask first")
    saved = store.load(finished.id)
    assert saved.unreadable == 0
    session = Session.replay(saved.events, saved.active)
    assert session.draft(Phase.API) == "POST /v1/links -> 201\nGET /{code} -> 302"
    assert session.draft(Phase.REQUIREMENTS) == "users shorten links, 100M a day"
    assert [one.id for one in store.unfinished()] == [left.id]
    assert store.read(lambda c: c.execute("SELECT count(*) FROM review_log").fetchone()[0], 0) == 1
    more = Session.replay(store.load(left.id).events).write(
        Phase.REQUIREMENTS, "left open, and gone on with", at(4 * 86_400)
    )
    store.append(more.id, more.events, more.active)
    assert not store.close().pending
