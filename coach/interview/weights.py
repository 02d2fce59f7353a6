"""What each feature of a question beside a fact counts, and what counts for no fact at all.

Set by a regression (the likelihood of the right fact among all facts and none, weights held small) on the questions in
`tests/interview/questions` that were there for it, on the packs' own ways to ask, each left out in turn, and on
questions about something else.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "aspect.answer": 1.28,
    "aspect.asked": 2.41,
    "aspect.matters": -0.22,
    "aspect.name": 0.3,
    "aspect.often": 0.68,
    "aspect.share": 2.14,
    "concept.answer": 2.12,
    "concept.asked": 0.94,
    "concept.matters": -2.13,
    "concept.name": 0.68,
    "concept.often": -1.36,
    "concept.share": 1.41,
    "cover.terms": 0.75,
    "cover.words": -0.83,
    "decides.alone": -0.79,
    "decides.both": 0.65,
    "decides.not": 0.01,
    "decides.number": -0.35,
    "family.answer": 1.61,
    "family.asked": 0.49,
    "family.matters": 1.07,
    "family.name": 0.83,
    "family.often": -0.03,
    "family.share": 4.81,
    "guess.near": 5.31,
    "guess.none": 1.73,
    "guess.other": -0.34,
    "guess.unit": -0.76,
    "holds.it": -0.17,
    "holds.none": -0.87,
    "holds.other": -1.05,
    "kind.asked": 0.89,
    "kind.clashes": -0.37,
    "kind.unsaid": -0.45,
    "letters.near": 5.38,
    "letters.nearest": 3.74,
    "missing.aspect": -0.99,
    "missing.core": -3.19,
    "near.terms": 0.38,
    "near.words": -1.68,
    "relation.answer": 3.44,
    "relation.asked": 1.54,
    "relation.matters": 2.37,
    "relation.name": 1.3,
    "relation.often": 2.52,
    "relation.share": -0.81,
    "stem.answer": 2.82,
    "stem.asked": 2.59,
    "stem.matters": 2.36,
    "stem.name": 1.71,
    "stem.often": -3.29,
    "stem.share": 4.18,
}
"""By the features of `likeness`; evidence in units of log odds."""

NONE: Mapping[str, float] = {
    "always": 4.59,
    "aside": 1.81,
    "explained": -0.31,
    "known": -0.98,
    "strange": 1.13,
}
"""For no fact: from the start, by the weight of words that some fact has, that none has, that none has but an aspect
accounts for, and by how much more of the question is strange than speaks of the system."""
