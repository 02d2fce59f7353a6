"""What every computed check returns, and the few ways in which most of them find it.

A check is a function of a reading and a phase. It is pure, it never raises, and it gives credit only with spans.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from coach.grading.reading import PhaseReading, Reading, Statement
from coach.language.wording import Wording, wording
from coach.model.quick import dataclass
from coach.model.remark import Span
from coach.model.words import Phase

MOST_SPANS = 8
"""A check points out at most so many places, the best first; a judgement quotes fewer."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: credit 0..1, where, and why in a few words."""

    credit: float
    spans: tuple[Span, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """No quote, no credit."""
        if self.credit > 0 and not self.spans:
            raise ValueError("credit without a quote")


NOTHING = CheckResult(0.0)

Check = Callable[[Reading, Phase], CheckResult]


def counted(found: Iterable[Statement], full: float, note: str, *, first: float = 0.0) -> CheckResult:
    """Credit by how many statements were found: all of it at `full`, at least `first` for one; hollow ones less."""
    kept = list(found)
    weight = sum(statement.commitment.share for statement in kept)
    if not kept or weight < 0.4:
        return NOTHING
    credit = min(1.0, max(first if weight >= 0.8 else 0.0, weight / full))
    return CheckResult(round(credit, 3), tuple(s.span for s in telling(kept)), note)


def telling(found: Sequence[Statement]) -> list[Statement]:
    """The statements to quote: those that commit themselves most, the earlier of two alike."""
    return sorted(found, key=lambda s: -min(2.0, s.commitment.share * s.commitment.concrete))[:MOST_SPANS]


def matching(statements: Sequence[Statement], pattern: Wording) -> list[Statement]:
    """The statements whose words match `pattern` (against lower case)."""
    return [statement for statement in statements if pattern.search(statement.lower)]


_DENIES = wording(
    r"\b(?:no|not|without|never|cannot|ignore|ignores|neither|nor|few|hardly)\b[^,;:.]{0,24}$|n't\b[^,;:.]{0,24}$"
)
_DEFINES = wording(
    r"^\W*an?\s[\w -]{2,30}\s(?:is|are|means?|describes?)\s"
    r"|^\W*(?:the\s)?[\w -]{2,30}\s(?:is|are|means?)\s(?:the|an?)\s"
    r"(?:ability|property|way|process|practice|method|measure|number|time|kind|act|concept|principle|technique)\b"
)
_CARELESS = wording(
    r"\b(?:do(?:es)?(?:\s+not|n't) (?:care|matter)|ought to|should (?:also |perhaps |probably )?be|and hope)\b"
)


def affirmed(statements: Sequence[Statement], pattern: Wording) -> list[Statement]:
    """The statements that match `pattern` in words that are neither denied, defined nor shrugged off."""
    return [statement for statement in statements if affirms(statement, pattern)]


def affirms(statement: Statement, pattern: Wording) -> bool:
    """Whether the statement holds `pattern` and means it."""
    text = statement.lower
    if _CARELESS.search(text) or (_DEFINES.search(text) and statement.commitment.concrete < 1):
        return False
    return any(not _DENIES.search(text[: match.start()]) for match in pattern.finditer(text))


def words(pattern: str) -> Wording:
    """A pattern over lower-case text, spaces and comments free."""
    return wording(pattern, re.VERBOSE)


def phase_of(reading: Reading, phase: Phase) -> PhaseReading:
    """The phase that a check looks at."""
    return reading.of(phase)
