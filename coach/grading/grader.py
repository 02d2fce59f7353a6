"""The grader: sheet -> reading -> judgements and remarks -> scorecard. Pure: same sheet, same bytes, everywhere."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from coach.grading.checks import registry
from coach.grading.checks.base import CheckResult
from coach.grading.compiled import CompiledPhase, compile_phase
from coach.grading.dives import answered
from coach.grading.judging import judge_compiled
from coach.grading.lexicons import Same, lexicon_of
from coach.grading.matching import Matcher
from coach.grading.proposing import Judged, Proposer, with_proposals
from coach.grading.read import read
from coach.grading.reading import Reading
from coach.grading.remarks import remarks_of
from coach.grading.scoring import costs, overall, phase_score
from coach.grading.spoken import prompted
from coach.model.criterion import Criterion
from coach.model.problem import Problem, Rubrics
from coach.model.remark import Span
from coach.model.scorecard import Judgement, Said, Scorecard
from coach.model.sheet import Sheet
from coach.model.words import Level, Phase


def grade(sheet: Sheet, problem: Problem | None, rubrics: Rubrics, proposer: Proposer | None = None) -> Scorecard:
    """Grade `sheet`: judgements, remarks, phase scores, overall score and verdict for the sheet's level.

    Args:
        sheet: the candidate's answers; text marked as the interviewer's is not graded.
        problem: the question; none grades by the general rubrics alone.
        rubrics: the criteria that hold for every problem, with their thesaurus.
        proposer: the second tier, which turns what was not found into questions; none: rules alone.
    """
    return grade_reading(read(sheet, problem, rubrics), proposer)


def grade_reading(reading: Reading, proposer: Proposer | None = None) -> Scorecard:
    """Grade what was already read."""
    sheet = reading.sheet
    remarks = remarks_of(reading)
    reading = _without_faults(reading, remarks)
    faults = faults_in(remarks)
    phases = [
        phase_score(phase, judgements(reading, phase, proposer, faults), remarks[phase], reading)
        for phase in sheet.held
    ]
    return Scorecard(
        sheet=sheet.name,
        problem=sheet.problem or (reading.problem.id if reading.problem else ""),
        level=sheet.level,
        overall=overall(phases, sheet.level),
        phases=tuple(phases),
    )


def _without_faults(reading: Reading, remarks: Mapping[Phase, tuple[Said, ...]]) -> Reading:
    """The reading in which what is wrong or waved away pays for nothing, where a phase is made of claims.

    Sums, contracts and drawings keep their credit: there a line holds much that is right beside what is wrong.
    """
    faulted = tuple(
        Span(said.start, said.end)
        for phase in (Phase.REQUIREMENTS, Phase.DEEP_DIVES)
        for said in remarks[phase]
        if costs(said)
    )
    marked = replace(reading, faulted=faulted)
    there = reading.of(Phase.REQUIREMENTS)
    kept = tuple(replace(one, void=True) if marked.is_faulted(one) else one for one in there.statements)
    return replace(marked, phases={**reading.phases, Phase.REQUIREMENTS: replace(there, statements=kept)})


def faults_in(remarks: Mapping[Phase, tuple[Said, ...]]) -> tuple[Span, ...]:
    """Where something is wrong or waved away, in any phase."""
    return tuple(Span(said.start, said.end) for told in remarks.values() for said in told if costs(said))


def judgements(
    reading: Reading, phase: Phase, proposer: Proposer | None = None, faults: tuple[Span, ...] = ()
) -> tuple[Judgement, ...]:
    """The verdict on every criterion of `phase` that is expected at the sheet's level.

    Args:
        reading: the sheet.
        phase: the phase.
        proposer: looks for what was not found; none: nobody does.
        faults: what it must not propose.
    """
    compiled = compiled_phase(reading, phase)
    there = reading.of(phase)
    matcher = Matcher(there.body, compiled)
    results: dict[str, CheckResult | None] = {}

    def run_check(name: str) -> CheckResult | None:
        if name not in results:
            results[name] = registry.run(name, reading, phase)
        return results[name]

    gate = min(1.0, there.substance / 0.5)
    text = reading.sheet.text
    found: list[Judgement] = []
    quoted: set[Span] = set()
    asked = answered(reading) if phase is Phase.DEEP_DIVES else []
    for one in compiled.criteria:
        found.append(judge_compiled(one, matcher, run_check, text, gate=gate, quoted=quoted))
        quoted.update(Span(quote.start, quote.end) for quote in found[-1].evidence)
    if proposer is not None:
        found = with_proposals(Judged(found, compiled.criteria, there.body, reading, phase, tuple(faults)), proposer)
    for answer, own in asked:
        held = Matcher(answer, own)
        judged = [judge_compiled(one, held, run_check, text, gate=gate) for one in own.criteria]
        if proposer is not None:
            judged = with_proposals(Judged(judged, own.criteria, answer, reading, phase, tuple(faults)), proposer)
        found += judged
    criteria = [one.criterion for each in (compiled, *(own for _, own in asked)) for one in each.criteria]
    return prompted(found, criteria, reading.sheet, phase)


def compiled_phase(reading: Reading, phase: Phase) -> CompiledPhase:
    """The criteria of `phase` that count for this sheet, ready to match; made once for each rubrics and problem."""
    return _compiled(Same(reading.rubrics), Same(reading.problem), phase, reading.sheet.level)


def criteria_of(rubrics: Rubrics, problem: Problem | None, phase: Phase, level: Level) -> tuple[Criterion, ...]:
    """The criteria that count in `phase` at `level`: the general ones, then the problem's own."""
    own = [entry.criterion for entry in problem.criteria if entry.phase is phase] if problem else []
    return tuple(criterion for criterion in (*rubrics.of(phase), *own) if level.reaches(criterion.level))


@lru_cache(maxsize=256)
def _compiled(rubrics: Same, problem: Same, phase: Phase, level: Level) -> CompiledPhase:
    assert isinstance(rubrics.value, Rubrics)
    question = problem.value
    assert question is None or isinstance(question, Problem)
    return compile_phase(criteria_of(rubrics.value, question, phase, level), lexicon_of(rubrics.value))
