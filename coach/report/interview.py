"""What an interview adds to its report: the candidate's own grades, what hints cost, and the design as drawn."""

from collections.abc import Sequence

from coach.design.catalogue import build
from coach.design.drawing import draw, to_svg
from coach.design.flow import run
from coach.design.language import read
from coach.estimation.rates import peak_rates
from coach.estimation.worksheet import read as read_worksheet
from coach.interview.agreed import missed
from coach.interview.state import State
from coach.interview.timeline import timeline
from coach.model.components import ComponentKind
from coach.model.problem import Problem
from coach.model.sheet import Sheet
from coach.model.words import Phase
from coach.report.summary import Own

PICTURE_WIDTH = 160
"""Columns that the design is laid out in for a page."""


def own(state: State, problem: Problem | None = None) -> Own:
    """What the candidate said of the answer, and never asked about `problem`; an overruled grade is their last word."""
    grades = {
        criterion: credit
        for (_, criterion), grade in state.self_grades.items()
        if (credit := grade.credit if grade.overruled is None else grade.overruled) is not None
    }
    overruled = {
        criterion: grade.reason for (_, criterion), grade in state.self_grades.items() if grade.overruled is not None
    }
    never_asked = missed(problem.facts, state.facts) if problem else ()
    return Own(state.predicted, grades, state.next_time, overruled, timeline(state), never_asked)


def hint_prices(state: State) -> dict[Phase, float]:
    """What the hints that were taken cost in each phase, in parts of its score."""
    prices: dict[Phase, float] = {}
    for hint in state.hints:
        prices[hint.phase] = prices.get(hint.phase, 0.0) + hint.price
    return prices


def design_svg(sheet: Sheet, components: Sequence[ComponentKind]) -> str:
    """The sheet's design as SVG, under the load of its own estimation; empty when nothing is drawn."""
    catalogue = build(components)
    diagram = read(sheet.written(Phase.DESIGN), catalogue)
    if not diagram.boxes:
        return ""
    flow = run(diagram, catalogue, peak_rates(read_worksheet(sheet.written(Phase.ESTIMATION))))
    return to_svg(draw(diagram, PICTURE_WIDTH, run=flow if flow.loaded else None))
