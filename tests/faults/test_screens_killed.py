"""The real program in a real terminal, killed while somebody types, opened twice, or with nowhere to write."""

import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from benchmarks.terminal import Terminal
from coach.interview.session import Session
from coach.model.words import Phase
from coach.store.store import Store
from tests.faults.test_store_faults import integrity
from tests.on_disk import lateness, wait_on_disk

pytestmark = pytest.mark.pty

COACH = [sys.executable, "-m", "coach"]
PRACTICE = [*COACH, "practice", "url-shortener", "--level", "senior"]
LIMIT = 60.0
MOST_LOST = 1.0
"""Seconds that a word has to stand on the screen to be safe; the store is handed what is new twice a second. A machine
that shows a word late, or writes to its disk late, saves it as late: that is added, five times."""


@pytest.fixture
def environment(tmp_path):
    return {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}


def kept(folder):
    """The newest session of a store, as the next run of the program would see it."""
    store = Store.open(folder)
    saved = store.load(store.unfinished()[0].id)
    store.close()
    assert saved.unreadable == 0
    return Session.replay(saved.events, saved.active)


@pytest.mark.parametrize("times", [2, pytest.param(200, marks=pytest.mark.long)])
def test_kill_9_on_the_screen_costs_at_most_a_second_of_typing(environment, tmp_path, times):
    """One interview, killed again and again: each time it is resumed, and phases change under the typing."""
    chance = random.Random(10)
    command, expected = PRACTICE, dict.fromkeys(Phase, "")
    for round_ in range(times):
        typed: list[str] = []
        written: list[float] = []
        shown: list[float] = []
        with Terminal(command, env=environment) as terminal:
            terminal.wait_for(r"▸ \S+ ", LIMIT)
            terminal.wait_for(r"saved \d", LIMIT)
            phase = next(one for one in Phase if f"▸ {NAMES[one]}" in terminal.text)
            end = time.monotonic() + chance.uniform(0.2, 2.2)
            while time.monotonic() < end:
                end_of_word = "\n" if len(typed) % 8 == 7 else " "
                typed.append(f"{round_}.{len(typed)}{end_of_word}")
                terminal.write(typed[-1].replace("\n", "\r"))
                written.append(time.monotonic())
                terminal.pump(chance.uniform(0.05, 0.15))  # fifty keys a second, five times as fast as people
                while len(shown) < len(typed) and typed[len(shown)].strip() in terminal.text.split():
                    shown.append(time.monotonic())
            moved = chance.random() < 0.3
            if moved:
                terminal.press("f6")
                terminal.pump(chance.uniform(0, 0.3))
            terminal.kill()
            killed = time.monotonic()
        session = kept(tmp_path / "data")
        text = session.draft(phase)
        late = max((at - since for at, since in zip(shown, written, strict=False)), default=0.0)
        safe = killed - MOST_LOST - 5 * max(late - LOOKED_AT, lateness(tmp_path), 0.0)
        seen = [word for at, word in zip(shown, typed, strict=False) if at < safe]
        assert (expected[phase] + "".join(typed)).startswith(text)
        assert text.startswith(expected[phase] + "".join(seen))
        assert {one: session.draft(one) for one in Phase if one is not phase} == {
            one: words for one, words in expected.items() if one is not phase
        }
        assert integrity(tmp_path / "data") == "ok"
        expected[phase] = text
        command = [*COACH, "resume"]


LOOKED_AT = 0.15
"""Seconds after which the screen is looked at, at most."""
NAMES = {
    Phase.REQUIREMENTS: "Requirements",
    Phase.ESTIMATION: "Estimation",
    Phase.API: "API",
    Phase.DESIGN: "Design",
    Phase.DEEP_DIVES: "Deep dives",
}


def test_two_windows_on_one_interview_keep_what_both_wrote_in_turn(environment, tmp_path):
    with Terminal(PRACTICE, env=environment) as first:
        first.wait_for(r"▸ Requirements", LIMIT)
        first.write("from the first")
        first.wait_for(r"from the first", LIMIT)
        first.wait_for(r"saved \d", LIMIT)
        with Terminal([*COACH, "resume"], env=environment) as second:
            second.wait_for(r"open in another window", LIMIT)
            second.press("y")
            second.wait_for(r"▸ Requirements", LIMIT)
            second.wait_for(r"from the first", LIMIT)
            second.write(", from the second")
            second.wait_for(r"from the first, from the second", LIMIT)
            second.wait_for(r"saved \d", LIMIT)
            first.write(", too late")
            first.wait_for(r"NOT SAVED", LIMIT)
            first.press("ctrl+q")
            first.wait_for(r"in another\s+", LIMIT)
            wait_on_disk(second, tmp_path / "data", lambda held: "from the second" in held.draft(Phase.REQUIREMENTS))
            second.kill()
        first.kill()
    assert kept(tmp_path / "data").draft(Phase.REQUIREMENTS) == "from the first, from the second"


def test_a_home_that_cannot_be_made_is_said_at_once_and_the_text_goes_to_a_file(tmp_path):
    environment = {"COACH_DATA_DIR": "/dev/null/data", "HOME": str(tmp_path)}
    with Terminal(PRACTICE, env=environment, cwd=tmp_path) as terminal:
        terminal.wait_for(r"▸ Requirements", LIMIT)
        terminal.write("kept in memory")
        terminal.wait_for(r"kept in memory", LIMIT)
        terminal.wait_for(r"NOT SAVED", LIMIT)
        terminal.press("ctrl+q")
        terminal.wait_for(r"NOT saved", LIMIT)
        terminal.press("s")
        terminal.wait_for(r"coach-answer-1.md", LIMIT)
        terminal.press("ctrl+q")
        assert os.waitstatus_to_exitcode(terminal.wait_end(LIMIT)) == 0
    assert "kept in memory" in (tmp_path / "coach-answer-1.md").read_text()


@pytest.mark.parametrize(
    "command",
    [["history"], ["report", "last"], ["export"], ["resume", "--plain"], ["replay", "last"], ["review"], ["drill"]],
    ids=lambda command: " ".join(command),
)
def test_a_command_without_a_usable_home_says_why_and_what_to_do(tmp_path, command):
    environment = os.environ | {"COACH_DATA_DIR": "/dev/null/data", "HOME": str(tmp_path)}
    done = subprocess.run(
        [*COACH, *command], env=environment, input="", capture_output=True, text=True, check=False, timeout=300
    )
    assert "Traceback" not in done.stderr
    if done.returncode != 0:
        assert done.returncode in (2, 3), done.stderr
        assert "cannot be used" in done.stdout + done.stderr
        assert "--data-dir" in done.stdout + done.stderr


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="only root can mount")
def test_a_disk_that_is_read_only_is_said_and_written_to_when_it_is_writable_again(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    environment = {"COACH_DATA_DIR": str(disk), "HOME": str(tmp_path)}
    try:
        Store.open(disk).close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with Terminal(PRACTICE, env=environment) as terminal:
            terminal.wait_for(r"▸ Requirements", LIMIT)
            terminal.write("typed on a read-only disk")
            terminal.wait_for(r"NOT SAVED", LIMIT)
            terminal.press("ctrl+q")
            terminal.wait_for(r"read-only|cannot\s+be\s+(used|opened)", LIMIT)
            terminal.press("n")
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            terminal.wait_for(r"saved \d", LIMIT)
            terminal.kill()
        assert kept(disk).draft(Phase.REQUIREMENTS) == "typed on a read-only disk"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_is_removed_meanwhile_takes_no_text_with_it(tmp_path):
    gone, home = tmp_path / "gone", tmp_path / "home"
    gone.mkdir()
    home.mkdir()
    environment = {"COACH_DATA_DIR": "/dev/null/data", "HOME": str(home), "PYTHONPATH": os.getcwd()}
    with Terminal(PRACTICE, env=environment, cwd=gone) as terminal:
        terminal.wait_for(r"▸ Requirements", LIMIT)
        terminal.write("kept in memory")
        terminal.wait_for(r"kept in memory", LIMIT)
        gone.rmdir()
        terminal.press("ctrl+q")
        terminal.wait_for(r"NOT saved", LIMIT)
        terminal.press("s")
        terminal.wait_for(r"coach-answer-1.md", LIMIT)
        terminal.press("ctrl+q")
        terminal.wait_end(LIMIT)
    assert "kept in memory" in (home / "coach-answer-1.md").read_text()
