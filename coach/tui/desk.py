"""What the screens work with: the library of problems and the store of sessions, opened after the first frame.

Everything here may touch the disk, so it is called in threads. What goes wrong comes out as `DeskError`, in words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.grading.grader import grade
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.language.sheets import parse
from coach.model.events import Settings
from coach.model.problem import Problem, Rubrics
from coach.model.sheet import Sheet
from coach.packs import library
from coach.packs.errors import PackError
from coach.tui.keeping import Keeper, MemoryOnly
from coach.tui.outcome import Missed, Outcome
from coach.tui.screens.start import Terms
from coach.tui.shelf import ProblemRow, Shelf
from coach.tui.sitting import Sitting


class DeskError(Exception):
    """Something cannot be had; the message says what, what became of the text, and what to do."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Library and store."""

    now: Callable[[], Moment]
    """Both clocks."""
    pack: Path | None = None
    """The pack to practise from; none: the bundled one."""

    def shelf(self) -> Shelf:
        """What the home screen shows."""
        try:
            entries = library.problems(self.pack)
        except PackError as problem:
            return Shelf(trouble=str(problem))
        return Shelf(
            tuple(
                ProblemRow(one.slug, one.title, one.minutes, one.difficulty, one.prompt, one.trains) for one in entries
            )
        )

    def begin(self, terms: Terms) -> Sitting:
        """Begin an interview.

        Raises:
            DeskError: the problem or the rubrics cannot be read.
        """
        problem, rubrics = self._asked(terms.slug)
        now = self.now()
        settings = Settings(
            problem=problem.id,
            title=problem.title,
            level=terms.level,
            minutes=terms.minutes,
            mode="coached" if terms.coached else "interview",
            seed=int(now.wall.timestamp()),
        )
        session = Session.start(settings, now)
        return Sitting(session, problem, rubrics, self._keeper(session), self.now)

    def outcome(self, sitting: Sitting) -> Outcome:
        """Grade a finished interview."""
        sheet = parse(sitting.sheet_text(), f"{sitting.session.id}.md")
        card = grade(sheet, sitting.problem, sitting.rubrics)
        told = set(sitting.session.facts)
        return Outcome(
            session=sitting.session.id,
            title=sitting.title,
            sheet=sheet,
            card=card,
            reference=self._reference(sitting.problem.id),
            missed=tuple(Missed(fact.answer, fact.matters) for fact in sitting.problem.facts if fact.id not in told),
        )

    def _keeper(self, session: Session) -> Keeper:
        return MemoryOnly("there is no store")

    def _reference(self, slug: str) -> Sheet | None:
        try:
            return parse(library.reference(slug, self.pack), "reference.md")
        except PackError:
            return None

    def _asked(self, slug: str) -> tuple[Problem, Rubrics]:
        try:
            return library.find_problem(slug, self.pack), library.load_rubrics(self.pack)
        except PackError as problem:
            raise DeskError(f"This problem cannot be used. {problem}") from problem


def open_desk(now: Callable[[], Moment]) -> Desk:
    """The candidate's own desk."""
    return Desk(now)
