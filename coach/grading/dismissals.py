"""Failures, losses, loads, attacks and costs that are waved away: trouble, a dismissal, and nothing behind it.

What dismisses is told by turns of phrase (`coach/language/turns.txt`), whatever the subject: rarity, trust in somebody
else's work, "it will cope", "nobody minds", left to the user, waited for, not to be planned. A figure that bounds the
damage, a mechanism, or what may be lost without harm, in the same sentence or the next of the line, makes it right.
"""

from collections.abc import Iterator, Sequence

from coach.grading.reading import Reading, Statement
from coach.language.tokens import Kind
from coach.language.turns import bundled_turns
from coach.language.wording import wording
from coach.model.quick import dataclass
from coach.model.words import Phase

DISMISSALS = frozenset(
    {"rare", "trusted", "coped", "unminded", "pushed-off", "waited", "unplanned", "papered", "alike", "hoped"}
)
STRONG = frozenset({"unplanned", "papered"})
"""Dismissals that need no trouble named beside them: they say what they are."""
_TRUSTING = frozenset({"trusted", "unplanned", "rare"})
"""Dismissals that often name the mechanism they trust: one is no backing."""
_MECHANISMS = frozenset(
    {
        "standby", "replica", "failover", "redundancy", "idempotency", "idempotency-key", "deduplicate",
        "conditional-write", "unique-constraint", "coalescing", "jitter", "load-shedding", "circuit-breaker", "timeout",
        "backoff", "bulkhead", "dead-letter", "quorum", "consensus", "outbox", "consumer-ack", "alert", "health-check",
        "graceful-degradation", "rate-limit", "key-splitting", "recovery-objective", "active-active", "active-passive",
        "sync-replication", "soft-delete", "cold-storage", "leader-election", "transaction", "invalidation",
        "event-log", "compression", "in-process-cache", "cache-warming", "saga", "backpressure",
        "batching", "pull", "hybrid", "resharding", "source-of-truth", "derived-data", "expiry",
        "object-store", "write-order", "negative-cache", "stale-while-revalidate", "access-control", "token",
        "acknowledge", "resumable-upload", "at-least-once",
    }
)  # fmt: skip
_BOUNDING = frozenset({Kind.DURATION, Kind.PERCENT, Kind.MONEY, Kind.POWER})
_IF = frozenset({"if", "when", "should", "suppose", "is", "in", "whenever", "once"})
_AIMED = wording(r"\b(?:so that|must|should|ensures?|make sure|want)\b[^,.;:]*$")
_THEN = frozenset({",", ":", "then", "->", "→", "?", "=>", "⇒"})
_NEAR = 3
"""Words after a thing within which its failing is named."""
_GOALS = frozenset({"unplanned", "papered", "coped"})
"""Dismissals that count among requirements, where tolerances are what is asked for."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A statement that waves something away, and how."""

    statement: Statement
    names: frozenset[str]


def dismissals(reading: Reading, phase: Phase) -> Iterator[Dismissal]:
    """The statements of a phase that wave something away."""
    body = reading.of(phase).body
    for at, statement in enumerate(body):
        names = _meant(statement, DISMISSALS)
        if phase is Phase.REQUIREMENTS:
            names &= _GOALS
        if not names or statement.sentence.question or statement.sentence.words < 3 or statement.commitment.arrows > 1:
            continue
        before = body[at - 1] if at and _one_line(body[at - 1], statement) else None
        after = body[at + 1] if at + 1 < len(body) and _one_line(statement, body[at + 1]) else None
        if (names & STRONG or _trouble(statement, before)) and not backed(names, [s for s in (statement, after) if s]):
            yield Dismissal(statement, names)


def _meant(statement: Statement, names: frozenset[str]) -> frozenset[str]:
    """The dismissals that are stated, not asked for or aimed at: "so that it does not happen"."""
    return frozenset(
        name
        for name in names & statement.turns.keys()
        if any(
            not _AIMED.search(statement.lower[max(0, turn.start - 30) : turn.start]) for turn in statement.turns[name]
        )
    )


def is_dismissal(statement: Statement) -> bool:
    """Whether the statement, taken by itself, waves something away."""
    names = _meant(statement, DISMISSALS)
    return bool(names) and bool(names & STRONG or _trouble(statement, None)) and not backed(names, [statement])


def _trouble(statement: Statement, before: Statement | None) -> bool:
    """Whether something goes wrong in the statement, the one before it, or what it is an answer to.

    Two dismissals in one breath need none.
    """
    dismissing = [turn for name in DISMISSALS & statement.turns.keys() for turn in statement.turns[name]]
    if len(dismissing) >= 2:
        return True
    for turn in statement.turns.get("trouble", ()):
        if not any(one.start <= turn.start < one.end for one in dismissing):
            return True
    if before is not None and "trouble" in before.turns:
        return True
    return any(turn.name == "trouble" for turn in bundled_turns().find(statement.sentence.under))


def backed(names: frozenset[str], said: Sequence[Statement]) -> bool:
    """Whether what is said bounds the damage or answers it."""
    mechanisms: set[str] = set()
    figures = 0
    for statement in said:
        if _is_bounded(statement) or "unimportant" in statement.turns:
            return True
        if any(token.kind in _BOUNDING for token in statement.sentence.figures):
            return True
        if DISMISSALS & statement.turns.keys() and _explained(statement):
            return True
        figures += len(statement.sentence.figures)
        mechanisms |= {concept for concept in _MECHANISMS & statement.concepts.keys() if _acts(statement, concept)}
    return figures >= 3 or len(mechanisms) >= (2 if names & _TRUSTING else 1)


def _is_bounded(statement: Statement) -> bool:
    """Whether it bounds the damage, in words that are not what is dismissed: "no need to worry about rebuilding"."""
    dismissing = [turn.end for turn in statement.turns.get("unplanned", ())]
    return any(
        not any(end <= turn.start and not _PAUSE.search(statement.lower[end : turn.start]) for end in dismissing)
        for turn in statement.turns.get("bounded", ())
    )


def _explained(statement: Statement) -> bool:
    """Whether a reason behind the dismissal names what makes it right: not people, not trust."""
    starts = [turn.start for name in DISMISSALS & statement.turns.keys() for turn in statement.turns[name]]
    reason = _REASON.search(statement.lower, min(starts))
    if (
        len(starts) > 1
        or reason is None
        or any(turn.start >= reason.start() for turn in statement.turns.get("trusted", ()))
    ):
        return False
    start = statement.sentence.start + reason.end()
    later = {m.concept for m in statement.mentions if statement.sentence.tokens[m.first].start >= start}
    return len(later - _PEOPLE) >= 1


_REASON = wording(r"(?:\b(?:since|because|as)\b|:)(?!\s+(?:they|users?|people|customers?|databases?|everyone)\b)")
_PAUSE = wording(r"[,:;.→(–—]|->|\b(?:and|but|so|since|because|as)\b")
_PEOPLE = frozenset({"users", "client", "failure", "cost", "reason", "database", "alternative", "read-path", "service"})


def _acts(statement: Statement, concept: str) -> bool:
    """Whether a mechanism is named as an answer: it is not itself what fails, nor part of the condition."""
    tokens, start = statement.sentence.tokens, statement.sentence.start
    conditional = tokens[0].word in _IF
    until = next((n for n, token in enumerate(tokens) if token.word in _THEN), len(tokens)) if conditional else 0
    troubles = [turn.start for turn in statement.turns.get("trouble", ())]
    for mention in statement.concepts[concept]:
        first, last = tokens[mention.first], tokens[min(mention.last + _NEAR, len(tokens) - 1)]
        failing = any(first.start - start <= at < last.end - start for at in troubles)
        if mention.first >= until and not failing:
            return True
    return False


def _one_line(one: Statement, other: Statement) -> bool:
    """Whether two neighbours stand in one line or paragraph."""
    return one.part == other.part and 0 <= other.sentence.start - one.sentence.end <= 1
