"""What a session's events add up to: the state after each of them.

`after(state, event)` is the one place that says what an event means. It reads no clock and decides nothing; the
commands that make events are in `session`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from coach.interview.clock import Moment, Notice
from coach.interview.eventlog import EventLog
from coach.interview.splices import moved
from coach.model import events as e
from coach.model.words import Phase

HINT = "Hint: "
"""How a hint begins, so that it is told from a question."""


class DraftKey(NamedTuple):
    """Which editor a text belongs to."""

    phase: Phase
    part: str = ""
    """Id of the deep dive; empty: the phase's own notes."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something the interviewer said, and the candidate's question when there was one, at its place in a draft."""

    key: DraftKey
    anchor: int
    """Offset in the draft where it stands; it moves with the text around it."""
    says: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that was taken."""

    phase: Phase
    target: str
    rung: int
    text: str
    price: float


@dataclass(frozen=True, slots=True)
class SelfGrade:
    """How the candidate graded one criterion, and how it was settled in the end."""

    credit: float | None = None
    overruled: float | None = None
    """The credit that the candidate put in place of the coach's."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a session after some of its events."""

    id: str
    settings: e.Settings
    events: EventLog
    phase: Phase
    booked_ms: Mapping[Phase, int]
    """Counted milliseconds by phase; phases never entered are missing."""
    drafts: Mapping[DraftKey, str] = field(default_factory=dict)
    exchanges: tuple[Exchange, ...] = ()
    """The conversation in the order in which it was held."""
    hints: tuple[Hint, ...] = ()
    dives: tuple[e.ChosenDive, ...] = ()
    facts: tuple[str, ...] = ()
    """Ids of the facts that were told, in that order."""
    probed: tuple[str, ...] = ()
    """Ids of the criteria that were probed."""
    probes: Mapping[Phase, int] = field(default_factory=dict)
    """How often the interviewer asked for what is missing, by phase; phases without it are missing."""
    curveball: e.ChosenDive | None = None
    """The requirement that changed, with its words; none: none has."""
    given: frozenset[Notice] = frozenset()
    paused: bool = False
    finished: bool = False
    predicted: float | None = None
    """The candidate's own guess at the result, 0..1."""
    self_grades: Mapping[tuple[Phase, str], SelfGrade] = field(default_factory=dict)
    next_time: str = ""
    last_key_ms: int = 0
    """Counted milliseconds at the last change of a draft or the last question."""
    silent: bool = False
    """Whether the silence that lasts is recorded."""
    nudged: bool = False
    """Whether the silence that lasts has been spoken to."""
    seen: Moment | None = field(default=None, compare=False)
    """The last look at the clocks in this run of the program; none: the next one starts from nothing."""

    @property
    def active_ms(self) -> int:
        """Counted milliseconds since the start."""
        return sum(self.booked_ms.values())

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of the questions that have an editor of their own: the deep dives and a changed requirement."""
        changed = (self.curveball.id,) if self.curveball else ()
        return (*(dive.id for dive in self.dives), *changed)

    def draft(self, phase: Phase, part: str = "") -> str:
        """What stands in an editor; empty when nothing was written."""
        return self.drafts.get(DraftKey(phase, part), "")


S = TypeVar("S", bound=State)


def after(state: S, event: e.Event) -> S:
    """`state` after `event`: the time up to it booked, its facts taken in. The list of events is left to the caller."""
    state = booked(state, max(0, round(event.active * 1000) - state.active_ms))
    if isinstance(event, _KEYS):
        state = replace(state, last_key_ms=state.active_ms, silent=False, nudged=False)
    match event:
        case e.PhaseEntered():
            return replace(state, phase=event.phase)
        case e.Written():
            return _written(state, event)
        case e.Asked():
            told = (*state.facts, *(fact for fact in event.facts if fact not in state.facts))
            return replace(_said(state, event.phase, event.answer, event.question, part=event.part), facts=told)
        case e.HintTaken():
            hint = Hint(event.phase, event.target, event.rung, event.text, event.price)
            part = event.target if event.phase is Phase.DEEP_DIVES and event.target in state.parts else ""
            words = f"{HINT}{event.text}"
            return replace(_said(state, event.phase, words, part=part), hints=(*state.hints, hint))
        case e.Probed():
            said = _said(state, event.phase, event.text, part=event.part)
            probes = {**state.probes, event.phase: state.probes.get(event.phase, 0) + 1}
            return replace(said, probed=(*state.probed, event.criterion), probes=probes)
        case e.Said():
            return _said(state, event.phase, event.text)
        case e.CurveballThrown():
            thrown = e.ChosenDive(id=event.curveball, question=event.text)
            return replace(_said(state, event.phase, event.text), curveball=thrown)
        case e.DivesChosen():
            return replace(state, dives=event.dives)
        case e.Paused() | e.Resumed():
            return replace(state, paused=isinstance(event, e.Paused))
        case e.Warned():
            given = state.given | {Notice(event.phase, round(event.left))}
            return replace(_said(state, event.phase or state.phase, event.text), given=given)
        case e.Overran():
            return replace(state, given=state.given | {Notice(event.phase, 0)})
        case e.FellSilent():
            state = replace(state, silent=True, nudged=bool(event.text))
            return _said(state, event.phase, event.text) if event.text else state
        case e.Finished():
            return replace(state, finished=True)
        case e.Predicted():
            return replace(state, predicted=event.score)
        case e.SelfGraded():
            return _graded(state, event.phase, event.criterion, credit=event.credit)
        case e.Overruled():
            return _graded(state, event.phase, event.criterion, overruled=event.credit, reason=event.reason)
        case e.Noted():
            return replace(state, next_time=event.text)
        case e.Started() | e.Continued() | e.Suspended():
            return state


def booked(state: S, milliseconds: int) -> S:
    """`state` with `milliseconds` more counted for the phase it is in."""
    if not milliseconds:
        return state
    spent = state.booked_ms.get(state.phase, 0) + milliseconds
    return replace(state, booked_ms={**state.booked_ms, state.phase: spent})


_KEYS = (e.Started, e.PhaseEntered, e.Written, e.Asked, e.HintTaken, e.Resumed, e.Continued)
"""Events that only a key can cause: they end a silence."""


def _written(state: S, event: e.Written) -> S:
    """The draft changed, and what stands in it moved along."""
    key = DraftKey(event.phase, event.part)
    draft = event.applied_to(state.drafts.get(key, ""))
    exchanges = tuple(
        replace(one, anchor=moved(one.anchor, event.start, event.removed, len(event.text))) if one.key == key else one
        for one in state.exchanges
    )
    return replace(state, drafts={**state.drafts, key: draft}, exchanges=exchanges)


def _said(state: S, phase: Phase, says: str, question: str = "", part: str = "") -> S:
    """The interviewer spoke: after all that stands in the notes at that time."""
    key = DraftKey(phase, part)
    exchange = Exchange(key, len(state.drafts.get(key, "")), says, question)
    return replace(state, exchanges=(*state.exchanges, exchange))


def _graded(
    state: S,
    phase: Phase,
    criterion: str,
    *,
    credit: float | None = None,
    overruled: float | None = None,
    reason: str = "",
) -> S:
    grade = state.self_grades.get((phase, criterion), SelfGrade())
    if credit is not None:
        grade = replace(grade, credit=credit)
    if overruled is not None:
        grade = replace(grade, overruled=overruled, reason=reason)
    return replace(state, self_grades={**state.self_grades, (phase, criterion): grade})
