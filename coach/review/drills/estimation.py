"""Estimation drills: compute a number, spot the line that is wrong, pick the box that fills first."""

import math
import random

from coach.estimation.wording import number
from coach.estimation.worksheet import read
from coach.model.remark import Remark, Source
from coach.model.words import Severity
from coach.review.drills.drill import Drill, Kind, chooses, near
from coach.review.drills.worksheets import SUMS, Figures, Sum, figures

_TRIES = 40
_SOURCE = (Source("playbook", "2"), Source("middle", "7.1"))
_BOXES: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("the application servers", "requests", (500, 1_000, 2_000)),
    ("the cache", "lookups", (50_000, 100_000)),
    ("the primary database", "writes", (1_000, 5_000)),
    ("a read replica", "reads", (5_000, 10_000)),
    ("the object store", "gets of one prefix", (3_500, 5_500)),
    ("the mail provider", "mails", (100, 500)),
)
"""Who does what, and how much of it one can take a second."""


def compute(seed: int) -> Drill:
    """One number of a made-up product."""
    rng = random.Random(f"compute {seed}")
    given = figures(rng)
    total = rng.choice(SUMS)(given)
    return Drill(
        kind=Kind.ESTIMATION,
        seed=seed,
        subject=f"compute-{total.label.replace(' ', '-')}",
        asks=total.asks,
        shown=given.introduced(),
        options=(),
        answer=total.told(),
        mark=near(total.value, total.unit, total.told(), f"{total.left}."),
        source=_SOURCE,
    )


def spot(seed: int) -> Drill:
    """A worksheet with one line that does not hold."""
    rng = random.Random(f"spot {seed}")
    for _ in range(_TRIES):
        given = figures(rng)
        sums = [make(given) for make in rng.sample(SUMS, 4)]
        planted = _planted(rng, sums)
        if planted is not None:
            return _spotting(seed, given, *planted)
    raise AssertionError("no slip that shows in 40 made-up worksheets")


def _planted(rng: random.Random, sums: list[Sum]) -> tuple[list[str], int, Sum, Remark] | None:
    """Lines with a slip in one of them that the reader finds, and nothing else; none when it finds no such thing."""
    wrong = rng.randrange(len(sums))
    _, factor = rng.choice(sums[wrong].slips)
    lines = [one.line(one.value * factor if at == wrong else None) for at, one in enumerate(sums)]
    sheet = read("\n".join(lines))
    errors = [
        (line.number, remark) for line in sheet.lines for remark in line.remarks if remark.severity is Severity.ERROR
    ]
    if len(errors) != 1 or errors[0][0] != wrong + 1 or not _tells(errors[0][1], factor):
        return None
    return lines, wrong, sums[wrong], errors[0][1]


def _tells(remark: Remark, factor: float) -> bool:
    """Whether the reader names the factor that was planted."""
    return remark.factor is not None and abs(math.log(remark.factor / factor)) < 0.2


def _spotting(seed: int, given: Figures, lines: list[str], wrong: int, total: Sum, remark: Remark) -> Drill:
    return Drill(
        kind=Kind.ESTIMATION,
        seed=seed,
        subject=remark.id,
        asks="One of these lines is wrong. Which?",
        shown=given.introduced(),
        options=tuple(lines),
        answer=lines[wrong],
        mark=chooses(tuple(lines), lines[wrong], f"{remark.message} So {total.line()}."),
        source=remark.sources or _SOURCE,
    )


def bottleneck(seed: int) -> Drill:
    """Which box fills first when the load grows."""
    rng = random.Random(f"bottleneck {seed}")
    rows: list[tuple[str, str, float]] = []
    while len({round(full, 2) for _, _, full in rows}) < 4:
        rows = []
        for name, what, takes in rng.sample(_BOXES, 4):
            one, copies = rng.choice(takes), rng.choice((1, 2, 3, 4))
            load = one * copies * rng.choice((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))
            told = f"{name}: {number(load)} {what}/s on {copies} that take {number(one)} each"
            rows.append((name, told, load / one / copies))
    name, _, full = max(rows, key=lambda row: row[2])
    options = tuple(row[0] for row in rows)
    sums = "; ".join(f"{one} {share:.0%}" for one, _, share in sorted(rows, key=lambda row: -row[2]))
    return Drill(
        kind=Kind.ESTIMATION,
        seed=seed,
        subject="bottleneck",
        asks="All loads grow alike. What is full first?",
        shown="\n".join(told for _, told, _ in rows),
        options=options,
        answer=name,
        mark=chooses(options, name, f"Full today: {sums}. So {name} breaks at {1 / full:.1f} times this load."),
        source=(Source("playbook", "the-bottleneck-analysis-method"),),
    )
