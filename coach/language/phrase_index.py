"""Many patterns at once: which of them a sentence may hold, by the rarest word of each of their sequences."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from coach.language.phrases import Heard, Pattern, Property, Sequence

T = TypeVar("T", bound=Hashable)


@dataclass(slots=True)
class _Row(Generic[T]):
    """A sequence of words and what it is a sign of."""

    others: tuple[frozenset[str], ...] = ()
    """The keys of its words but the rarest, the rarer first."""
    signs: list[T] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)


class PhraseIndex(Generic[T]):
    """Patterns, each with what it is a sign of; immutable after it is made."""

    def __init__(self, patterns: Iterable[tuple[Pattern, T]], properties: Mapping[str, Property]) -> None:
        rows: dict[Sequence, _Row[T]] = defaultdict(_Row)
        self._by_property: dict[str, list[T]] = defaultdict(list)
        for one, sign in patterns:
            for sequence in one.sequences:
                rows[sequence].signs.append(sign)
            for name, _ in one.properties:
                self._by_property[name].append(sign)
        for name in self._by_property:
            for sequence in (*properties[name].says.sequences, *properties[name].opposite.sequences):
                rows[sequence].properties.append(name)
        often = Counter(key for sequence in rows for step in sequence for key in step.keys)
        self._by_key: dict[str, list[_Row[T]]] = defaultdict(list)
        for sequence, row in rows.items():
            rarest, *others = sorted((step.keys for step in sequence), key=lambda keys: sum(often[key] for key in keys))
            row.others = tuple(others)
            for key in rarest:
                self._by_key[key].append(row)

    def likely(self, heard: Heard) -> list[T]:
        """The signs of the patterns that the sentence may hold, as its words are all there; some several times."""
        apart = heard.there.isdisjoint
        found: list[T] = []
        spoken_of: set[str] = set()
        for key in heard.there & self._by_key.keys():
            for row in self._by_key[key]:
                if not any(map(apart, row.others)):
                    found += row.signs
                    if row.properties:
                        spoken_of.update(row.properties)
        for name in spoken_of:
            found += self._by_property[name]
        return found
