"""Empty promises and gaps, told by how they are said: failures waved away, adjectives for targets, no
figure, no choice.

Each rule is a function of a reading that yields findings; `RULES` is the registry. They are warnings:
what is missing
or passed over will hurt, but the sentence is not wrong on its face.
"""

import re
from collections.abc import Callable, Iterator

from coach.grading.checks.base import words
from coach.grading.checks.deep_dives import solid
from coach.grading.checks.estimation import is_sum, per_second
from coach.grading.reading import Reading, Statement
from coach.language.tokens import Kind
from coach.language.wording import wording
from coach.model.quick import dataclass
from coach.model.remark import Remark, Source
from coach.model.words import Phase, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that a rule is about."""

    statement: Statement
    phase: Phase


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of empty promise or gap."""

    id: str
    message: str
    find: Callable[[Reading], Iterator[Finding]]
    source: tuple[Source, ...] = ()
    severity: Severity = Severity.WARNING
    most: int = 3


_COLLIDES = words(
    r"""\b(?:(?:practically|almost|basically|virtually|nearly)\ (?:never|impossible)|(?:chance|probability
        |likelihood)\ .{0,50}\b(?:very\ )?(?:small|tiny|low|negligible)|so\ no\ (?:check|test|retry)
        |no\ check\ is\ needed|never\ (?:get|be)\ the\ same|so\ it\ is\ unique)\b"""
)
_CHECKED = words(
    r"""\b(?:put-if-absent|insert-if-absent|if-none-match|retry|again|duplicate|unique\ (?:index|key|constraint)
        |primary\ key|check(?:s|ed)?\ (?:if|that|first)|one\ in|catch(?:es)?)\b|\d%|\d?e-\d"""
)
_ABSOLUTE = words(
    r"""\b100\ ?%|\b(?:zero\ downtime|no\ downtime|always\ (?:be\ )?(?:available|up|online)
        |never\ (?:be\ )?(?:down|show\ old|go(?:es)?\ down)|infinite\w*(?!\ scroll)|unlimited
        |billions?\ of\ users
        |everyone\ everywhere|everywhere|at\ the\ same\ moment|perfect(?:ly)?
    |none\ of\ them\ should\ be\ left|all\ of\ (?:this|these|it)\ (?:must|should|has)|everything\ (?:must
    |should)|any\ scale|instant(?:ly)?\ for\ everyone|must\ not\ go\ down)\b"""
)
_ADJECTIVES = wording(
    r"\b(?:fast|quick|scalable|secure|reliable|available|robust|performant|responsive|stable|elegant|efficient"
    r"|modern|maintainable|observable|resilient|flexible|cost[- ]effective)\b"
)
_VAGUE_AMOUNT = words(
    r"""\b(?:a\ lot\ of|lots\ of|big\ servers|bigger\ servers|enough\ servers|many\ servers|powerful|(?:is
        |are)\ (?:not\ an?|no|never\ an?)\ (?:problem|issue|topic)|nowadays|neglect\w*|negligible|ignored?|high
        |huge|large\ amount|provided\ by|to\ be\ on\ the\ safe\ side|safety\ margin|small\ enough)\b"""
)
_SIZES = words(
    r"""\b(?:enough|carry|carries|must\ carry|handle[sd]?|suffic\w+|sized?|so\ (?:one|a\ single|two)
        |needs?\ (?:only\ )?(?:one|two|\d+)|fits?)\b"""
)
_PEAKED = words(
    r"""\bpeak\w*|\bpk\b|\bburst\w*|\bspike\w*|\bbusy\b|\bbusiest\b|×\s?\d|\bx\s?\d|\d\s?x\b
        |\btimes\ the\ average|\brush\b|\bevening\b"""
)
_UNDECIDED = words(
    r"""\b(?:in\ cooperation\ with|together\ with\ the\ \w+\ team|somewhere\ in\ the\ middle
        |should\ be\ configurable|depends?\ on|let\ the\ (?:data|team|business)|would\ prototype
        |keep\ the\ options|whichever|whatever\ (?:the\ team|fits)
    |to\ be\ decided|decide[sd]?\ later|in\ some\ situation|combination\w*\ of\ (?:both|them)
    |reviewed\ at\ regular|up\ to\ the|scales?\ elastically|autoscaling|best\ (?:one|choice
    |solution)\ depends|many\ companies|from\ very\ simple\ to)\b"""
)
_LIST = wording(r",|\band\b")
_FEATURE_LIST = 7


def claims(reading: Reading) -> list[tuple[Phase, Remark]]:
    """Every finding of every rule, with the phase it stands in."""
    found: list[tuple[Phase, Remark]] = []
    for rule in RULES:
        for count, finding in enumerate(rule.find(reading)):
            if count >= rule.most:
                break
            span = finding.statement.span
            found.append(
                (finding.phase, Remark(rule.id, rule.severity, span.start, span.end, rule.message, rule.source))
            )
    return found


def _statements(reading: Reading, *phases: Phase) -> Iterator[Finding]:
    for phase in phases or tuple(Phase):
        for statement in reading.of(phase).body:
            if not statement.sentence.question:
                yield Finding(statement, phase)


def _collision(reading: Reading) -> Iterator[Finding]:
    for finding in _statements(reading, Phase.API, Phase.DESIGN, Phase.DEEP_DIVES):
        statement = finding.statement
        if _COLLIDES.search(statement.lower) and not _CHECKED.search(statement.lower):
            yield finding


def _absolutes(reading: Reading) -> Iterator[Finding]:
    for finding in _statements(reading, Phase.REQUIREMENTS):
        statement = finding.statement
        adjectives = len(_ADJECTIVES.findall(statement.lower))
        figures = [token for token in statement.sentence.figures if not token.word.startswith("100")]
        if (_ABSOLUTE.search(statement.lower) or adjectives >= 2) and not figures:
            yield finding


def _whole_product(reading: Reading) -> Iterator[Finding]:
    body = reading.of(Phase.REQUIREMENTS).body
    if any("out of scope" in s.lower or s.lower.startswith(("out", "not")) or "later" in s.lower for s in body):
        return
    for statement in body:
        if len(_LIST.findall(statement.lower)) >= _FEATURE_LIST and not statement.sentence.figures:
            yield Finding(statement, Phase.REQUIREMENTS)


def _no_figures(reading: Reading) -> Iterator[Finding]:
    body = reading.of(Phase.ESTIMATION).body
    computed = any(is_sum(statement) and per_second(statement) for statement in body)
    for statement in body:
        vague = _VAGUE_AMOUNT.search(statement.lower)
        if (
            vague
            and not is_sum(statement)
            and len(statement.sentence.figures) <= 1
            and not statement.lower.startswith(("=>", "⇒", "so "))
        ) or (
            not computed
            and statement.sentence.words >= 5
            and len(statement.sentence.figures) == 1
            and "so" in statement.lower.split()
        ):
            yield Finding(statement, Phase.ESTIMATION)


def _average_only(reading: Reading) -> Iterator[Finding]:
    body = reading.of(Phase.ESTIMATION).body
    if not any(per_second(s) for s in body) or any(_PEAKED.search(s.lower) and s.sentence.figures for s in body):
        return
    for statement in body:
        if _SIZES.search(statement.lower) and any(t.kind is Kind.RATE for t in statement.sentence.figures):
            yield Finding(statement, Phase.ESTIMATION)
            return


def _left_open(reading: Reading) -> Iterator[Finding]:
    there = reading.of(Phase.DEEP_DIVES)
    for number in range(1, there.questions + 1):
        part = there.part(number)
        if not part or any(
            solid(s) and (s.commitment.concrete >= 1 or (s.sentence.words <= 12 and s.commitment.hedges == 0))
            for s in part
        ):
            continue
        evasive = [s for s in part if _UNDECIDED.search(s.lower)] or [max(part, key=lambda s: s.commitment.hedges)]
        if evasive[-1].commitment.hedges or _UNDECIDED.search(evasive[-1].lower):
            yield Finding(evasive[-1], Phase.DEEP_DIVES)


def _adjective_goals(reading: Reading) -> Iterator[Finding]:
    for finding in _statements(reading, Phase.DESIGN):
        text = finding.statement.lower
        if re.search(
            r"\b(?:because|as|since)\b.{0,30}\b(?:big|all|many|most|modern|large) (?:big )?companies\b"
            r"|\bso that it scales\b|\bfuture[- ]proof\b|\bready for any\b",
            text,
        ):
            yield finding


RULES: tuple[Rule, ...] = (
    Rule(
        "collision-waved-away",
        "Unlikely is not never: with this many ids two will meet. Give the odds, and insert only if"
        " absent with a retry.",
        _collision,
    ),
    Rule(
        "absolute-for-a-target",
        "No system meets an absolute, and an adjective cannot be tested. Put a number: p99 in ms,"
        " availability in nines, seconds of staleness.",
        _absolutes,
    ),
    Rule(
        "whole-product-in-scope",
        "All of this does not fit the hour. Take the three or four operations that make the product and"
        " cut the rest aloud.",
        _whole_product,
        most=1,
    ),
    Rule(
        "no-figure",
        "There is no sum here to decide by. Assume a load and compute requests per second, bytes a day and bytes kept.",
        _no_figures,
    ),
    Rule(
        "sized-for-the-average",
        "This is the daily average. Machines have to carry the peak, usually 2 to 5 times as much.",
        _average_only,
        (Source("playbook", "2"),),
    ),
    Rule(
        "question-left-open",
        "The question is described, not answered. Choose one way for this system, say why, and what it costs.",
        _left_open,
    ),
    Rule(
        "fashion-for-a-reason",
        "That others use it, or that it scales, is no requirement of this system. Name the requirement"
        " or the number that needs the box.",
        _adjective_goals,
    ),
)
