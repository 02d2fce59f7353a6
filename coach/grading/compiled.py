"""Criteria made ready for matching: model sentences as weighted units, combinations as sets of concepts and phrases.

A *unit* is what two wordings of one thing share: a concept of the thesaurus, the stem of a word outside it, or the
kind of a figure. Units that occur in many model sentences weigh little.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from coach.grading.reading import Statement, statements
from coach.language.expressions import expression
from coach.language.lexicon import Lexicon, find
from coach.language.polarity import Polarity
from coach.language.small_words import SMALL_WORDS
from coach.language.tokens import Kind
from coach.model.quick import dataclass
from coach.model.words import Phase

if TYPE_CHECKING:
    from coach.model.criterion import Criterion, Facet

LEAST_TELLING = 2
"""Shared units, figures apart, from which two sentences are compared at all."""
CONCEPT_WEIGHT = 2.0
STEM_WEIGHT = 1.0
FIGURE_WEIGHT = 0.7
FIGURES = frozenset({"rate", "bytes", "bandwidth-figure", "duration", "percent", "money", "factor", "power", "number"})
_EMPTY = SMALL_WORDS | frozenset(
    [
        "about",
        "after",
        "all",
        "also",
        "and",
        "ani",
        "as",
        "at",
        "befor",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "doe",
        "each",
        "everi",
        "few",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "he",
        "here",
        "how",
        "if",
        "in",
        "into",
        "just",
        "lot",
        "make",
        "many",
        "may",
        "might",
        "more",
        "most",
        "much",
        "must",
        "need",
        "no",
        "not",
        "on",
        "one",
        "onli",
        "or",
        "other",
        "out",
        "over",
        "per",
        "put",
        "same",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "then",
        "there",
        "too",
        "up",
        "us",
        "use",
        "veri",
        "via",
        "what",
        "when",
        "which",
        "while",
        "who",
        "why",
        "with",
        "would",
    ]
)


class Item(NamedTuple):
    """One item of a combination: a concept, or the stems of a literal phrase."""

    concept: str = ""
    phrase: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class CompiledFacet:
    """A facet, ready to match."""

    id: str
    combinations: tuple[tuple[Item, ...], ...]
    wanted: tuple[tuple[int, ...], ...]
    """For each combination the numbers of its items that have to be there; see `ModelIndex.items`."""
    checks: tuple[str, ...]
    models: tuple[int, ...]
    """Numbers of its model sentences in the index."""
    wrong: tuple[int, ...]
    concepts: frozenset[str] = frozenset()
    """The concepts that its combinations name."""


@dataclass(frozen=True, slots=True)
class CompiledCriterion:
    """A criterion, ready to match."""

    criterion: "Criterion"
    facets: tuple[CompiledFacet, ...]
    misconceptions: tuple[int, ...]


class ModelIndex:
    """Model sentences by their units, so that one pass over a statement compares it with all of them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sentences: list[frozenset[str]] = []
        self.items: dict[Item, int] = {}
        """The items of all combinations, each with its number."""
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._weights: dict[str, float] = {}
        self._totals: list[float] = []

    def add(self, text: str) -> int:
        """Take in a model sentence; returns its number."""
        units = self.lexicon.readings.units.get(text)
        if units is None:
            read = statements(text, self.lexicon, Phase.REQUIREMENTS)
            units = frozenset[str]().union(*(units_of(statement) for statement in read))
            self.lexicon.readings.units[text] = units
        number = len(self.sentences)
        self.sentences.append(units)
        for unit in units:
            self._postings[unit].append(number)
        return number

    def number(self, one: Item) -> int:
        """The number of an item."""
        return self.items.setdefault(one, len(self.items))

    def close(self) -> None:
        """Weigh the units; nothing is added afterwards."""
        count = max(1, len(self.sentences))
        spread = count >= 20
        for unit, where in self._postings.items():
            rarity = math.log(1 + count / len(where)) / math.log(1 + count) if spread else 1.0
            self._weights[unit] = round(base_weight(unit) * (0.35 + 0.65 * rarity), 6)
        self._totals = [round(sum(self._weights[unit] for unit in sorted(units)), 6) for units in self.sentences]

    def weight(self, unit: str) -> float:
        """How much the unit tells."""
        return self._weights.get(unit, base_weight(unit))

    def recalls(self, units: Iterable[str], least: int = LEAST_TELLING) -> dict[int, tuple[float, int]]:
        """The model sentences that share `least` telling units or more: the weighted share covered, and how many."""
        weights, postings = self._weights, self._postings
        known = sorted(weights.keys() & units)
        telling = Counter(chain.from_iterable([postings[unit] for unit in known if unit not in FIGURES]))
        found: dict[int, tuple[float, int]] = {}
        for number, count in telling.items():
            if count >= least:
                sentence = self.sentences[number]
                shared = 0.0  # added up one by one: `sum` rounds otherwise from Python 3.12 on
                for unit in known:
                    if unit in sentence:
                        shared += weights[unit]
                found[number] = (shared / self._totals[number], count)
        return found


def base_weight(unit: str) -> float:
    """Weight of a unit by its kind."""
    if unit in FIGURES:
        return FIGURE_WEIGHT
    return STEM_WEIGHT if unit.startswith("~") else CONCEPT_WEIGHT


def units_of(statement: Statement, *, asserted: bool = False) -> frozenset[str]:
    """The units of a statement; with `asserted`, without what it denies or puts off."""
    return frozenset(units_at(statement, asserted=asserted))


def units_at(statement: Statement, *, asserted: bool = False) -> Mapping[str, tuple[int, int]]:
    """The units of a statement, each with its first and last token."""
    if not asserted:
        return _units_at(statement, asserted=False)
    known = statement.units.get("asserted")
    if known is None:
        known = statement.units["asserted"] = _units_at(statement, asserted=True)
    return known


def _units_at(statement: Statement, *, asserted: bool) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    covered: set[int] = set()
    for mention in statement.mentions:
        covered.update(range(mention.first, mention.last + 1))
        if asserted and statement.denies(mention):
            continue
        for concept in statement.lexicon.broader(mention.concept):
            found.setdefault(concept, (mention.first, mention.last))
    for at, token in enumerate(statement.sentence.tokens):
        if token.kind is not Kind.WORD or at in covered or token.stem in _EMPTY or len(token.stem) < 2:
            continue
        if asserted and statement.polarity[at] & (Polarity.DENIED | Polarity.DEFERRED):
            continue
        found.setdefault("~" + token.stem, (at, at))
    return found


_ITEM = expression(r"""^(!?)(?:["'](.+)["']|(.+))$""")


def item(text: str, lexicon: Lexicon) -> Item:
    """An item of a combination: a concept id, a quoted phrase, `!` before either for its absence."""
    match = _ITEM.match(text.strip())
    if match is None:
        return Item(phrase=lexicon.stems_of(text))
    absent, quoted, name = bool(match.group(1)), match.group(2), match.group(3)
    if quoted:
        return Item(phrase=lexicon.stems_of(quoted), absent=absent)
    if name in lexicon.concepts or name in FIGURES:
        return Item(concept=name, absent=absent)
    return Item(phrase=lexicon.stems_of(name.replace("-", " ")), absent=absent)


def combination_at(items: tuple[Item, ...], statement: Statement, *, denied: bool = False) -> tuple[int, int] | None:
    """First and last token of a combination in a statement, or none; with `denied`, counting denied concepts too."""
    places: list[tuple[int, int]] = []
    for wanted in items:
        place = _item_at(wanted, statement, denied=denied and not wanted.absent, taken=places)
        if wanted.absent:
            if place is not None:
                return None
        elif place is None:
            return None
        else:
            places.append(place)
    if not places:
        return None
    return min(first for first, _ in places), max(last for _, last in places)


def _item_at(
    wanted: Item, statement: Statement, *, denied: bool, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where the item stands, a place that no earlier item of the combination holds; none: nowhere."""
    if wanted.concept:
        mentions = statement.concepts.get(wanted.concept, ())
        if denied:
            mentions = (*mentions, *statement.denied.get(wanted.concept, ()))
        for mention in mentions:
            if (mention.first, mention.last) not in taken:
                return mention.first, mention.last
        return None
    return find(wanted.phrase, statement.sentence)


def compile_criterion(criterion: "Criterion", index: ModelIndex) -> CompiledCriterion:
    """Make `criterion` ready; `index` takes in its sentences and has to be closed before matching."""
    facets = tuple(_facet(facet, index) for facet in criterion.facets)
    if not facets or criterion.model_sentences:
        own = CompiledFacet("", (), (), (), tuple(index.add(text) for text in criterion.model_sentences), ())
        facets = facets or (own,)
    return CompiledCriterion(criterion, facets, tuple(index.add(text) for text in criterion.misconceptions))


def _facet(facet: "Facet", index: ModelIndex) -> CompiledFacet:
    combinations = tuple(tuple(item(text, index.lexicon) for text in combination) for combination in facet.any_of)
    return CompiledFacet(
        facet.id,
        combinations,
        tuple(tuple(index.number(one) for one in combination if not one.absent) for combination in combinations),
        facet.checks,
        tuple(index.add(text) for text in facet.model_sentences),
        tuple(index.add(text) for text in facet.wrong),
        frozenset(one.concept for combination in combinations for one in combination),
    )


@dataclass(frozen=True, slots=True)
class CompiledPhase:
    """The criteria of one phase with the index of their sentences."""

    criteria: tuple[CompiledCriterion, ...]
    index: ModelIndex


def compile_phase(criteria: tuple["Criterion", ...], lexicon: Lexicon) -> CompiledPhase:
    """The criteria of a phase, ready to match."""
    index = ModelIndex(lexicon)
    compiled = tuple(compile_criterion(criterion, index) for criterion in criteria)
    index.close()
    return CompiledPhase(compiled, index)
