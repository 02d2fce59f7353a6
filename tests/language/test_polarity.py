import pytest

from coach.language.polarity import Polarity, polarity
from coach.language.sentences import sentences


def flags(text: str, word: str) -> int:
    sentence = sentences(text)[0]
    marks = polarity(sentence)
    return next(mark for token, mark in zip(sentence.tokens, marks) if token.word == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No cache: one database is enough", "cache"),
        ("We do not need a queue here; the handler sends it", "queue"),
        ("Postgres instead of Cassandra", "cassandra"),
        ("monitoring is out of scope", "monitoring"),
        ("Sharding is not needed", "sharding"),
        ("we don't use idempotency keys", "idempotency"),
        ("nothing is cached", "cached"),
    ],
)
def test_what_is_ruled_out_is_denied(text: str, word: str) -> None:
    assert flags(text, word) & Polarity.DENIED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Postgres instead of Cassandra", "postgres"),
        ("No cache: one database is enough", "database"),
        ("An acked link is never lost", "link"),
        ("The request must not wait for the worker", "worker"),
        ("not only a cache but a queue", "cache"),
        ("We can't have just one gateway", "gateway"),
        ("eventually consistent counters", "consistent"),
    ],
)
def test_an_outcome_ruled_out_denies_nothing(text: str, word: str) -> None:
    assert not flags(text, word) & (Polarity.DENIED | Polarity.DEFERRED)


def test_putting_off_supposing_and_asking_are_marked() -> None:
    assert flags("We add a cache later", "cache") & Polarity.DEFERRED
    assert flags("we could maybe add a cache", "cache") & Polarity.SUPPOSED
    assert flags("Do we need a cache?", "cache") & Polarity.ASKED
