"""Export and import: everything goes out, comes back once, and bad lines cost only themselves."""

import json

import pytest

from coach.store.store import Store
from coach.store.transfer import exported, imported
from tests.store.stored_sessions import begun, written


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "one")
    yield store
    store.close()


@pytest.fixture
def other(tmp_path):
    store = Store.open(tmp_path / "two")
    yield store
    store.close()


def keep(store, *sessions):
    for session in sessions:
        store.append(session.id, session.events, session.active)
    assert store.flush().pending == 0


def lines(store):
    return store.read(lambda connection: list(exported(connection)), [])


def take(store, read):
    results = []
    store.change(lambda connection: results.append(imported(connection, read)))
    assert store.flush(10).pending == 0
    return results[-1]


def test_what_goes_out_comes_back_and_a_second_time_changes_nothing(store, other):
    keep(store, written(["naïve “notes”"]), begun(day=4))
    store.change(lambda c: c.execute("INSERT INTO card VALUES ('c', '2026-01-01', 0, '{}')"))
    store.change(lambda c: c.execute("INSERT INTO review_log VALUES ('c', '2026-01-02', 3, '{}')"))
    store.flush()
    assert take(other, lines(store)).added == 2
    assert lines(other) == lines(store)
    again = take(other, lines(store))
    assert (again.added, again.unchanged, again.problems) == (0, 2, [])
    assert lines(other) == lines(store)


def test_a_session_that_went_on_is_continued(store, other):
    keep(store, written(["a"]))
    take(other, lines(store))
    keep(store, written(["a", "ab"]))
    assert take(other, lines(store)).continued == 1
    assert lines(other) == lines(store)
    older = json.loads(lines(store)[0])
    older["events"] = older["events"][:2]
    assert take(other, [json.dumps(older)]).unchanged == 1
    assert lines(other) == lines(store)


def test_a_session_that_went_another_way_comes_in_beside_ours_once(store, other):
    keep(store, written(["theirs"]))
    keep(other, written(["ours"]))
    assert take(other, lines(store)).added == 1
    assert take(other, lines(store)).unchanged == 1
    rows = other.history()
    assert len(rows) == 2
    for row in rows:
        assert other.load(row.id).events[0].session == row.id


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        '{"schema": "other/1"}',
        '{"schema": "coach.export/1"}',
        '{"schema": "coach.export/1", "kind": "virus"}',
        '{"schema": "coach.export/1", "kind": "session", "id": "x", "active": 1, "events": []}',
        '{"schema": "coach.export/1", "kind": "session", "id": "x", "active": 1, "events": [{"kind": "started"}]}',
        '{"schema": "coach.export/1", "kind": "session", "id": "x", "active": 1, "events": 7}',
        '{"schema": "coach.export/1", "kind": "card", "id": "c", "suspended": 0, "body": "", "reviews": 1}',
        "[" * 100_000,
        "\x00\ufffd",
    ],
)
def test_a_bad_line_is_named_and_the_others_come_in(store, other, bad):
    keep(store, written(["good"]))
    result = take(other, [bad, *lines(store)])
    assert result.added == 1
    assert len(result.problems) == 1
    assert result.problems[0].startswith("line 1 ")


def test_a_grade_made_by_hand_is_validated(store, other):
    keep(store, written(["good"]))
    line = json.loads(lines(store)[0])
    line["grade"] = {"score": 1, "verdict": "<b>", "phases": "{}", "scorecard": "{}"}
    assert len(take(other, [json.dumps(line)]).problems) == 1
    assert other.history() == ()


def test_a_hostile_id_is_only_a_name(store, other):
    keep(store, written(["good"]))
    line = json.loads(lines(store)[0])
    line["id"] = "'); DROP TABLE session;--"
    assert take(other, [json.dumps(line)]).added == 1
    assert other.history()[0].id == line["id"]


GRADE = {"score": 0.5, "verdict": "lean hire", "phases": '{"api": 0.5}', "scorecard": "{}"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"active": 1e300}, "active is not from 0"),
        ({"active": float("nan")}, "active is not from 0"),
        ({"events": 3}, "does not hold what"),
        ({"kind": "\x1b[2J"}, "something unknown"),
        ({"grade": GRADE}, "is not as it should be"),
        ({"grade": GRADE | {"score": 2}}, "score is not from 0"),
        ({"grade": GRADE | {"verdict": "\x1b]52;c;ZXZpbA==\x07"}}, "does not hold what"),
        ({"grade": GRADE | {"phases": '{"\\u001b[2J": 0.5}'}}, "does not hold what"),
    ],
)
def test_what_no_export_holds_is_left_out_with_the_reason_in_words(store, other, change, words):
    keep(store, written(["kept"]))
    line = json.loads(lines(store)[0])
    result = take(other, [json.dumps(line | change), "[" * 100_000])
    assert other.history() == ()
    assert len(result.problems) == 2
    assert words in result.problems[0]
    assert not [told for told in result.problems if "validation error" in told or "constraint" in told]
