"""Holds an interview: decides what the interviewer does next, and lets it happen to a session.

Screens and the plain mode drive the same `Conductor`. What decides and takes long (`next_move`, `entering`,
`listening`, `offer`) changes nothing and may run in a thread; what happens (`make`, `take`, `ask`, `tick`) is quick.
Everything is made from the problem, the session and its seed, so the same keys at the same times give the same session.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from coach.estimation import agreed as agreed_figures
from coach.estimation import worksheet
from coach.grading.dives import CHANGED_DIVE
from coach.grading.lexicons import lexicon_of
from coach.grading.rooms import catalogue_of, figures
from coach.interview import clock, dives, grounds, phrases
from coach.interview.agreed import Agreed, agreed
from coach.interview.clock import Moment
from coach.interview.heard import heard
from coach.interview.interviewer import HINT_PRICES, Interviewer, Offer, Reply
from coach.interview.levels import MANNERS, Manner
from coach.interview.session import Session
from coach.interview.standing import OPEN_BELOW, Check, Standing, ladder, standing, with_agreed
from coach.interview.state import DraftKey
from coach.model import events as e
from coach.model.problem import DeepDive, Fact, Problem, Rubrics
from coach.model.remark import Remark
from coach.model.scorecard import Judgement
from coach.model.words import Phase

LEAST_TIME = 60.0
"""Seconds that have to be left in a phase for a question at its end: who is out of time moves on."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The interviewer asks for what is missing; the phase stays."""

    criterion: str
    text: str
    part: str = ""
    """The deep dive that it belongs to; empty: the phase itself."""


@dataclass(frozen=True, slots=True)
class Enter:
    """On to a phase, with its deep dives when they are new."""

    phase: Phase
    dives: tuple[e.ChosenDive, ...] = ()


@dataclass(frozen=True, slots=True)
class HandIn:
    """That was the last phase: nothing is left but to hand in."""


Move: TypeAlias = Probe | Enter | HandIn


class Conductor:
    """The interviewer of one problem and all that steers an interview on it; immutable after it is made."""

    def __init__(self, problem: Problem, rubrics: Rubrics) -> None:
        self._problem = problem
        self._rubrics = rubrics
        lexicon = lexicon_of(rubrics) if rubrics.concepts else None
        self._interviewer = Interviewer(problem, rubrics.concepts, lexicon)

    # ------------------------------------------------------------------ what happens; quick

    def expect_question(self) -> None:
        """A question is about to be typed: make what answers it. Takes some keys' time: call it in a thread."""
        self._interviewer.get_ready()

    def tick(self, session: Session, now: Moment) -> Session:
        """Look at the clocks: announcements, silence, and the changed requirement at its moment."""
        session = session.tick(now)
        if self._curveball_is_due(session):
            thrown = self._problem.curveballs[session.settings.seed % len(self._problem.curveballs)]
            session = session.throw(thrown.id, thrown.says, now)
        return session

    def answer(self, session: Session, question: str) -> Reply:
        """What the interviewer says to a question. The first one may take some keys' time: call it in a thread."""
        return self._interviewer.answer(question, session.facts, session.settings.seed)

    def ask(
        self, session: Session, question: str, now: Moment, part: str = "", *, reply: Reply | None = None
    ) -> Session:
        """Put a question to the interviewer, in the notes of `part` where that is a deep dive.

        `reply` is what `answer` gave, where it has been asked for already.
        """
        reply = reply or self.answer(session, question)
        return session.ask(question, reply.text, now, facts=reply.facts, reply=reply.kind, part=part)

    def make(self, session: Session, move: Move, now: Moment) -> Session:
        """Let a decision happen; handing in stops the clock."""
        match move:
            case Probe():
                return session.probe(move.criterion, move.text, now, move.part)
            case Enter():
                new = move.phase not in session.booked_ms and move.phase is not session.settings.phases[0]
                session = session.enter_phase(move.phase, now)
                if new:
                    words = phrases.ON_ENTERING[move.phase]
                    session = session.say(phrases.pick(words, session.settings.seed, move.phase), now)
                if move.dives and not session.dives:
                    session = session.choose_dives([(dive.id, dive.question) for dive in move.dives], now)
                return session
            case HandIn():
                return session.finish(now)

    def take(self, session: Session, offer: Offer, now: Moment) -> Session:
        """Hear a hint, at its price; the same one again costs nothing."""
        return session.hint(offer.target, offer.rung, offer.text, offer.price, now)

    # ------------------------------------------------------------------ what is decided; may take long

    def next_move(self, session: Session) -> Move:
        """What "go on" does at this moment: a question about this phase first, then the next phase, then the end."""
        if probe := self._probe_before_leaving(session):
            return probe
        return self.entering(session, session.following) if session.following else HandIn()

    def entering(self, session: Session, phase: Phase, *, unread: bool = False) -> Enter:
        """What going to `phase` brings: its deep dives, chosen for this candidate when they are not chosen yet.

        With `unread` they are the problem's first ones, whatever is written: quick, and sure not to fail.
        """
        if phase is not Phase.DEEP_DIVES or session.dives:
            return Enter(phase)
        if unread:
            return Enter(phase, _chosen(self._interviewer.dives(count=self._manner(session).dives)))
        return Enter(phase, self.dives(session))

    def listening(self, session: Session) -> Probe | None:
        """The question that a silence is met with, once it was spoken to; none when there is nothing to ask."""
        if not self.owes_question(session):
            return None
        return self._probe(session, phrases.IN_THE_SILENCE)

    def owes_question(self, session: Session) -> bool:
        """Whether a silence lasts that was spoken to and not yet met with a question; quick."""
        if not session.nudged or session.settings.mode != "interview" or session.paused or session.finished:
            return False
        return self._may_probe(session) and not _probed_since_key(session)

    def offer(self, session: Session, key: DraftKey) -> Offer | None:
        """The next hint for what is being written, with its price; none when there is none. Free when coached."""
        found = self._interviewer.next_hint(_target(key), session.hints, self._hints(session, key))
        free = session.settings.mode == "coached"
        return Offer(found.target, found.rung, found.text, 0.0) if found and free else found

    def dives(self, session: Session) -> tuple[e.ChosenDive, ...]:
        """The deep dives to ask: the candidate's own design first, then the problem's where most is open."""
        manner = self._manner(session)
        own = dives.questions(session.draft(Phase.DESIGN), catalogue_of(self._rubrics), session.draft(Phase.ESTIMATION))
        known = {dive.id for dive in self._rubrics.design_dives}
        chosen = [e.ChosenDive(id=one.id, question=one.question) for one in own if one.id in known][: manner.own_dives]
        weights = self.standing(session).open_weights(self._problem.deep_dives) if session.drafts else {}
        listed = self._interviewer.dives(weights, manner.dives - len(chosen), session.settings.seed)
        return (*_chosen(listed), *chosen)

    def standing(self, session: Session) -> Standing:
        """The judgements on what is written so far."""
        return standing(session, self._problem, self._rubrics)

    def checklist(self, session: Session) -> tuple[Check, ...]:
        """What is looked for in the phase that the session is in, with what is met; for coached practice."""
        return self.standing(session).checklist(session.phase)

    # ------------------------------------------------------------------ how things stand; quick

    def agreed(self, session: Session) -> tuple[Agreed, ...]:
        """The facts told so far."""
        return agreed(self._problem.facts, session.facts)

    def price(self, session: Session, key: DraftKey) -> float:
        """Share of the part's score that the next hint costs; 0 when it is free, or when there is none left."""
        return 0.0 if session.settings.mode == "coached" else self._interviewer.price(_target(key), session.hints)

    def hinted_out(self, session: Session, key: DraftKey) -> bool:
        """Whether every hint for what is being written has been taken."""
        return sum(hint.target == _target(key) for hint in session.hints) >= len(HINT_PRICES)

    def questioned(self, session: Session) -> bool:
        """Whether the interviewer has just asked for something, and nothing was done since."""
        return _probed_since_key(session)

    def against(self, session: Session, estimation: str) -> tuple[Remark, ...]:
        """Figures of an estimation that contradict what was agreed, at their offsets in it."""
        told = figures(self._told(session))
        numbers = {fact.id: fact.value for fact in self._problem.facts if fact.value is not None}
        sums = worksheet.read(estimation)
        return agreed_figures.against(estimation, sums, told, self._problem.quantities, numbers)

    # ------------------------------------------------------------------ how it is done

    def _told(self, session: Session) -> list[Fact]:
        return [fact for fact in self._problem.facts if fact.id in session.facts]

    def _manner(self, session: Session) -> Manner:
        return MANNERS[session.settings.level]

    def _curveball_is_due(self, session: Session) -> bool:
        settings = session.settings
        if session.curveball or session.finished or session.paused or not self._problem.curveballs:
            return False
        if Phase.DESIGN not in settings.phases or Phase.DEEP_DIVES not in settings.phases:
            return False
        late = session.active >= clock.curveball_at(settings.minutes, settings.seed)
        return late and session.phase in (Phase.DESIGN, Phase.DEEP_DIVES)

    def _probe_before_leaving(self, session: Session) -> Probe | None:
        """The question at the end of a phase: while there is time, and while the one before was answered."""
        if session.settings.mode != "interview" or session.finished or not self._may_probe(session):
            return None
        if session.settings.timed and min(session.left(session.phase), session.left()) < LEAST_TIME:
            return None
        if _probed_since_key(session) or not _written_since_probe(session):
            return None
        return self._probe(session, phrases.BEFORE_GOING_ON)

    def _may_probe(self, session: Session) -> bool:
        return session.probes.get(session.phase, 0) < self._manner(session).probes

    def _probe(self, session: Session, lead_ins: tuple[str, ...]) -> Probe | None:
        """The heaviest open criterion of the phase as a question, below a few words that lead in."""
        hints = [hint.text for hint in session.hints]
        stands = self.standing(session)
        still_open = [one for one in self._open_in(session, stands, session.phase) if not heard(one, hints)]
        blank = not any(text.strip() for key, text in session.drafts.items() if key.phase is session.phase)
        if blank and session.phase is Phase.DEEP_DIVES:  # a question about answers in general has nothing to refer to
            still_open = [one for one in still_open if self._part_of(one.id)]
        if blank:
            still_open = [one for one in still_open if not grounds.points_back(one.probe)]
        found = self._interviewer.probe(still_open, session.probed)
        if found is None:
            return None
        if not (lead_in := self._ground(session, stands, found.id)):
            silent = blank and not any(
                isinstance(one, e.Asked) and one.phase is session.phase for one in session.events
            )
            words = phrases.NOTHING_YET if silent else lead_ins
            lead_in = phrases.pick(words, session.settings.seed, found.id)
        part = self._part_of(found.id)
        if session.phase is Phase.DEEP_DIVES and not part and (asked := _last_answered(session)):
            part = asked.id
            lead_in = phrases.pick(phrases.ABOUT, session.settings.seed, found.id).format(grounds.named(asked.question))
        return Probe(found.id, f"{lead_in}\n{found.probe}", part)

    def _open_in(self, session: Session, stands: Standing, phase: Phase) -> tuple[Judgement, ...]:
        """What is open in `phase`, the heaviest first, without what was agreed and what stands in the sums."""
        still_open = stands.open_in(phase)
        if phase is Phase.ESTIMATION:
            computed = grounds.settled_by_sums(session.draft(phase))
            return tuple(one for one in still_open if one.id not in computed)
        if phase is not Phase.REQUIREMENTS or not session.facts or not still_open:
            return still_open
        settled = with_agreed(session, (fact.answer for fact in self.agreed(session)))
        left = {one.id for one in self.standing(settled).open_in(phase)}
        if grounds.settles_scale(self._told(session), self._problem.quantities):
            left.discard(grounds.SCALE)
        return tuple(one for one in still_open if one.id in left)

    def _ground(self, session: Session, stands: Standing, criterion: str) -> str:
        """What the question for a criterion starts from, in a sentence: what was written, else what was agreed."""
        seed = session.settings.seed
        if quote := grounds.written_for(criterion, (one for _, one in stands.judged), OPEN_BELOW):
            return phrases.pick(phrases.YOU_WROTE, seed, criterion).format(quote)
        answers = grounds.agreed_on(criterion, self._told(session), self._problem.quantities)
        return phrases.pick(phrases.WE_AGREED, seed, criterion).format(" ".join(answers)) if answers else ""

    def _part_of(self, criterion: str) -> str:
        """The deep dive that a criterion is of; empty when it is the phase's."""
        every = [one for one in (*self._problem.deep_dives, *self._rubrics.design_dives) if one.id != CHANGED_DIVE]
        return next((dive.id for dive in every if any(one.id == criterion for one in dive.criteria)), "")

    def _hints(self, session: Session, key: DraftKey) -> tuple[str, ...]:
        """The ladder for what is being written: the deep dive's own, else one made of what is open."""
        name = CHANGED_DIVE if session.curveball and key.part == session.curveball.id else key.part
        every = {dive.id: dive for dive in (*self._rubrics.design_dives, *self._problem.deep_dives)}
        if name in every and every[name].hints:
            return every[name].hints
        still_open = self._open_in(session, self.standing(session), key.phase)
        if name in every:
            own = {one.id for one in every[name].criteria}
            still_open = tuple(one for one in still_open if one.id in own)
        fresh = [one for one in still_open if one.id not in session.probed]
        return ladder(fresh or still_open)


def _chosen(dives: Iterable[DeepDive]) -> tuple[e.ChosenDive, ...]:
    return tuple(e.ChosenDive(id=dive.id, question=dive.question) for dive in dives)


def _last_answered(session: Session) -> e.ChosenDive | None:
    """The deep dive, or the changed requirement, that was written on last; none when none was."""
    asked = {one.id: one for one in (*session.dives, session.curveball) if one}
    parts = (one.part for one in reversed(session.events) if isinstance(one, e.Written) and one.part in asked)
    return next((asked[part] for part in parts), None)


def _target(key: DraftKey) -> str:
    """What hints for an editor are booked under: the deep dive, or the phase."""
    return key.part or key.phase.value


def _probed_since_key(session: Session) -> bool:
    """Whether the interviewer asked for something since the candidate last did anything."""
    for event in reversed(session.events):
        if isinstance(event, e.Probed):
            return True
        if isinstance(event, _KEYS):
            return False
    return False


def _written_since_probe(session: Session) -> bool:
    """Whether the last question about this phase was answered in writing; also true when none was asked."""
    for event in reversed(session.events):
        if isinstance(event, e.Written) and event.phase is session.phase:
            return True
        if isinstance(event, e.Probed) and event.phase is session.phase:
            return False
    return True


_KEYS: tuple[type[e.Happened], ...] = (e.Written, e.Asked, e.HintTaken, e.PhaseEntered, e.Resumed, e.Continued)
