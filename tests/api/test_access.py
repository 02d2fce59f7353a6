"""Each read is answered by a key, an index or a scan."""

import pytest

from coach.api.access import explain
from coach.api.reader import read

TABLES = "urls(code pk, target, owner_id, created_at), index (owner_id, created_at desc)\nclicks(code pk, day, n)"


@pytest.mark.parametrize(
    ("call", "by", "table"),
    [
        ("GET /{code} -> 302", "key", "urls"),
        ("GET /v1/urls/{code} -> 200", "key", "urls"),
        ("GET /v1/urls?owner={id} -> 200", "index", "urls"),
        ("GET /v1/me/urls?cursor= -> 200", "index", "urls"),
        ("GET /v1/urls?target=x -> 200", "scan", "urls"),
        ("GET /v1/urls/{code}/clicks -> 200", "key", "clicks"),
        ("GET /v1/invoices/{number} -> 200", "unknown", ""),
    ],
)
def test_a_lookup_finds_its_key_its_index_or_nothing(call: str, by: str, table: str) -> None:
    (answer,) = explain(read(call + "\n\n" + TABLES))
    assert (answer.by, answer.table) == (by, table)


def test_a_scan_names_its_rows() -> None:
    (answer,) = explain(read("GET /v1/urls?target=x -> 200\n\n" + TABLES), 33e9)
    assert "33 billion rows" in answer.sentence


def test_an_answer_points_at_the_index() -> None:
    text = "GET /v1/urls?owner={id} -> 200\n\n" + TABLES
    (answer,) = explain(read(text))
    assert answer.span is not None
    assert text[answer.span.start : answer.span.end] == "index (owner_id, created_at desc)"


def test_without_tables_nothing_is_claimed() -> None:
    assert explain(read("GET /{code} -> 302")) == ()
