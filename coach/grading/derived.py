"""A criterion of which only a statement and model sentences are known: what in an answer shows that it is met.

The statement names the theme, the model sentences show what a good answer adds to it. An answer is met when it holds
both, related, asserted and committed; a list of the statement's words holds neither. The features are counts of shared
concepts and stems, the weights a calibrated logistic (`docs/grading.md`).
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from coach.grading.compiled import base_weight, units_at
from coach.grading.lexicons import Same
from coach.grading.reading import Statement, statements
from coach.language.lexicon import Lexicon
from coach.language.polarity import Polarity
from coach.model.criterion import Criterion
from coach.model.quick import dataclass
from coach.model.words import Phase

_GENERAL = frozenset(
    {
        "number",
        "rate",
        "bytes",
        "duration",
        "percent",
        "factor",
        "power",
        "money",
        "bandwidth-figure",
        "consistency",
        "throughput",
    }
)
_MEASURES: Mapping[str, tuple[str, ...]] = {
    "rate": ("request-rate", "write-rate", "read-rate", "throughput", "scale"),
    "bytes": ("storage", "item-size", "bandwidth"),
    "duration": ("retention", "latency", "ttl"),
    "percent": ("availability", "error-rate"),
}
"""What a figure of a kind stands for where no word says it."""
_ACTORS = frozenset(
    {
        "client",
        "users",
        "user-base",
        "service",
        "app-server",
        "database",
        "reason",
        "choice",
        "cost",
        "conclusion",
        "response-body",
        "node-count",
    }
)
"""Who acts in most sentences of the field: naming one adds nothing to a theme."""
_EVASIONS = ("waved-away", "left-out")

WEIGHTS: Mapping[str, float] = {
    "bias": 0.53,
    "thin": -0.58,
    "rich": 0.04,
    "two": 0.52,
    "bare": -0.87,
    "themes": -0.18,
    "theme_share": -0.23,
    "added": 0.43,
    "recall": 1.84,
    "stems": 0.61,
    "statement_stems": 0.31,
    "figures": 2.76,
    "no_figures": -1.59,
    "evasive": -0.74,
    "hollow": -1.32,
    "supposed": -0.73,
    "theme_denied": -2.31,
    "empty": -0.37,
    "both": 1.10,
    "figure_wanted": -1.01,
}
"""Fitted on marked examples; see `docs/grading.md`."""


@dataclass(frozen=True, slots=True)
class Derived:
    """How surely the criterion is met, and what shows it."""

    probability: float
    hits: tuple[Statement, ...]
    """The statements that hold something of it, in reading order."""
    theme: bool
    """Whether the theme itself is spoken of."""
    denied: tuple[Statement, ...]
    """Statements that deny the theme."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for."""

    theme: frozenset[str]
    theme_stems: frozenset[str]
    models: tuple[frozenset[str], ...]
    added: frozenset[str]
    stems: frozenset[str]
    figures: float
    """Share of the model sentences that hold a figure."""


def derive(criterion: Criterion, answer: Sequence[Statement], lexicon: Lexicon) -> Derived:
    """How far `answer` meets `criterion` by its statement and all its model sentences."""
    wanted = _wanted(criterion.statement, _model_sentences(criterion), Same(lexicon))
    kept = [statement for statement in answer if not statement.void]
    places: dict[str, tuple[int, int, int]] = {}
    for number, statement in enumerate(kept):
        for unit, (first, last) in units_at(statement, asserted=True).items():
            places.setdefault(unit, (number, first, last))
    for figure, concepts in _MEASURES.items():
        if figure in places:
            for concept in concepts:
                places.setdefault(concept, places[figure])
    features = _features(wanted, kept, places)
    score = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in features.items())
    telling = (wanted.theme | wanted.added) & places.keys()
    shown = sorted({places[unit][0] for unit in telling} or {places[unit][0] for unit in wanted.stems & places.keys()})
    denied = tuple(s for s in kept if any(concept in wanted.theme for concept in s.denied))
    return Derived(
        round(1 / (1 + math.exp(-score)), 3) if kept else 0.0,
        tuple(kept[number] for number in shown),
        bool(wanted.theme & places.keys()),
        denied,
    )


def _features(
    wanted: _Wanted, kept: Sequence[Statement], places: Mapping[str, tuple[int, int, int]]
) -> dict[str, float]:
    theme_places = {places[unit] for unit in wanted.theme if unit in places}
    themes = len(theme_places)
    added = len({places[unit] for unit in wanted.added if unit in places} - theme_places)
    stems = len({places[unit] for unit in wanted.stems if unit in places})
    shared = len({places[unit] for unit in wanted.theme_stems if unit in places})
    recall = max((_recall(model, places) for model in wanted.models), default=0.0)
    figured = "number" in places
    share = min((statement.commitment.share for statement in kept), default=0.0)
    words = sum(statement.sentence.words for statement in kept)
    return {
        "thin": float(themes + added <= 1),
        "rich": float(themes + added >= 3),
        "two": float(sum(unit in places for unit in wanted.theme) >= 2),
        "bare": float(added == 0 and stems <= 1),
        "themes": min(themes, 3) / 3,
        "theme_share": min(1.0, themes / max(1, min(3, len(wanted.theme)))),
        "added": min(added, 3) / 3,
        "recall": recall,
        "stems": min(stems, 4) / 4,
        "statement_stems": min(shared, 3) / 3,
        "figures": wanted.figures * figured,
        "no_figures": wanted.figures * (not figured),
        "evasive": float(any(name in places for name in _EVASIONS)),
        "hollow": 1 - share,
        "supposed": float(any(flag & Polarity.SUPPOSED for s in kept for flag in s.polarity)),
        "theme_denied": float(any(concept in wanted.theme for s in kept for concept in s.denied)),
        "empty": float(words < 2),
        "both": float(themes > 0 and added > 0),
        "figure_wanted": max(0.0, wanted.figures - 0.5) * 2 * (not figured),
    }


def _recall(model: frozenset[str], places: Mapping[str, tuple[int, int, int]]) -> float:
    total = sum(base_weight(unit) for unit in sorted(model))
    return sum(base_weight(unit) for unit in sorted(model) if unit in places) / total if total else 0.0


def _model_sentences(criterion: Criterion) -> tuple[str, ...]:
    return (*criterion.model_sentences, *(text for facet in criterion.facets for text in facet.model_sentences))


@lru_cache(maxsize=1024)
def _wanted(statement: str, models: tuple[str, ...], lexicon: Same) -> _Wanted:
    thesaurus = lexicon.value
    assert isinstance(thesaurus, Lexicon)
    own = _units(statement, thesaurus)
    each = tuple(_units(text, thesaurus) for text in models)
    everything = frozenset[str]().union(*each)
    theme = frozenset(unit for unit in own if not unit.startswith("~") and unit not in _GENERAL)
    concepts = frozenset(unit for unit in everything if not unit.startswith("~") and unit not in _GENERAL | _ACTORS)
    theme_stems = frozenset(unit for unit in own if unit.startswith("~"))
    stems = frozenset(unit for unit in everything if unit.startswith("~"))
    figures = sum("number" in units for units in each) / max(1, len(each))
    return _Wanted(theme, theme_stems, each, concepts - theme, stems - theme_stems, figures)


def _units(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(unit for s in statements(text, lexicon, Phase.DESIGN) for unit in units_at(s))
