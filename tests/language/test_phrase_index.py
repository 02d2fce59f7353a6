"""Patterns are found through their rarest words."""

from coach.language.lexicon import Lexicon
from coach.language.phrase_index import PhraseIndex
from coach.language.phrases import NONE, Heard, Property, pattern
from coach.language.sentences import sentences

LEXICON = Lexicon(())
PROPERTIES = {"lost": Property("lost", pattern("lose/drop", LEXICON), pattern("keep .. for/until", LEXICON))}


def likely(text: str, **patterns: str) -> set[str]:
    index: PhraseIndex[str] = PhraseIndex(PROPERTIES)
    for name, written in patterns.items():
        index.add(pattern(written, LEXICON, PROPERTIES), name)
    sentence = sentences(text)[0]
    return set(index.likely(Heard(sentence, LEXICON.mentions(sentence), LEXICON)))


def test_a_pattern_is_likely_where_all_words_of_a_sequence_stand():
    assert likely("the broker drops it", one="broker .. drop/lose", other="broker .. keep") == {"one"}


def test_every_alternative_leads_to_its_pattern():
    assert likely("nothing is cached", one="redis | cached", other="redis | =caches") == {"one"}


def test_a_property_is_likely_by_what_it_says_and_by_its_opposite():
    assert likely("it dropped", one="$lost", other="not $lost") == {"one", "other"}
    assert likely("kept until noon", one="$lost") == {"one"}
    assert likely("kept", one="$lost") == set()


def test_what_is_said_of_nothing_is_never_likely():
    index: PhraseIndex[str] = PhraseIndex({})
    index.add(NONE, "none")
    sentence = sentences("anything at all")[0]
    assert list(index.likely(Heard(sentence, (), LEXICON))) == []
