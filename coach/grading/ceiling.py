"""The most a sheet can earn on a problem, told from its words alone: enough to see that it answers another one.

A fiftieth of the time of a grade. Every phase is scaled by how far the sheet speaks of the problem, so nothing that is
found in it can lift the score above that share.
"""

from functools import lru_cache

from coach.grading.lexicons import Same, lexicon_of
from coach.grading.reading import PhaseReading, Statement, statements
from coach.grading.relevance import highest_relevance, without_copies
from coach.grading.scoring import share_kept
from coach.language.lexicon import Lexicon
from coach.model.problem import Problem, Rubrics
from coach.model.sheet import Sheet
from coach.model.words import Phase


def ceiling(sheet: Sheet, problem: Problem, rubrics: Rubrics) -> float:
    """What the overall score of `sheet` on `problem` is at most, 0.1 to 1."""
    said = _statements(sheet, Same(lexicon_of(rubrics)))
    phases = {phase: PhaseReading(phase, without_copies(made, problem, rubrics)) for phase, made in said.items()}
    return share_kept(highest_relevance(phases, problem))


@lru_cache(maxsize=128)
def _statements(sheet: Sheet, lexicon: Same) -> dict[Phase, tuple[Statement, ...]]:
    """The statements of every phase; kept, since the same sheets are held against one problem after another."""
    assert isinstance(lexicon.value, Lexicon)
    return {phase: statements(sheet.written(phase), lexicon.value, phase) for phase in Phase}
