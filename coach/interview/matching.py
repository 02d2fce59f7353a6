"""Finding which fact a question asks for: words, aspects and the kind of answer wanted, against what each fact says.

A question and each fact are compared by the features of `likeness`, weighed by `WEIGHTS`; the evidence for each fact is
held against that for no fact at all. A question that a fact lists word for word is that fact's, whatever else.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from coach.interview import aspects, relations
from coach.interview.guesses import guesses
from coach.interview.letters import Letters, rarity_of
from coach.interview.likeness import KINDS, Asked, Known, features
from coach.interview.wanted import Wanted, decides, held, wanted_by
from coach.interview.weights import NONE, WEIGHTS
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
vs versus e g i.e because something such find enough other itself anyway realistic plausible sensible fair
agreed guess reckon i'd i'm don't haven't aren't can't needn't it's what's that's i'll shall somebody's
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
    value: float | None = None
    """The number in its answer, in SI."""
    unit: str = "1"


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that a question may ask for."""

    topic: str
    score: float
    """0..1: how likely it is meant, all topics and none of them taken together."""


class Matcher:
    """A closed set of topics, each with ways to ask for it; immutable after it is made."""

    def __init__(self, topics: Mapping[str, Topic], lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon
        self._rare = math.log(1 + len(topics))
        self._runs = rarity_of(topic.ways for topic in topics.values())
        self._listed: dict[str, str] = {}
        for name, topic in topics.items():
            for way in topic.ways:
                self._listed.setdefault(_plain(way), name)
        self._topics = {name: self._known(topic) for name, topic in topics.items()}
        spread: dict[str, float] = {}
        for known in self._topics.values():
            sure = known.count.keys() | known.name
            for feature in sure | known.answer:
                spread[feature] = spread.get(feature, 0.0) + (1.0 if feature in sure else 0.5)
        self._weights = {feature: math.log(1 + len(topics) / max(1.0, count)) for feature, count in spread.items()}
        own = {
            token.word
            for topic in topics.values()
            for text in (*topic.ways, topic.answer)
            for token in tokens(text)
            if token.kind is Kind.WORD and len(token.word) > 2
        }
        self._spelled = frozenset(own | aspects.spelled())

    def listed(self, question: str) -> str | None:
        """The topic that lists `question` as a way to ask, whatever the case and the marks; none when none does."""
        return self._listed.get(_plain(question))

    def rank(self, question: str, aside: float = 0.0) -> list[Found]:
        """The topics by how likely `question` asks for them, best first; equals in the topics' order.

        Args:
            question: as typed.
            aside: how much more of the question is strange than speaks of the system; counts for no topic at all.
        """
        asked = self._asked(self.mended(question))
        if not asked.weights:
            return []
        raw = {name: _sum(found, WEIGHTS) for name, found in self._beside(asked).items()}
        none = _sum(_none(asked, aside), NONE)
        top = max(none, *raw.values())
        whole = math.exp(none - top) + sum(math.exp(one - top) for one in raw.values())
        found = [Found(name, math.exp(one - top) / whole) for name, one in raw.items()]
        return sorted(found, key=lambda one: -one.score)

    def weighed(
        self, question: str, aside: float = 0.0
    ) -> tuple[Mapping[str, Mapping[str, float]], Mapping[str, float]]:
        """What `rank` weighs: the features beside each topic, and those of none; see `benchmarks/questions.py`."""
        asked = self._asked(self.mended(question))
        return self._beside(asked), _none(asked, aside)

    def _beside(self, asked: Asked) -> dict[str, dict[str, float]]:
        return {name: features(asked, known, self._weights) for name, known in self._topics.items()}

    def mended(self, text: str) -> str:
        """`text` in lower case with every unknown word replaced by the known one that it is a typo of."""
        parts, at = [], 0
        for token in tokens(text):
            if token.kind is Kind.WORD:
                parts += [text[at : token.start].lower(), self._nearest(token.word)]
                at = token.end
        return "".join([*parts, text[at:].lower()])

    # ------------------------------------------------------------------ reading

    def _known(self, topic: Topic) -> Known:
        ways = tuple(self._bag(way) for way in topic.ways)
        holds = held(topic.value, topic.unit)
        return Known(
            ways,
            Counter(part for bag in ways for part in sorted(bag)),
            self._bag(topic.answer),
            self._bag(topic.matters),
            self._bag(topic.name),
            frozenset(kind for way in topic.ways for kind in wanted_by(way)) | ({holds} - {Wanted.ANY}),
            holds,
            topic.value,
            topic.unit,
            sum(decides(way) for way in topic.ways) / max(1, len(topic.ways)),
            tuple(self._lettered(way) for way in topic.ways),
        )

    def _asked(self, mended: str) -> Asked:
        said, phrased = aspects.stems_in(mended), aspects.stems_in(mended, words=3)
        bag = self._bag(mended) - phrased
        unknown = [part for part in bag if part not in self._weights and part[0] not in KINDS]
        explained = sum(part in said for part in unknown)
        return Asked(
            {part: self._weights[part] for part in sorted(bag) if part in self._weights},
            self._rare * (len(unknown) - explained),
            self._rare * explained,
            wanted_by(mended),
            decides(mended),
            guesses(mended),
            self._lettered(mended),
        )

    def _lettered(self, text: str) -> Letters:
        return Letters(text, self._runs, self._rare)

    def _bag(self, text: str) -> frozenset[str]:
        parts = {token.stem for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY}
        parts |= {name if name.startswith(aspects.MARK) else f"~{name}" for name in aspects.found(text)}
        parts |= relations.found(text)
        if self._lexicon is not None:
            for sentence in sentences(text):
                parts |= {f"={mention.concept}" for mention in self._lexicon.mentions(sentence)}
        return frozenset(parts)

    def _nearest(self, word: str) -> str:
        if len(word) < 3 or word in self._spelled or _is_english(word):
            return word
        limit = 1 if len(word) < 7 else 2
        from rapidfuzz.distance import DamerauLevenshtein  # megabytes, which most of an interview does without

        near = []
        for known in self._spelled:
            if known[0] != word[0] or abs(len(known) - len(word)) > limit:
                continue
            if len(word) < 4 and sorted(known) != sorted(word):
                continue
            away = DamerauLevenshtein.distance(word, known, score_cutoff=limit)
            if away <= limit:
                near.append((away, not _within(word, known), known))
        return min(near)[-1] if near else word


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words with a meaning of their own in `texts`."""
    return frozenset(
        token.stem for text in texts for token in tokens(text) if token.kind is Kind.WORD and token.stem not in _EMPTY
    )


def _within(word: str, known: str) -> bool:
    """Whether `word` is `known` with letters missed: the likeliest slip of all."""
    rest = iter(known)
    return all(letter in rest for letter in word)


def _is_english(word: str) -> bool:
    """Whether `word` is spelled right, whatever it is about."""
    return is_common(word) or is_common(stem(word)) or word in _english()


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    texts = [files("coach.interview").joinpath(name).read_text(encoding="utf-8") for name in _SPELLED]
    lines = [line for text in texts for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


_SPELLED = ("english.txt", "everyday.txt")


def _sum(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The evidence of features together."""
    return sum(weights[name] * amount for name, amount in found.items())


def _none(asked: Asked, aside: float) -> dict[str, float]:
    """The features of no topic at all."""
    return {
        "always": 1.0,
        "known": asked.mass / asked.length,
        "strange": asked.strange / asked.length,
        "explained": asked.explained / asked.length,
        "aside": max(0.0, aside),
    }


def _plain(text: str) -> str:
    """`text` as its words alone, in lower case."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
