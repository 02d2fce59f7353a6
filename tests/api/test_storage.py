"""The four parts of a justified choice of store."""

from coach.api.storage import justification

FULL = """Postgres for the links because every read is one lookup by key and creating needs a transaction.
Not Cassandra: we have no write-heavy time series. The price: a single primary for writes.
If writes pass 10k/s I would switch to CockroachDB."""


def test_all_four_parts_are_found_with_their_words() -> None:
    found = justification(FULL)
    assert found.found == 4
    assert found.missing == ()
    assert found.store is not None
    assert FULL[found.store.start : found.store.end] == "Postgres"
    spans = {part.name: part.span for part in found.parts}
    trigger = spans["trigger"]
    assert trigger is not None
    assert FULL[trigger.start : trigger.end].startswith("If writes pass")


def test_a_bare_name_justifies_nothing() -> None:
    assert justification("We use Cassandra. It is web scale.").found == 0


def test_missing_parts_are_named() -> None:
    assert justification("Redis, not memcached, because we need sorted sets.").missing == ("cost", "trigger")


def test_reasons_without_a_store_do_not_count() -> None:
    assert justification("We do this because users need it. The cost is small.").found == 0


def test_offsets_survive_leading_blank() -> None:
    text = " " * 300 + "\n" + FULL
    found = justification(text)
    assert found.store is not None
    assert text[found.store.start : found.store.end] == "Postgres"
