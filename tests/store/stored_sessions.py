"""Sessions to store: made by the real state machine with a clock of its own."""

from datetime import UTC, datetime, timedelta

from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def at(seconds: float) -> Moment:
    return Moment(NEW_YEAR + timedelta(seconds=seconds), seconds)


def begun(problem: str = "url-shortener", day: int = 0) -> Session:
    return Session.start(Settings(problem=problem, title=problem.title()), at(day * 86_400))


def written(texts, session: Session | None = None) -> Session:
    session = session or begun()
    for second, text in enumerate(texts, 1):
        session = session.write(Phase.REQUIREMENTS, text, at(second))
    return session
