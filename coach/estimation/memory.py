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


class Memory:
    """The state between two lines."""

    def __init__(self) -> None:
        self.names: dict[str, Value] = {}
        self.recent: list[Remembered] = []
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

    def still_holds(self, asked: dict[str, object]) -> bool:
        """Whether every one of these questions has the same answer now."""
        for question, answer in asked.items():
            kind, _, rest = question.partition(":")
            if kind == "name":
                now: object = self.names.get(rest)
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
        self.recent.append(remembered if remembered.line == line else remembered._replace(line=line))
        if remembered.key:
            self.names[remembered.key] = remembered.value
