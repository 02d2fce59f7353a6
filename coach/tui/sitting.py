"""One interview while it is held: the session, what keeps it, and the interviewer, behind what the screen needs.

The session is a value; the sitting holds the latest one. Twice a second, and at every turn, the store is handed what
is new; it writes in a thread of its own, so nothing here waits for a disk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from coach.grading.rooms import catalogue_of
from coach.interview import transcript
from coach.interview.clock import Moment
from coach.interview.conductor import Conductor, Enter, HandIn, Move
from coach.interview.interviewer import Offer, Reply
from coach.interview.session import Session
from coach.interview.state import DraftKey, SelfGrade
from coach.model import events as e
from coach.model.problem import Problem, Rubrics
from coach.model.words import Level, Phase
from coach.store.store import Store
from coach.tui import crash
from coach.tui.notes import Notes
from coach.tui.widgets.rail import Stop, StopState
from coach.tui.widgets.talk import INTERVIEWER, YOU, Line

if TYPE_CHECKING:
    from coach.interview.standing import Check

T = TypeVar("T")

LOOKS = 10
"""Seconds between two looks at the clock that are made up for."""


@dataclass(frozen=True, slots=True)
class Saved:
    """How safe the text is."""

    age: float | None
    """Seconds since something was last on disk for certain; none: nothing yet."""
    pending: bool
    """Whether something is only in memory."""
    trouble: str
    """Why nothing can be saved, in words; empty when all is well."""


LABELS = {phase: phase.heading.replace("High-level design", "Design") for phase in Phase}
"""The phases' names where room is short."""

WARN_AT = 60
"""Seconds left in a phase from which the rail warns."""


class Sitting:
    """What the interview screen works with."""

    def __init__(
        self, session: Session, problem: Problem, rubrics: Rubrics, store: Store, now: Callable[[], Moment]
    ) -> None:
        self.session = session
        self.problem = problem
        self.rubrics = rubrics
        self._store = store
        self._now = now
        self._conductor = Conductor(problem, rubrics)
        self._checks: dict[Phase, tuple[Check, ...]] = {}
        """In coached practice: the latest checklist of each phase."""
        self._handed_in = 0
        """How many events the store has been given."""
        self._hand_in()

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
    def timed(self) -> bool:
        """Whether budgets count."""
        return self.session.settings.timed

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
            parts = self.session.parts
            found += [DraftKey(Phase.DEEP_DIVES, part) for part in parts] or [DraftKey(Phase.DEEP_DIVES)]
        return tuple(found)

    @property
    def questions(self) -> tuple[str, ...]:
        """What the deep dives ask, and the requirement that changed."""
        changed = (f"Changed: {self.session.curveball.question}",) if self.session.curveball else ()
        return (*(dive.question for dive in self.session.dives), *changed)

    def text(self, key: DraftKey) -> str:
        """What stands in an editor."""
        return self.session.draft(*key)

    def _written(self, phase: Phase) -> str:
        return "\n\n".join(text for key in self.keys if key.phase is phase and (text := self.text(key)))

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
    def last_words(self) -> Line:
        """What the interviewer said last; below it the question that waits for an answer, if one does."""
        last = next(line for line in reversed(self.lines) if line.who == INTERVIEWER)
        if not self.questioned:
            return last
        asked = next(one for one in reversed(self.session.events) if isinstance(one, e.Probed))
        if asked.text == last.text:
            return last
        return Line(INTERVIEWER, f"{last.text}\n{asked.text.splitlines()[-1]}")

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
            if self.timed:
                stops.append(Stop(phase.value, LABELS[phase], state, left, share, warned=left <= WARN_AT))
            else:
                stops.append(Stop(phase.value, LABELS[phase], state, session.spent(phase), None))
        return tuple(stops)

    @property
    def left(self) -> float:
        """Seconds left in all; negative when over."""
        return self.session.left()

    def saved(self) -> Saved:
        """How safe the text is, at this moment."""
        status = self._store.status
        age = None if status.saved_at is None else self._now().wall.timestamp() - status.saved_at
        return Saved(age, status.pending > 0 or self._handed_in < len(self.session.events), status.words)

    def notes(self, key: DraftKey, width: int, killed: str = "") -> Notes:
        """What the panel is made from; `killed` is the box that is taken out of the design."""
        session = self.session
        return Notes(
            text=self.text(key),
            coached=self.coached,
            width=width,
            prompt=self.problem.prompt,
            agreed=self._conductor.agreed(session),
            questions=self.questions,
            question=next((index for index, part in enumerate(session.parts) if part == key.part), 0),
            checklist=self._checks.get(key.phase, ()),
            against=lambda text: self._conductor.against(session, text),
            others={phase: text for phase in Phase if phase is not key.phase and (text := self._written(phase))},
            catalogue=catalogue_of(self.rubrics),
            killed=killed,
        )

    # ------------------------------------------------------------------ what happens

    def sheet_text(self) -> str:
        """Everything written and said, as an answer sheet."""
        return transcript.markdown(self.session)

    def tick(self) -> tuple[Line, ...]:
        """Look at the clock; what the interviewer said because of it."""
        before = len(self.session.exchanges)
        self._turn(self._conductor.tick(self.session, self._now()))
        return tuple(Line(INTERVIEWER, one.says) for one in self.session.exchanges[before:])

    def catch_up(self) -> None:
        """Count the time that passed while nobody could look at the clock, and the candidate was at work elsewhere."""
        now, seen = self._now(), self.session.seen
        if seen is None:
            return
        while (now.wall - seen.wall).total_seconds() > LOOKS:
            seen = Moment(seen.wall + timedelta(seconds=LOOKS), seen.monotonic + LOOKS)
            self.session = self._conductor.tick(self.session.at_work(), seen)
        self.session = self.session.at_work()
        self.tick()

    def write(self, key: DraftKey, text: str) -> None:
        """Keep what an editor holds."""
        self.session = self.session.write(key.phase, text, self._now(), key.part)

    def next_move(self) -> Move:
        """What going on does now: a question about this phase, the next phase, or the end. Reads the whole answer:
        call it in a thread.
        """
        return self._guarded(lambda: self._conductor.next_move(self.session), self._plain_move)

    def entering(self, phase: Phase) -> Enter:
        """What going to `phase` brings. Reads the whole answer: call it in a thread."""
        return self._guarded(
            lambda: self._conductor.entering(self.session, phase),
            lambda: self._conductor.entering(self.session, phase, unread=True),
        )

    def make(self, move: Move) -> None:
        """Let a move happen."""
        self._turn(self._conductor.make(self.session, move, self._now()))

    @property
    def questioned(self) -> bool:
        """Whether the interviewer waits for an answer."""
        return self._conductor.questioned(self.session)

    @property
    def owes_question(self) -> bool:
        """Whether the interviewer is about to ask into a silence."""
        return self._conductor.owes_question(self.session)

    def listening(self) -> Move | None:
        """What a long silence is met with. Reads the whole answer: call it in a thread."""
        return self._guarded(lambda: self._conductor.listening(self.session), lambda: None)

    def expect_question(self) -> None:
        """A question is about to be typed. Call it in a thread."""
        self._guarded(self._conductor.expect_question, lambda: None)

    def answer(self, question: str) -> Reply:
        """What the interviewer says to a question. Call it in a thread."""
        return self._conductor.answer(self.session, question)

    def ask(self, question: str, part: str = "", reply: Reply | None = None) -> None:
        """Put a question to the interviewer, in the notes of `part` where that is a deep dive; `reply` is its answer
        where that is known.
        """
        self._turn(self._conductor.ask(self.session, question, self._now(), part, reply=reply))

    def hint_price(self, key: DraftKey) -> float:
        """Share of the part's score that the next hint costs; 0 when it is free."""
        return self._conductor.price(self.session, key)

    def hinted_out(self, key: DraftKey) -> bool:
        """Whether every hint for what is being written has been taken."""
        return self._conductor.hinted_out(self.session, key)

    def hint_offer(self, key: DraftKey) -> Offer | None:
        """The next hint for what is being written; none when there is none. Call it in a thread."""
        return self._guarded(lambda: self._conductor.offer(self.session, key), lambda: None)

    def take_hint(self, offer: Offer) -> None:
        """Hear a hint, at its price."""
        self._turn(self._conductor.take(self.session, offer, self._now()))

    def check(self) -> None:
        """Find out what is met of what is looked for in this phase. Reads the whole answer: call it in a thread."""
        session = self.session
        self._checks[session.phase] = self._guarded(lambda: self._conductor.checklist(session), tuple)

    def _plain_move(self) -> Move:
        """Where going on leads when nothing can be asked."""
        following = self.session.following
        return self._conductor.entering(self.session, following, unread=True) if following else HandIn()

    def _guarded(self, decide: Callable[[], T], otherwise: Callable[[], T]) -> T:
        """A decision; `otherwise` if the grader behind it fails: the interview goes on."""
        try:
            return decide()
        except Exception as bug:  # a fence: see above
            crash.write(bug)
            return otherwise()

    def pause(self) -> None:
        """Stop the clock, or let it run again."""
        now = self._now()
        self._turn(self.session.resume(now) if self.session.paused else self.session.pause(now))

    def finish(self) -> None:
        """Hand in."""
        self._turn(self.session.finish(self._now()))

    # ------------------------------------------------------------------ afterwards

    def predict(self, points: int) -> None:
        """Keep the guess, 0..100."""
        self._turn(self.session.predict(points / 100, self._now()))

    def grade_self(self, phase: Phase, criterion: str, credit: float) -> None:
        """Keep the candidate's own grade, 0..1."""
        self._turn(self.session.grade_self(phase, criterion, credit, self._now()))

    def overrule(self, phase: Phase, criterion: str, credit: float, reason: str) -> None:
        """Keep a grade that is to stand against the coach's."""
        self._turn(self.session.overrule(phase, criterion, credit, reason, self._now()))

    def promise(self, text: str) -> None:
        """Keep the line "next time I will …"."""
        self._turn(self.session.note(text, self._now()))

    def grade_of(self, phase: Phase, criterion: str) -> SelfGrade:
        """What the candidate said of one criterion."""
        return self.session.self_grades.get((phase, criterion), SelfGrade())

    def close(self) -> Saved:
        """Write what is left, waiting for the disk; how it ended. Call it off the screen's own thread."""
        if not self.session.finished:
            self.session = self.session.tick(self._now())
        self._hand_in()
        self._store.flush()
        return self.saved()

    def _turn(self, session: Session) -> None:
        """A change worth keeping at once."""
        self.session = session
        self._hand_in()

    def _hand_in(self) -> None:
        self._handed_in = len(self.session.events)
        self._store.append(self.session.id, self.session.events, self.session.active)
