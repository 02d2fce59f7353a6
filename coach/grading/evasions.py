"""Ways to evade, whatever the subject: decisions put off or handed away, loose goals, brute force, gaps talked over.

Each rule is an `Evasion`: the turns of phrase that evade (`coach/language/turns.txt`), and what makes them right after
all. They are warnings. Failures that are waved away have a reading of their own, `coach.grading.dismissals`.
"""

from collections.abc import Callable, Iterator

from coach.grading.dismissals import dismissals
from coach.grading.reading import Reading, Statement
from coach.language.tokens import Kind
from coach.model.quick import dataclass
from coach.model.remark import Remark, Source
from coach.model.words import Phase, Severity


@dataclass(frozen=True, slots=True)
class Evasion:
    """One way to evade a decision."""

    id: str
    phases: frozenset[Phase]
    said: frozenset[str]
    """The lists of turns that evade."""
    backed: frozenset[str]
    """The lists of turns that make it right."""
    message: str
    spared: Callable[[Statement], bool] = lambda _: False
    """What else makes it right."""
    on_line: bool = False
    """Whether the next sentence of the line may make it right, too."""


_ALL = frozenset(Phase)
_TARGETS = frozenset({Phase.REQUIREMENTS})
_ANSWERS = frozenset({Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})
_API = frozenset({Phase.API})
_STATUS = frozenset({"bad-request", "not-found", "conflict", "gone", "too-many-requests", "error-format", "forbidden"})


def _figured(statement: Statement) -> bool:
    """Whether it holds any number, spelled out or not."""
    return bool(statement.sentence.figures)


def _measured(statement: Statement) -> bool:
    return bool(statement.sentence.figures) or any(mark in statement.text for mark in ("→", "->", "=>", "⇒", "?", "|"))


def _sum(statement: Statement) -> bool:
    return len(statement.sentence.figures) >= 2


def _statuses(statement: Statement) -> bool:
    return any(token.kind is Kind.STATUS for token in statement.sentence.tokens) or bool(
        _STATUS & statement.concepts.keys()
    )


EVASIONS: tuple[Evasion, ...] = (
    Evasion(
        "decision-postponed",
        _ALL,
        frozenset({"postponed"}),
        frozenset({"postponed-rightly"}),
        "This is put off, and the rest rests on it. Assume a value or choose a way now, and say when it would change.",
        _sum,
    ),
    Evasion(
        "left-to-people",
        _ANSWERS,
        frozenset({"person"}),
        frozenset({"person-backed"}),
        "A person is no mechanism: at this scale the rare case happens every day. Say what the system does by itself.",
    ),
    Evasion(
        "everything-at-once",
        _TARGETS,
        frozenset({"at-once"}),
        frozenset({"at-once-backed"}),
        "All of it does not fit. Take the few operations that make the product and cut the rest aloud, with a reason.",
    ),
    Evasion(
        "goal-without-a-number",
        _TARGETS,
        frozenset({"adjective"}),
        frozenset({"adjective-backed"}),
        "An adjective cannot be tested or designed for. Give a number: p99 in ms, nines, seconds of staleness.",
        lambda statement: any(
            token.kind in (Kind.DURATION, Kind.PERCENT) or not token.word[-1].isalpha()
            for token in statement.sentence.figures
        ),
    ),
    Evasion(
        "brute-force-for-a-design",
        _ANSWERS,
        frozenset({"purchase"}),
        frozenset({"purchase-backed"}),
        "That names a purchase, not a design. Say which limit is hit, at what rate, and what work is divided.",
        _figured,
    ),
    Evasion(
        "products-for-a-design",
        _ANSWERS,
        frozenset({"products"}),
        frozenset(),
        "Products are named, and none has work to do. Say which load or failure asks for each, and what it takes over.",
        lambda statement: _measured(statement) or (statement.commitment.reasons and "fast" not in statement.lower),
    ),
    Evasion(
        "either-left-open",
        _ANSWERS,
        frozenset({"either"}),
        frozenset({"either-backed"}),
        "Two ways are named and none is taken. Choose one for this system, and say what it costs.",
        _measured,
        on_line=True,
    ),
    Evasion(
        "security-put-off",
        _ALL - {Phase.ESTIMATION},
        frozenset({"unguarded"}),
        frozenset({"unguarded-backed"}),
        "Whoever can reach it can act as anybody. Say how a caller is known, and what is checked on each call.",
    ),
    Evasion(
        "nobody-watches",
        _ANSWERS,
        frozenset({"unwatched"}),
        frozenset(),
        "Without a signal of its own a failure is found by those it hurts. Name what is measured, and from where on it"
        " wakes somebody.",
        _figured,
    ),
    Evasion(
        "errors-without-status",
        _API,
        frozenset({"vague-errors"}),
        frozenset(),
        "A client cannot act on ‘an error’. Give the status for each case, and say which of them may be tried again.",
        _statuses,
        on_line=True,
    ),
    Evasion(
        "contract-not-written",
        _API,
        frozenset({"no-endpoints"}),
        frozenset(),
        "The contract is what the others build on. Write method, path, request, answer and errors of each operation.",
        _statuses,
    ),
    Evasion(
        "not-computed",
        frozenset({Phase.ESTIMATION}),
        frozenset({"not-computed"}),
        frozenset(),
        "There is no sum here to decide by. Assume a value, compute from it, and say what would change with another.",
        _sum,
        on_line=True,
    ),
    Evasion(
        "brushed-aside",
        frozenset({Phase.DEEP_DIVES}),
        frozenset({"brushed"}),
        frozenset({"either-backed"}),
        "That is the question, and it is set aside. Say what happens, how long it takes, and what it costs.",
        _figured,
        on_line=True,
    ),
)
"""A rule is added here, with its turns in `turns.txt` and its examples in the tests."""

_WAVED_AWAY = (
    "This says that it does not matter, without what makes it so. Say what breaks, who feels it for how long, and what"
    " answers it."
)
_LOSSLESS = (
    "This says that nothing can go wrong, without what makes it so. Say what breaks, who feels it for how long, and"
    " what answers it."
)
_SOURCE = (Source("playbook", "9-failure-analysis"),)
_MOST = 3
"""Findings of one rule that are shown."""


def evasions(reading: Reading) -> list[tuple[Phase, Remark]]:
    """A warning for each statement that evades."""
    found: list[tuple[Phase, Remark]] = []
    for rule in EVASIONS:
        statements = (s for phase in Phase if phase in rule.phases for s in _evading(rule, reading, phase))
        found += [_remark(rule.id, rule.message, statement) for statement, _ in zip(statements, range(_MOST))]
    waved = [d.statement for phase in Phase for d in dismissals(reading, phase)]
    found += [_remark("failure-waved-away", _WAVED_AWAY, statement, _SOURCE) for statement in waved]
    found += [
        _remark("failure-waved-away", _LOSSLESS, statement, _SOURCE)
        for phase in (Phase.DESIGN, Phase.DEEP_DIVES)
        for statement in reading.of(phase).body
        if _is_lossless(statement) and statement not in waved
    ]
    return found


def _evading(rule: Evasion, reading: Reading, phase: Phase) -> Iterator[Statement]:
    body = reading.of(phase).body
    for at, statement in enumerate(body):
        if statement.sentence.question or not rule.said & statement.turns.keys():
            continue
        follows = body[at + 1 : at + 2] if rule.on_line else ()
        beside = [s for s in follows if 0 <= s.sentence.start - statement.sentence.end <= 1]
        if not any(rule.backed & one.turns.keys() or rule.spared(one) for one in (statement, *beside)):
            yield statement


def _is_lossless(statement: Statement) -> bool:
    """Whether it promises that nothing is lost or goes wrong, and names nothing that keeps the promise."""
    return (
        "lossless" in statement.turns
        and "kept" not in statement.turns
        and not statement.sentence.question
        and statement.sentence.words >= 5
        and statement.commitment.figures <= 1
    )


def _remark(rule: str, message: str, statement: Statement, sources: tuple[Source, ...] = ()) -> tuple[Phase, Remark]:
    span = statement.span
    return statement.phase, Remark(rule, Severity.WARNING, span.start, span.end, message, sources)
