"""Finding what a question asks for: stems, concepts and typos against ways to ask.

A question and a way to ask are bags of stems and concepts, each weighed by how few topics know it. A topic's score is
the weight they share against the weight of both.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from coach.language.lexicon import Lexicon
from coach.language.sentences import sentences
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens

_EMPTY_WORDS = """
a an the is are be was were been am do does did can could should would will shall may might must i we you they it he she
me us them my our your their its this that these those there here of to in on at by for from with as and or but if so
than then what which who how when where why whether any some please tell know want need have has had get got give let
like think say said just also too very really ok okay about into per not no yes one thing question ask wonder assume
suppose expect care matter sort kind roughly approximately maybe going go make mind sure right hi hello
thanks thank much many long often big large s t d m re ve ll requirement target goal support supported required handling
acceptable allowed typically usually exact each there every
"""
_EMPTY = frozenset(stem(word) for word in _EMPTY_WORDS.split())
_CONCEPT_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that a question may ask for."""

    topic: str
    score: float
    """0..1; 1 when the question is one of the topic's own ways to ask."""


class Matcher:
    """A closed set of topics, each with ways to ask for it; immutable after it is made."""

    def __init__(self, topics: Mapping[str, Sequence[str]], lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon
        self._ways = {topic: [self._bag(way) for way in ways] for topic, ways in topics.items()}
        known = Counter(
            feature for ways in self._ways.values() for feature in frozenset(part for bag in ways for part in bag)
        )
        self._weights = {
            feature: math.log(1 + len(topics) / count) * (_CONCEPT_WEIGHT if feature.startswith("=") else 1.0)
            for feature, count in known.items()
        }
        self._unknown = math.log(1 + len(topics)) * 0.6
        self._words = sorted(feature for feature in known if not feature.startswith("=") and len(feature) > 3)

    def rank(self, question: str) -> list[Found]:
        """The topics that share anything with `question`, best first; equals in the topics' order."""
        bag = self._mended(self._bag(question))
        asked = sum(self._weight(part) for part in bag)
        found = [Found(topic, self._score(bag, asked, ways)) for topic, ways in self._ways.items()]
        return sorted((one for one in found if one.score > 0), key=lambda one: -one.score)

    def _score(self, bag: frozenset[str], asked: float, ways: Sequence[frozenset[str]]) -> float:
        """How well a topic fits: its best way to ask, helped a little by the words of its other ones."""
        if not asked:
            return 0.0
        best = 0.0
        for way in ways:
            shared = sum(self._weight(part) for part in bag & way)
            whole = sum(self._weight(part) for part in way)
            if shared:
                best = max(best, 2 * shared / (asked + whole))
        every = frozenset(part for way in ways for part in way)
        return 0.7 * best + 0.3 * sum(self._weight(part) for part in bag & every) / asked

    def _weight(self, feature: str) -> float:
        if feature.startswith("=") and feature not in self._weights:
            return 0.0
        return self._weights.get(feature, self._unknown)

    def _bag(self, text: str) -> frozenset[str]:
        parts = {
            token.stem for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY and token.word
        }
        if self._lexicon is not None:
            for sentence in sentences(text):
                parts |= {f"={mention.concept}" for mention in self._lexicon.mentions(sentence)}
        return frozenset(parts)

    def _mended(self, bag: frozenset[str]) -> frozenset[str]:
        """The bag with every unknown word replaced by the known one that it is a typo of."""
        return frozenset(self._nearest(part) for part in bag)

    def _nearest(self, word: str) -> str:
        if word in self._weights or word.startswith("=") or len(word) < 4:
            return word
        limit = 1 if len(word) < 7 else 2
        near = ((DamerauLevenshtein.distance(word, known, score_cutoff=limit), known) for known in self._words)
        distance, best = min(near, default=(limit + 1, word))
        return best if distance <= limit and best[0] == word[0] else word


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words with a meaning of their own in `texts`."""
    return frozenset(
        token.stem for text in texts for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY
    )
