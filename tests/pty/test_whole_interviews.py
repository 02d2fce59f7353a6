"""Whole interviews in a real terminal, their clocks hurried: what was said stands in the replay and in the report."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from coach.model.words import Phase

pytestmark = [pytest.mark.pty, pytest.mark.long]

ROOT = Path(__file__).parents[2]
TIMES = 40.0
LIMIT = 120.0  # seconds: only a broken program needs them
RAIL = ("Requirements", "Estimation", "API", "Design", "Deep dives")


class Candidate:
    """Somebody at the keyboard of one interview."""

    def __init__(self, terminal):
        self.terminal = terminal

    def wait(self, minutes):
        """Let the hurried clock run, with nothing typed."""
        end = time.monotonic() + minutes * 60 / TIMES
        while time.monotonic() < end:
            self.terminal.pump(0.05)

    def ask(self, question):
        self.terminal.press("f2")
        self.wait(0.1)
        self.terminal.write(question)
        self.terminal.wait_for(re.escape(question[-20:]), LIMIT)
        self.terminal.press("enter")
        self.wait(0.3)

    def write(self, text):
        self.terminal.paste(text)
        self.terminal.wait_for(re.escape(text.split("\n")[0][:20]), LIMIT)

    def go_on(self, phase):
        """To the next phase; what the interviewer asks before is left without an answer."""
        at = list(Phase).index(phase) + 1
        entered = f"▸ {RAIL[at]}" if at < len(RAIL) else r"Hand in\?"
        self.terminal.press("f6")
        self.terminal.wait_for(rf"on without|{entered}", LIMIT)
        if not re.search(entered, self.terminal.text):
            self.terminal.press("f6")
            self.terminal.wait_for(entered, LIMIT)


def interviewed(tmp_path, problem, level, hold):
    """Hold the interview; its replay as text and its report as Markdown."""
    environment = {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("hurried.py")), problem, level, "7", str(TIMES)]
    with Terminal(command, env=environment, size=(100, 32)) as terminal:
        terminal.wait_for("┏━ your notes", LIMIT)
        hold(Candidate(terminal))
        terminal.wait_for(r"Hand in\?", LIMIT)
        terminal.press("y")
        terminal.wait_for(r"What will you get\?", LIMIT)
        terminal.press("ctrl+q")
        terminal.wait_for("Enter start", LIMIT)
        terminal.press("ctrl+q")
    said = []
    for command in (["replay", "last"], ["report", "last", "--md"]):
        coach = [sys.executable, "-m", "coach", *command, "--data-dir", str(tmp_path / "data")]
        said.append(subprocess.run(coach, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    return said


def test_what_was_said_in_an_interview_stands_in_its_replay_and_its_report(tmp_path):
    notes = {
        Phase.REQUIREMENTS: "Limit calls by key, refuse what is beyond with 429.\nDecide within 2 ms at p99.",
        Phase.ESTIMATION: "20G calls/day / 86400 = 231k/s\n231k/s * 3 = 694k/s at peak",
        Phase.API: "PUT /v1/accounts/{id}/limits {per_second} -> 200\nGET /v1/accounts/{id}/usage -> 200",
        Phase.DESIGN: "client -> gateway -> redis\ngateway -> service",
    }

    def hold(candidate):
        candidate.ask("how many calls a day?")
        candidate.ask("what is the weather like?")
        for phase, text in notes.items():
            candidate.write(text)
            candidate.wait(8 if phase is Phase.DESIGN else 3)
            candidate.terminal.press("f3")
            candidate.terminal.wait_for("It costs 5%", LIMIT)
            candidate.terminal.press("y")
            candidate.terminal.wait_for("Hint: ", LIMIT)
            candidate.go_on(phase)
        candidate.write("We shed load and answer from a replica.")
        candidate.wait(14)
        candidate.go_on(Phase.DEEP_DIVES)

    replay, report = interviewed(tmp_path, "rate-limiter", "senior", hold)
    for text in (replay, report):
        for said in ("Twenty billion calls a day.", "429", "answer from a replica", "half"):
            assert said in text, said
        assert "Hint: " in text or "hint (" in text
    assert "Hints took off 0.05." in report
    assert "Changed requirement: " in report
    assert "| High-level design |" in report


def test_a_silent_candidate_is_spoken_to_and_the_silences_are_told(tmp_path):
    def hold(candidate):
        for phase in Phase:
            candidate.wait(3)
            candidate.go_on(phase)

    replay, report = interviewed(tmp_path, "ride-hailing", "junior", hold)
    assert "(silent for " in replay
    assert "There is nothing here yet" in report or "nothing written here yet" in report
    assert "**0 of 100" in report
