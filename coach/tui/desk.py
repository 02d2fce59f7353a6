"""What the screens work with: the library of problems and the store of sessions, opened after the first frame.

Everything here may touch the disk, so it is called in threads. What goes wrong comes out as `DeskError`, in words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.grading.grader import grade
from coach.grading.hints import with_hints
from coach.interview import transcript
from coach.interview.agreed import missed
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.language.cleaning import printable
from coach.language.sheets import parse
from coach.model.events import Settings
from coach.model.problem import Problem, Rubrics
from coach.model.scorecard import Stamp
from coach.model.sheet import Sheet
from coach.model.words import Phase
from coach.packs import library
from coach.packs.errors import PackError
from coach.report.interview import hint_prices
from coach.semantic.setting import tier, wanted
from coach.store.records import Interview
from coach.store.store import Store
from coach.tui.outcome import Outcome
from coach.tui.screens.start import Terms, minutes_of
from coach.tui.shelf import ProblemRow, Shelf, Unfinished
from coach.tui.sitting import Sitting
from coach.tui.study import Study

if TYPE_CHECKING:
    from coach.review.drills.deck import Material


class DeskError(Exception):
    """Something cannot be had; the message says what, what became of the text, and what to do. It can be shown."""

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


class OpenElsewhereError(DeskError):
    """Another window writes this session; it can be taken over."""

    def __init__(self, session: str, pid: int | None) -> None:
        where = f" (process {pid})" if pid else ""
        super().__init__(f"This interview is open in another window{where}.")
        self.session = session


@dataclass(frozen=True, slots=True)
class Desk:
    """Library and store."""

    store: Store
    now: Callable[[], Moment]
    """Both clocks."""
    pack: Path | None = None
    """The pack to practise from; none: all that are found."""

    def shelf(self) -> Shelf:
        """What the home screen shows."""
        trouble = self.store.status.words
        try:
            entries = library.problems(self.pack)
        except PackError as problem:
            entries, trouble = (), str(problem)
        past = self.store.history()
        rows = []
        for entry in entries:
            tries = [one for one in past if one.problem == entry.slug]
            rows.append(
                ProblemRow(
                    slug=entry.slug,
                    title=entry.title,
                    minutes=entry.minutes,
                    difficulty=entry.difficulty,
                    prompt=entry.prompt,
                    trains=entry.trains,
                    best=max((one.score for one in tries if one.score is not None), default=None),
                    last_tried=_epoch(tries[0]) if tries else None,
                    sessions=len(tries),
                    next_time=next((one.next_time for one in tries if one.next_time), ""),
                )
            )
        unfinished = tuple(_unfinished(one) for one in self.store.unfinished())
        return Shelf(tuple(rows), unfinished, trouble, self.study.due_count())

    @property
    def study(self) -> Study:
        """Cards and progress."""
        return Study(self.store, lambda: self.now().wall)

    def drills(self) -> "Material":
        """What drills are made of.

        Raises:
            DeskError: the rubrics cannot be read.
        """
        from coach.packs.drilling import load_drills
        from coach.review.drills.deck import material

        try:
            return material(library.load_rubrics(self.pack), load_drills(self.pack))
        except PackError as problem:
            raise DeskError(f"Drills cannot be made. {problem}") from problem

    def begin(self, terms: Terms) -> Sitting:
        """Begin an interview.

        Raises:
            DeskError: the problem or the rubrics cannot be read.
        """
        problem, rubrics = self._asked(terms.slug)
        stamp = self._stamp(terms.slug)
        now = self.now()
        settings = Settings(
            problem=problem.id,
            title=problem.title,
            pack=stamp.pack,
            pack_version=stamp.version,
            pack_hash=stamp.content,
            level=terms.level,
            minutes=minutes_of(terms),
            mode="coached" if terms.coached else "interview",
            phases=(terms.phase,) if terms.phase else tuple(Phase),
            timed=terms.timed,
            seed=int(now.wall.timestamp()) if terms.seed is None else terms.seed,
        )
        sitting = Sitting(Session.start(settings, now), problem, rubrics, self.store, self.now)
        if sitting.phase is Phase.DEEP_DIVES:
            sitting.make(sitting.entering(Phase.DEEP_DIVES))
        return sitting

    def resume(self, session: str, *, take_over: bool = False) -> Sitting:
        """Go on with a session; with the newest unfinished one when `session` is empty.

        Args:
            session: its id.
            take_over: also when another window has it open, which then writes it no more.

        Raises:
            OpenElsewhereError: another window has it open.
            DeskError: there is none, a later version wrote to it, or its problem cannot be read.
        """
        if not session:
            left = self.store.unfinished()
            if not left:
                trouble = self.store.status.words
                raise DeskError(trouble or "There is no unfinished interview. Pick a problem to begin one.")
            session = left[0].id
        saved = self.store.load(session)
        if saved is None or not saved.events:
            raise DeskError(f"There is no interview called {session}. `coach history` lists them.")
        if saved.unreadable:
            raise DeskError(
                f"This interview was gone on with in a later version of coach ({saved.unreadable} entries cannot be "
                "read here). It is left as it is; `coach report` shows what can be read. Update coach to go on with it."
            )
        claim = self.store.claim(session, take_over=take_over)
        if not claim.owned:
            raise OpenElsewhereError(session, claim.pid)
        replayed = Session.replay(saved.events, saved.active)
        problem, rubrics = self._asked(replayed.settings.problem)
        return Sitting(replayed.take_up(self.now()), problem, rubrics, self.store, self.now)

    def outcome(self, sitting: Sitting) -> Outcome:
        """Grade a finished interview, and keep the grade."""
        sheet = transcript.sheet(sitting.session)
        second = tier(on=wanted())
        unpaid = grade(sheet, sitting.problem, sitting.rubrics, second.model)
        stamp = self._stamp(sitting.problem.id)
        card = with_hints(unpaid, hint_prices(sitting.session)).model_copy(update={"stamp": stamp})
        self.store.save_grade(sitting.session.id, card)
        self.study.take_in(card)
        return Outcome(
            session=sitting.session.id,
            title=sitting.title,
            sheet=sheet,
            card=card,
            hints={
                paid.phase: score.score - paid.score
                for score, paid in zip(unpaid.phases, card.phases, strict=True)
                if paid.score < score.score
            },
            reference=self._reference(sitting.problem.id),
            notice=second.trouble,
            missed=missed(sitting.problem.facts, sitting.session.facts),
        )

    def _reference(self, slug: str) -> Sheet | None:
        try:
            return parse(library.reference(slug, self.pack), "reference.md")
        except PackError:
            return None

    def _stamp(self, slug: str) -> Stamp:
        """Which version of the problem this is; an empty stamp where that cannot be told."""
        try:
            return library.stamp_of(slug, self.pack)
        except PackError:
            return Stamp()

    def _asked(self, slug: str) -> tuple[Problem, Rubrics]:
        try:
            home = library.home_of(slug, self.pack)
            return library.find_problem(slug, home), library.load_rubrics(home)
        except PackError as problem:
            raise DeskError(f"This problem cannot be used. {problem} What you wrote stays saved.") from problem


def open_desk(folder: Path, now: Callable[[], Moment]) -> Desk:
    """The desk of the candidate whose data lies in `folder`."""
    return Desk(Store.open(folder, wall=lambda: now().wall.timestamp()), now)


def _epoch(one: Interview) -> float:
    return datetime.fromisoformat(one.started).timestamp()


def _unfinished(one: Interview) -> Unfinished:
    phase = Phase(one.phase).heading if one.phase else ""
    return Unfinished(one.id, one.title, one.level, phase, one.minutes * 60 - one.active, _epoch(one))
