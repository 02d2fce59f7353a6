"""The events of a session as one value: read like a tuple, kept small.

Hours of typing are tens of thousands of events, a kilobyte each as models. All but the latest are kept as compressed
JSON, so that a long interview needs no more memory than a short one and a further event costs the same at its end.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Self, overload

from coach.model import events as e

BLOCK = 256
"""Events that are compressed together; the latest ones, up to so many, are kept as they are."""

_LEVEL = 1
"""How hard zlib tries: the lines of a block are so alike that more gains little."""


class EventLog(Sequence[e.Event]):
    """Events in order, only ever added to; equal to any sequence of the same events. Two logs share what they share."""

    __slots__ = ("_latest", "_sealed")

    def __init__(self, events: Iterable[e.Event] = ()) -> None:
        every = tuple(events)
        whole = len(every) // BLOCK * BLOCK
        self._sealed = tuple(_sealed(every[at : at + BLOCK]) for at in range(0, whole, BLOCK))
        self._latest = every[whole:]

    def with_one_more(self, event: e.Event) -> Self:
        """The log with `event` at its end; this one stays as it is."""
        longer = type(self)()
        latest = (*self._latest, event)
        full = len(latest) == BLOCK
        longer._sealed = (*self._sealed, _sealed(latest)) if full else self._sealed
        longer._latest = () if full else latest
        return longer

    def __len__(self) -> int:
        return len(self._sealed) * BLOCK + len(self._latest)

    @overload
    def __getitem__(self, index: int) -> e.Event: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[e.Event, ...]: ...

    def __getitem__(self, index: int | slice) -> e.Event | tuple[e.Event, ...]:
        if isinstance(index, slice):
            places = range(len(self))[index]
            if not places:
                return ()
            first = min(places) // BLOCK
            events = [event for block in range(first, max(places) // BLOCK + 1) for event in self._block(block)]
            return tuple(events[place - first * BLOCK] for place in places)
        place = range(len(self))[index]
        return self._block(place // BLOCK)[place % BLOCK]

    def __iter__(self) -> Iterator[e.Event]:
        for number in range(len(self._sealed) + 1):
            yield from self._block(number)

    def __reversed__(self) -> Iterator[e.Event]:
        for number in range(len(self._sealed), -1, -1):
            yield from reversed(self._block(number))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EventLog):
            return self._sealed == other._sealed and self._latest == other._latest
        if isinstance(other, Sequence):
            return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self._sealed, self._latest))

    def __repr__(self) -> str:
        return f"EventLog({list(self)!r})"

    def _block(self, number: int) -> tuple[e.Event, ...]:
        return self._latest if number == len(self._sealed) else _opened(self._sealed[number])


def _sealed(events: Iterable[e.Event]) -> bytes:
    return zlib.compress("\n".join(event.model_dump_json() for event in events).encode(), _LEVEL)


def _opened(block: bytes) -> tuple[e.Event, ...]:
    return tuple(e.EVENT.validate_json(line) for line in zlib.decompress(block).split(b"\n"))
