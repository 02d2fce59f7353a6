"""The real program in a real terminal: a whole session, and one that is cut off by a power failure."""

import os
import re
import signal
import sys
import time

import pytest

from benchmarks.terminal import Terminal
from coach.interview.session import Session
from coach.interview.state import DraftKey
from coach.model.words import Phase
from coach.store.store import Store
from tests.on_disk import lateness

pytestmark = pytest.mark.pty

COACH = [sys.executable, "-m", "coach"]
LIMIT = 60.0  # seconds: only a broken program needs them

NOTES = {
    "Requirements": "Users can shorten a link; a visitor is redirected.\n100M new links a day, 10 reads a write.",
    "Estimation": "100M/day / 86400 = 1157 writes/s\n1157/s * 10 = 11570 reads/s",
    "API": "POST /v1/urls {url} -> 201 {code}\nGET /{code} -> 302",
    "Design": "client -> lb -> api -> cache\napi -> db: miss",
    "Deep dives": "When redis is gone all reads go to the database; we shed load and answer from a replica.",
}


@pytest.fixture
def environment(tmp_path):
    return {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}


def go_on(terminal, phase):
    """On to the next phase, past the question that the interviewer may have first."""
    terminal.press("f6")
    terminal.wait_for(rf"on without answer|Hand in\?|▸ (?!{phase}|\d)", LIMIT)
    if "on without answer" in terminal.text:
        terminal.press("f6")


def current(phase):
    return rf"▸ {phase} "


def test_a_whole_session_from_its_terms_to_the_report(environment, tmp_path):
    with Terminal([*COACH, "practice", "url-shortener"], env=environment) as terminal:
        terminal.wait_for(r"URL shortener", LIMIT)
        terminal.wait_for(r"\[middle\]", LIMIT)
        terminal.press("enter")
        for phase, notes in NOTES.items():
            terminal.wait_for(current(phase), LIMIT)
            terminal.paste(notes)
            terminal.wait_for(re.escape(notes.split("\n")[-1][:24]), LIMIT)
            terminal.wait_for(r"saved \d", LIMIT)
            go_on(terminal, phase)
        terminal.wait_for(r"Hand in\?", LIMIT)
        terminal.press("y")
        terminal.wait_for(r"What will you get\?", LIMIT)
        terminal.press("6")
        terminal.wait_for(r"you said 60", LIMIT)
        terminal.press("right")
        terminal.wait_for(r"Did you do it\?", LIMIT)
        terminal.press("y")
        terminal.wait_for(r"1 of \d+ criteria graded", LIMIT)
        assert "coach hidden" in terminal.text
        terminal.press("right")
        terminal.wait_for(r"coach \d+ · ", LIMIT)
        for seen in (r"▸ Agreement", r"▸ Remarks", r"▸ Time", r"▸ Reference", r"▸ Next time"):
            terminal.press("right")
            terminal.wait_for(seen, LIMIT)
        terminal.write("ask for the peak first")
        terminal.wait_for(r"ask for the peak first", LIMIT)
        terminal.press("enter")
        terminal.wait_for(r"The report is in", LIMIT)
        terminal.press("ctrl+q")
        terminal.wait_for(r"Enter start", LIMIT)
        terminal.press("ctrl+q")
        assert os.waitstatus_to_exitcode(terminal.wait_end(LIMIT)) == 0
    reports = list((tmp_path / "data" / "reports").glob("*.html"))
    assert len(reports) == 1
    page = reports[0].read_text(encoding="utf-8")
    assert "ask for the peak first" in page
    assert "1157 writes/s" in page


def test_a_killed_session_goes_on_with_at_most_a_second_of_typing_lost(environment, tmp_path):
    shown_at, late = {}, 0.0
    with Terminal([*COACH, "practice", "url-shortener", "--level", "senior"], env=environment) as terminal:
        terminal.wait_for(current("Requirements"), LIMIT)
        for number in range(100, 160):  # steady typing, so that only an interval can have saved it
            written_at = time.monotonic()
            terminal.write(f"{number} ")
            terminal.wait_for(rf"\b{number}\b", LIMIT)
            shown_at[number] = time.monotonic()
            late = max(late, shown_at[number] - written_at)
            terminal.pump(0.05)
        terminal.kill()
        killed_at = time.monotonic()
    most_lost = 1.0 + 5 * max(late - 0.1, lateness(tmp_path), 0.0)  # a machine that shows late also saves late
    with Terminal([*COACH, "resume"], env=environment) as terminal:
        terminal.wait_for(current("Requirements"), LIMIT)
        terminal.wait_for(r"┃ 100 101", LIMIT)
        notes = " ".join(line[1:39] for line in terminal.text.split("\n")[3:18])
        clock = re.search(r"(\d\d):(\d\d)\s*$", terminal.text.split("\n")[0])
    kept = [int(number) for number in re.findall(r"\b1\d\d\b", notes)]
    assert kept == list(range(100, kept[-1] + 1))
    assert all(killed_at - at <= most_lost for number, at in shown_at.items() if number > kept[-1])
    left, typed_for = int(clock[1]) * 60 + int(clock[2]), killed_at - shown_at[100]
    assert left <= 45 * 60 - typed_for + most_lost + 1  # the clock goes on where it was, not from the start
    assert left > 45 * 60 - typed_for - 2 * LIMIT


def written(folder, key):
    """What the store holds of the newest session's editor `key`."""
    store = Store.open(folder)
    saved = store.load(store.unfinished()[0].id)
    store.close()
    return Session.replay(saved.events, saved.active).draft(*key)


def test_a_closed_terminal_loses_nothing(environment, tmp_path):
    with Terminal([*COACH, "practice", "url-shortener", "--level", "senior"], env=environment) as terminal:
        terminal.wait_for(current("Requirements"), LIMIT)
        terminal.write("the last words")
        terminal.wait_for(r"the last words", LIMIT)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, terminal.fd)  # the terminal is gone: the program hears of it by SIGHUP
        os.close(nowhere)
        terminal.wait_end(LIMIT)
    assert written(tmp_path / "data", DraftKey(Phase.REQUIREMENTS)) == "the last words"


def test_a_program_that_is_asked_to_end_saves_and_restores_the_terminal(environment, tmp_path):
    with Terminal([*COACH, "practice", "url-shortener", "--level", "senior"], env=environment) as terminal:
        terminal.wait_for(current("Requirements"), LIMIT)
        terminal.write("asked to end")
        terminal.wait_for(r"asked to end", LIMIT)
        os.kill(terminal.pid, signal.SIGTERM)
        assert os.waitstatus_to_exitcode(terminal.wait_end(LIMIT)) == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in terminal.output  # the screen from before is back
    assert written(tmp_path / "data", DraftKey(Phase.REQUIREMENTS)) == "asked to end"
