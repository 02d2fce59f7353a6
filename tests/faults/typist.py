"""A program to kill: types into a session, saves, and prints how much of it is acknowledged as saved.

Usage: typist.py FOLDER, or typist.py FOLDER migrate
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.store.location import DATABASE
from coach.store.schema import MIGRATIONS, connect, migrate
from coach.store.store import Store


def at(step: int) -> Moment:
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=step / 2), step / 2)


def type_on(folder: Path) -> None:
    store = Store.open(folder)
    saved = store.load(store.history()[0].id) if store.history() else None
    session = (
        Session.replay(saved.events, saved.active).take_up(at(0))
        if saved
        else Session.start(Settings(problem="url-shortener"), at(0))
    )
    phases = tuple(Phase)
    for step in range(1, 100_000):
        if step % 7 == 0:
            session = session.enter_phase(phases[step // 7 % 5], at(step))
        text = session.draft(session.phase) + f"word{step} "
        session = session.write(session.phase, text, at(step))
        store.append(session.id, session.events, session.active)
        if not store.flush(10).pending:
            print(len(session.events), session.active_ms, flush=True)


def migrate_on(folder: Path) -> None:
    path = folder / DATABASE
    connection = connect(path)
    many = tuple(f"CREATE TABLE extra{number} (x)" for number in range(400))
    print("migrating", flush=True)
    migrate(connection, path, (*MIGRATIONS, many))
    print("done", flush=True)


if __name__ == "__main__":
    (migrate_on if "migrate" in sys.argv else type_on)(Path(sys.argv[1]))
