"""What a rule is: an id, how grave it is, its sentence, its source, and a function that finds where it is broken.

Rules stand in registries beside their siblings (`rules_calls`, `rules_lists`, `rules_answers`, `rules_redirects`,
`rules_safety`, `rules_data`, `rules_promises`); `coach.api.checks` runs them all. A rule looks at a `Case` and yields
findings; it never raises on bad input and never asks for something that the text rules out with a reason.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import field

from coach.api.model import Contract, Operation
from coach.language.expressions import expression
from coach.language.wording import wording
from coach.model.quick import dataclass
from coach.model.remark import Source, Span
from coach.model.words import Severity

API = Source("playbook", "4")
PRINCIPLES = Source("playbook", "api-design-principles")
REDIRECT = Source("playbook", "worked-example-url-shortener-api")
DATA = Source("playbook", "3")
ACCESS = Source("playbook", "the-core-question-how-is-the-data-accessed")
RETRIES = Source("playbook", "idempotency-and-retries")
PASTEBIN_DATA = Source("playbook", "9-data-model")
PASTEBIN_DESIGN = Source("playbook", "9-architecture")
PRIMER_API = Source("primer", "api-design")
GATEWAY = Source("primer", "api-gateway-technical-explanation")
UPLOAD = Source("junior", "7.1")
WRITE_PATH = Source("middle", "5")
BLOCKS = Source("middle", "4")

_ANY_CASE = int(re.IGNORECASE)


def rfc(section: str) -> Source:
    """A section of RFC 9110, HTTP Semantics: what holds where the documents are silent."""
    return Source("rfc9110", section)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a rule is broken; a message or severity of its own replaces the rule's."""

    start: int
    end: int
    message: str = ""
    severity: Severity | None = None
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line of the phase, trimmed: `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """All that rules look at."""

    contract: Contract
    text: str
    """What was written in the phase, as passed to the reader."""
    requirements: str
    rows: float | None
    """Rows of the main table by the estimation, when known."""
    sentences: tuple[Sentence, ...]
    said: str = field(default="", repr=False)
    """`text` without the blank around it."""

    @property
    def calls(self) -> tuple[Operation, ...]:
        """The operations of this API, without calls to signed URLs."""
        return tuple(operation for operation in self.contract.operations if not operation.external)

    def says(self, pattern: str) -> bool:
        """Whether the phase has words that match, in any case."""
        return wording(pattern, _ANY_CASE).search(self.said) is not None

    def asks(self, pattern: str) -> bool:
        """Whether the requirements have words that match, in any case."""
        return wording(pattern, _ANY_CASE).search(self.requirements) is not None

    def of(self, operation: Operation) -> str:
        """The operation as written."""
        return self.text[operation.start : operation.end]

    def after(self, operation: Operation) -> str:
        """What stands behind the operation in its line."""
        return self.text[operation.end :].partition("\n")[0]

    def head(self, operation: Operation) -> Finding:
        """The place of an operation's method and path."""
        return Finding(operation.start, operation.head_end)

    def around(self, at: int) -> Sentence | None:
        """The sentence at an offset."""
        return next((sentence for sentence in self.sentences if sentence.start <= at < sentence.end), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing an API reviewer would say."""

    id: str
    severity: Severity
    sentence: str
    """What holds and what mends it; `{name}` is replaced by the operation or table when the finding has one."""
    sources: tuple[Source, ...]
    find: Callable[[Case], Iterable[Finding]]
    question: str = ""
    """What an interviewer would ask about it."""


_SENTENCE_END = expression(r"(?<=[.!?])[\"'`)]*\s+(?=[A-Z\d`\"'(])|\n")
_ENDLESS = expression(r"\S{160,}")
_MAX_SENTENCE = 1_000
_LEAD = " \t\r-*•+>#|`"


def case_of(contract: Contract, text: str, requirements: str, rows: float | None) -> Case:
    """Gather what rules look at; sentences are found once.

    Words without a break for 160 characters are nobody's sentence and would make the rules' patterns slow: they are
    left out of what is searched.
    """
    begin = len(text) - len(text.lstrip())
    written = text[begin : begin + 60_000].rstrip()
    found: list[Sentence] = []
    at = 0
    for edge in [*(match.span() for match in _SENTENCE_END.finditer(written)), (len(written), len(written))]:
        piece = written[at : edge[0]]
        lead = len(piece) - len(piece.lstrip(_LEAD))
        trimmed = piece[lead:].rstrip(" \t\r|")
        if trimmed.strip("-|:` ") and len(trimmed) <= _MAX_SENTENCE and not _ENDLESS.search(trimmed):
            found.append(Sentence(begin + at + lead, begin + at + lead + len(trimmed), trimmed))
        at = edge[1]
    return Case(
        contract, text, _ENDLESS.sub(" ", requirements.strip()[:60_000]), rows, tuple(found), _ENDLESS.sub(" ", written)
    )


def finding(span: Span | Sentence | Operation, message: str = "") -> Finding:
    """A finding at anything that has a start and an end."""
    return Finding(span.start, span.end, message)
