"""One interview while it is held: the session, what keeps it, and the interviewer, behind what the screen needs.

The session is a value; the sitting holds the latest one. Every change goes to the keeper at once, which writes it to
the store in its own thread; nothing here waits for a disk.
"""

from collections.abc import Callable

from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.interview.state import DraftKey, SelfGrade
from coach.model.problem import Problem, Rubrics
from coach.model.words import Level, Phase
from coach.report.summary import Own
from coach.tui.keeping import Keeper, Saved
from coach.tui.live import Notes
from coach.tui.widgets.rail import Stop, StopState
from coach.tui.widgets.talk import INTERVIEWER, YOU, Line

LABELS = {phase: phase.heading.replace("High-level design", "Design") for phase in Phase}
"""The phases' names where room is short."""

WARN_AT = 60
"""Seconds left in a phase from which the rail warns."""


class Sitting:
    """What the interview screen works with."""

    def __init__(
        self, session: Session, problem: Problem, rubrics: Rubrics, keeper: Keeper, now: Callable[[], Moment]
    ) -> None:
        self.session = session
        self.problem = problem
        self.rubrics = rubrics
        self._keeper = keeper
        self._now = now
        self._change(session)

    # ------------------------------------------------------------------ how things stand

    @property
    def title(self) -> str:
        """The problem's title."""
        return self.problem.title

    @property
    def level(self) -> Level:
        """The level the answer is judged for."""
        return self.session.settings.level

    @property
    def coached(self) -> bool:
        """Whether remarks may be shown while writing."""
        return self.session.settings.mode == "coached"

    @property
    def phase(self) -> Phase:
        """The phase the candidate is in."""
        return self.session.phase

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that are held, in order."""
        return self.session.settings.phases

    @property
    def following(self) -> Phase | None:
        """The phase after this one; none at the last."""
        return self.session.following

    @property
    def paused(self) -> bool:
        """Whether the clock stands."""
        return self.session.paused

    @property
    def keys(self) -> tuple[DraftKey, ...]:
        """The editors of the whole interview: one a phase, one a deep dive."""
        found = [DraftKey(phase) for phase in self.session.settings.phases if phase is not Phase.DEEP_DIVES]
        if Phase.DEEP_DIVES in self.session.settings.phases:
            dives = self.session.dives
            found += [DraftKey(Phase.DEEP_DIVES, dive.id) for dive in dives] or [DraftKey(Phase.DEEP_DIVES)]
        return tuple(found)

    def text(self, key: DraftKey) -> str:
        """What stands in an editor."""
        return self.session.draft(*key)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The conversation so far: the task first."""
        said = [Line(INTERVIEWER, self.problem.prompt)]
        for exchange in self.session.exchanges:
            if exchange.question:
                said.append(Line(YOU, exchange.question))
            said.append(Line(INTERVIEWER, exchange.says))
        return tuple(said)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The rail."""
        session, budgets = self.session, self.session.budgets
        current = session.settings.phases.index(session.phase)
        stops = []
        for index, phase in enumerate(session.settings.phases):
            left = session.left(phase)
            state = StopState.CURRENT if index == current else StopState.DONE if index < current else StopState.OPEN
            share = session.spent(phase) / max(1, budgets[phase])
            stops.append(Stop(phase.value, LABELS[phase], state, left, share, warned=left <= WARN_AT))
        return tuple(stops)

    @property
    def left(self) -> float:
        """Seconds left in all; negative when over."""
        return self.session.left()

    def saved(self) -> Saved:
        """How safe the text is."""
        return self._keeper.saved()

    def notes(self, key: DraftKey, width: int) -> Notes:
        """What the panel is made from."""
        session = self.session
        facts = {fact.id: fact for fact in self.problem.facts}
        return Notes(
            text=self.text(key),
            coached=self.coached,
            width=width,
            prompt=self.problem.prompt,
            agreed=tuple(facts[name].answer for name in session.facts if name in facts),
            questions=tuple(dive.question for dive in session.dives),
            question=next((index for index, dive in enumerate(session.dives) if dive.id == key.part), 0),
        )

    # ------------------------------------------------------------------ what happens

    def tick(self) -> tuple[Line, ...]:
        """Look at the clock; what the interviewer said because of it."""
        before = len(self.session.exchanges)
        self._change(self.session.tick(self._now()))
        return tuple(Line(INTERVIEWER, one.says) for one in self.session.exchanges[before:])

    def write(self, key: DraftKey, text: str) -> None:
        """Keep what an editor holds."""
        self._change(self.session.write(key.phase, text, self._now(), key.part))

    def go_to(self, phase: Phase) -> None:
        """Enter a phase."""
        self._change(self.session.enter_phase(phase, self._now()))

    def pause(self) -> None:
        """Stop the clock, or let it run again."""
        now = self._now()
        self._change(self.session.resume(now) if self.session.paused else self.session.pause(now))

    def finish(self) -> None:
        """Hand in."""
        self._change(self.session.finish(self._now()))

    # ------------------------------------------------------------------ afterwards

    def predict(self, points: int) -> None:
        """Keep the guess, 0..100."""
        self._change(self.session.predict(points / 100, self._now()))

    def grade_self(self, phase: Phase, criterion: str, credit: float) -> None:
        """Keep the candidate's own grade, 0..1."""
        self._change(self.session.grade_self(phase, criterion, credit, self._now()))

    def overrule(self, phase: Phase, criterion: str, credit: float, reason: str) -> None:
        """Keep a grade that is to stand against the coach's."""
        self._change(self.session.overrule(phase, criterion, credit, reason, self._now()))

    def promise(self, text: str) -> None:
        """Keep the line "next time I will …"."""
        self._change(self.session.note(text, self._now()))

    def grade_of(self, phase: Phase, criterion: str) -> SelfGrade:
        """What the candidate said of one criterion."""
        return self.session.self_grades.get((phase, criterion), SelfGrade())

    def own(self) -> Own:
        """What the candidate said, as the report takes it: an overruled grade counts as the candidate's last word."""
        grades = {
            criterion: credit
            for (_, criterion), grade in self.session.self_grades.items()
            if (credit := grade.credit if grade.overruled is None else grade.overruled) is not None
        }
        return Own(predicted=self.session.predicted, grades=grades, next_time=self.session.next_time)

    def close(self) -> Saved:
        """Write what is left; how it ended."""
        return self._keeper.close()

    def _change(self, session: Session) -> None:
        self.session = session
        self._keeper.keep(session)
