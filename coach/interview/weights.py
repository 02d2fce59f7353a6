"""What each feature of a question beside a fact counts, and what counts for no fact at all.

Set by a regression (the likelihood of the right fact among all facts and none, weights held small) on the ways to ask
that the problems list, each asked of a problem that lacks it, and on questions that no fact answers:
`benchmarks/questions.py`.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "aspect.answer": 1.62,
    "aspect.asked": 1.08,
    "aspect.matters": -0.1,
    "aspect.name": 0.7,
    "aspect.often": 0.58,
    "aspect.share": 3.04,
    "concept.answer": 1.55,
    "concept.asked": 1.05,
    "concept.matters": 0.33,
    "concept.name": 1.0,
    "concept.often": -0.76,
    "concept.share": 1.15,
    "cover.terms": 0.78,
    "cover.words": -0.15,
    "decides.alone": -1.52,
    "decides.both": -0.29,
    "decides.not": 0.04,
    "decides.number": -0.12,
    "family.answer": 0.75,
    "family.asked": 0.24,
    "family.matters": -0.28,
    "family.name": 0.29,
    "family.often": -0.49,
    "family.share": 3.72,
    "guess.near": 3.51,
    "guess.none": 1.42,
    "guess.other": 0.47,
    "guess.unit": -0.3,
    "holds.it": -0.4,
    "holds.none": -1.3,
    "holds.other": -1.37,
    "kind.asked": 1.33,
    "kind.clashes": 0.12,
    "kind.unsaid": -0.19,
    "letters.near": 4.67,
    "letters.nearest": 2.51,
    "missing.aspect": -0.15,
    "missing.core": -1.96,
    "near.terms": 0.39,
    "near.words": -1.72,
    "relation.answer": 0.22,
    "relation.asked": 0.85,
    "relation.matters": -0.1,
    "relation.name": 1.22,
    "relation.often": 0.28,
    "relation.share": 0.77,
    "stem.answer": 3.39,
    "stem.asked": 2.47,
    "stem.matters": 1.48,
    "stem.name": 0.58,
    "stem.often": -2.47,
    "stem.share": 5.88,
    "unmet.aspect": -0.62,
    "unmet.concept": -0.08,
    "unmet.family": -0.84,
    "unmet.relation": -0.46,
    "unmet.stem": 0.11,
}
"""By the features of `likeness`; evidence in units of log odds."""

NONE: Mapping[str, float] = {
    "always": 3.16,
    "aside": 0.64,
    "explained": -0.65,
    "known": -0.04,
    "strange": 0.24,
}
"""For no fact: from the start, by the weight of words that some fact has, that none has, that none has but an aspect
accounts for, and by how much more of the question is strange than speaks of the system."""
