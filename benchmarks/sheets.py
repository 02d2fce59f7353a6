"""An interview that is well under way, to type on in benchmarks: a full sheet, in any phase."""

from datetime import UTC, datetime
from pathlib import Path

from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.language.sheets import parse
from coach.model.events import Mode, Settings
from coach.model.words import Level, Phase
from coach.store.store import Store

EXAMPLE = Path(__file__).parents[1] / "examples" / "url-shortener-good.md"
TYPED_ON = (Phase.REQUIREMENTS, Phase.ESTIMATION, Phase.API, Phase.DESIGN)
"""The phases with notes of their own: together some 700 words of the example."""


def notes() -> dict[Phase, str]:
    """What the example says in each of `TYPED_ON`."""
    sheet = parse(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name)
    return {phase: sheet.written(phase).strip() for phase in TYPED_ON}


def under_way(folder: Path, phase: Phase, mode: Mode) -> None:
    """Put an unfinished interview into the store in `folder`, its notes written, left in `phase`."""
    now = Moment(datetime.now(UTC), 0.0)
    settings = Settings(problem="url-shortener", title="URL shortener", level=Level.SENIOR, minutes=600, mode=mode)
    session = Session.start(settings, now)
    for one, text in notes().items():
        session = session.enter_phase(one, now).write(one, f"{text}\n\n", now)
    session = session.enter_phase(phase, now)
    store = Store.open(folder)
    store.append(session.id, session.events, session.active)
    store.close()
