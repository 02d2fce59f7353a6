"""Changes of a text as splices: what gave way to what, and where a mark in the text is afterwards."""

from collections.abc import Callable
from typing import NamedTuple


class Splice(NamedTuple):
    """`removed` characters from `start` on gave way to `text`."""

    start: int
    removed: int
    text: str


def splice(before: str, after: str) -> Splice:
    """The smallest single splice that turns `before` into `after`."""
    shorter = min(len(before), len(after))
    start = _common(lambda count: before.startswith(after[:count]), shorter)
    rest = shorter - start
    tail = _common(lambda count: not count or before.endswith(after[-count:]), rest)
    return Splice(start, len(before) - start - tail, after[start : len(after) - tail])


def moved(mark: int, start: int, removed: int, added: int) -> int:
    """Where a mark stands after `removed` characters from `start` on gave way to `added`.

    What is written at the mark comes after it; a mark in removed text stands where the text was.
    """
    if mark <= start:
        return mark
    if mark >= start + removed:
        return mark - removed + added
    return start


def _common(holds: Callable[[int], bool], limit: int) -> int:
    """The greatest count up to `limit` for which `holds`, found by halving: slices compare faster than letters."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
