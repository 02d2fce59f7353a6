"""Checks on the deep dives: each question wants a decision, a mechanism, a number and a price."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coach.grading.checks.base import MOST_SPANS, NOTHING, Check, CheckResult, telling, words
from coach.grading.checks.design import failures, is_waved_away, reasoned
from coach.grading.reading import Reading, Statement
from coach.model.words import Phase

if TYPE_CHECKING:
    from coach.model.remark import Span

_MECHANISM = words(
    r"""\b(?:put-if-absent|insert-if-absent|if-none-match|unique|counter|random|hash\w*|base\s?62|b62|lru|ttl
        |jitter|coalesc\w*|single-?flight|lock|poll\w*|stream|queue|tombstone|dedup\w*|idempot\w*|merge\w*
        |pull\w*|push\w*|batch\w*|sweep\w*|retry|retries
    |ack\w*|dead\ letter|replica\w*|standby|quorum|snapshot|partition\w*|shard\w*|split|cache\w*|copy|copies
    |bucket|lease|block\w*|scramble|bijection|index|signed|token|limit\w*|blocklist|deny\ list|checks?
    |purge\w*|drop\w*|filter\w*|flag\w*|mark|skips?
    |compare\w*|rebuild\w*|flush\w*|sum\w*|buffer\w*|threshold|hysteresis|cursor|version\w*
    |conditional\ update|transaction|outbox|job|nightly|hourly|key|delete[sd]?|write|read)\b"""
)
_ALTERNATIVES = words(
    r"""\b(?:pick|instead|rather|not|vs|versus|taken|alternativ\w*|counter|hash\w*|random|both|compared
        |other\ way|than|wrong\ way|would\ (?:also|need)|could)\b"""
)
_SAFE = words(
    r"""\b(?:twice|again|repeat\w*|retr(?:y|ies|ied)|idempot\w*|no-op|dedup\w*|overwrit\w*|same\ (?:bytes|id|key
        |answer)|redeliver\w*|at[- ]least[- ]once|if-none-match|put-if-absent|insert-if-absent|harmless
        |no\ effect|second\ run)\b"""
)
_TRIGGER = words(r"\b(?:above|beyond|below|past|over|once|when|if|trigger|at\ ~?\d|revisit|becomes?|grows?|full)\b")

_BESIDE_A_FAULT = 0.6
"""Share of an answer that counts when something in it is wrong."""


def solid(statement: Statement) -> bool:
    """Whether it says something about this system: not hedged away, not waved away, not a question."""
    return (
        statement.commitment.share >= 0.8
        and not is_waved_away(statement)
        and not statement.sentence.question
        and statement.commitment.hedges <= 1
    )


def _weight(statement: Statement) -> float:
    """1 for what is pinned down by a figure, a name in code, a decision, a contrast or two mechanisms; else half."""
    pinned = statement.commitment.concrete >= 1 or statement.commitment.contrasts or statement.commitment.reasons
    return 1.0 if pinned or len(set(_MECHANISM.findall(statement.lower))) >= 2 else 0.5


def _each(reading: Reading, phase: Phase, judge: Callable[[Statement], bool], full: float, note: str) -> CheckResult:
    """Mean over the questions of how far their answers have what `judge` looks for, with `full` of it being enough.

    A sentence that is wrong pays for nothing, and what stands beside it for half.
    """
    there = reading.of(phase)
    numbers = range(1, there.questions + 1) if there.questions else range(1)
    shares: list[float] = []
    spans: list[list[Span]] = []
    for number in numbers:
        body = there.part(number)
        found = [s for s in body if judge(s) and not reading.is_faulted(s)]
        held = _BESIDE_A_FAULT if any(map(reading.is_faulted, body)) else 1.0
        shares.append(held * min(1.0, sum(map(_weight, found)) / full))
        spans.append([s.span for s in telling(found)])
    credit = sum(shares) / max(2, len(shares))
    in_turn = [span for rank in range(MOST_SPANS) for each in spans for span in each[rank : rank + 1]]
    return CheckResult(round(min(1.0, credit * 1.1), 3), tuple(in_turn[:MOST_SPANS]), note) if in_turn else NOTHING


def _answered(reading: Reading, phase: Phase) -> CheckResult:
    return _each(
        reading,
        phase,
        lambda s: solid(s) and s.sentence.words + len(s.sentence.figures) >= 3,
        2.0,
        "questions answered",
    )


def _decided(reading: Reading, phase: Phase) -> CheckResult:
    return _each(
        reading,
        phase,
        lambda s: solid(s) and (s.commitment.decides or s.commitment.concrete >= 1 or bool(_MECHANISM.search(s.lower))),
        1.0,
        "a decision for each question",
    )


def _mechanism(reading: Reading, phase: Phase) -> CheckResult:
    return _each(
        reading, phase, lambda s: solid(s) and bool(_MECHANISM.search(s.lower)), 2.0, "a mechanism for each question"
    )


def _quantified(reading: Reading, phase: Phase) -> CheckResult:
    return _each(reading, phase, lambda s: solid(s) and s.commitment.figures > 0, 2.0, "numbers behind the answers")


def _alternatives(reading: Reading, phase: Phase) -> CheckResult:
    return _each(reading, phase, lambda s: solid(s) and bool(_ALTERNATIVES.search(s.lower)), 2.0, "other ways weighed")


def _failure(reading: Reading, phase: Phase) -> CheckResult:
    body = reading.of(phase).body
    kept = set(map(id, failures(body)))
    return _each(reading, phase, lambda s: id(s) in kept, 1.0, "what fails and what answers it")


def _trigger(reading: Reading, phase: Phase) -> CheckResult:
    return _each(
        reading,
        phase,
        lambda s: solid(s) and bool(_TRIGGER.search(s.lower)) and bool(s.sentence.figures),
        1.0,
        "when the answer has to change",
    )


def _safe(reading: Reading, phase: Phase) -> CheckResult:
    return _each(reading, phase, lambda s: solid(s) and bool(_SAFE.search(s.lower)), 1.0, "safe to repeat")


def _price(reading: Reading, phase: Phase) -> CheckResult:
    return _each(reading, phase, lambda s: solid(s) and s.commitment.prices, 1.0, "what the answer costs")


def _reasons(reading: Reading, phase: Phase) -> CheckResult:
    kept = set(map(id, reasoned(reading.of(phase).body)))
    return _each(reading, phase, lambda s: id(s) in kept, 1.5, "reasons that stand on numbers")


CHECKS: Mapping[str, Check] = {
    "questions-answered": _answered,
    "decision-per-question": _decided,
    "mechanism-named": _mechanism,
    "mechanism-quantified": _quantified,
    "alternatives-compared": _alternatives,
    "failure-handled": _failure,
    "trigger-named": _trigger,
    "retry-safe": _safe,
}

OWN_VERSION: Mapping[str, Check] = {"price-named": _price, "reason-with-number": _reasons}
"""Checks that other phases have too, question by question here."""
