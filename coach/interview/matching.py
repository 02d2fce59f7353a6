"""Finding which fact a question asks for: words, aspects and the kind of answer wanted, against what each fact says.

A question and a fact are compared by features: word stems, concepts of the lexicon, and the aspects and families of
`aspects.txt` ("@peak", "@retention"). A feature weighs the more, the fewer facts have it. A fact has a feature the more
surely, the nearer it stands to the question: in a way to ask, in its name, in its answer, in why it matters.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from coach.interview import aspects
from coach.interview.wanted import Wanted, wanted_by
from coach.language.lexicon import Lexicon, is_common
from coach.language.sentences import sentences
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens

_EMPTY_WORDS = """
a an the is are be was were been am do does did can could should would will shall may might must i we you they it he she
me us them my our your their its this that these those there here of to in on at by for from with as and or but if so
than then what which who how when where why whether any some please tell know want need has have had get got give let
like think say said just also too very really ok okay about into per not no yes one thing question ask wonder assume
suppose expect care matter sort kind roughly approximately maybe going go make mind sure right hi hello
thanks thank much many long often big large s t d m re ve ll requirement target goal support supported required handling
acceptable allowed typically usually exact each there every only ever still own both work working happen
after before once between during over under up out off number amount given certain possible able
"""
_EMPTY = frozenset(stem(word) for word in _EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Topic:
    """What a fact says and how it may be asked for."""

    ways: Sequence[str]
    """Ways to ask."""
    name: str = ""
    answer: str = ""
    matters: str = ""
    wanted: Wanted = Wanted.ANY
    """The kind of its answer, where a unit tells it."""


@dataclass(frozen=True, slots=True)
class Scales:
    """How much each kind of evidence counts; set on the development questions in `tests/interview/questions`."""

    concept: float = 0.85
    aspect: float = 1.8
    family: float = 2.0
    in_name: float = 0.9
    in_answer: float = 0.5
    in_matters: float = 0.3
    unknown: float = 0.6
    """Weight of a word that no fact has, against that of a word that one fact has."""
    coverage: float = 0.6
    """Share of the score that asks how much of the question the fact covers; the rest asks how near its best way is."""
    explained: float = 0.5
    """What is left of an unknown word's weight when an aspect or a family accounts for it."""
    once: float = 0.3
    """How surely a fact has a feature that stands in one of its ways only; in all of them: 1."""
    clash: float = 0.85
    """What is left of a score when the question wants another kind of answer than the fact holds."""


SCALES = Scales()


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that a question may ask for."""

    topic: str
    score: float
    """0..1; 1 when the question is one of the topic's own ways to ask."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A topic as features."""

    ways: tuple[frozenset[str], ...]
    surely: Mapping[str, float]
    """How surely it has a feature, 0..1."""
    wanted: frozenset[Wanted]


class Matcher:
    """A closed set of topics, each with ways to ask for it; immutable after it is made."""

    def __init__(self, topics: Mapping[str, Topic], lexicon: Lexicon | None = None, scales: Scales = SCALES) -> None:
        self._lexicon = lexicon
        self._scales = scales
        self._topics = {name: self._known(topic) for name, topic in topics.items()}
        spread: Counter[str] = Counter()
        for known in self._topics.values():
            for feature, surely in known.surely.items():
                spread[feature] += surely  # type: ignore[assignment] - counts of how surely add up
        self._weights = {
            feature: math.log(1 + len(topics) / max(1.0, count)) * self._scale(feature)
            for feature, count in spread.items()
        }
        self._unknown = math.log(1 + len(topics)) * scales.unknown
        self._spelled = tuple(
            sorted(
                {
                    token.word
                    for topic in topics.values()
                    for text in (*topic.ways, topic.answer)
                    for token in tokens(text)
                    if token.kind is Kind.WORD and len(token.word) > 2
                }
                | aspects.spelled()
            )
        )
        self._spelled_set = frozenset(self._spelled)

    def rank(self, question: str) -> list[Found]:
        """The topics that share anything with `question`, best first; equals in the topics' order."""
        mended = self.mended(question)
        wants = wanted_by(mended)
        said, phrased = aspects.stems_in(mended), aspects.stems_in(mended, words=3)
        weights = {
            part: self._weight(part) * (self._scales.explained if part in said and part not in self._weights else 1.0)
            for part in self._bag(mended)
            if part not in phrased
        }
        if not any(weights.values()):
            return []
        found = [Found(name, self._score(weights, wants, known)) for name, known in self._topics.items()]
        return sorted((one for one in found if one.score > 0), key=lambda one: -one.score)

    def mended(self, text: str) -> str:
        """`text` in lower case with every unknown word replaced by the known one that it is a typo of."""
        parts, at = [], 0
        for token in tokens(text):
            if token.kind is Kind.WORD:
                parts += [text[at : token.start].lower(), self._nearest(token.word)]
                at = token.end
        return "".join([*parts, text[at:].lower()])

    def _known(self, topic: Topic) -> _Known:
        ways = tuple(self._bag(way) for way in topic.ways)
        surely: dict[str, float] = {}
        for feature in self._bag(topic.matters):
            surely[feature] = self._scales.in_matters
        for feature in self._bag(topic.answer):
            surely[feature] = max(surely.get(feature, 0.0), self._scales.in_answer)
        for feature in self._bag(topic.name):
            surely[feature] = max(surely.get(feature, 0.0), self._scales.in_name)
        told = Counter(feature for bag in ways for feature in bag)
        for feature, count in told.items():
            often = (count - 1) / max(1, len(ways) - 1)
            surely[feature] = self._scales.once + (1 - self._scales.once) * often
        kinds = frozenset(kind for way in topic.ways for kind in wanted_by(way)) | {topic.wanted}
        return _Known(ways, surely, kinds - {Wanted.ANY})

    def _score(self, weights: Mapping[str, float], wants: frozenset[Wanted], topic: _Known) -> float:
        asked = sum(weights.values())
        covered = sum(weight * topic.surely.get(part, 0.0) for part, weight in weights.items()) / asked
        if not covered:
            return 0.0
        near = 0.0
        for way in topic.ways:
            shared = sum(weight for part, weight in weights.items() if part in way)
            if shared:
                near = max(near, 2 * shared / (asked + sum(self._weight(part) for part in way)))
        score = self._scales.coverage * covered + (1 - self._scales.coverage) * near
        return score * self._scales.clash if wants and topic.wanted and not wants & topic.wanted else score

    def _scale(self, feature: str) -> float:
        if feature.startswith("="):
            return self._scales.concept
        if feature.startswith("@"):
            return self._scales.aspect
        return self._scales.family if feature.startswith("~") else 1.0

    def _weight(self, feature: str) -> float:
        known = self._weights.get(feature)
        if known is not None:
            return known
        return 0.0 if feature[0] in "=~" else self._unknown

    def _bag(self, text: str) -> frozenset[str]:
        parts = {token.stem for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY}
        parts |= {name if name.startswith(aspects.MARK) else f"~{name}" for name in aspects.found(text)}
        if self._lexicon is not None:
            for sentence in sentences(text):
                parts |= {f"={mention.concept}" for mention in self._lexicon.mentions(sentence)}
        return frozenset(parts)

    def _nearest(self, word: str) -> str:
        if len(word) < 3 or word in self._spelled_set or is_common(word) or is_common(stem(word)):
            return word
        limit = 1 if len(word) < 7 else 2
        best, distance = word, limit + 1
        for known in self._spelled:
            if known[0] != word[0] or abs(len(known) - len(word)) > limit:
                continue
            if len(word) < 4 and sorted(known) != sorted(word):
                continue
            away = DamerauLevenshtein.distance(word, known, score_cutoff=distance - 1)
            if away < distance:
                best, distance = known, away
        return best


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words with a meaning of their own in `texts`."""
    return frozenset(
        token.stem for text in texts for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY
    )
