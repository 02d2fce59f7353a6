"""Events: everything that happens in a session, one small fact each, in the order in which it happened.

A session is its list of events: the sheet, the clock, the replay and the record follow from them. Events are only
ever appended. Text is kept as splices, so that an hour of typing stays small.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from coach.model.criterion import Slug
from coach.model.words import Level, Phase

DRAFT_LIMIT = 1_000_000
"""The most characters that one draft holds."""

Mode = Literal["interview", "coached"]
"""`interview`: nothing is judged until the end; `coached`: remarks and a checklist while writing."""

Seconds = Annotated[float, Field(ge=0)]


def _utc(at: datetime) -> datetime:
    """Refuse any wall clock but UTC, so that events of one session compare."""
    if at.utcoffset() != timedelta(0):
        raise ValueError("events carry UTC")
    return at


class _Event(BaseModel):
    """A model that pydantic makes: events are read back from a store, checked, by the thousand."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Settings(_Event):
    """What a session is started with; never changes after that."""

    problem: Slug
    title: str = ""
    """The problem's title at the time, for lists that must not read packs."""
    pack: str = ""
    """Id of the pack that the problem came from."""
    pack_version: str = ""
    pack_hash: str = ""
    """Content hash of the problem as it was asked; another hash at review time offers to grade again."""
    level: Level = Level.MIDDLE
    minutes: Annotated[int, Field(ge=1, le=600)] = 45
    mode: Mode = "interview"
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)] = tuple(Phase)
    """The phases that are held, in order; one alone is single-phase practice."""
    timed: bool = True
    """Whether budgets count: without them time is only booked, and nothing is announced."""
    seed: Annotated[int, Field(ge=0)] = 0
    """Chooses among equal wordings; the same seed and the same keys give the same session."""


class Happened(_Event):
    """What every event carries."""

    at: Annotated[AwareDatetime, AfterValidator(_utc)]
    """Wall clock, UTC. It steps back when the clock is set; the order of events is their place in the list."""
    active: Seconds
    """Counted seconds since the start, to the millisecond: pauses and a sleeping laptop are not counted."""


class Started(Happened):
    """The prompt was shown and the clock began to run."""

    kind: Literal["started"] = "started"
    session: Annotated[str, Field(min_length=1, max_length=120)]
    """The session's id."""
    settings: Settings


class PhaseEntered(Happened):
    """The candidate went to a phase, forward or back; time is booked to it from here on."""

    kind: Literal["phase_entered"] = "phase_entered"
    phase: Phase


class Written(Happened):
    """A draft changed: `removed` characters from `start` on gave way to `text`."""

    kind: Literal["written"] = "written"
    phase: Phase
    part: str = ""
    """Id of the deep dive that is answered; empty: the phase's own notes."""
    start: Annotated[int, Field(ge=0)]
    removed: Annotated[int, Field(ge=0)]
    text: Annotated[str, Field(max_length=DRAFT_LIMIT)]

    def applied_to(self, draft: str) -> str:
        """`draft` after the change."""
        return draft[: self.start] + self.text + draft[self.start + self.removed :]


class Asked(Happened):
    """The candidate asked and the interviewer answered."""

    kind: Literal["asked"] = "asked"
    phase: Phase
    part: str = ""
    """Id of the deep dive that it was asked in; empty: the phase's own notes."""
    question: str
    answer: str
    facts: tuple[str, ...] = ()
    """Ids of the facts that were told; empty when the problem leaves it open or the question is not about it."""
    reply: Literal["fact", "again", "open", "unclear", "off_topic"] = "fact"


class HintTaken(Happened):
    """A hint was taken, once, for its price."""

    kind: Literal["hint_taken"] = "hint_taken"
    phase: Phase
    target: str
    """The phase or the deep dive that it is about, by id."""
    rung: Annotated[int, Field(ge=0, le=9)]
    """0 a nudge, 1 a direction, 2 an outline."""
    text: str
    price: Annotated[float, Field(ge=0, le=1)]
    """Share of the target's score that it costs."""


class Probed(Happened):
    """The interviewer asked for something that was missing."""

    kind: Literal["probed"] = "probed"
    phase: Phase
    part: str = ""
    """Id of the deep dive that the criterion is of; empty: the phase's own notes."""
    criterion: str
    text: str


class Said(Happened):
    """The interviewer said something that asks for nothing: a welcome, a remark on the time, a nudge."""

    kind: Literal["said"] = "said"
    phase: Phase
    text: str


class CurveballThrown(Happened):
    """A requirement changed in mid-interview."""

    kind: Literal["curveball_thrown"] = "curveball_thrown"
    phase: Phase
    curveball: str
    text: str


class DivesChosen(Happened):
    """The deep dives of this interview were picked."""

    kind: Literal["dives_chosen"] = "dives_chosen"
    dives: tuple["ChosenDive", ...]


class ChosenDive(_Event):
    """A deep dive as it was put to the candidate."""

    id: str
    question: str


class Paused(Happened):
    """The clock was stopped."""

    kind: Literal["paused"] = "paused"


class Resumed(Happened):
    """The clock runs again after a pause."""

    kind: Literal["resumed"] = "resumed"


class Continued(Happened):
    """The session was taken up again by another run of the program, after a quit, a crash or a power cut."""

    kind: Literal["continued"] = "continued"


class Suspended(Happened):
    """The computer slept, the program was stopped, or its clock was set forward; the gap is not counted."""

    kind: Literal["suspended"] = "suspended"
    seconds: Seconds


class Warned(Happened):
    """Time was announced."""

    kind: Literal["warned"] = "warned"
    phase: Phase | None
    """Whose time; none: the whole interview's."""
    left: Seconds
    text: str


class Overran(Happened):
    """A phase, or the interview, took longer than its budget. Nothing is locked."""

    kind: Literal["overran"] = "overran"
    phase: Phase | None
    """Whose time; none: the whole interview's."""


class FellSilent(Happened):
    """No key was pressed for a while."""

    kind: Literal["fell_silent"] = "fell_silent"
    phase: Phase
    seconds: Seconds
    text: str = ""
    """What the interviewer said to it; empty when the silence was only noted."""


class Finished(Happened):
    """The candidate handed in; the clock stopped for good."""

    kind: Literal["finished"] = "finished"


class Predicted(Happened):
    """The candidate said what the result will be, before seeing it."""

    kind: Literal["predicted"] = "predicted"
    score: Annotated[float, Field(ge=0, le=1)]


class SelfGraded(Happened):
    """The candidate graded one criterion, before seeing the coach's grade."""

    kind: Literal["self_graded"] = "self_graded"
    phase: Phase
    criterion: str
    credit: Annotated[float, Field(ge=0, le=1)]


class Overruled(Happened):
    """The candidate set the coach's grade of one criterion aside, with a reason."""

    kind: Literal["overruled"] = "overruled"
    phase: Phase
    criterion: str
    credit: Annotated[float, Field(ge=0, le=1)]
    reason: str = ""


class Noted(Happened):
    """The candidate's one line "next time I will …"."""

    kind: Literal["noted"] = "noted"
    text: str


Event = Annotated[
    Started
    | PhaseEntered
    | Written
    | Asked
    | HintTaken
    | Probed
    | Said
    | CurveballThrown
    | DivesChosen
    | Paused
    | Resumed
    | Continued
    | Suspended
    | Warned
    | Overran
    | FellSilent
    | Finished
    | Predicted
    | SelfGraded
    | Overruled
    | Noted,
    Field(discriminator="kind"),
]
"""Any event, told apart by `kind`."""

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads and writes one event: `EVENT.validate_json(line)`, `EVENT.dump_json(event)`."""
