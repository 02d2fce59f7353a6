"""Sheet -> Reading: every room's reader run once, every sentence with its terms, polarity and commitment."""

from coach.grading.lexicons import lexicon_of
from coach.grading.reading import PhaseReading, Reading, statements
from coach.grading.relevance import relevance, without_copies
from coach.grading.rooms import read_rooms
from coach.language.lexicon import Lexicon
from coach.model.problem import Problem, Rubrics
from coach.model.sheet import Sheet
from coach.model.words import Phase


def read(sheet: Sheet, problem: Problem | None, rubrics: Rubrics) -> Reading:
    """What the program understands of `sheet`.

    Args:
        sheet: the candidate's answers.
        problem: the question they answer; none when it is not known here.
        rubrics: what holds for every problem; its concepts are the thesaurus.
    """
    lexicon = lexicon_of(rubrics)
    phases = {phase: _phase(sheet, phase, lexicon, problem, rubrics) for phase in Phase}
    rooms = read_rooms(sheet, problem, rubrics, phases)
    return Reading(
        sheet=sheet,
        problem=problem,
        rubrics=rubrics,
        lexicon=lexicon,
        phases=phases,
        rooms=rooms,
        relevance=relevance(phases, problem, sheet.problem, rooms.coverage),
    )


def _phase(sheet: Sheet, phase: Phase, lexicon: Lexicon, problem: Problem | None, rubrics: Rubrics) -> PhaseReading:
    parts = [(part.start, part.end) for section in sheet.sections if section.phase is phase for part in section.parts]
    made = statements(sheet.written(phase), lexicon, phase, parts)
    return PhaseReading(phase, without_copies(made, problem, rubrics), questions=len(parts))
