"""What many interviews say together: trends by phase, what stays weak, bests, how well one judges oneself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.model.words import Phase
from coach.review.agreement import Agreement, Pair, agreement

WEAK_FROM = 2
"""Interviews in which a criterion was judged, from which it may be called weak."""

WEAK_BELOW = 0.5
"""Mean credit below which a criterion is weak."""


@dataclass(frozen=True, slots=True)
class Held:
    """One graded interview, as far as progress needs it."""

    session: str
    problem: str
    title: str
    level: str
    started: str
    """ISO 8601, UTC."""
    score: float
    phases: Mapping[str, float]
    spent: Mapping[str, float]
    """Counted seconds by phase."""


@dataclass(frozen=True, slots=True)
class Grade:
    """One criterion of one interview."""

    session: str
    problem: str
    phase: str
    criterion: str
    statement: str
    credit: float
    own: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A phase, or the whole, over time."""

    name: str
    scores: tuple[float, ...]
    """Oldest first, 0..1."""

    @property
    def change(self) -> float | None:
        """Mean of the latest three less mean of those before; none below four interviews."""
        if len(self.scores) < 4:
            return None
        latest, before = self.scores[-3:], self.scores[:-3]
        return sum(latest) / len(latest) - sum(before) / len(before)


@dataclass(frozen=True, slots=True)
class Weak:
    """A criterion that is missed again and again."""

    phase: str
    criterion: str
    statement: str
    mean: float
    """Mean credit, 0..1."""
    times: int
    problems: int
    """Different problems it was judged in."""


@dataclass(frozen=True, slots=True)
class Again:
    """The same problem, held more than once."""

    title: str
    first: float
    latest: float
    best: float
    times: int
    gained: tuple[str, ...]
    """Statements that were missed the time before and met the last time."""
    lost: tuple[str, ...]
    """The other way round."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What all graded interviews say together."""

    held: tuple[Held, ...]
    """The interviews, oldest first."""
    trends: tuple[Trend, ...]
    weak: tuple[Weak, ...]
    again: tuple[Again, ...]
    agreed: Agreement
    streak: int
    """Days in a row with an interview."""


def progress(held: Sequence[Held], grades: Sequence[Grade], today: date) -> Progress:
    """What `held` (oldest first) and the grades of their criteria say together."""
    return Progress(
        tuple(held),
        trends(held),
        weakest(grades),
        again(held, grades),
        calibration(grades),
        streak((day_of(one.started) for one in held), today),
    )


def trends(held: Sequence[Held]) -> tuple[Trend, ...]:
    """The overall score and each phase's over time; `held` oldest first."""
    overall = Trend("overall", tuple(one.score for one in held))
    phases = (
        Trend(str(phase), tuple(one.phases[phase] for one in held if phase in one.phases)) for phase in map(str, Phase)
    )
    return (overall, *phases)


def weakest(grades: Iterable[Grade], count: int = 8) -> tuple[Weak, ...]:
    """The criteria with the least credit over all problems, the weakest first.

    A criterion counts once it was judged `WEAK_FROM` times; those that are mostly met are left out.
    """
    by_criterion: dict[tuple[str, str], list[Grade]] = defaultdict(list)
    for grade in grades:
        by_criterion[grade.phase, grade.criterion].append(grade)
    found = [
        Weak(
            phase,
            criterion,
            judged[-1].statement,
            sum(one.credit for one in judged) / len(judged),
            len(judged),
            len({one.problem for one in judged}),
        )
        for (phase, criterion), judged in by_criterion.items()
        if len(judged) >= WEAK_FROM
    ]
    weak = [one for one in found if one.mean < WEAK_BELOW]
    return tuple(sorted(weak, key=lambda one: (one.mean, -one.times, one.phase, one.criterion))[:count])


def again(held: Sequence[Held], grades: Sequence[Grade]) -> tuple[Again, ...]:
    """Each problem that was held twice or more, and what changed from the last but one time; `held` oldest first."""
    by_problem: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        by_problem[one.problem].append(one)
    earned: dict[str, dict[tuple[str, str], Grade]] = defaultdict(dict)
    for grade in grades:
        earned[grade.session][grade.phase, grade.criterion] = grade
    found = []
    for runs in by_problem.values():
        if len(runs) < 2:
            continue
        before, after = earned[runs[-2].session], earned[runs[-1].session]
        common = [key for key in after if key in before]
        found.append(
            Again(
                runs[-1].title,
                runs[0].score,
                runs[-1].score,
                max(one.score for one in runs),
                len(runs),
                tuple(after[key].statement for key in common if before[key].credit < WEAK_BELOW <= after[key].credit),
                tuple(after[key].statement for key in common if after[key].credit < WEAK_BELOW <= before[key].credit),
            )
        )
    return tuple(found)


def calibration(grades: Iterable[Grade]) -> Agreement:
    """How well own and coach's grades agree over all interviews."""
    return agreement([Pair(grade.own, grade.credit) for grade in grades if grade.own is not None])


def streak(days: Iterable[date], today: date) -> int:
    """Days in a row with practice, up to `today` or yesterday: a day that is not over breaks nothing."""
    practised = set(days)
    day = today if today in practised else today - timedelta(days=1)
    count = 0
    while day in practised:
        count += 1
        day -= timedelta(days=1)
    return count


def day_of(started: str) -> date:
    """The day of an ISO 8601 time, in its own zone."""
    return datetime.fromisoformat(started).date()


def sentence(agreed: Agreement) -> str:
    """Own grades against the coach's, in words; empty when nothing was graded."""
    if not agreed.pairs or agreed.exact is None or agreed.within_one is None or agreed.bias is None:
        return ""
    words = [f"{agreed.pairs} grades of your own: {agreed.exact:.0%} the same, {agreed.within_one:.0%} within a step."]
    if abs(agreed.bias) >= 0.1:
        words.append(f"You are {abs(agreed.bias):.0%} {'kinder' if agreed.bias > 0 else 'harder'} than the coach.")
    if agreed.kappa is not None:
        words.append(f"Weighted kappa {agreed.kappa:.2f}.")
    return " ".join(words)
