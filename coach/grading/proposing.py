"""Proposals of a language model for criteria that nothing was found for: they become questions, never credit in full.

Likeness tells what a sentence is about, not whether it is right, so a proposal only lifts a criterion from
"unaddressed" to "unsure", at half weight, and asks the candidate. What is denied, put off, wrong, void or general is
never proposed, and a phase that says little, or speaks of another problem, gets no proposals at all.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from coach.grading import weights
from coach.grading.compiled import CompiledCriterion
from coach.grading.judging import evidence
from coach.grading.matching import quoted
from coach.grading.reading import Reading, Statement
from coach.grading.relevance import ON_SUBJECT
from coach.language import stance
from coach.language.polarity import Polarity
from coach.model.criterion import Criterion
from coach.model.remark import Span
from coach.model.scorecard import Judgement
from coach.model.words import Phase

ALIKE = 0.5
"""Likeness from which a sentence is proposed; chosen on rated sheets and marked answers by reading what it proposes."""
REASON = "A language model found this likeness; you decide."
_HALF = 0.5
"""Weight of what is unsure."""
_SUBSTANCE = 0.5
"""Substance of a phase from which its wording counts in full; below it nothing is proposed."""
_LEAST_WORDS = 4
"""Shorter sentences are about too many things."""
_MOST_LETTERS = 400
"""So much of a sentence is compared."""
_MOST_SENTENCES = 400
"""So many sentences of a phase are compared."""
_OUT = Polarity.DENIED | Polarity.DEFERRED


class Proposer(Protocol):
    """Whatever can say how alike sentences are."""

    def likeness(self, sentences: tuple[str, ...], others: tuple[str, ...]) -> Sequence[Sequence[float]]:
        """For each of `sentences`, how like it is to each of `others`: -1..1, rounded to two decimals.

        The same arguments give the same figures, whatever was asked before.
        """
        ...


class Proposal(NamedTuple):
    """A sentence that may be about a facet of a criterion."""

    likeness: float
    statement: Statement
    facet: int
    """Place of the facet in the criterion; -1: the criterion's own model sentences."""


class Judged(NamedTuple):
    """Judgements, one a criterion, with what they rest on."""

    found: Sequence[Judgement]
    criteria: Sequence[CompiledCriterion]
    """What was looked for."""
    said: Sequence[Statement]
    """The statements they were held against."""
    reading: Reading
    """The sheet that these are of."""
    phase: Phase
    faults: tuple[Span, ...] = ()
    """Where something is wrong; never proposed."""


class _Model(NamedTuple):
    """A model sentence and what it stands for."""

    text: str
    criterion: int
    facet: int
    wrong: bool


def with_proposals(judged: Judged, proposer: Proposer) -> list[Judgement]:
    """The judgements, those lifted to "unsure" that `proposer` finds a sentence for."""
    proposals = _proposals(judged, proposer)
    text = judged.reading.sheet.text
    return [
        _lifted(one, judged.criteria[at].criterion, proposals[at], text) if at in proposals else one
        for at, one in enumerate(judged.found)
    ]


def _proposals(judged: Judged, proposer: Proposer) -> dict[int, list[Proposal]]:
    """By the place of their criterion: each sentence stands for the one model sentence that it is most like."""
    reading, criteria = judged.reading, judged.criteria
    unaddressed = {at for at, one in enumerate(judged.found) if one.state == "unaddressed"}
    wanted = {at for at in unaddressed if _is_wording(criteria[at].criterion)}
    if not wanted or reading.of(judged.phase).substance < _SUBSTANCE or reading.relevance < ON_SUBJECT:
        return {}
    fit = [one for one in judged.said if may_be_proposed(one) and not _is_wrong(one, reading, judged.faults)]
    fit = fit[:_MOST_SENTENCES]
    models = [model for at, one in enumerate(criteria) for model in _models(at, one.criterion)]
    if not fit or not models:
        return {}
    table = proposer.likeness(tuple(_plain(one.text) for one in fit), tuple(model.text for model in models))
    proposals: dict[int, list[Proposal]] = {}
    for statement, row in zip(fit, table, strict=True):
        nearest = max(range(len(models)), key=lambda at: (row[at], models[at].wrong, -at))
        model = models[nearest]
        if row[nearest] >= ALIKE and model.criterion in wanted and not model.wrong:
            proposals.setdefault(model.criterion, []).append(Proposal(row[nearest], statement, model.facet))
    return proposals


def may_be_proposed(statement: Statement) -> bool:
    """Whether the statement is asserted throughout, commits its author, and is long enough to be about one thing.

    A vector hardly feels a "not", so one anywhere in the sentence is too much.
    """
    sentence = statement.sentence
    return (
        not statement.void
        and sentence.words >= _LEAST_WORDS
        and statement.commitment.share >= 1.0
        and not any(flags & _OUT for flags in statement.polarity)
        and not any(stance.denied(sentence, at, at) for at in range(len(sentence.tokens)))
        and not stance.rejects(statement.lower)
    )


def _is_wording(criterion: Criterion) -> bool:
    """Whether it is looked for by wording alone: structure and figures that a check did not find are not there."""
    return not criterion.checks and not any(facet.checks for facet in criterion.facets)


def _is_wrong(statement: Statement, reading: Reading, faults: tuple[Span, ...]) -> bool:
    start, end = statement.span.start, statement.span.end
    return reading.is_faulted(statement) or any(fault.start < end and start < fault.end for fault in faults)


def _models(at: int, criterion: Criterion) -> Iterable[_Model]:
    for text in criterion.model_sentences:
        yield _Model(_plain(text), at, -1, wrong=False)
    for text in criterion.misconceptions:
        yield _Model(_plain(text), at, -1, wrong=True)
    for number, facet in enumerate(criterion.facets):
        for text in facet.model_sentences:
            yield _Model(_plain(text), at, number, wrong=False)
        for text in facet.wrong:
            yield _Model(_plain(text), at, number, wrong=True)


def _lifted(judgement: Judgement, criterion: Criterion, proposals: Sequence[Proposal], text: str) -> Judgement:
    """The judgement as a doubt: half of what the rule gives for the facets that were proposed, each as good as even."""
    best: dict[int, Proposal] = {}
    for one in sorted(proposals, key=lambda one: (-one.likeness, one.statement.span.start)):
        best.setdefault(one.facet, one)
    share = 1.0 if -1 in best else _share(len(best), criterion)
    spans = [quoted(one.statement, 0, len(one.statement.sentence.tokens) - 1) for one in best.values()]
    return judgement.model_copy(
        update={
            "credit": round(_HALF * weights.EXPRESSED * share, 3),
            "confidence": 0.5,
            "state": "unsure",
            "reason": REASON,
            "evidence": evidence(spans, text),
        }
    )


def _share(proposed: int, criterion: Criterion) -> float:
    """The part of the rule that so many facets fulfil."""
    if criterion.rule == "any":
        return 1.0
    facets = len(criterion.facets)
    wanted = facets if criterion.rule == "all" else min(int(criterion.rule), facets)
    return min(1.0, proposed / wanted)


def _plain(text: str) -> str:
    return " ".join(text.split())[:_MOST_LETTERS]
