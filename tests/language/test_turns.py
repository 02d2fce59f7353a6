"""Turns of phrase: found by their words, whatever stands between them."""

import pytest

from coach.language.turns import Network, Turns, bundled_turns, listed


def found(phrase: str, text: str) -> list[str]:
    return [text[turn.start : turn.end] for turn in Turns(Network.of({"one": [phrase]})).find(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "turns"),
    [
        ("takes care of (it|this)", "the vendor takes care of it.", ["takes care of it"]),
        ("crash*", "a crashed node, a crash", ["crashed", "crash"]),
        ("will [just|surely] cope", "it will cope, it will surely cope", ["will cope", "will surely cope"]),
        ("doesn't fail", "redis doesn’t fail and doesnt fail", ["doesn’t fail", "doesnt fail"]),
        ("wait .. back", "wait until it is back", ["wait until it is back"]),
        ("wait .. back", "wait. it is back", []),
        ("done $", "done. moving on, done.", ["done"]),
        ("same (like|as) other", "same, as other", ["same, as other"]),
    ],
)
def test_a_phrase_is_found_where_its_words_follow_each_other(phrase, text, turns):
    assert found(phrase, text) == turns


@pytest.mark.parametrize("phrase", ["(a|b", "a)", ".. a"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase):
    with pytest.raises(ValueError, match=r"phrase|bracket"):
        Turns(Network.of({"one": [phrase]}))


def test_a_phrase_belongs_to_a_list():
    with pytest.raises(ValueError, match="no list"):
        listed("lost words\n")


def test_every_bundled_list_can_be_read():
    assert bundled_turns().find("the provider takes care of failover")
