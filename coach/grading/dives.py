"""The questions of the deep dives that a sheet answers, each with what stands under it and what it is held to.

They come from the problem, from the candidate's own design (`rubrics/design_dives.yaml`), and from requirements that
changed in mid-interview.
"""

from collections.abc import Iterator
from functools import lru_cache

from coach.grading.compiled import CompiledPhase, compile_phase
from coach.grading.judging import judge_compiled
from coach.grading.lexicons import Same, lexicon_of
from coach.grading.matching import Matcher
from coach.grading.reading import Reading, Statement
from coach.grading.spoken import CHANGED, curveballs_in
from coach.language.lexicon import stems_of
from coach.model.problem import Curveball, DeepDive, Problem, Rubrics
from coach.model.words import Level, Phase

CHANGED_DIVE = "changed-requirement"
"""Id, among the rubrics' design dives, of what every changed requirement is held to."""

_QUESTION = 4
"""So many words from the start of a deep dive's question name it, whatever its topics are."""


def answered(reading: Reading) -> list[tuple[tuple[Statement, ...], CompiledPhase]]:
    """What the sheet answers, question by question: the statements, and the criteria they are held to."""
    there = reading.of(Phase.DEEP_DIVES)
    return [*((there.part(number), own) for number, own in _asked(reading)), *_changes(reading)]


def open_weight(dive: DeepDive, reading: Reading) -> float:
    """How much of a question nothing written so far answers: the weights of its criteria less what they would earn."""
    own = _compiled_dive(Same(reading.rubrics), Same(dive), reading.sheet.level)
    said = Matcher(tuple(reading), own)
    earned = [(one, judge_compiled(one, said, _no_check, reading.sheet.text)) for one in own.criteria]
    return sum(one.criterion.weight * (1 - judged.credit) for one, judged in earned)


def _no_check(_name: str) -> None:
    """Computed checks look at the deep dives, which nobody has written yet."""


def _changes(reading: Reading) -> Iterator[tuple[tuple[Statement, ...], CompiledPhase]]:
    """The changed requirements of this interview.

    What counts is what stands under its own heading, and what was written below it in the phase that it came up in.
    """
    if reading.problem is None:
        return
    for curveball in curveballs_in(reading.sheet, reading.problem):
        about = tuple(one for phase in Phase for one in reading.of(phase).body if _is_about(one, reading, curveball))
        held = _held_to(Same(reading.rubrics), Same(curveball))
        yield about, _compiled_dive(Same(reading.rubrics), Same(held), reading.sheet.level)


def _is_about(statement: Statement, reading: Reading, curveball: Curveball) -> bool:
    """Whether a statement stands under the heading of a changed requirement, or below the place where it was said."""
    sheet, at = reading.sheet, statement.span.start
    section = next((one for one in sheet.sections if one.phase is statement.phase and one.start <= at < one.end), None)
    if section is None:
        return False
    if statement.part:
        heading = section.parts[statement.part - 1].heading
        return heading.startswith(CHANGED) and " ".join(curveball.says.split()) == heading.removeprefix(CHANGED)
    return any(
        section.start <= start < end <= at and curveball.says in sheet.text[start:end] for start, end in sheet.spoken
    )


@lru_cache(maxsize=64)
def _held_to(rubrics: Same, curveball: Same) -> DeepDive:
    assert isinstance(rubrics.value, Rubrics)
    assert isinstance(curveball.value, Curveball)
    general = [one for dive in rubrics.value.design_dives if dive.id == CHANGED_DIVE for one in dive.criteria]
    return DeepDive(
        id=curveball.value.id, question=curveball.value.says, criteria=(*curveball.value.criteria, *general)
    )


def _asked(reading: Reading) -> list[tuple[int, CompiledPhase]]:
    """The problem's own deep-dive questions that the sheet answers: the number of the part, and their criteria."""
    if reading.problem is None:
        return []
    headings = [
        part.heading
        for section in reading.sheet.sections
        if section.phase is Phase.DEEP_DIVES
        for part in section.parts
    ]
    asked: dict[str, tuple[int, CompiledPhase]] = {}
    for number, heading in enumerate(headings, start=1):
        dive = _own_dive(heading, reading.rubrics) or _dive(heading, reading.problem)
        if dive is not None and dive.id not in asked:
            asked[dive.id] = (number, _compiled_dive(Same(reading.rubrics), Same(dive), reading.sheet.level))
    return list(asked.values())


def _own_dive(heading: str, rubrics: Rubrics) -> DeepDive | None:
    """The question about the candidate's own design that a heading asks, by the words it ends with."""
    said = " ".join(heading.split()).lower()
    return next((dive for dive in rubrics.design_dives if any(said.endswith(one.lower()) for one in dive.topics)), None)


def _dive(heading: str, problem: Problem) -> DeepDive | None:
    """The question of `problem` that a heading asks, by its words or its topics; none when it asks something else."""
    if heading.startswith(CHANGED):
        return None
    words = stems_of(heading)
    for dive in problem.deep_dives:
        if len(words) >= _QUESTION and stems_of(dive.question)[: len(words)] == words:
            return dive
    said = set(words)
    matches = {dive.id: sum(set(stems_of(topic)) <= said for topic in dive.topics) for dive in problem.deep_dives}
    best = max(problem.deep_dives, key=lambda dive: matches[dive.id])
    return best if matches[best.id] else None


@lru_cache(maxsize=256)
def _compiled_dive(rubrics: Same, dive: Same, level: Level) -> CompiledPhase:
    assert isinstance(rubrics.value, Rubrics)
    assert isinstance(dive.value, DeepDive)
    counted = tuple(criterion for criterion in dive.value.criteria if level.reaches(criterion.level))
    return compile_phase(counted, lexicon_of(rubrics.value))
