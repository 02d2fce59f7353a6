"""Whole interviews in a real terminal, their clocks hurried: what was said stands in the replay and in the report."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from coach.language.sheets import parse
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
        self.terminal.wait_for(re.escape(text.split()[-1]), LIMIT)  # a long text is scrolled to its end

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


WEAK = {
    "rate-limiter": {
        Phase.REQUIREMENTS: "Limit calls by key, refuse what is beyond with 429.\nDecide within 2 ms at p99.",
        Phase.ESTIMATION: "20G calls/day / 86400 = 231k/s\n231k/s * 3 = 694k/s at peak",
        Phase.API: "PUT /v1/accounts/{id}/limits {per_second} -> 200\nGET /v1/accounts/{id}/usage -> 200",
        Phase.DESIGN: "client -> gateway -> redis\ngateway -> service",
        Phase.DEEP_DIVES: "We shed load and answer from a replica.",
    },
    "ride-hailing": {
        Phase.REQUIREMENTS: "Riders order a car, drivers accept.\nIt must be fast and always available.",
        Phase.ESTIMATION: "500k drivers / 4 s = 125k/s\n125k/s * 100 B = 1.25 MB/s",
        Phase.API: "POST /rides -> 200\nGET /drivers -> 200",
        Phase.DESIGN: "app -> api -> postgres\napi -> kafka",
        Phase.DEEP_DIVES: "We would add a cache and more servers.",
    },
}
QUESTIONS = {
    "rate-limiter": ("how many calls a day?", "Twenty billion calls a day."),
    "ride-hailing": ("how many drivers are online?", "Half a million at the peak"),
}
PROBLEMS = pytest.mark.parametrize("problem", QUESTIONS)


def model_answers(problem):
    """The reference answer, phase by phase."""
    sheet = parse((ROOT / "problems" / problem / "reference.md").read_text(), problem)
    found = {phase: sheet.section(phase) for phase in Phase}
    return {phase: sheet.text[one.start : one.end].strip() for phase, one in found.items()}


def score(report):
    return int(re.search(r"\*\*(\d+) of 100", report)[1])


@PROBLEMS
def test_a_good_candidate_is_told_so_and_asked_little(tmp_path, problem):
    def hold(candidate):
        candidate.ask(QUESTIONS[problem][0])
        for phase, text in model_answers(problem).items():
            candidate.write(text)
            candidate.wait(2)
            candidate.go_on(phase)

    replay, report = interviewed(tmp_path, problem, "middle", hold)
    assert QUESTIONS[problem][1] in replay
    assert score(report) >= 60
    assert report.count("Said after a probe") <= 3


@PROBLEMS
def test_what_was_said_in_an_interview_stands_in_its_replay_and_its_report(tmp_path, problem):
    question, answer = QUESTIONS[problem]

    def hold(candidate):
        candidate.ask(question)
        candidate.ask("what is the weather like?")
        for phase, text in WEAK[problem].items():
            candidate.write(text)
            candidate.wait({Phase.DESIGN: 8, Phase.DEEP_DIVES: 14}.get(phase, 3))
            if phase is not Phase.DEEP_DIVES:
                candidate.terminal.press("f3")
                candidate.terminal.wait_for("It costs 5%", LIMIT)
                candidate.terminal.press("y")
                candidate.terminal.wait_for("Hint: ", LIMIT)
            candidate.go_on(phase)

    replay, report = interviewed(tmp_path, problem, "senior", hold)
    for text in (replay, report):
        for said in (answer, WEAK[problem][Phase.DEEP_DIVES][-15:], "half"):
            assert said in text, said
        assert "Hint: " in text or "hint (" in text
    assert "Hints took off 0.05." in report
    assert "Changed requirement: " in report
    assert "| High-level design |" in report
    assert score(report) <= 40


@PROBLEMS
def test_a_silent_candidate_is_spoken_to_and_the_silences_are_told(tmp_path, problem):
    def hold(candidate):
        for phase in Phase:
            candidate.wait(3)
            candidate.go_on(phase)

    replay, report = interviewed(tmp_path, problem, "junior", hold)
    assert "(silent for " in replay
    assert "There is nothing here yet" in report or "nothing written here yet" in report
    assert score(report) == 0
