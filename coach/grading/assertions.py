"""What a sheet asserts, turn by turn, and the remark on two statements that cannot both hold."""

from collections.abc import Sequence
from functools import cached_property

from coach.grading.reading import Statement
from coach.grading.relevance import COMMON
from coach.language.turns import Turn
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.words import Phase, Severity


@dataclass(frozen=True)
class Assertions:
    """The statements that count, each with the turns that it means."""

    statements: Sequence[Statement]

    @cached_property
    def by_turn(self) -> dict[str, list[Statement]]:
        """Statements by the lists whose turns they assert, in reading order."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            plain = not any(word in statement.lower for word in _TAKING_BACK)
            for name, turns in statement.turns.items():
                if plain or any(_asserts(statement, turn) for turn in turns):
                    found.setdefault(name, []).append(statement)
        return found


def told(rule: str, message: str, one: Statement, other: Statement) -> tuple[Phase, Remark]:
    """The remark at the later of two statements, with the earlier one quoted."""
    first, second = sorted((one, other), key=lambda s: (list(Phase).index(s.phase), s.sentence.start))
    span = second.span
    return second.phase, Remark(rule, Severity.WARNING, span.start, span.end, f"{message} See “{_short(first.text)}”.")


def share(one: Statement, other: Statement) -> bool:
    """Whether two statements name the same thing."""
    return any(len(stem) > 3 and stem not in COMMON for stem in one.stems & other.stems if stem.isalpha())


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"


def _asserts(statement: Statement, turn: Turn) -> bool:
    """Whether the turn is meant: not denied, put off or supposed just before."""
    before = statement.lower[max(0, turn.start - 40) : turn.start]
    for mark in ",;.:":
        before = before.rsplit(mark, 1)[-1]
    return not _TAKEN_BACK & set(before.replace("n't", " not").split())


_TAKEN_BACK = frozenset(
    {"not", "no", "never", "without", "instead", "rather", "unlike", "avoid", "would", "could", "later", "than"}
)
_TAKING_BACK = (*sorted(_TAKEN_BACK), "n't")
"""What a statement holds, if only as a part of a word, that may take a turn of it back."""
