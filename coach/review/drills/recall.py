"""Drills that ask for what has to be known by heart: figures, trade-offs, the one job of each building block."""

import math
import random
from collections.abc import Sequence

from coach.estimation.wording import say
from coach.model.components import ComponentKind
from coach.model.criterion import ReferenceNumber
from coach.model.drills import TradeOff
from coach.review.drills.drill import Drill, Kind, chooses

_DIMENSIONS = {"1/s": (-1, 0, 0), "B": (0, 1, 0), "B/s": (-1, 1, 0), "s": (1, 0, 0), "$": (0, 0, 1)}


def figure(seed: int, numbers: Sequence[ReferenceNumber]) -> Drill:
    """The order of magnitude of a figure worth knowing."""
    rng = random.Random(f"figure {seed}")
    known = rng.choice([one for one in numbers if one.unit in _DIMENSIONS and one.value > 0])
    steps = [known.value * 10.0**shift for shift in (-3, -2, -1, 1, 2, 3)]
    wrong = [value for value in steps if not known.low <= value <= known.high]
    values = sorted([known.value, *rng.sample(wrong, 3)])
    options = tuple(_told(value, known.unit) for value in values)
    right = _told(known.value, known.unit)
    band = f"Between {_told(known.low, known.unit)} and {_told(known.high, known.unit)} nobody objects."
    return Drill(
        kind=Kind.NUMBERS,
        seed=seed,
        subject=known.id,
        asks=f"{known.label}: about how much?",
        shown="",
        options=options,
        answer=right,
        mark=chooses(options, right, f"About {right}. {band}"),
        source=known.source,
    )


def trade_off(seed: int, trade_offs: Sequence[TradeOff]) -> Drill:
    """What is given up, or by what mechanism."""
    rng = random.Random(f"trade-off {seed}")
    right = rng.choice(trade_offs)
    asks_how = rng.random() < 0.5
    others = [one for one in trade_offs if one.give != right.give and one.how != right.how]
    chosen = [right, *rng.sample(others, 3)]
    rng.shuffle(chosen)
    options = tuple(one.how if asks_how else one.give for one in chosen)
    question = "By what mechanism?" if asks_how else "What do you give up?"
    return Drill(
        kind=Kind.TRADE_OFFS,
        seed=seed,
        subject=right.id,
        asks=f"You want {right.want}. {question}",
        shown="" if asks_how else right.says,
        options=options,
        answer=right.how if asks_how else right.give,
        mark=chooses(
            options,
            right.how if asks_how else right.give,
            f"You get it by {right.how}, and pay with {right.give}. {right.says}",
        ),
        source=right.source,
    )


def block(seed: int, kinds: Sequence[ComponentKind]) -> Drill:
    """Which building block has this one job, or how one fails."""
    rng = random.Random(f"block {seed}")
    right = rng.choice(kinds)
    others = rng.sample([kind for kind in kinds if kind.kind != right.kind and kind.role != right.role], 3)
    chosen = [right, *others]
    rng.shuffle(chosen)
    options = tuple(kind.name for kind in chosen)
    job = right.job[0].lower() + right.job[1:]
    return Drill(
        kind=Kind.BLOCKS,
        seed=seed,
        subject=right.kind,
        asks=f"Which block has this job: {job}?",
        shown="",
        options=options,
        answer=right.name,
        mark=chooses(options, right.name, f"{right.name}: {job}. How it fails: {right.fails}."),
    )


def _told(value: float, unit: str) -> str:
    time, data, money = _DIMENSIONS[unit]
    if unit == "s" and value < 1e-6:
        return f"{value * 1e9:.3g} ns"
    digits = 0 if value <= 0 else math.floor(math.log10(value)) - 1
    return say(round(value, -digits), time, data, money)
