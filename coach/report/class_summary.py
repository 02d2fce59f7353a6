"""The results of a class, summed up: spread of the scores, and the figures of each criterion by problem and level.

It is built sheet by sheet and keeps sums only, so that it is as small for twenty thousand sheets as for twenty.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import groupby
from operator import itemgetter

from coach.model.quick import dataclass
from coach.model.words import Level, Phase, Verdict
from coach.report.items import Item, thousandths
from coach.report.results import Result

BINS = 10
"""Bars of the spread of scores."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The statements of criteria, for those that read a report."""

    statements: Mapping[tuple[str, Phase, str], str] = field(default_factory=dict)
    """By problem (empty: of every problem), phase and criterion id."""

    def of(self, problem: str, phase: Phase, criterion: str) -> str:
        """The statement of a criterion; its id where no pack at hand knows it."""
        return self.statements.get((problem, phase, criterion)) or self.statements.get(
            ("", phase, criterion), criterion
        )


@dataclass(slots=True)
class Scores:
    """A set of scores 0..1, kept in whole thousandths."""

    counts: Counter[int] = field(default_factory=Counter)

    def add(self, score: float) -> None:
        """Count one more."""
        self.counts[thousandths(score)] += 1

    @property
    def size(self) -> int:
        """How many there are."""
        return self.counts.total()

    @property
    def mean(self) -> float:
        """Their mean, 0 of none."""
        return sum(score * count for score, count in self.counts.items()) / 1000 / self.size if self.counts else 0.0

    @property
    def median(self) -> float:
        """Their median, 0 of none; of an even number the mean of the middle two."""
        if not self.counts:
            return 0.0
        return (self._at((self.size - 1) // 2) + self._at(self.size // 2)) / 2000

    def _at(self, place: int) -> int:
        """The score, in thousandths, at a place of the sorted scores, from 0."""
        for score in sorted(self.counts):
            place -= self.counts[score]
            if place < 0:
                return score
        raise IndexError(place)

    def bins(self) -> list[int]:
        """How many lie in each tenth of the scale, a full score in the last."""
        found = [0] * BINS
        for score, count in self.counts.items():
            found[min(BINS - 1, score * BINS // 1000)] += count
        return found


@dataclass(slots=True)
class Group:
    """The sheets of one problem at one level, which were judged by the same criteria."""

    problem: str
    level: Level
    scores: Scores = field(default_factory=Scores)
    phases: dict[Phase, Scores] = field(default_factory=dict)
    items: dict[tuple[Phase, str], Item] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What to head its part of a report with."""
        return f"{self.problem or 'no problem named'} · {self.level.value}"

    @property
    def ordered(self) -> list[tuple[Phase, str, Item]]:
        """Its criteria: phase by phase, the hardest first."""
        places = list(Phase)
        found = [(phase, name, item) for (phase, name), item in self.items.items()]
        return sorted(found, key=lambda one: (places.index(one[0]), one[2].mean, one[1]))

    @property
    def by_phase(self) -> list[tuple[Phase, list[tuple[str, Item]]]]:
        """The same, with each phase once."""
        return [
            (phase, [(name, item) for _, name, item in found])
            for phase, found in groupby(self.ordered, key=itemgetter(0))
        ]

    @property
    def nobody_met(self) -> list[tuple[Phase, str, Item]]:
        """The criteria that not one sheet met."""
        return [one for one in self.ordered if not one[2].met]

    def add(self, result: Result) -> None:
        """Count a graded sheet."""
        self.scores.add(result.score)
        for phase, score in result.phases.items():
            self.phases.setdefault(phase, Scores()).add(score)
        total = sum(thousandths(credit) for won in result.credits.values() for credit in won.values())
        for phase, won in result.credits.items():
            for name, credit in won.items():
                self.items.setdefault((phase, name), Item()).add(credit, total)


@dataclass(slots=True)
class ClassSummary:
    """All sheets of a class."""

    scores: Scores = field(default_factory=Scores)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unreadable: int = 0
    graders: set[str] = field(default_factory=set)
    by_group: dict[tuple[str, Level], Group] = field(default_factory=dict)

    @property
    def sheets(self) -> int:
        """How many there are, unreadable ones included."""
        return self.scores.size + self.unreadable

    @property
    def groups(self) -> list[Group]:
        """By problem, then by level."""
        order = list(Level)
        return sorted(self.by_group.values(), key=lambda group: (group.problem, order.index(group.level)))

    def add(self, result: Result) -> None:
        """Count a sheet."""
        self.graders.add(result.grader)
        if result.error:
            self.unreadable += 1
            return
        self.scores.add(result.score)
        self.verdicts[result.verdict] += 1
        key = (result.problem, result.level)
        if key not in self.by_group:
            self.by_group[key] = Group(*key)
        self.by_group[key].add(result)


def sheets(count: int) -> str:
    """So many sheets, in words."""
    return f"{count:,} {'sheet' if count == 1 else 'sheets'}"


def summary_of(results: Iterable[Result]) -> ClassSummary:
    """The results summed up, read once."""
    made = ClassSummary()
    for result in results:
        made.add(result)
    return made
