"""Finding which fact a question asks for: words, aspects and the kind of answer wanted, against what each fact says.

A question and a fact are compared by features: word stems, the aspects and families of `aspects.txt` ("@peak",
"~machine"), concepts of the lexicon, and what is counted by what ("^by:day"). A feature weighs the more, the fewer
facts have it. The evidence for each fact adds up by the weights below, and is held against that for no fact at all.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from coach.interview import aspects, relations
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

KINDS = {"@": "aspect", "~": "family", "=": "concept", "^": "relation"}
"""What the first character of a feature says it is; any other one begins a stem."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What one kind of feature counts, by where the fact has it."""

    asked: float
    """In a way to ask."""
    often: float
    """More, by the share of the ways that have it."""
    answer: float
    """In the answer only."""
    matters: float
    """In why it matters only."""


EVIDENCE: Mapping[str, Weights] = {
    "stem": Weights(asked=1.39, often=-0.03, answer=2.95, matters=1.05),
    "aspect": Weights(asked=2.28, often=1.27, answer=1.08, matters=0.65),
    "family": Weights(asked=0.89, often=0.46, answer=0.57, matters=0.35),
    "concept": Weights(asked=0.48, often=-0.08, answer=0.89, matters=0.61),
    "relation": Weights(asked=0.45, often=0.4, answer=0.4, matters=0.18),
}
"""Set by a regression on the development questions in `tests/interview/questions` and on the packs' own ways to ask."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What else counts for or against a fact, and for none at all; set with `EVIDENCE`."""

    name: float = 1.42
    """A feature in the name of the fact."""
    words_near: float = -0.13
    """All words are those of one way to ask."""
    terms_near: float = 1.35
    """All aspects, families and concepts are those of one way to ask."""
    core_missing: float = -2.0
    """What most of its ways have is missing, by weight."""
    aspect_missing: float = -0.86
    """An aspect that it is asked with is missing, by weight."""
    kind_asked: float = 1.51
    """The kind of answer wanted is one that its ways ask for."""
    kind_clashes: float = -0.64
    """It is none of them."""
    kind_unsaid: float = -0.45
    """Its ways ask for a kind of answer, and the question for none."""
    holds_it: float = 0.22
    """Its number is of the kind wanted."""
    holds_other: float = -0.28
    """Its number is of another kind."""
    holds_no_number: float = -0.37
    """A kind of number is wanted, and it has none."""
    none: float = 0.87
    """For no fact at all, from the start."""
    none_known: float = -0.53
    """… by the weight of words that some fact has."""
    none_strange: float = 1.96
    """… by that of words that none has."""
    none_explained: float = 0.12
    """… by that of such words that an aspect accounts for."""
    none_aside: float = 0.3
    """Against a fact, by how much more is strange than speaks of the system: read with a minus."""
    none_foreign: float = -0.01
    """For none, when more is strange than not."""


SIGNALS = Signals()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a fact says and how it may be asked for."""

    ways: Sequence[str]
    """Ways to ask."""
    name: str = ""
    answer: str = ""
    matters: str = ""
    holds: Wanted = Wanted.ANY
    """The kind of its answer, where a unit tells it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that a question may ask for."""

    topic: str
    score: float
    """0..1: how likely it is meant, all topics and none of them taken together."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as features."""

    weights: Mapping[str, float]
    """The weight of each feature that some topic has."""
    strange: float
    """Weight of the words that no topic has and nothing accounts for."""
    explained: float
    """Weight of the words that no topic has but an aspect accounts for."""
    wants: frozenset[Wanted]

    @property
    def mass(self) -> float:
        """The weight of all that some topic has."""
        return sum(self.weights.values())

    @property
    def length(self) -> float:
        """What evidence is divided by, so that long questions do not weigh more than short ones."""
        return math.sqrt(self.mass + self.strange + self.explained + 1)


@dataclass(frozen=True, slots=True)
class _Known:
    """A topic as features."""

    ways: tuple[frozenset[str], ...]
    count: Mapping[str, int]
    """In how many ways a feature stands."""
    answer: frozenset[str]
    matters: frozenset[str]
    name: frozenset[str]
    wanted: frozenset[Wanted]
    """The kinds of answer that its ways ask for."""
    holds: Wanted

    def often(self, feature: str) -> float:
        """0..1: 0 when one way has it, 1 when all do."""
        return (self.count[feature] - 1) / max(1, len(self.ways) - 1)


class Matcher:
    """A closed set of topics, each with ways to ask for it; immutable after it is made."""

    def __init__(self, topics: Mapping[str, Topic], lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon
        self._topics = {name: self._known(topic) for name, topic in topics.items()}
        spread: dict[str, float] = {}
        for known in self._topics.values():
            sure = known.count.keys() | known.name
            for feature in sure | known.answer:
                spread[feature] = spread.get(feature, 0.0) + (1.0 if feature in sure else 0.5)
        self._rare = math.log(1 + len(topics))
        self._weights = {feature: math.log(1 + len(topics) / max(1.0, count)) for feature, count in spread.items()}
        own = {
            token.word
            for topic in topics.values()
            for text in (*topic.ways, topic.answer)
            for token in tokens(text)
            if token.kind is Kind.WORD and len(token.word) > 2
        }
        self._spelled = frozenset(own | aspects.spelled())

    def rank(self, question: str, aside: float = 0.0) -> list[Found]:
        """The topics by how likely `question` asks for them, best first; equals in the topics' order.

        Args:
            question: as typed.
            aside: how much more of the question is strange than speaks of the system; counts for no topic at all.
        """
        asked = self._asked(self.mended(question))
        if not asked.weights:
            return []
        raw = {name: self._evidence(asked, known) for name, known in self._topics.items()}
        none = self._none(asked, aside)
        top = max(none, *raw.values())
        whole = math.exp(none - top) + sum(math.exp(one - top) for one in raw.values())
        found = [Found(name, math.exp(one - top) / whole) for name, one in raw.items()]
        return sorted(found, key=lambda one: -one.score)

    def mended(self, text: str) -> str:
        """`text` in lower case with every unknown word replaced by the known one that it is a typo of."""
        parts, at = [], 0
        for token in tokens(text):
            if token.kind is Kind.WORD:
                parts += [text[at : token.start].lower(), self._nearest(token.word)]
                at = token.end
        return "".join([*parts, text[at:].lower()])

    # ------------------------------------------------------------------ reading

    def _known(self, topic: Topic) -> _Known:
        ways = tuple(self._bag(way) for way in topic.ways)
        return _Known(
            ways,
            Counter(feature for bag in ways for feature in bag),
            self._bag(topic.answer),
            self._bag(topic.matters),
            self._bag(topic.name),
            frozenset(kind for way in topic.ways for kind in wanted_by(way)) | ({topic.holds} - {Wanted.ANY}),
            topic.holds,
        )

    def _asked(self, mended: str) -> _Asked:
        said, phrased = aspects.stems_in(mended), aspects.stems_in(mended, words=3)
        bag = self._bag(mended) - phrased
        unknown = [part for part in bag if part not in self._weights and part[0] not in KINDS]
        explained = sum(part in said for part in unknown)
        return _Asked(
            {part: self._weights[part] for part in sorted(bag) if part in self._weights},
            self._rare * (len(unknown) - explained),
            self._rare * explained,
            wanted_by(mended),
        )

    def _bag(self, text: str) -> frozenset[str]:
        parts = {token.stem for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY}
        parts |= {name if name.startswith(aspects.MARK) else f"~{name}" for name in aspects.found(text)}
        parts |= relations.found(text)
        if self._lexicon is not None:
            for sentence in sentences(text):
                parts |= {f"={mention.concept}" for mention in self._lexicon.mentions(sentence)}
        return frozenset(parts)

    def _nearest(self, word: str) -> str:
        if len(word) < 3 or word in self._spelled or is_common(word) or is_common(stem(word)):
            return word
        limit = 1 if len(word) < 7 else 2
        near = []
        for known in self._spelled:
            if known[0] != word[0] or abs(len(known) - len(word)) > limit:
                continue
            if len(word) < 4 and sorted(known) != sorted(word):
                continue
            away = DamerauLevenshtein.distance(word, known, score_cutoff=limit)
            if away <= limit:
                near.append((away, known))
        return min(near)[1] if near else word

    # ------------------------------------------------------------------ weighing

    def _evidence(self, asked: _Asked, topic: _Known) -> float:
        """What speaks for `topic`, less what speaks against it."""
        found = 0.0
        for feature, weight in asked.weights.items():
            counts = EVIDENCE[KINDS.get(feature[0], "stem")]
            if feature in topic.count:
                found += weight * (counts.asked + counts.often * topic.often(feature))
            elif feature in topic.answer:
                found += weight * counts.answer
            elif feature in topic.matters:
                found += weight * counts.matters
            if feature in topic.name:
                found += weight * SIGNALS.name
        return found / asked.length + self._nearness(asked, topic) + self._missing(asked, topic) + _fit(asked, topic)

    def _nearness(self, asked: _Asked, topic: _Known) -> float:
        """How near the nearest way to ask is, in words and in what they stand for."""
        words = self._nearest_way(asked, topic, wordy=True)
        return SIGNALS.words_near * words + SIGNALS.terms_near * self._nearest_way(asked, topic, wordy=False)

    def _nearest_way(self, asked: _Asked, topic: _Known, *, wordy: bool) -> float:
        mine = {part: weight for part, weight in asked.weights.items() if (part[0] not in KINDS) is wordy}
        whole = sum(mine.values()) + (asked.strange if wordy else 0.0)
        best = 0.0
        for way in topic.ways:
            shared = sum(weight for part, weight in mine.items() if part in way)
            if shared:
                there = sum(self._weights[part] for part in sorted(way) if (part[0] not in KINDS) is wordy)
                best = max(best, 2 * shared / (whole + there))
        return best

    def _missing(self, asked: _Asked, topic: _Known) -> float:
        """What the topic is always asked with and the question lacks."""
        lacks = [(part, count) for part, count in topic.count.items() if part not in asked.weights]
        core = sum(self._weights[part] * topic.often(part) for part, count in lacks if count > 1)
        subject = sum(self._weights[part] * count / len(topic.ways) for part, count in lacks if part[0] == aspects.MARK)
        return (SIGNALS.core_missing * core + SIGNALS.aspect_missing * subject) / 10

    def _none(self, asked: _Asked, aside: float) -> float:
        evidence = SIGNALS.none_known * asked.mass + SIGNALS.none_strange * asked.strange
        evidence += SIGNALS.none_explained * asked.explained
        foreign = SIGNALS.none_foreign if aside >= 0 else 0.0
        return SIGNALS.none + evidence / asked.length - SIGNALS.none_aside * aside + foreign


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words with a meaning of their own in `texts`."""
    return frozenset(
        token.stem for text in texts for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY
    )


def _fit(asked: _Asked, topic: _Known) -> float:
    """Whether the topic holds the kind of answer that is wanted."""
    wants, fit = asked.wants, 0.0
    if wants & topic.wanted:
        fit += SIGNALS.kind_asked
    elif wants and topic.wanted:
        fit += SIGNALS.kind_clashes
    elif topic.wanted and not wants:
        fit += SIGNALS.kind_unsaid
    if not wants:
        return fit
    if topic.holds is Wanted.ANY:
        return fit + SIGNALS.holds_no_number
    return fit + (SIGNALS.holds_it if topic.holds in wants else SIGNALS.holds_other)
