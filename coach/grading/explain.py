"""How a judgement came about: facets, the sentences considered for each, the rule that fired, the checks that ran."""

from coach.grading.checks import registry
from coach.grading.compiled import CompiledFacet
from coach.grading.grader import compiled_phase, faults_in, judgements
from coach.grading.matching import Matcher
from coach.grading.proposing import REASON, Proposer
from coach.grading.read import read
from coach.grading.reading import Reading
from coach.grading.remarks import remarks_of
from coach.model.criterion import Criterion
from coach.model.problem import Problem, Rubrics
from coach.model.sheet import Sheet
from coach.model.words import Phase

_SHOWN = 4


def explain(
    criterion: str, sheet: Sheet, problem: Problem | None, rubrics: Rubrics, proposer: Proposer | None = None
) -> str:
    """Plain text on the judgement of the criterion with id `criterion`; names the ids there are when it is unknown.

    With `proposer`, what the second tier proposes is shown too.
    """
    reading = read(sheet, problem, rubrics)
    known = []
    for phase in Phase:
        compiled = compiled_phase(reading, phase)
        for one in compiled.criteria:
            known.append(one.criterion.id)
            if one.criterion.id == criterion:
                matcher = Matcher(reading.of(phase).body, compiled)
                return "\n".join(_lines(one.criterion, one.facets, matcher, reading, phase, proposer)) + "\n"
    return f"There is no criterion {criterion!r} for this sheet. There are: {', '.join(known)}.\n"


def _lines(
    criterion: Criterion,
    facets: tuple[CompiledFacet, ...],
    matcher: Matcher,
    reading: Reading,
    phase: Phase,
    proposer: Proposer | None,
) -> list[str]:
    faults = faults_in(remarks_of(reading)) if proposer is not None else ()
    verdict = next(j for j in judgements(reading, phase, proposer, faults) if j.id == criterion.id)
    lines = [
        f"{criterion.id} ({phase.heading}, weight {criterion.weight:g}, from {criterion.level.value} on)",
        f"  {criterion.statement}",
        f"  {verdict.state}, credit {verdict.credit:.2f}, confidence {verdict.confidence:.2f}: {verdict.reason}",
        f"  substance of the phase: {reading.of(phase).substance:.2f}",
    ]
    for name in criterion.checks:
        result = registry.run(name, reading, phase)
        lines.append(
            f"  check {name}: " + ("there is no such check" if result is None else f"{result.credit:.2f} {result.note}")
        )
        lines += [
            f"    | {_one_line(reading.sheet.text[span.start : span.end])}" for span in (result.spans if result else ())
        ]
    for facet in facets:
        lines.append(f"  facet {facet.id or 'of its model sentences'}:")
        hits = matcher.hits(facet)[:_SHOWN]
        lines += [f"    {hit.probability:.2f} {hit.rule} | {_one_line(hit.statement.text)}" for hit in hits]
        if not hits:
            lines.append("    no sentence comes near")
    if verdict.reason == REASON:
        lines.append("  proposed by the language model:")
        lines += [f"    | {_one_line(one.quote)}" for one in verdict.evidence]
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
