"""What an interview adds to its report: the candidate's own grades, what hints cost, and the design as drawn."""

from collections.abc import Sequence

from coach.design.catalogue import build
from coach.design.drawing import draw, to_svg
from coach.design.flow import run
from coach.design.language import read
from coach.interview.state import State
from coach.model.components import ComponentKind
from coach.model.sheet import Sheet
from coach.model.words import Phase
from coach.report.summary import Own

PICTURE_WIDTH = 160
"""Columns that the design is laid out in for a page."""


def own(state: State) -> Own:
    """What the candidate said of the answer; an overruled grade counts as the candidate's last word."""
    grades = {
        criterion: credit
        for (_, criterion), grade in state.self_grades.items()
        if (credit := grade.credit if grade.overruled is None else grade.overruled) is not None
    }
    return Own(predicted=state.predicted, grades=grades, next_time=state.next_time)


def hint_prices(state: State) -> dict[Phase, float]:
    """What the hints that were taken cost in each phase, in parts of its score."""
    prices: dict[Phase, float] = {}
    for hint in state.hints:
        prices[hint.phase] = prices.get(hint.phase, 0.0) + hint.price
    return prices


def design_svg(sheet: Sheet, components: Sequence[ComponentKind]) -> str:
    """The sheet's design as SVG, with its loads where it states any; empty when nothing is drawn."""
    catalogue = build(components)
    diagram = read(sheet.written(Phase.DESIGN), catalogue)
    if not diagram.boxes:
        return ""
    flow = run(diagram, catalogue)
    return to_svg(draw(diagram, PICTURE_WIDTH, run=flow if flow.loaded else None))
