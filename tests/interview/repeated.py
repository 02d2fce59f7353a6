"""Holds one interview from given keys at given times and prints all that came of it: events and sheet.

Usage: repeated.py SEED
"""

import sys

from coach.interview import transcript
from coach.interview.conductor import Conductor, HandIn
from coach.interview.session import Session
from coach.interview.state import DraftKey
from coach.model.events import Settings
from coach.model.words import Phase
from coach.packs import library
from tests.interview.moments import at

NOTES = {
    Phase.REQUIREMENTS: "- shorten a link\n- follow a link\n99 of 100 redirects within 80 ms",
    Phase.ESTIMATION: "100M/day / 86400 = 1157 writes/s\n1157/s * 10 = 11570 reads/s",
    Phase.API: "POST /v1/urls {url} -> 201 {code}\nGET /{code} -> 302",
    Phase.DESIGN: "client -> lb -> api -> redis\napi -> postgres: miss",
    Phase.DEEP_DIVES: "When redis is gone postgres answers, and we shed load.",
}
QUESTIONS = ("how many links a day?", "I'd keep them ten years, OK?", "can a link be deletd?", "which cloud?", "lunch?")


def hold(seed: int) -> Session:
    conductor = Conductor(library.find_problem("url-shortener"), library.load_rubrics())
    session = Session.start(Settings(problem="url-shortener", minutes=45, seed=seed), at(0))
    second = 0
    for question in QUESTIONS:
        second += 20
        session = conductor.ask(conductor.tick(session, at(second)), question, at(second))
    while not session.finished:
        part = session.dives[0].id if session.dives else ""
        for line in NOTES[session.phase].splitlines(keepends=True):
            for _ in range(8):
                second += 15
                session = conductor.tick(session, at(second))
            before = session.draft(session.phase, part)
            session = session.write(session.phase, before + line, at(second), part=part)
        if session.phase is Phase.DESIGN and not session.hints:
            session = conductor.take(session, conductor.offer(session, DraftKey(Phase.DESIGN)), at(second))
        for _ in range(12):
            second += 20
            session = conductor.tick(session, at(second))
        if probe := conductor.listening(session):
            session = conductor.make(session, probe, at(second))
        move = conductor.next_move(session)
        session = conductor.make(session, move, at(second))
        if session.phase is Phase.DEEP_DIVES and session.curveball and not isinstance(move, HandIn):
            session = conductor.make(session, conductor.next_move(session), at(second))
    return session


if __name__ == "__main__":
    held = hold(int(sys.argv[1]))
    for event in held.events:
        print(event.model_dump_json())
    print(transcript.markdown(held))
