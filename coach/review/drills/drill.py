"""One drill: what is asked, what is right, and how an answer is marked."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from coach.estimation.numbers import find_numbers
from coach.estimation.units import YEAR
from coach.model.remark import Source


class Kind(StrEnum):
    """The kinds of drills."""

    ESTIMATION = "estimation"
    NUMBERS = "numbers"
    TRADE_OFFS = "trade-offs"
    API = "api"
    DESIGN = "design"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Marked:
    """What an answer came to."""

    right: bool
    says: str
    """One or two sentences: the verdict, and the sum or the reason."""


@dataclass(frozen=True, slots=True)
class Drill:
    """One question. The same kind and seed always give the same one."""

    kind: Kind
    seed: int
    subject: str
    """What it trains, as a stable name: a slip, a number, a trade-off, a rule. Weak subjects come back as cards."""
    asks: str
    shown: str
    """A worksheet, an endpoint, a drawing to look at; may be empty."""
    options: tuple[str, ...]
    """The answers to choose from, numbered from 1; empty where one is typed."""
    answer: str
    """The right answer as a person would say it."""
    mark: Callable[[str], Marked] = field(compare=False, repr=False)
    """Marks what was typed: the number of an option or the option's words, else the answer itself."""
    source: tuple[Source, ...] = ()


def chooses(options: tuple[str, ...], right: str, why: str) -> Callable[[str], Marked]:
    """A marker for drills with options: `why` is said either way."""

    def mark(said: str) -> Marked:
        chosen = chosen_option(options, said)
        if chosen is None:
            return Marked(False, f"Choose 1 to {len(options)}.")
        return Marked(chosen == right, why if chosen == right else f"No: {right}. {why}")

    return mark


def chosen_option(options: tuple[str, ...], said: str) -> str | None:
    """The option that `said` names by its number or its words; none when it names none."""
    said = said.strip()
    if said.isdecimal() and 1 <= int(said) <= len(options):
        return options[int(said) - 1]
    return next((option for option in options if option.casefold() == said.casefold()), None)


def near(value: float, unit: str, told: str, why: str, *, within: float = 0.3) -> Callable[[str], Marked]:
    """A marker for a number: right within a factor of 10**`within` (0.3 is a factor of two).

    Args:
        value: what is right, in SI.
        unit: its unit, one of `1/s`, `B`, `B/s`, `s`, `$`, `1`.
        told: the right number in words.
        why: the sum that leads there.
    """

    def mark(said: str) -> Marked:
        numbers = find_numbers(said)
        if not numbers:
            return Marked(False, f"A number is asked for. It is {told}: {why}")
        given, amount = numbers[-1], numbers[-1].value
        if unit == "s" and given.unit == "1" and 0 < amount < 1:
            amount *= YEAR  # "52 min a year" is a share of the year
        elif given.unit != unit and not (given.unit == "1" and unit == "1/s"):
            return Marked(False, f"That is no answer in the unit that is asked for. It is {told}: {why}")
        if amount <= 0:
            return Marked(False, f"It is {told}: {why}")
        off = abs(math.log10(amount / value))
        if off <= within:
            return Marked(True, f"{told}: {why}")
        if off <= 1:
            return Marked(False, f"The right order of magnitude, but {told}: {why}")
        far = f"Off by {10**off:,.0f} times." if off < 6 else "Far off."
        return Marked(False, f"{far} It is {told}: {why}")

    return mark
