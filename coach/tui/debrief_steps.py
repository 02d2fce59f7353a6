"""The steps of the debrief: their order, what shows each of them, and which keys mean something there."""

from enum import StrEnum

from textual.content import Content


class Step(StrEnum):
    """The steps, in order; the value is what the line of steps says."""

    PREDICT = "Predict"
    GRADE = "Grade"
    RESULT = "Result"
    AGREEMENT = "Agreement"
    REMARKS = "Remarks"
    TIME = "Time"
    REFERENCE = "Reference"
    CLOSING = "Next time"


BROWSE = "browse"
PANES = {
    Step.PREDICT: "predict",
    Step.AGREEMENT: "page",
    Step.TIME: "page",
    Step.REFERENCE: "reference",
    Step.CLOSING: "closing",
}
"""Which pane shows a step; the others share the list with its detail."""

ONLY_IN = {
    "grade": (Step.GRADE, Step.RESULT),
    "every": (Step.GRADE,),
    "overrule": (Step.RESULT,),
    "evidence": (Step.RESULT,),
    "reference": (Step.RESULT, Step.REMARKS),
    "phase": (Step.REFERENCE,),
}
"""The actions that mean something in some steps only."""


def line(step: Step) -> Content:
    """All steps side by side, the one at hand marked."""
    marked = ((f"▸ {one}", "bold $text-accent") if one is step else (one, "") for one in Step)
    return Content("  ").join(Content.assemble(part) for part in marked)
