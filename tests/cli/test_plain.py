"""The interview line by line: the same events, the same sheet, the same grade as on the screens."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.cli.plain import PlainInterview
from coach.grading.grader import grade
from coach.interview import transcript
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.interview.state import DraftKey
from coach.model.words import Level, Phase
from coach.store.store import Store
from coach.tui.desk import Desk
from coach.tui.screens.start import Terms

PACK = Path(__file__).parents[1] / "tui" / "pack"


class Clock:
    def __init__(self):
        self.passed = 0.0

    def moment(self):
        start = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp()
        return Moment(datetime.fromtimestamp(start + self.passed, UTC), 100.0 + self.passed)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(clock, tmp_path):
    store = Store.open(tmp_path / "data")
    yield Desk(store, clock.moment, PACK)
    store.close()


def begun(desk, **terms):
    given = {"slug": "parcel-tracker", "level": Level.SENIOR, "minutes": 45, "coached": False} | terms
    return desk.begin(Terms(**given))


def held(desk, clock, lines, *, sitting=None, **terms):
    """Hold an interview with `lines`; a number among them is so many seconds without a key."""
    said = []
    sitting = sitting or begun(desk, **terms)

    def typed():
        for line in lines:
            if isinstance(line, str):
                yield line
                continue
            for _ in range(line // 5):
                clock.passed += 5
                yield None

    handed_in = PlainInterview(sitting, said.append).hold(typed())
    return sitting, "\n".join(said), handed_in


def test_lines_become_notes_and_questions_are_answered(desk, clock):
    sitting, said, handed_in = held(desk, clock, ["People look up a parcel.", "? how many parcels a day?", "/leave"])
    assert sitting.text(DraftKey(Phase.REQUIREMENTS)) == "People look up a parcel.\n"
    assert "interviewer: Four million" in said
    assert not handed_in


def test_a_path_is_no_command(desk, clock):
    sitting, _, _ = held(desk, clock, ["/v1/parcels/{id}", "/nextday delivery", "/leave"])
    assert sitting.text(DraftKey(Phase.REQUIREMENTS)) == "/v1/parcels/{id}\n/nextday delivery\n"


def test_the_same_turns_on_the_screens_give_the_same_sheet_and_grade(desk, clock):
    plain, _, _ = held(
        desk, clock, ["People look up a parcel.", "? how many parcels a day?", "/next", "/next", "4M/day"]
    )
    screens = begun(desk)
    screens.write(DraftKey(Phase.REQUIREMENTS), "People look up a parcel.\n")
    screens.ask("how many parcels a day?")
    screens.make(screens.next_move())
    screens.make(screens.next_move())
    screens.write(DraftKey(screens.phase), "4M/day\n")
    sheets = [transcript.sheet(one.session, "same") for one in (plain, screens)]
    assert sheets[0].text == sheets[1].text
    cards = [grade(sheet, plain.problem, plain.rubrics) for sheet in sheets]
    assert cards[0] == cards[1]
    assert [event.kind for event in plain.session.events] == [event.kind for event in screens.session.events]


def test_lines_can_be_shown_changed_and_dropped(desk, clock):
    sitting, said, _ = held(
        desk, clock, ["one", "two", "three", "/change 2 zwei", "/drop 1", "/show", "/drop 9", "/leave"]
    )
    assert sitting.text(DraftKey(Phase.REQUIREMENTS)) == "zwei\nthree\n"
    assert "  1 zwei" in said
    assert "There is no line 9" in said


def test_a_command_that_there_is_not_is_kept_and_said_so(desk, clock):
    sitting, said, _ = held(desk, clock, ["/nexxt", "/leave"])
    assert sitting.text(DraftKey(Phase.REQUIREMENTS)) == "/nexxt\n"
    assert "there is no command /nexxt" in said


def test_the_answer_to_a_question_stands_under_the_deep_dive_it_is_about(desk, clock):
    lines = [*["/next"] * 8, "We order by the depot's clock.", "/part", "/next", "the answer", "/leave"]
    sitting, _, _ = held(desk, clock, lines)
    asked = next(event.part for event in reversed(sitting.session.events) if event.kind == "probed")
    assert sitting.phase is Phase.DEEP_DIVES
    assert "the answer" in sitting.text(DraftKey(Phase.DEEP_DIVES, asked))


def test_the_price_of_a_hint_comes_before_the_hint(desk, clock):
    _, said, _ = held(desk, clock, ["x", "/hint", "/leave"])
    sitting, twice, _ = held(desk, clock, ["x", "/hint", "/hint", "/leave"])
    assert "/hint again takes it" in said
    assert "interviewer: " not in said
    assert len(sitting.session.hints) == 1
    assert "interviewer: " in twice


def test_something_else_in_between_takes_the_offer_back(desk, clock):
    sitting, _, _ = held(desk, clock, ["x", "/hint", "a note", "/hint", "/leave"])
    assert sitting.session.hints == ()


def test_time_is_announced_and_silence_met_while_nothing_is_typed(desk, clock):
    sitting, said, _ = held(desk, clock, ["a", 160, "b", "/time", "/leave"])
    assert any(event.kind == "fell_silent" for event in sitting.session.events)
    assert "interviewer: " in said
    assert "42:20 left in all" in said


def test_a_pause_stops_the_clock(desk, clock):
    sitting, said, _ = held(desk, clock, ["/pause", 300, "/pause", "/leave"])
    assert sitting.session.active == 0
    assert "The clock stands" in said


def test_next_goes_through_all_phases_and_hands_in(desk, clock):
    lines = ["notes", *["/next"] * 14]
    sitting, said, handed_in = held(desk, clock, lines)
    assert handed_in
    assert sitting.session.finished
    assert [phase.heading for phase in Phase if f"--- {phase.heading}" in said] == [phase.heading for phase in Phase]
    assert "Question 1 of" in said


def test_one_phase_alone_is_handed_in_after_it(desk, clock):
    sitting, _, handed_in = held(desk, clock, ["4M/day", "/next", "/next"], phase=Phase.ESTIMATION)
    assert handed_in
    assert sitting.phases == (Phase.ESTIMATION,)


def test_it_goes_on_where_it_was_left(desk, clock):
    sitting, _, _ = held(desk, clock, ["kept", "/leave"])
    sitting.close()
    again = desk.resume(sitting.session.id, take_over=True)
    _, said, _ = held(desk, clock, ["/show", "/leave"], sitting=again)
    assert "  1 kept" in said


def test_escapes_in_what_is_typed_never_come_back(desk, clock):
    _, said, _ = held(desk, clock, ["a\x1b]52;c;x\x07b", "/show", "/leave"])
    assert "\x1b" not in said
    assert "\x07" not in said


def test_a_whole_interview_through_a_pipe(tmp_path):
    lines = ["users shorten links", *["/next"] * 14, "50", "draw the write path"]
    done = subprocess.run(
        [sys.executable, "-m", "coach", "practice", "url-shortener", "--plain"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        env=os.environ | {"COACH_DATA_DIR": str(tmp_path), "TERM": "dumb"},
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "What would gain most" in done.stdout
    assert "\x1b" not in done.stdout
    store = Store.open(tmp_path)
    (one,) = store.history()
    store.close()
    assert (one.predicted, one.next_time) == (0.5, "draw the write path")


def test_without_a_problem_it_says_which_there_are():
    done = subprocess.run(
        [sys.executable, "-m", "coach", "practice", "--plain"], capture_output=True, text=True, check=False, input=""
    )
    assert done.returncode == 2
    assert "url-shortener" in done.stderr


def held_by_line(environment, typed, cwd):
    return subprocess.run(
        [sys.executable, "-m", "coach", "practice", "url-shortener", "--plain"],
        env=os.environ | {"PYTHONPATH": os.getcwd()} | environment,
        cwd=cwd,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_where_nothing_can_be_saved_the_text_goes_to_a_file_and_nothing_is_called_saved(tmp_path):
    done = held_by_line({"COACH_DATA_DIR": "/dev/null/data", "HOME": str(tmp_path)}, "precious\n/leave\n", tmp_path)
    assert done.returncode == 3
    assert "\nSaved." not in done.stdout
    assert done.stdout.count("The data folder cannot be used") == 2  # at once, and in the end
    assert "precious" in (tmp_path / "coach-answer-1.md").read_text()
    assert str(tmp_path / "coach-answer-1.md") in done.stdout


def test_another_folder_can_be_named(tmp_path):
    command = [sys.executable, "-m", "coach", "practice", "url-shortener", "--plain", "--data-dir", str(tmp_path / "x")]
    subprocess.run(command, input="kept there\n/leave\n", capture_output=True, text=True, check=True, timeout=300)
    store = Store.open(tmp_path / "x")
    assert len(store.unfinished()) == 1
    store.close()


def test_what_is_written_in_a_pause_is_handed_in_as_well(desk, clock):
    sitting, _, _ = held(desk, clock, ["/pause", "while the clock stands", 10])
    desk.store.flush()
    assert not sitting.saved().pending
    saved = desk.store.load(sitting.session.id)
    assert Session.replay(saved.events, saved.active).draft(Phase.REQUIREMENTS) == "while the clock stands\n"
