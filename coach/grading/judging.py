"""One criterion against the statements of an answer: credit, confidence, state, evidence, and the reason in
a sentence."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import field

from coach.grading import weights
from coach.grading.checks.base import CheckResult
from coach.grading.compiled import CompiledCriterion, CompiledFacet
from coach.grading.matching import Hit, Matcher
from coach.model.quick import dataclass
from coach.model.remark import Span
from coach.model.scorecard import Evidence, Judgement, State

RunCheck = Callable[[str], CheckResult | None]
MOST_QUOTED = 3
"""A judgement quotes so many places at most."""
_UNADDRESSED = "Nothing in this phase says it."
_HARDLY = "Too little of it is there to count as said."
_NEAR = 400
"""Characters within which a denial meets what it denies."""


@dataclass(slots=True)
class _Finding:
    """What was found for one facet."""

    facet: CompiledFacet
    probability: float = 0.0
    spans: list[Span] = field(default_factory=list)
    rule: str = "nothing found"
    conflict: Span | None = None
    denied: Span | None = None
    wrong: Span | None = None


def judge_compiled(
    compiled: CompiledCriterion,
    matcher: Matcher,
    run_check: RunCheck,
    text: str,
    *,
    gate: float = 1.0,
    quoted: Collection[Span] = (),
) -> Judgement:
    """The verdict on one criterion.

    Args:
        compiled: the criterion, ready to match.
        matcher: the statements of the answer, compared with all model sentences.
        run_check: gives the result of a computed check by name; none when there is no such check.
        text: the text that all spans point into.
        quoted: what other criteria quote already; the best place aside, others are quoted rather than these.
        gate: 0..1, how far wording counts here at all: a phase without substance earns nothing by its words.
    """
    criterion = compiled.criterion
    findings = _find(compiled, matcher, run_check, gate)
    credit = _credit(findings, criterion.rule)
    spans = [span for finding in findings if finding.probability >= weights.EXPRESSED for span in finding.spans]
    rule = "; ".join(dict.fromkeys(f.rule for f in findings if f.probability >= weights.EXPRESSED))
    checked = _best_check(criterion.checks, run_check)
    if checked is not None and checked.credit >= credit and checked.credit > 0:
        credit, spans, rule = checked.credit, list(checked.spans), checked.note
    wrong = matcher.wrong(compiled.misconceptions)
    state, reason = _state(findings, credit, rule, wrong)
    if state in ("denied", "wrong"):
        credit = 0.0
        spans = (
            [wrong.span]
            if wrong is not None and state == "wrong"
            else [s for f in findings for s in (f.denied, f.conflict, f.wrong) if s]
        )
    if not spans and state not in ("denied", "wrong"):
        spans = [span for finding in findings for span in finding.spans if finding.probability >= weights.PARTIAL]
        if not spans:
            credit, state, reason = 0.0, "unaddressed", _UNADDRESSED
    if state == "unaddressed" and spans:
        reason = _HARDLY
    confidence = _confidence(findings, checked, state, credit)
    if state in ("met", "partial") and confidence < weights.ASK_BELOW:
        state, credit = "unsure", round(credit * 0.5, 3) if credit < weights.MET else credit
    return Judgement(
        id=criterion.id,
        statement=criterion.statement,
        weight=criterion.weight,
        credit=round(min(1.0, max(0.0, credit)), 3),
        confidence=confidence,
        state=state,
        reason=reason,
        evidence=evidence(spans, text, quoted),
        source=criterion.source,
        advice=criterion.advice,
        probe=criterion.probe,
        level=criterion.level,
    )


def evidence(spans: Sequence[Span], text: str, quoted: Collection[Span] = ()) -> tuple[Evidence, ...]:
    """At most `MOST_QUOTED` of the spans with their quotes, in reading order, none inside another.

    Args:
        spans: the places, best first.
        text: what they point into.
        quoted: places that are quoted elsewhere: after the best one, those that are not come first.
    """
    ranked = sorted(dict.fromkeys(spans), key=lambda span: span != spans[0] and span in quoted)
    chosen = [one for one in ranked if not any(_inside(one, other) for other in ranked if other != one)]
    kept = sorted(chosen[:MOST_QUOTED], key=lambda span: (span.start, -span.end))
    return tuple(Evidence(start=span.start, end=span.end, quote=text[span.start : span.end]) for span in kept)


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _find(compiled: CompiledCriterion, matcher: Matcher, run_check: RunCheck, gate: float) -> list[_Finding]:
    """Each facet with its surest statement; what one facet rests on pays for no other."""
    findings = []
    paid: list[Hit] = []
    for facet in compiled.facets:
        finding = _Finding(facet)
        if (check := _best_check(facet.checks, run_check)) is not None and check.credit > 0:
            finding.probability, finding.spans, finding.rule = check.credit, list(check.spans), check.note
        hit = next((hit for hit in matcher.hits(facet) if not any(_same_place(hit, other) for other in paid)), None)
        if hit is not None and hit.probability * gate > finding.probability:
            finding.probability, finding.spans, finding.rule = hit.probability * gate, [hit.span], hit.rule
            paid.append(hit)
        if (denial := matcher.denied(facet)) is not None:
            if finding.probability < weights.EXPRESSED:
                finding.denied = denial.span
            elif hit is not None and abs(hit.span.start - denial.span.start) <= _NEAR and _takes_back(denial, hit):
                finding.conflict = denial.span
        if facet.wrong and (wrong := matcher.wrong(facet.wrong)) is not None:
            finding.wrong = wrong.span
        findings.append(finding)
    return findings


def _same_place(one: Hit, other: Hit) -> bool:
    """Whether two hits rest on the same words."""
    return one.statement is other.statement and one.first == other.first and one.last == other.last


def _takes_back(denial: Hit, hit: Hit) -> bool:
    """Whether a later sentence withdraws what was said."""
    return (
        denial.statement.sentence.start > hit.statement.sentence.start
        and denial.statement.lower.lstrip().startswith(("actually", "no,", "on second thought"))
    )


def _credit(findings: Sequence[_Finding], rule: str | int) -> float:
    """Expected value of the rule over the facets' probabilities."""
    values = sorted((f.probability if f.probability >= 0.3 else 0.0 for f in findings), reverse=True)
    values = [1.0 if value >= 0.85 else value for value in values]
    if not values:
        return 0.0
    if rule == "any":
        return values[0]
    wanted = len(values) if rule == "all" else min(int(rule), len(values))
    return sum(values[:wanted]) / wanted


def _best_check(names: Sequence[str], run_check: RunCheck) -> CheckResult | None:
    if not names:
        return None
    results = [result for name in names if (result := run_check(name)) is not None]
    return max(results, key=lambda result: result.credit, default=None)


def _state(findings: Sequence[_Finding], credit: float, rule: str, wrong: Hit | None) -> tuple[State, str]:
    """The state and its reason in one sentence."""
    if wrong is not None and credit < weights.MET:
        return "wrong", "What is said here is a known mistake."
    if any(f.wrong for f in findings) and credit < weights.MET:
        return "wrong", "This very point is got wrong."
    if any(f.conflict for f in findings):
        return "denied", "It is said and then taken back."
    if credit >= weights.MET:
        return "met", f"Found: {rule}."
    if credit >= weights.PARTIAL:
        missing = [f.facet.id.replace("-", " ") for f in findings if f.probability < weights.EXPRESSED and f.facet.id]
        return "partial", f"Found in part: {rule or 'something close'}." + (
            f" Missing: {', '.join(missing)}." if missing else ""
        )
    if any(f.denied for f in findings) and credit < weights.PARTIAL:
        return "denied", "It is ruled out in so many words."
    return "unaddressed", _UNADDRESSED


def _confidence(findings: Sequence[_Finding], checked: CheckResult | None, state: str, credit: float) -> float:
    """How sure the verdict is: far from the middle is sure, and a computed check is surer than wording."""
    if state in ("denied", "wrong"):
        return 0.85
    if checked is not None and checked.credit >= credit > 0:
        return 0.92 if checked.credit >= 0.75 else 0.8
    best = max((f.probability for f in findings), default=0.0)
    return round(0.5 + abs(best - 0.5) * 0.95, 3)
