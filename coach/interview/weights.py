"""What each feature of a question beside a fact counts, and what counts for no fact at all.

Set by a regression (the likelihood of the right fact among all facts and none, weights held small) on the questions in
`tests/interview/questions` that were there for it, on the packs' own ways to ask, each left out in turn, and on
questions about something else.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "aspect.answer": 2.21,
    "aspect.asked": 1.53,
    "aspect.matters": 0.51,
    "aspect.name": 0.63,
    "aspect.often": 0.72,
    "aspect.share": 2.92,
    "concept.answer": 1.89,
    "concept.asked": 1.0,
    "concept.matters": 0.32,
    "concept.name": 0.88,
    "concept.often": -0.66,
    "concept.share": 1.25,
    "cover.terms": 0.81,
    "cover.words": 0.4,
    "decides.alone": -1.0,
    "decides.both": 0.45,
    "decides.not": 0.22,
    "decides.number": -0.17,
    "family.answer": 1.52,
    "family.asked": 0.92,
    "family.matters": 0.47,
    "family.name": 0.31,
    "family.often": -0.51,
    "family.share": 3.88,
    "guess.near": 3.84,
    "guess.none": 1.25,
    "guess.other": 0.37,
    "guess.unit": -0.75,
    "holds.it": -0.67,
    "holds.none": -1.53,
    "holds.other": -1.73,
    "kind.asked": 1.47,
    "kind.clashes": 0.29,
    "kind.unsaid": -0.22,
    "letters.near": 4.53,
    "letters.nearest": 2.2,
    "missing.aspect": -0.53,
    "missing.core": -1.79,
    "near.terms": 0.44,
    "near.words": -2.15,
    "relation.answer": 1.24,
    "relation.asked": 1.32,
    "relation.matters": 0.28,
    "relation.name": 1.04,
    "relation.often": 0.84,
    "relation.share": -0.43,
    "stem.answer": 3.22,
    "stem.asked": 2.53,
    "stem.matters": 1.41,
    "stem.name": 0.8,
    "stem.often": -2.14,
    "stem.share": 4.23,
}
"""By the features of `likeness`; evidence in units of log odds."""

NONE: Mapping[str, float] = {
    "always": 3.24,
    "aside": 0.86,
    "explained": -0.53,
    "known": 0.14,
    "strange": 0.28,
}
"""For no fact: from the start, by the weight of words that some fact has, that none has, that none has but an aspect
accounts for, and by how much more of the question is strange than speaks of the system."""
