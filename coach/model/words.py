"""The closed sets of words: phases, levels, verdicts, severities."""

from enum import StrEnum


class Phase(StrEnum):
    """One of the five parts of an interview, in the order in which they are held."""

    REQUIREMENTS = "requirements"
    ESTIMATION = "estimation"
    API = "api"
    DESIGN = "design"
    DEEP_DIVES = "deep_dives"

    @property
    def heading(self) -> str:
        """The heading under which the phase stands in a sheet and on a screen."""
        return _HEADINGS[self]


_HEADINGS = {
    Phase.REQUIREMENTS: "Requirements",
    Phase.ESTIMATION: "Estimation",
    Phase.API: "API",
    Phase.DESIGN: "High-level design",
    Phase.DEEP_DIVES: "Deep dives",
}


TURNED_BACK = (
    "Let us stay with the system in front of us.",
    "That is not part of this interview. Back to the design.",
)
"""What the interviewer says to a question about something else; such a question gathers nothing."""


class Level(StrEnum):
    """The seniority an answer is judged for, lowest first."""

    JUNIOR = "junior"
    MIDDLE = "middle"
    SENIOR = "senior"

    def reaches(self, other: "Level") -> bool:
        """Whether what is expected at `other` is expected at this level too."""
        order = tuple(Level)
        return order.index(self) >= order.index(other)


class Verdict(StrEnum):
    """What an interviewer would write at the end, lowest first."""

    STRONG_NO_HIRE = "strong no hire"
    NO_HIRE = "no hire"
    LEAN_NO_HIRE = "lean no hire"
    LEAN_HIRE = "lean hire"
    HIRE = "hire"
    STRONG_HIRE = "strong hire"


class Severity(StrEnum):
    """How much a remark weighs: wrong on its face, will hurt or is missing, worth a thought."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
