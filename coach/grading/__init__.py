"""The grader: sheet -> reading -> judgements -> scorecard. `grade` and `judge` are loaded on first use."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.grading.grader import grade
    from coach.grading.single import judge

__all__ = ["grade", "judge"]


def __getattr__(name: str) -> Any:
    """Load the public functions when they are asked for."""
    if name == "grade":
        from coach.grading.grader import grade

        return grade
    if name == "judge":
        from coach.grading.single import judge

        return judge
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
