"""One answer against one criterion: the smallest public piece of the grader."""

from coach.grading import weights
from coach.grading.checks.base import CheckResult
from coach.grading.compiled import compile_phase
from coach.grading.derived import Derived, derive
from coach.grading.judging import evidence, judge_compiled
from coach.grading.matching import Matcher, quoted
from coach.grading.misconceptions import made_in
from coach.grading.reading import Statement, statements
from coach.language.bundled import bundled_lexicon
from coach.language.lexicon import Lexicon
from coach.model.criterion import Criterion
from coach.model.remark import Span
from coach.model.scorecard import Judgement
from coach.model.words import Phase

_LIFTS = 0.7
"""P(met) by the model sentences as a whole from which a criterion with facets is met all the same."""


def judge(answer: str, criterion: Criterion, lexicon: Lexicon | None = None) -> Judgement:
    """The verdict on `criterion` for a short `answer`; a statement and model sentences are enough.

    Args:
        answer: what was said; evidence offsets count its characters.
        criterion: what is looked for. Computed checks need a whole sheet and are not run here.
        lexicon: the thesaurus; the bundled one when none is given.
    """
    thesaurus = lexicon or bundled_lexicon()
    said = statements(answer, thesaurus, Phase.DEEP_DIVES)
    compiled = compile_phase((criterion,), thesaurus)
    by_facets = judge_compiled(compiled.criteria[0], Matcher(said, compiled), _no_check, answer)
    derived = derive(criterion, said, thesaurus)
    if by_facets.state in ("denied", "wrong") or (wrong := made_in(said, criterion, thesaurus)) is not None:
        if by_facets.state in ("denied", "wrong"):
            return by_facets
        assert wrong is not None
        return _verdict(by_facets, 0.0, "wrong", 0.85, "What is said here is a known mistake.", [wrong.span], answer)
    if _taken_back(derived, said):
        spans = [statement.span for statement in derived.denied]
        return _verdict(by_facets, 0.0, "denied", 0.85, "It is said and then taken back.", spans, answer)
    if criterion.facets and by_facets.credit >= derived.probability:
        return by_facets
    if criterion.facets and derived.probability < _LIFTS:
        return by_facets
    return _by_probability(by_facets, derived, answer)


def _by_probability(base: Judgement, derived: Derived, answer: str) -> Judgement:
    """The verdict from the model sentences as a whole."""
    probability = derived.probability
    spans = [quoted(s, 0, len(s.sentence.tokens) - 1) for s in derived.hits]
    confidence = round(0.5 + abs(probability - weights.JUDGE_MET) * 0.95, 3)
    if probability >= weights.JUDGE_MET and spans:
        credit = max(weights.MET, probability)
        reason = "It speaks of the theme and says what the model answers say."
        return _verdict(base, credit, "met", max(confidence, weights.ASK_BELOW), reason, spans, answer)
    if derived.denied and probability < weights.JUDGE_MET:
        spans = [statement.span for statement in derived.denied]
        return _verdict(base, 0.0, "denied", 0.85, "It is ruled out in so many words.", spans, answer)
    if probability >= weights.JUDGE_UNSURE and spans:
        reason = "Close to the model answers, but not surely what they say."
        return _verdict(base, probability / 2, "unsure", min(confidence, 0.59), reason, spans, answer)
    if probability >= weights.JUDGE_PARTIAL and derived.theme and spans:
        return _verdict(
            base, probability, "partial", 0.7, "The theme is named, what follows from it is missing.", spans, answer
        )
    return _verdict(base, 0.0, "unaddressed", min(0.95, confidence), "Nothing in the answer says it.", [], answer)


def _verdict(
    base: Judgement, credit: float, state: str, confidence: float, reason: str, spans: list[Span], answer: str
) -> Judgement:
    return base.model_copy(
        update={
            "credit": round(credit, 3),
            "state": state,
            "confidence": round(min(1.0, confidence), 3),
            "reason": reason,
            "evidence": evidence(spans, answer),
        }
    )


def _taken_back(derived: Derived, said: tuple[Statement, ...]) -> bool:
    """Whether a later sentence withdraws the theme: "Actually, nothing is cached"."""
    return any(
        statement.lower.lstrip().startswith(("actually", "no,", "on second thought", "scratch that"))
        and statement is not said[0]
        for statement in derived.denied
    )


def _no_check(name: str) -> CheckResult | None:  # noqa: ARG001
    return None
