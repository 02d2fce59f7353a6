"""What the interviewer said, read from the sheet: which probes were asked, what was changed, which facts are agreed.

The interviewer's lines begin with `> ` and are never graded. They tell how the rest came about, so that a sheet gets
the same score whether it comes straight from an interview or from a file.
"""

from collections.abc import Iterable, Sequence

from coach.model.criterion import Criterion
from coach.model.problem import Curveball, Fact, Problem
from coach.model.scorecard import Judgement
from coach.model.sheet import Sheet
from coach.model.words import Level, Phase

AFTER_PROBE = {Level.JUNIOR: 0.9, Level.MIDDLE: 0.75, Level.SENIOR: 0.6}
"""The most that a criterion earns when the interviewer had to ask for it: a senior is expected to raise things."""

HEARD = 0.25
"""Credit from which something was said at all."""

CHANGED = "Changed requirement: "
"""How the heading begins under which a changed requirement is answered."""


def said_in(sheet: Sheet, phase: Phase | None = None) -> tuple[str, ...]:
    """The interviewer's lines, of one phase or of all, without their marks and outer spaces."""
    held = [(section.start, section.end) for section in sheet.sections if phase is None or section.phase is phase]
    return tuple(
        sheet.text[start:end].lstrip("> ").strip()
        for start, end in sheet.spoken
        if any(first <= start < last for first, last in held)
    )


def prompted(
    judgements: Iterable[Judgement], criteria: Sequence[Criterion], sheet: Sheet, phase: Phase
) -> tuple[Judgement, ...]:
    """`judgements` with those held down that only a probe brought out.

    The figures of an estimation that follows are not: everybody is asked for them there. Where in the notes an answer
    stands says nothing, for many mend a line above the place where they were asked.

    Args:
        judgements: the verdicts of one phase.
        criteria: what they are verdicts on.
        sheet: the answer, with the interviewer's lines.
        phase: the phase.
    """
    heard = frozenset(said_in(sheet, phase))
    asked = {criterion.id for criterion in criteria if criterion.probe and criterion.probe in heard}
    estimation = sheet.section(Phase.ESTIMATION) if phase is Phase.REQUIREMENTS else None
    asked_of_all = range(estimation.start, estimation.end) if estimation else range(0)

    def is_asked_of_all(one: Judgement) -> bool:
        return bool(one.evidence) and all(said.start in asked_of_all for said in one.evidence)

    return tuple(_held(one, sheet.level) if one.id in asked and not is_asked_of_all(one) else one for one in judgements)


def curveballs_in(sheet: Sheet, problem: Problem) -> tuple[Curveball, ...]:
    """The changed requirements of `problem` that the interviewer threw in this interview."""
    heard = frozenset(said_in(sheet))
    return tuple(one for one in problem.curveballs if one.says in heard)


def agreed_in(sheet: Sheet, problem: Problem) -> tuple[Fact, ...]:
    """The facts of `problem` that the interviewer told, in the problem's order."""
    heard = " \n ".join(said_in(sheet))
    return tuple(fact for fact in problem.facts if fact.answer in heard)


def _held(judgement: Judgement, level: Level) -> Judgement:
    most = AFTER_PROBE[level]
    if judgement.credit < HEARD:
        return judgement
    words = f"{judgement.reason} Said after a probe"
    words += f": {most:.0%} at most." if judgement.credit > most else "."
    return judgement.model_copy(update={"credit": min(judgement.credit, most), "prompted": True, "reason": words})
