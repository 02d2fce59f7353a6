"""Figures without signs between them, combined in every way that their units allow.

"20 TB total, 500 GB per shard" can only make 40 or 1/40 of something that is merely counted. Which of them is meant
nobody has to know: a conclusion agrees with one of them, or misses all.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.units import TIME
from coach.estimation.values import Value

EXPONENTS = {"1": (0, 0), "1/s": (-1, 0), "B": (0, 1), "B/s": (-1, 1), "s": (1, 0)}
"""Powers of seconds and of bytes of the units that can be combined."""
_AGREES = math.log(1.9)
_NEARLY = math.log(1.3)
"""|log| up to which a combination agrees in which a unit was left out."""
_EVERY_UNIT = words_pattern(r"\b(?:every|once an?|once per|one an?)\s+(?P<unit>second|minute|hour|day)\b")
_FACTOR = words_pattern(r"\bfactor(?: of)?\s*[~≈=:]?\s*$")
_EVERY = words_pattern(r"\b(?:every|each|once in|once every|ping per)\s+[~≈]?$")
_MORE = words_pattern(r"(?:\+|\bplus|\badds?)\s*(?:another |some |about )?[~≈]?$")
_FRACTION = words_pattern(
    r"\b(?P<part>half|a third|one third|a quarter|one quarter|a fifth|one fifth|a tenth|one tenth|three quarters|"
    r"two thirds)\s+(?:of\b|as\b|(?=are|is|go|goes|comes?|hits?))"
)
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1, "quarters": 0.75, "thirds": 2 / 3}
_REST = words_pattern(r"\b(?:rest|remaining|remains?|left|leaves|others?|without|saves?|saved|goes? away|less)\b")


class Operand(NamedTuple):
    """A figure as it may go into a sum."""

    values: tuple[float, ...]
    """What it may count for, SI: a percentage for itself or for the rest."""
    time: int = 0
    data: int = 0
    amount: float = 0.0
    """Of a rate or flow per day or year: what that time brings; 0 for others."""

    @property
    def bare(self) -> bool:
        """Whether it has no unit."""
        return self.time == self.data == 0


def operand_of(figure: NumberToken, before: str) -> Operand | None:
    """What a figure brings into a sum, `before` being the text in front of it; none when nobody can say."""
    if figure.unit not in EXPONENTS or figure.value <= 0 or figure.high is not None:
        return None
    if figure.unit == "1" and figure.period != 1:
        return None  # hours a year
    if figure.kind == "percent":
        if _MORE().search(before):
            return Operand((1 + figure.value,))
        return Operand((figure.value, 1 - figure.value) if figure.value < 1 else (figure.value,))
    if figure.kind == "ratio":
        return Operand((figure.value, 1 + figure.value))
    if figure.unit == "s" and _EVERY().search(before):
        return Operand((1 / figure.value,), -1)
    amount = figure.value * figure.period if figure.period > 1 else 0.0
    return Operand((figure.value,), *EXPONENTS[figure.unit], amount)


def operand_of_value(value: Value) -> Operand | None:
    """What a quantity of an earlier line brings into a sum; none for shares, factors, ranges and money."""
    if value.share or value.factor or value.money or value.high is not None or value.number <= 0:
        return None
    if (value.time, value.data) not in EXPONENTS.values():
        return None
    return Operand((value.number,), value.time, value.data)


def parts_in(words: str) -> list[Operand]:
    """The parts that are told in words: a third of, half of."""
    found = []
    for match in _FRACTION().finditer(words):
        part = _PARTS[match["part"].lower().split()[-1]]
        found.append(Operand((part, 1 - part) if _REST().search(words) else (part,)))
    return found


def every_in(words: str) -> list[Operand]:
    """The rates that are told in words: every minute, once a day."""
    return [Operand((1 / TIME[match["unit"].lower()],), -1) for match in _EVERY_UNIT().finditer(words)]


def is_factor(figure: NumberToken, before: str) -> bool:
    """Whether a figure is written as a factor: 3x, "a peak factor of 3"."""
    return figure.factor or (figure.unit == "1" and figure.kind == "count" and _FACTOR().search(before) is not None)


def without_parts(words: str) -> str:
    """`words` without the parts told in words."""
    return _FRACTION().sub(" ", words)


def agrees(operands: Sequence[Operand], amount: float, time: int, data: int) -> bool:
    """Whether some combination gives `amount`, figures left out or not.

    Units that people leave out are allowed for: bare numbers and a bare amount may have the unit of any operand ("20k
    rps, a box does 5k"), and a rate per day may stand for a day's amount.
    """
    if amount <= 0:
        return False
    if any(abs(math.log(amount / value)) < _AGREES for value, _ in _ways(operands, time, data)):
        return True
    units = {(one.time, one.data) for one in operands} - {(0, 0)}
    lent = [[one._replace(time=unit[0], data=unit[1]) if one.bare else one for one in operands] for unit in units]
    daily = [Operand((one.amount,), 0, one.data) if one.amount else one for one in operands]
    asked = units if (time, data) == (0, 0) else set()
    tried = [(operands, unit) for unit in asked] + [(one, (time, data)) for one in (*lent, daily)]
    return any(
        used > 1 and abs(math.log(amount / value)) < _NEARLY
        for meant, unit in tried
        for value, used in _ways(meant, *unit)
    )


def missed(operands: Sequence[Operand], amount: float, time: int, data: int) -> float | None:
    """How many times too large `amount` is beside the nearest combination of all operands that has its unit.

    None when some combination agrees, and when no combination of all operands has that unit.
    """
    nearest: float | None = None
    for value, used in _ways(operands, time, data):
        ratio = amount / value
        if used == len(operands) and (nearest is None or abs(math.log(ratio)) < abs(math.log(nearest))):
            nearest = ratio
    return None if nearest is None or agrees(operands, amount, time, data) else nearest


def _ways(operands: Sequence[Operand], time: int, data: int) -> Iterator[tuple[float, int]]:
    """All products and quotients with the dimension asked for, each with the number of operands in it."""
    times, sizes = [one.time for one in operands], [one.data for one in operands]
    for powers in _powers(len(operands)):
        if sum(map(mul, times, powers)) != time or sum(map(mul, sizes, powers)) != data:
            continue
        used = len(powers) - powers.count(0)
        for values in itertools.product(*(one.values for one in operands)):
            value = math.prod(map(pow, values, powers))
            if 0 < value < math.inf:
                yield value, used


@lru_cache(maxsize=8)
def _powers(count: int) -> tuple[tuple[int, ...], ...]:
    """All ways to multiply by, divide by or leave out so many operands, but not to leave out all of them."""
    return tuple(powers for powers in itertools.product((0, 1, -1), repeat=count) if any(powers))
