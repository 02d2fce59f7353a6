"""Phrases: words in any inflection, concepts, gaps, properties and their opposites."""

import pytest

from coach.language.bundled import bundled_lexicon
from coach.language.phrases import NONE, Heard, Property, literal, pattern
from coach.language.sentences import sentences

LEXICON = bundled_lexicon()
LOST = Property("lost", pattern("lose/drop | =missing", LEXICON), pattern("lossless* | survive", LEXICON))
PROPERTIES = {"lost": LOST, "empty": Property("empty", pattern("empty", LEXICON), NONE)}


def heard(text: str) -> Heard:
    sentence = sentences(text)[0]
    return Heard(sentence, LEXICON.mentions(sentence), LEXICON)


def stands(text: str, sentence: str) -> bool:
    """Whether the phrase stands in the sentence, claimed."""
    read = pattern(text, LEXICON, PROPERTIES)
    return any(not denies for _, denies in heard(sentence).places(read, PROPERTIES))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("click", "All clicks are counted."),
        ("click/visit", "Every visit counts."),
        ("=gone", "It is gone."),
        ("durab*", "It stays durable."),
        ("last write wins", "Conflicts go by last-write-wins."),
        ("every .. click", "Every single new click is counted."),
        ("cache", "Redis holds the sessions."),
        ("@cache .. everything", "Redis holds everything."),
        ("takes @duration", "It takes 30 s."),
        ("=GET", "It is a GET."),
        ("w 1", "W=1 is fast."),
        ("not $lost", "No order is ever lost."),
        ("not $lost", "All orders survive."),
        ("$lost", "Some orders are dropped."),
    ],
)
def test_a_phrase_stands(text, sentence):
    assert stands(text, sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("=gone", "It goes on."),
        ("follower", "The link is followed."),
        ("every .. click", "Every page, and the click."),
        ("every .. click", "Every page that we or somebody else ever shows a click."),
        ("=GET", "They get it."),
        ("$lost", "No order is lost."),
        ("not $lost", "Some orders are lost."),
        ("click", "There are no clicks."),
    ],
)
def test_a_phrase_does_not_stand(text, sentence):
    assert not stands(text, sentence)


def test_a_literal_means_no_sign():
    assert any(heard("W + R is more than N").places(literal("w + r"), {}))


@pytest.mark.parametrize("text", ["a | | b", "@nothing-like-it", "$unheard-of", "a/b-c", "(a+)+$"])
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError, match="‘"):
        pattern(text, LEXICON, PROPERTIES)


def test_what_is_left_out_is_no_subject():
    subject = pattern("cache", LEXICON)
    assert heard("The cache is fast.").subjects(subject, {})
    assert heard("A cache that is never stale is impossible.").subjects(subject, {})
    assert not heard("We need no cache here.").subjects(subject, {})
    assert not heard("Replicas instead of a cache.").subjects(subject, {})
