"""What a worksheet remembers: named quantities, factors, ratios and the values of earlier lines.

A line asks its memory by key, and every question is noted with its answer: when nothing a line asked about has
changed, its reading can be used again.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

from coach.estimation.values import Value

Answer = TypeVar("Answer")


class Remembered(NamedTuple):
    """A quantity of an earlier line."""

    key: str
    value: Value
    line: int
    """Number of its line."""
    role: str
    """computed, claimed or assumed."""
    kind: str
    peak: bool | None
    replicated: bool | None
    origin: int = 0
    """Number of the line whose error it carries; 0 when it is sound."""


class Memory:
    """The state between two lines."""

    def __init__(self) -> None:
        self.names: dict[str, Value] = {}
        self.recent: list[Remembered] = []
        self.wrong: list[Remembered] = []
        """Those of `recent` that carry an error."""
        self.asked: dict[str, object] | None = None
        """Questions of the line being read, with their answers."""

    def find(self, key: str) -> Value | None:
        """The value of a name (already normalised), or none."""
        found = self.names.get(key)
        if self.asked is not None:
            self.asked["name:" + key] = found
        return found

    def has_names(self) -> bool:
        """Whether anything has a name yet."""
        found = bool(self.names)
        if self.asked is not None:
            self.asked["named:"] = found
        return found

    def last(self, count: int) -> list[Remembered]:
        """The latest quantities, the newest first."""
        found = self.recent[: -count - 1 : -1]
        if self.asked is not None:
            self.asked[f"last:{count}"] = tuple(found)
        return found

    def ask(self, question: str, search: Callable[[list[Remembered]], Answer]) -> Answer:
        """What `search` finds among all quantities so far; `question` tells one search from another."""
        found = search(self.recent)
        if self.asked is not None:
            self.asked["ask:" + question] = (search, found)
        return found

    def origin(self, value: Value) -> int:
        """The line whose error `value` carries; 0 when no wrong figure has this value, or a sound one has it too."""
        key = f"origin:{value.number!r} {value.time} {value.data} {value.money}"
        found = self._origin(value)
        if self.asked is not None:
            self.asked[key] = value, found
        return found

    def _origin(self, value: Value) -> int:
        for one in self.wrong:
            if _alike(one.value, value):
                sound = any(not other.origin and _alike(other.value, value) for other in self.recent)
                return 0 if sound else one.origin
        return 0

    def still_holds(self, asked: dict[str, object]) -> bool:
        """Whether every one of these questions has the same answer now."""
        for question, answer in asked.items():
            kind, _, rest = question.partition(":")
            if kind == "name":
                now: object = self.names.get(rest)
            elif kind == "origin":
                value, answer = cast("tuple[Value, object]", answer)
                now = self._origin(value)
            elif kind == "named":
                now = bool(self.names)
            elif kind == "last":
                now = tuple(self.recent[: -int(rest) - 1 : -1])
            else:
                search, answer = cast("tuple[Callable[[list[Remembered]], object], object]", answer)
                now = search(self.recent)
            if now is not answer and now != answer:
                return False
        return True

    def keep(self, remembered: Remembered, line: int) -> None:
        """Remember a quantity of line `line`, and its name."""
        if remembered.line != line:
            own = remembered.origin == remembered.line
            remembered = remembered._replace(line=line, origin=line if own else remembered.origin)
        self.recent.append(remembered)
        if remembered.origin:
            self.wrong.append(remembered)
        if remembered.key:
            self.names[remembered.key] = remembered.value


def _alike(first: Value, second: Value) -> bool:
    return first.dimension == second.dimension and abs(first.number - second.number) <= 1e-6 * abs(second.number)
