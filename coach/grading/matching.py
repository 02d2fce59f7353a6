"""Facets against statements: what is expressed, how surely, and by which span."""

import math
from collections import defaultdict
from collections.abc import Sequence

from coach.grading import weights
from coach.grading.compiled import CompiledFacet, CompiledPhase, Item, combination_at, units_at
from coach.grading.reading import Statement
from coach.language.lexicon import find
from coach.model.quick import dataclass
from coach.model.remark import Span

_LONG = 220
"""Evidence longer than this is cut to the clauses that matter."""
_WORTH_A_LOOK = 0.2
"""P(expressed) from which a statement is considered at all."""
_SIDE_BY_SIDE = 4
"""Fewer characters than this between two statements: they stand side by side."""


@dataclass(frozen=True, slots=True)
class Hit:
    """How a facet is expressed in one statement."""

    probability: float
    statement: Statement
    first: int
    last: int
    rule: str

    @property
    def span(self) -> Span:
        """What to quote."""
        return quoted(self.statement, self.first, self.last)


class Matcher:
    """One phase's statements against one phase's criteria; every comparison is made once."""

    def __init__(self, statements: Sequence[Statement], compiled: CompiledPhase) -> None:
        self.statements = [statement for statement in statements if not statement.void]
        self._index = compiled.index
        self._units = [units_at(statement, asserted=True) for statement in self.statements]
        self._recalls: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for at, units in enumerate(self._units):
            for number, (recall, _) in self._index.recalls(units).items():
                self._recalls[number].append((at, recall))
        self._items = tuple(compiled.index.items)
        self._places: list[frozenset[int] | None] = [None] * len(self._items)
        self._by_concept: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for at, statement in enumerate(self.statements):
            for concept in statement.concepts:
                self._by_concept[concept].append(at)
            for stemmed in set(statement.sentence.stems):
                self._by_stem[stemmed].append(at)
        self._denied_concepts = frozenset(concept for s in self.statements for concept in s.denied)

    def best(self, facet: CompiledFacet) -> Hit | None:
        """The surest expression of `facet`."""
        hits = self.hits(facet)
        return hits[0] if hits else None

    def hits(self, facet: CompiledFacet) -> list[Hit]:
        """All statements that may express `facet`, surest first."""
        found = self._combined(facet) if facet.combinations else []
        if facet.models:
            found += self._covered(facet)
        return sorted(found, key=lambda hit: (-hit.probability, hit.statement.sentence.start, hit.rule))

    def wrong(self, numbers: Sequence[int], threshold: float = 0.72) -> Hit | None:
        """The statement that makes one of the wrong claims with these numbers, or none."""
        found = [
            (recall, -at, number)
            for number in numbers
            for at, recall in self._recalls.get(number, ())
            if recall >= threshold
        ]
        if not found:
            return None
        recall, behind, number = max(found)
        return self._hit(-behind, number, recall, "close to a wrong claim")

    def denied(self, facet: CompiledFacet) -> Hit | None:
        """A statement that denies what `facet` asks for."""
        if facet.concepts.isdisjoint(self._denied_concepts):
            return None
        for combination in facet.combinations:
            if not any(item.concept in self._denied_concepts for item in combination):
                continue
            for statement in self.statements:
                place = combination_at(combination, statement, denied=True)
                if place is not None and combination_at(combination, statement) is None:
                    return Hit(0.9, statement, *place, "denied")
        return None

    def _having(self, number: int) -> frozenset[int]:
        """The numbers of the statements that hold the item with this number, asserted."""
        item = self._items[number]
        if item.concept:
            there = frozenset(self._by_concept.get(item.concept, ()))
        else:
            near = self._by_stem.get(item.phrase[0], ())
            there = frozenset(at for at in near if find(item.phrase, self.statements[at].sentence))
        self._places[number] = there
        return there

    def _combined(self, facet: CompiledFacet) -> list[Hit]:
        """Statements that hold a combination, alone or with the one above."""
        found: dict[int, Hit] = {}
        across: dict[int, Hit] = {}
        places = self._places
        for combination, wanted in zip(facet.combinations, facet.wanted):
            held: list[frozenset[int]] = []
            for number in wanted:
                there = places[number]
                if there is None:
                    there = self._having(number)
                if not there:
                    break
                held.append(there)
            if not held or len(held) < len(wanted):
                continue
            for at in sorted(frozenset.intersection(*held)):
                place = None if at in found else combination_at(combination, self.statements[at])
                if place is not None:
                    statement = self.statements[at]
                    probability = weights.COMBINATION * statement.commitment.share
                    found[at] = Hit(probability, statement, *place, "terms in one sentence")
            if len(wanted) > 1 and len(wanted) == len(combination):
                self._across(combination, held, across)
        return [*found.values(), *(hit for at, hit in across.items() if at not in found)]

    def _across(self, combination: tuple[Item, ...], held: list[frozenset[int]], found: dict[int, Hit]) -> None:
        """Statements that hold a part of `combination` whose rest stands right above."""
        for at in sorted(frozenset.union(*held)):
            if at == 0 or at in found or not all(at in there or at - 1 in there for there in held):
                continue
            above, below = self.statements[at - 1], self.statements[at]
            lower = tuple(item for item, there in zip(combination, held) if at in there)
            if len(lower) == len(combination) or below.sentence.start - above.sentence.end >= _SIDE_BY_SIDE:
                continue
            place = combination_at(lower, below)
            if place is not None:
                share = min(above.commitment.share, below.commitment.share)
                found[at] = Hit(weights.NEIGHBOURS * share, below, *place, "terms in two sentences")

    def _covered(self, facet: CompiledFacet) -> list[Hit]:
        best: dict[int, tuple[float, int]] = {}
        for number in facet.models:
            for at, recall in self._recalls.get(number, ()):
                if recall > best.get(at, (0.0, 0))[0]:
                    best[at] = (recall, number)
        found = []
        for at, (recall, number) in sorted(best.items()):
            probability = logistic(recall) * self.statements[at].commitment.share
            if probability >= _WORTH_A_LOOK:
                found.append(self._hit(at, number, probability, "close to a model sentence"))
        return found

    def _hit(self, at: int, number: int, probability: float, rule: str) -> Hit:
        places = [place for unit, place in self._units[at].items() if unit in self._index.sentences[number]]
        first = min(place[0] for place in places)
        last = max(place[1] for place in places)
        return Hit(probability, self.statements[at], first, last, rule)


def logistic(recall: float) -> float:
    """P(expressed) from the weighted recall of the nearest model sentence."""
    return 1.0 / (1.0 + math.exp(-weights.COVERAGE_SLOPE * (recall - weights.COVERAGE_MIDDLE)))


def quoted(statement: Statement, first: int, last: int) -> Span:
    """The span to quote for tokens `first` to `last`: the sentence, or the clauses around them where it is long."""
    sentence = statement.sentence
    if sentence.end - sentence.start <= _LONG:
        return Span(sentence.start, sentence.end)
    low, high = sentence.clauses[first], sentence.clauses[last]
    inside = [token for token, clause in zip(sentence.tokens, sentence.clauses) if low <= clause <= high]
    return Span(inside[0].start, inside[-1].end)
