"""Holds an interview that is killed again and again, and checks each time that it resumes as it was.

Usage: interviewee.py FOLDER KILLS. Each run of the interview is a process of its own, forked from one that has read the
problem; it acknowledges what is saved. After each kill the store is opened, and what was acknowledged must be there:
conversation, hints, agreed facts, drafts, clock.
"""

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.interview import transcript
from coach.interview.clock import Moment
from coach.interview.conductor import Conductor, Enter, Probe
from coach.interview.interviewer import Offer
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.packs import library
from coach.store.store import Store

QUESTIONS = ("how many links per day?", "do links expire?", "what is the read to write ratio?", "how many nines?")


def at(step: int) -> Moment:
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=step * 9), step * 9.0)


def told(session: Session) -> str:
    """All that has to survive, in a line."""
    said = "|".join(f"{one.question}>{one.says}" for one in session.exchanges)
    hints = "|".join(f"{hint.target}{hint.rung}{hint.price}" for hint in session.hints)
    return repr((said, hints, session.facts, session.active_ms, session.phase, transcript.markdown(session)))


def loaded(store: Store) -> Session | None:
    history = store.history()
    saved = store.load(history[0].id) if history else None
    return Session.replay(saved.events, saved.active) if saved else None


def hold(folder: Path, conductor: Conductor, acknowledgements: int) -> None:
    """Go on with the interview, from the start if there is none, until killed."""
    store = Store.open(folder)
    before = loaded(store)
    session = before.take_up(at(0)) if before else Session.start(Settings(problem="url-shortener", seed=3), at(0))
    phases = tuple(Phase)
    for step in range(1, 100_000):
        count = len(session.events)
        session = conductor.tick(session, at(step))
        match count % 6:
            case 0:
                session = conductor.ask(session, QUESTIONS[count // 6 % len(QUESTIONS)], at(step))
            case 1 | 3:
                text = f"{session.draft(session.phase)}\n- word{count}"
                session = session.write(session.phase, text, at(step))
            case 2:
                offer = Offer(session.phase.value, len(session.hints), f"hint {count}", 0.05)
                session = conductor.take(session, offer, at(step)) if len(session.hints) < 9 else session
            case 4:
                session = conductor.make(session, Probe(f"c{count}", f"And {count}?"), at(step))
            case 5:
                session = conductor.make(session, Enter(phases[count // 6 % 5]), at(step))
        if len(session.events) == count:
            session = session.say("Go on.", at(step))
        store.append(session.id, session.events, session.active)
        if not store.flush(10).pending:
            os.write(acknowledgements, f"{len(session.events)} {session.active_ms}\n".encode())


def killed_once(folder: Path, conductor: Conductor, steps: int, delay: float) -> list[list[int]]:
    """Hold the interview in another process, kill it `delay` seconds after it acknowledged so many steps, and give what
    it acknowledged: events, counted milliseconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        hold(folder, conductor, writing)
    os.close(writing)
    heard = b""
    while heard.count(b"\n") < steps:
        heard += os.read(reading, 1 << 16)
    deadline = time.perf_counter() + delay
    while time.perf_counter() < deadline:  # a spin: the kill has to fall anywhere in a write
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 1 << 16):
        heard += more
    os.close(reading)
    return [list(map(int, line.split())) for line in heard.decode().splitlines()]


def main(folder: Path, kills: int) -> None:
    chance = random.Random(7)
    conductor = Conductor(library.find_problem("url-shortener"), library.load_rubrics())
    before: list[str] = []
    for number in range(kills):
        events, active = killed_once(folder, conductor, chance.randrange(1, 9), chance.uniform(0, 0.02))[-1]
        store = Store.open(folder)
        session = loaded(store)
        store.close()
        assert session is not None
        assert len(session.events) >= events, f"kill {number}: events acknowledged and lost"
        assert session.active_ms >= active, f"kill {number}: the clock went back"
        said = [f"{one.question}>{one.says}" for one in session.exchanges]
        assert said[: len(before)] == before, f"kill {number}: what was said before is gone"
        assert told(session.take_up(at(0))) == told(session), f"kill {number}: resumed another interview"
        before = said
    print(kills, "kills survived:", len(session.events), "events,", len(session.exchanges), "things said,",
          len(session.hints), "hints,", len(session.facts), "facts,", bool(session.curveball))  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
