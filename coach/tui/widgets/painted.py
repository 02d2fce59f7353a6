"""Rows of a widget that are painted once for each way they look, and shown again only when they look different."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip

MOST = 200
"""Rows that are kept as they were painted: more than a screen has."""


class Painted:
    """The rows of one widget, each by what decides how it looks."""

    def __init__(self, looks: Callable[[range], Sequence[Hashable]], paint: Callable[[range], list[Strip]]) -> None:
        """Remember rows.

        Args:
            looks: what decides how rows look, one for each; what is not in it (theme, focus) has to lead to `forget`.
            paint: rows from edge to edge, painted anew.
        """
        self._looks = looks
        self._paint = paint
        self._strips: LRUCache[Hashable, Strip] = LRUCache(MOST)
        self._shown: dict[int, Hashable] = {}

    def __bool__(self) -> bool:
        """Whether any row is known."""
        return bool(self._shown)

    def forget(self) -> None:
        """No row looks as it did."""
        self._strips.clear()
        self._shown.clear()

    def changed(self, width: int, height: int) -> list[Region]:
        """The rows that look different by now from what is on the screen."""
        looks = self._looks(range(height))
        return [Region(0, y, width, 1) for y, look in enumerate(looks) if look != self._shown.get(y)]

    def lines(self, crop: Region, width: int) -> list[Strip]:
        """The part `crop` of a widget `width` cells wide."""
        looks = self._looks(crop.line_range)
        self._shown.update(zip(crop.line_range, looks, strict=True))
        strips = {look: strip for look in looks if (strip := self._strips.get(look)) is not None}
        unknown = {look: y for y, look in zip(crop.line_range, looks, strict=True) if look not in strips}
        for run in _runs(unknown.items()):
            anew = self._paint(range(run[0].y, run[-1].y + 1))
            for one, strip in zip(run, anew, strict=True):
                strips[one.look] = self._strips[one.look] = strip
        found = [strips[look] for look in looks]
        return found if crop.width == width else [strip.crop(crop.x, crop.right) for strip in found]


class _Place(NamedTuple):
    look: Hashable
    y: int


def _runs(places: Iterable[tuple[Hashable, int]]) -> Iterator[list[_Place]]:
    """Places in the order of their rows, those in a run whose rows follow each other."""
    run: list[_Place] = []
    for look, y in sorted(places, key=itemgetter(1)):
        if run and y > run[-1].y + 1:
            yield run
            run = []
        run.append(_Place(look, y))
    if run:
        yield run
