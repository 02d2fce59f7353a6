"""What each feature of a question beside a fact counts, and what counts for no fact at all.

Set by a regression (the likelihood of the right fact among all facts and none, weights held small) on the questions in
`tests/interview/questions` that were there for it, on the packs' own ways to ask, each left out in turn, and on
questions about something else.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "aspect.answer": 1.39,
    "aspect.asked": 2.53,
    "aspect.matters": 0.11,
    "aspect.name": 0.31,
    "aspect.often": 1.52,
    "aspect.share": 1.41,
    "concept.answer": 1.81,
    "concept.asked": 1.14,
    "concept.matters": 0.4,
    "concept.name": 0.91,
    "concept.often": -0.02,
    "concept.share": 0.69,
    "cover.terms": 0.9,
    "cover.words": -0.48,
    "decides.alone": -1.12,
    "decides.both": 0.59,
    "decides.not": -0.09,
    "decides.number": -0.51,
    "family.answer": 1.88,
    "family.asked": 0.71,
    "family.matters": 0.51,
    "family.name": 0.77,
    "family.often": 0.51,
    "family.share": 3.65,
    "guess.near": 5.57,
    "guess.none": 1.72,
    "guess.other": -0.14,
    "guess.unit": -1.04,
    "holds.it": 0.05,
    "holds.none": -0.68,
    "holds.other": -1.01,
    "kind.asked": 0.81,
    "kind.clashes": -0.34,
    "kind.unsaid": -0.43,
    "letters.near": 7.21,
    "letters.nearest": 4.07,
    "missing.aspect": -1.48,
    "missing.core": -2.51,
    "near.terms": -0.31,
    "near.words": -2.22,
    "relation.answer": 1.53,
    "relation.asked": 2.24,
    "relation.matters": 1.67,
    "relation.name": 1.52,
    "relation.often": 3.14,
    "relation.share": -3.55,
    "stem.answer": 2.4,
    "stem.asked": 2.5,
    "stem.matters": 1.71,
    "stem.name": 0.87,
    "stem.often": -2.48,
    "stem.share": 3.52,
}
"""By the features of `likeness`; evidence in units of log odds."""

NONE: Mapping[str, float] = {
    "always": 5.06,
    "aside": 2.8,
    "explained": -0.54,
    "known": -1.04,
    "strange": 0.09,
}
"""For no fact: from the start, by the weight of words that some fact has, that none has, that none has but an aspect
accounts for, and by how much more of the question is strange than speaks of the system."""
