"""Many patterns at once: which of them a sentence may hold, by the rarest word of each of their sequences."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import field
from typing import Generic, TypeVar

from coach.language.phrases import Heard, Pattern, Property, Sequence
from coach.language.small_words import SMALL_WORDS
from coach.model.quick import dataclass

_COMMON = 20
"""Words that one of the common ones counts for."""
_OFTEN = SMALL_WORDS | {
    "@number", "@duration", "@rate", "@bytes", "@percent", ".", "-", "/", "after", "all", "and", "at", "befor", "by",
    "each", "everi", "first", "for", "from", "get", "in", "it", "need", "never", "no", "not", "on", "one", "onli", "or",
    "over", "per", "read", "same", "second", "so", "take", "then", "to", "two", "user", "when", "with", "write",
}  # fmt: skip

T = TypeVar("T", bound=Hashable)


@dataclass(slots=True)
class _Row(Generic[T]):
    """A sequence of words and what it is a sign of."""

    others: tuple[frozenset[str], ...] = ()
    """The keys of its words but the rarest, the rarer first."""
    signs: list[T] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)


class PhraseIndex(Generic[T]):
    """Patterns, each with what it is a sign of; grows as patterns are added."""

    def __init__(self, properties: Mapping[str, Property]) -> None:
        self._properties = properties
        self._rows: dict[Sequence, _Row[T]] = {}
        self._by_key: dict[str, list[_Row[T]]] = defaultdict(list)
        self._by_property: dict[str, list[T]] = {}

    def add(self, one: Pattern, sign: T) -> None:
        """Take in a pattern, which may be there already."""
        for sequence in one.sequences:
            self._row(sequence).signs.append(sign)
        for name, _ in one.properties:
            signs = self._by_property.get(name)
            if signs is None:
                signs = self._by_property[name] = []
                for sequence in (*self._properties[name].says.sequences, *self._properties[name].opposite.sequences):
                    self._row(sequence).properties.append(name)
            signs.append(sign)

    def _row(self, sequence: Sequence) -> _Row[T]:
        known = self._rows.get(sequence)
        if known is None:
            rarest, *others = sorted((step.keys for step in sequence), key=_commonness)
            known = self._rows[sequence] = _Row(tuple(others))
            for key in rarest:
                self._by_key[key].append(known)
        return known

    def likely(self, heard: Heard) -> list[T]:
        """The signs of the patterns that the sentence may hold, as its words are all there; some several times."""
        apart = heard.there.isdisjoint
        found: list[T] = []
        spoken_of: set[str] = set()
        for key in heard.there & self._by_key.keys():
            for row in self._by_key[key]:
                for other in row.others:
                    if apart(other):
                        break
                else:
                    found += row.signs
                    if row.properties:
                        spoken_of.update(row.properties)
        for name in spoken_of:
            found += self._by_property[name]
        return found


def _commonness(keys: frozenset[str]) -> int:
    """How likely a sentence holds one of the keys; what is in every other sentence counts for many."""
    return sum(_COMMON if key.removeprefix("=") in _OFTEN else 1 for key in keys)
