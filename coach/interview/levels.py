"""What differs between levels in how an interview is held; budgets are in `clock`, what is expected in the rubrics."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.model.words import Level


@dataclass(frozen=True, slots=True)
class Manner:
    """How an interviewer treats a candidate of one level."""

    probes: int
    """Follow-up questions a phase, at most: more, and the interviewer leads."""
    dives: int
    """Deep dives in all."""
    own_dives: int
    """How many of them are about the candidate's own design, when it runs."""


MANNERS: Mapping[Level, Manner] = {
    Level.JUNIOR: Manner(probes=2, dives=2, own_dives=1),
    Level.MIDDLE: Manner(probes=2, dives=3, own_dives=1),
    Level.SENIOR: Manner(probes=1, dives=3, own_dives=2),
}
