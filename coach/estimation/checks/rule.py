"""What a rule is: a name, a weight, a function that looks at a line, and examples that are its tests."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.estimation.found import Found
from coach.estimation.lines import LineReading
from coach.estimation.memory import Memory
from coach.model.remark import Source
from coach.model.words import Severity


class Finding(NamedTuple):
    """What a rule found, in offsets of the line it stands on."""

    start: int
    end: int
    message: str
    factor: float | None = None
    """Claim ÷ what follows."""
    question: str = ""
    severity: Severity | None = None
    """In place of the rule's own, where a rule speaks more or less firmly."""
    rule: str = ""
    """In place of the rule's own id, where one rule tells several slips apart."""


class Sight(NamedTuple):
    """What a rule looks at: one line in the light of the lines before it."""

    reading: LineReading
    found: Sequence[Found]
    memory: Memory

    words: frozenset[str] = frozenset()
    """All words of the line, lower-case."""

    @property
    def text(self) -> str:
        """The line itself."""
        return self.reading.text

    @property
    def holds(self) -> bool:
        """Whether all figures of the line are related by signs, and all these sums are right."""
        links = self.reading.links
        related = bool(links) and len(self.reading.items) <= len(links) + 1
        return related and all(link.verdict in ("exact", "rounded") for link in links)


class Rule(NamedTuple):
    """One mistake."""

    id: str
    severity: Severity
    tells: str
    """What it finds, in one line, for the documentation."""
    check: Callable[[Sight], Finding | None]
    wrong: tuple[str, ...]
    """Worksheets on whose last line it speaks."""
    right: tuple[str, ...]
    """Worksheets on which it is silent."""
    sources: tuple[Source, ...] = (Source("playbook", "2"), Source("middle", "7.1"))
