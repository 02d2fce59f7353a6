"""The session: one timed run as a pure state machine over its events.

Every method takes the moment it happens at and returns a new session with its events appended; nothing reads a clock,
a screen or a disk. `Session.replay(events)` gives the same session again, so the events are all that has to be kept.

Time is booked, in whole milliseconds, to the phase the candidate is in. Phases may be entered in any order and again;
a budget that is used up is recorded and locks nothing.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self, cast

from coach.interview import clock, phrases
from coach.interview.clock import Moment, Notice
from coach.interview.eventlog import EventLog
from coach.interview.splices import splice
from coach.interview.state import State, after, booked
from coach.model import events as e
from coach.model.words import Phase

SILENT_AFTER_MS = 90_000
"""So long without a key is recorded as silence."""

NUDGE_AFTER_MS = 150_000
"""So long without a key, the interviewer says something."""


@dataclass(frozen=True, slots=True)
class Session(State):
    """A session at one moment; made by `start` or `replay` only. Equal sessions have had the same events."""

    # --- made from nothing, from events ---

    @classmethod
    def start(cls, settings: e.Settings, now: Moment) -> Self:
        """Show the prompt and let the clock run, in the first of the settings' phases."""
        at = clock.utc(now.wall)
        name = f"{settings.problem}:{settings.seed}:{now.wall.isoformat()}"
        session = f"{at:%Y%m%d-%H%M%S}-{settings.problem}-{zlib.crc32(name.encode()):08x}"[:120]
        started = e.Started(at=at, active=0.0, session=session, settings=settings)
        return replace(cls.replay([started]), seen=now)._happened(e.PhaseEntered, now, phase=settings.phases[0])

    @classmethod
    def replay(cls, events: Iterable[e.Event], active: float = 0.0) -> Self:
        """The session that `events` tell of.

        Args:
            events: all of them in order, or the first few.
            active: counted seconds as last saved; what they go beyond the last event is booked to its phase.

        Raises:
            ValueError: the first event is not the start of a session.
        """
        rest = iter(events)
        first = next(rest, None)
        if not isinstance(first, e.Started):
            raise ValueError("a session begins with its start")  # noqa: TRY004 - the list is wrong, not a type
        session = cls(first.session, first.settings, EventLog(), first.settings.phases[0], {})
        appended: list[e.Event] = [first]
        for event in rest:
            session = after(session, event)
            appended.append(event)
        missing = max(0, round(active * 1000) - session.active_ms)
        return replace(booked(session, missing), events=EventLog(appended))

    # --- time ---

    @property
    def active(self) -> float:
        """Counted seconds since the start; hand it to the store with every save."""
        return self.active_ms / 1000

    @property
    def budgets(self) -> dict[Phase, int]:
        """Seconds by phase, in the order of the settings."""
        return clock.budgets(self.settings.minutes, self.settings.phases, self.settings.level)

    def spent(self, phase: Phase) -> float:
        """Seconds booked to `phase`."""
        return self.booked_ms.get(phase, 0) / 1000

    def left(self, phase: Phase | None = None) -> float:
        """Seconds left in `phase`, or in all when none is named; negative when overrun."""
        if phase is None:
            return self.settings.minutes * 60 - self.active
        return self.budgets[phase] - self.spent(phase)

    def tick(self, now: Moment) -> Self:
        """Look at the clocks: book the time, record sleep, give the notices that are due. Call it twice a second."""
        if self.seen is None or self.paused or self.finished:
            return replace(self, seen=now)
        stretch = clock.between(self.seen, now)
        session = replace(booked(self, stretch.counted), seen=now)
        if stretch.slept:
            session = session._happened(e.Suspended, now, seconds=stretch.slept / 1000)
        if session.settings.timed:
            for notice in tuple(clock.due(session.booked_ms, session.budgets, session.phase, session.given)):
                session = session._noticed(notice, now)
        return session._listened(now)

    def at_work(self) -> Self:
        """The same, with no silence running: the candidate works where no key can be seen, in another editor."""
        return replace(self, last_key_ms=self.active_ms, silent=False, nudged=False)

    def pause(self, now: Moment) -> Self:
        """Stop the clock; nothing happens when it stands."""
        session = self.tick(now)
        return session if session.paused or session.finished else session._happened(e.Paused, now)

    def resume(self, now: Moment) -> Self:
        """Let the clock run again after a pause; nothing happens when it runs."""
        return self.tick(now)._happened(e.Resumed, now) if self.paused else self

    def take_up(self, now: Moment) -> Self:
        """Go on with a replayed session in another run of the program; the time between is not counted.

        A pause it was left in ends. Call it once, right after `replay`.
        """
        session = replace(self, seen=now)
        if session.finished:
            return session
        session = session._happened(e.Continued, now)
        return session._happened(e.Resumed, now) if session.paused else session

    # --- phases ---

    @property
    def following(self) -> Phase | None:
        """The phase after this one; none at the last."""
        phases = self.settings.phases
        at = phases.index(self.phase) + 1
        return phases[at] if at < len(phases) else None

    def enter_phase(self, phase: Phase, now: Moment) -> Self:
        """Go to `phase`, forward or back; nothing happens when one is in it.

        Raises:
            ValueError: the session does not hold that phase.
        """
        if phase not in self.settings.phases:
            raise ValueError(f"this session has no phase {phase}")
        session = self.tick(now)
        return session if phase is session.phase else session._happened(e.PhaseEntered, now, phase=phase)

    # --- writing and talking ---

    def write(self, phase: Phase, text: str, now: Moment, part: str = "") -> Self:
        """Keep what an editor holds; nothing happens when it has not changed.

        Text is kept up to `DRAFT_LIMIT` characters; lone surrogates, which no file can hold, become U+FFFD.
        """
        session = self.tick(now)
        kept = text[: e.DRAFT_LIMIT].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        before = session.draft(phase, part)
        if kept == before:
            return session
        change = splice(before, kept)
        return session._happened(
            e.Written, now, phase=phase, part=part, start=change.start, removed=change.removed, text=change.text
        )

    def ask(
        self,
        question: str,
        answer: str,
        now: Moment,
        *,
        facts: Sequence[str] = (),
        reply: str = "fact",
        part: str = "",
    ) -> Self:
        """Record a question and its answer (`interviewer.answer` gives answer, facts and kind of reply)."""
        session = self.tick(now)
        said = {"question": question, "answer": answer, "facts": tuple(facts), "reply": reply}
        return session._happened(e.Asked, now, phase=session.phase, part=part, **said)

    def hint(self, target: str, rung: int, text: str, price: float, now: Moment) -> Self:
        """Record that a hint was taken; the same rung twice costs nothing and is not recorded again."""
        session = self.tick(now)
        if any(hint.target == target and hint.rung == rung for hint in session.hints):
            return session
        return session._happened(
            e.HintTaken, now, phase=session.phase, target=target, rung=rung, text=text, price=price
        )

    def probe(self, criterion: str, text: str, now: Moment, part: str = "") -> Self:
        """Record that the interviewer asked for what is missing."""
        session = self.tick(now)
        return session._happened(e.Probed, now, phase=session.phase, part=part, criterion=criterion, text=text)

    def say(self, text: str, now: Moment) -> Self:
        """Record something the interviewer said."""
        session = self.tick(now)
        return session._happened(e.Said, now, phase=session.phase, text=text)

    def throw(self, curveball: str, text: str, now: Moment) -> Self:
        """Record a changed requirement."""
        session = self.tick(now)
        return session._happened(e.CurveballThrown, now, phase=session.phase, curveball=curveball, text=text)

    def choose_dives(self, dives: Iterable[tuple[str, str]], now: Moment) -> Self:
        """Record which deep dives are asked: their ids and questions. A later choice replaces the earlier one."""
        chosen = tuple(e.ChosenDive(id=name, question=question) for name, question in dives)
        return self.tick(now)._happened(e.DivesChosen, now, dives=chosen)

    def finish(self, now: Moment) -> Self:
        """Hand in: the clock stops for good."""
        session = self.tick(now)
        return session if session.finished else session._happened(e.Finished, now)

    # --- afterwards ---

    def predict(self, score: float, now: Moment) -> Self:
        """Record what the candidate thinks the result will be, 0..1."""
        return self._happened(e.Predicted, now, score=score)

    def grade_self(self, phase: Phase, criterion: str, credit: float, now: Moment) -> Self:
        """Record the candidate's own grade of one criterion, 0..1; a later one replaces it."""
        return self._happened(e.SelfGraded, now, phase=phase, criterion=criterion, credit=credit)

    def overrule(self, phase: Phase, criterion: str, credit: float, reason: str, now: Moment) -> Self:
        """Record that the candidate sets the coach's grade of one criterion aside."""
        return self._happened(e.Overruled, now, phase=phase, criterion=criterion, credit=credit, reason=reason)

    def note(self, text: str, now: Moment) -> Self:
        """Record the one line "next time I will …"; a later one replaces it."""
        return self._happened(e.Noted, now, text=text)

    # --- how it is done ---

    def _happened(self, kind: type[e.Happened], now: Moment, **said: object) -> Self:
        """Append an event of `kind` at `now`, and what follows from it."""
        event = cast("e.Event", kind.model_validate({"at": clock.utc(now.wall), "active": self.active, **said}))
        return replace(after(self, event), events=self.events.with_one_more(event), seen=now)

    def _noticed(self, notice: Notice, now: Moment) -> Self:
        """Say that time runs out, or record that it has."""
        if notice.left == 0:
            return self._happened(e.Overran, now, phase=notice.phase)
        text = phrases.pick(_announcement(notice), self.settings.seed, notice.phase, notice.left)
        return self._happened(e.Warned, now, phase=notice.phase, left=float(notice.left), text=text)

    def _listened(self, now: Moment) -> Self:
        """Record a silence once, and in an interview speak to it once."""
        quiet = self.active_ms - self.last_key_ms
        if quiet >= SILENT_AFTER_MS and not self.silent:
            return self._happened(e.FellSilent, now, phase=self.phase, seconds=quiet / 1000)
        if quiet >= NUDGE_AFTER_MS and not self.nudged and self.settings.mode == "interview":
            words = phrases.pick(phrases.SILENCE, self.settings.seed, self.last_key_ms)
            return self._happened(e.FellSilent, now, phase=self.phase, seconds=quiet / 1000, text=words)
        return self


def _announcement(notice: Notice) -> tuple[str, ...]:
    """The ways to announce `notice`."""
    if notice.phase is not None:
        return phrases.PHASE_MINUTE
    return {300: phrases.FIVE_MINUTES, 60: phrases.ONE_MINUTE}.get(notice.left, phrases.HALF)
