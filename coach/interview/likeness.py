"""How like a question is to what one fact says: named features, each a number, and what each of them counts.

Features are read from bags of parts: word stems, the aspects and families of `aspects.txt` ("@peak", "~machine"),
concepts of the lexicon ("=cache") and what is counted by what ("^by:day"). A part weighs the more, the fewer facts
have it.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.interview.guesses import Guess
from coach.interview.letters import Letters
from coach.interview.wanted import Wanted

KINDS = {"@": "aspect", "~": "family", "=": "concept", "^": "relation"}
"""What the first character of a part says it is; any other one begins a stem."""

_NEAR_GUESS = 1.5
"""A guess this many powers of ten away is no better than any other."""
_OFTEN = 4
"""A part that stands in one way and in so many others is one of the fact's own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as parts."""

    weights: Mapping[str, float]
    """The weight of each part that some topic has."""
    strange: float
    """Weight of the words that no topic has and nothing accounts for."""
    explained: float
    """Weight of the words that no topic has but an aspect accounts for."""
    wants: frozenset[Wanted]
    decides: bool
    """Whether a yes or a no would answer it."""
    guesses: tuple[Guess, ...]
    letters: Letters

    @property
    def mass(self) -> float:
        """The weight of all that some topic has."""
        return sum(self.weights.values())

    @property
    def length(self) -> float:
        """What evidence is divided by, so that long questions do not weigh more than short ones."""
        return math.sqrt(self.mass + self.strange + self.explained + 1)


@dataclass(frozen=True, slots=True)
class Known:
    """A topic as parts."""

    ways: tuple[frozenset[str], ...]
    count: Mapping[str, int]
    """In how many ways a part stands."""
    answer: frozenset[str]
    matters: frozenset[str]
    name: frozenset[str]
    wanted: frozenset[Wanted]
    """The kinds of answer that its ways ask for."""
    holds: Wanted
    value: float | None
    unit: str
    decided: float
    """The share of its ways that a yes or a no would answer."""
    letters: tuple[Letters, ...]


def features(asked: Asked, topic: Known, rarity: Mapping[str, float]) -> dict[str, float]:
    """What speaks for and against `topic`; what is left out is 0.

    Args:
        asked: the question.
        topic: what it may ask for.
        rarity: the weight of each part that some topic has.
    """
    found: dict[str, float] = {}
    for name, amount in (
        *_shared(asked, topic),
        *_nearness(asked, topic, rarity),
        *_missing(asked, topic, rarity),
        *_unmet(asked, topic),
        *_fit(asked, topic),
        *_decision(asked, topic),
        *_guessed(asked, topic),
        *_lettered(asked, topic),
    ):
        found[name] = found.get(name, 0.0) + amount
    return found


def _shared(asked: Asked, topic: Known) -> Iterator[tuple[str, float]]:
    """What question and topic have in common, by kind of part and by where the topic has it."""
    length, ways = asked.length, len(topic.ways)
    for part, weight in asked.weights.items():
        kind, share = KINDS.get(part[0], "stem"), weight / length
        if part in topic.count:
            count = topic.count[part]
            yield f"{kind}.asked", share
            yield f"{kind}.often", share * min(1.0, (count - 1) / _OFTEN)
            yield f"{kind}.share", share * count / ways
        elif part in topic.answer:
            yield f"{kind}.answer", share
        elif part in topic.matters:
            yield f"{kind}.matters", share
        if part in topic.name:
            yield f"{kind}.name", share


def _nearness(asked: Asked, topic: Known, rarity: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """How near the nearest way to ask is, and how much of one is there; in words, and in what they stand for."""
    for name, wordy in (("words", True), ("terms", False)):
        mine = {part: weight for part, weight in asked.weights.items() if (part[0] not in KINDS) is wordy}
        whole = sum(mine.values()) + (asked.strange if wordy else 0.0)
        near = cover = 0.0
        for way in topic.ways:
            shared = sum(weight for part, weight in mine.items() if part in way)
            if shared:
                there = sum(rarity[part] for part in sorted(way) if (part[0] not in KINDS) is wordy)
                near, cover = max(near, 2 * shared / (whole + there)), max(cover, shared / there)
        yield f"near.{name}", near
        yield f"cover.{name}", cover


def _missing(asked: Asked, topic: Known, rarity: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """What the topic is usually asked with and the question lacks."""
    ways = len(topic.ways)
    for part, count in topic.count.items():
        if part not in asked.weights:
            if count > 1:
                yield "missing.core", rarity[part] * (count - 1) / (ways - 1) / 10
            if part[0] == "@":
                yield "missing.aspect", rarity[part] * count / ways / 10


def _unmet(asked: Asked, topic: Known) -> Iterator[tuple[str, float]]:
    """What the question speaks of and the topic does not: another attribute of the same thing is another question."""
    for part, weight in asked.weights.items():
        if part not in topic.count and part not in topic.answer and part not in topic.matters:
            yield f"unmet.{KINDS.get(part[0], 'stem')}", weight / asked.length


def _fit(asked: Asked, topic: Known) -> Iterator[tuple[str, float]]:
    """Whether the topic holds the kind of answer that is wanted."""
    wants = asked.wants
    if wants & topic.wanted:
        yield "kind.asked", 1.0
    elif wants and topic.wanted:
        yield "kind.clashes", 1.0
    elif topic.wanted and not wants:
        yield "kind.unsaid", 1.0
    if wants:
        yield (
            ("holds.none" if topic.holds is Wanted.ANY else "holds.it" if topic.holds in wants else "holds.other"),
            1.0,
        )


def _decision(asked: Asked, topic: Known) -> Iterator[tuple[str, float]]:
    """Whether both want a yes or a no."""
    if not asked.decides:
        yield "decides.not", topic.decided
        return
    yield "decides.both", topic.decided
    yield "decides.alone", 1 - topic.decided
    if topic.holds is not Wanted.ANY and not asked.guesses:
        yield "decides.number", 1.0


def _guessed(asked: Asked, topic: Known) -> Iterator[tuple[str, float]]:
    """Whether a figure that the question offers could be the topic's: of its unit, and of its size."""
    if not asked.guesses:
        return
    if not topic.value:
        yield "guess.none", 1.0
        return
    unit = "1" if topic.unit == "1/s" else topic.unit.partition("/")[0]
    away = [abs(math.log10(guess.value / topic.value)) for guess in asked.guesses if guess.unit == unit and guess.value]
    if not away:
        yield "guess.other", 1.0
        return
    yield "guess.unit", 1.0
    yield "guess.near", max(0.0, 1 - min(away) / _NEAR_GUESS)


def _lettered(asked: Asked, topic: Known) -> Iterator[tuple[str, float]]:
    """How like the letters are, whatever the words."""
    alike = sorted((asked.letters.alike(way) for way in topic.letters), reverse=True)
    if alike:
        yield "letters.nearest", alike[0]
        yield "letters.near", sum(alike[:3]) / len(alike[:3])
