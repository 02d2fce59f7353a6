"""Texts as runs of four letters, rare ones weighing more: alike whatever inflection, compound or typo they are in."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_GAP = re.compile(r"[^a-z0-9]+")
_RUN = 4


class Letters:
    """One text as runs of letters."""

    __slots__ = ("_weights",)

    def __init__(self, text: str, rarity: Mapping[str, float], unknown: float) -> None:
        """Weigh the runs of `text` by `rarity`, those that it lacks by `unknown`."""
        weights = {run: rarity.get(run, unknown) for run in runs(text)}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        self._weights = {run: weight / norm for run, weight in weights.items()}

    def alike(self, other: "Letters") -> float:
        """0..1: 0 without a common run, 1 for the same text."""
        theirs = other._weights
        return sum(weight * theirs[run] for run, weight in self._weights.items() if run in theirs)


def runs(text: str) -> dict[str, None]:
    """The different runs of four letters of `text`, gaps counting as a letter, in order."""
    plain = f" {_GAP.sub(' ', text.lower()).strip()} "
    return dict.fromkeys(plain[at : at + _RUN] for at in range(len(plain) - _RUN + 1))


def rarity_of(topics: Iterable[Iterable[str]]) -> dict[str, float]:
    """The weight of each run: the more, the fewer of `topics` have it in one of their texts."""
    seen: Counter[str] = Counter()
    total = 0
    for texts in topics:
        total += 1
        seen.update({run for text in texts for run in runs(text)})
    return {run: math.log(1 + total / count) for run, count in seen.items()}
