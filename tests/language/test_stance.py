"""How a stretch of a sentence is meant: stated, denied, supposed, or put in another's mouth."""

import pytest

from coach.language.sentences import sentences
from coach.language.stance import denied, left_out, limited, rejects, supposed


def place(text: str, word: str) -> tuple[object, int]:
    sentence = sentences(text)[0]
    return sentence, next(at for at, token in enumerate(sentence.tokens) if token.word == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nothing is ever lost.", "lost"),
        ("It can't be lost.", "lost"),
        ("Orders without a loss.", "loss"),
        ("A queue prevents losses.", "losses"),
        ("A collision is impossible.", "collision"),
        ("Checks are not needed.", "checks"),
    ],
)
def test_it_is_denied(text, word):
    sentence, at = place(text, word)
    assert denied(sentence, at, at)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Orders are lost.", "lost"),
        ("Not only orders are lost.", "lost"),
        ("No cache, so reads are slow.", "slow"),
        ("The no-cache header keeps it.", "keeps"),
        ("Nobody waits and orders are lost.", "lost"),
    ],
)
def test_it_is_not_denied(text, word):
    sentence, at = place(text, word)
    assert not denied(sentence, at, at)


def test_what_is_absent_is_left_out_and_what_is_impossible_is_not():
    sentence, at = place("No replica is drawn.", "replica")
    assert left_out(sentence, at)
    sentence, at = place("Deadlocks are impossible.", "deadlocks")
    assert not left_out(sentence, at)


def test_what_would_be_is_supposed():
    sentence, at = place("A 301 would spare us the traffic.", "spare")
    assert supposed(sentence, at)
    sentence, at = place("A 301 spares us the traffic.", "spares")
    assert not supposed(sentence, at)


@pytest.mark.parametrize(
    "text",
    [
        "people think that a replica is a backup",
        "an ack does not mean that it is stored",
        "it’s a myth that tcp delivers once",
        "left out: a count-min sketch, because it never forgets",
    ],
)
def test_a_sentence_speaks_against_a_claim(text):
    assert rejects(text)


@pytest.mark.parametrize("text", ["the cache never expires", "all requests are rejected", "something is wrong"])
def test_a_sentence_speaks_for_itself(text):
    assert not rejects(text)


def test_a_claim_can_be_taken_back():
    text = "it is never stale, except for a minute after a change"
    assert limited(text, text.index(","))
    assert not limited(text, text.index("change"))
