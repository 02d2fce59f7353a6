"""Judgements and scorecards: the verdict on a sheet, point by point, each on a quoted span."""

from typing import Annotated, Literal

from coach.model.base import Frozen, Limits
from coach.model.remark import Source
from coach.model.words import Level, Phase, Severity, Verdict

Share = Annotated[float, Limits(ge=0, le=1)]

State = Literal["met", "partial", "unsure", "denied", "wrong", "unaddressed"]


class Evidence(Frozen):
    """A quoted span of the sheet: `text[start:end] == quote`, always."""

    start: Annotated[int, Limits(ge=0)]
    end: Annotated[int, Limits(ge=0)]
    quote: str


class Judgement(Frozen):
    """The verdict on one criterion."""

    id: str
    statement: str
    weight: Annotated[float, Limits(gt=0)]
    credit: Share
    """0 not met, 1 met, between: in part. More than 0 only with evidence."""
    confidence: Share
    """How sure the grader is; below 0.6 the candidate is asked."""
    state: State
    reason: str
    """One sentence: why this credit."""
    evidence: tuple[Evidence, ...] = ()
    source: tuple[Source, ...] = ()
    advice: str = ""
    probe: str = ""
    level: Level = Level.JUNIOR
    prompted: bool = False
    """Whether it was said only after the interviewer asked for it."""


class Said(Frozen):
    """A remark as it stands in a scorecard, with its quote."""

    id: str
    severity: Severity
    start: int
    end: int
    quote: str
    message: str
    source: tuple[Source, ...] = ()
    factor: float | None = None
    question: str = ""
    follows: bool = False


class PhaseScore(Frozen):
    """What one phase earned."""

    phase: Phase
    score: Share
    criteria: tuple[Judgement, ...]
    remarks: tuple[Said, ...] = ()
    why: tuple[str, ...] = ()
    """Caps and gates that changed the plain weighted mean, in words."""


class Overall(Frozen):
    """The whole interview's result."""

    score: Share
    verdict: Verdict
    why: tuple[str, ...]


class Stamp(Frozen):
    """Which version of a problem and its criteria something was made with."""

    pack: str = ""
    """The pack's id; empty when it is not known."""
    version: str = ""
    """The pack's version, as its author counts."""
    content: str = ""
    """Digest of the problem and the rubrics; another one means that a grade may come out otherwise."""


class Scorecard(Frozen):
    """All judgements and remarks of a sheet, phase scores, overall score and verdict for the level."""

    sheet: str
    problem: str
    level: Level
    overall: Overall
    phases: tuple[PhaseScore, ...]
    stamp: Stamp = Stamp()
    """What it was graded with; whoever keeps a scorecard fills it in."""

    def phase(self, phase: Phase) -> PhaseScore:
        """The score of `phase`.

        Raises:
            KeyError: when the scorecard has no such phase.
        """
        for score in self.phases:
            if score.phase is phase:
                return score
        raise KeyError(phase)
