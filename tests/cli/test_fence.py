"""What leaves a run of the program is an exit code and words, whatever its streams are and whatever the system says."""

import io
import os
import signal
import subprocess
import sys
from shlex import quote

import pytest

from benchmarks.terminal import Terminal
from coach.cli.fence import BUG, fenced, steer
from coach.interview.session import Session
from coach.model.words import Phase
from coach.store.store import Store

SHEET = "---\nproblem: url-shortener\n---\n# Requirements\nUsers shorten links – “quickly”.\n"
COACH = f"{quote(sys.executable)} -m coach"


@pytest.fixture
def environment(tmp_path):
    (tmp_path / "sheet.md").write_text(SHEET, encoding="utf-8")
    return os.environ | {"COACH_DATA_DIR": str(tmp_path / "data"), "TMPDIR": str(tmp_path)}


def shell(line, tmp_path, environment, **options):
    return subprocess.run(
        ["sh", "-c", f"cd {quote(str(tmp_path))} && {line}"],
        env=environment | {"PYTHONPATH": os.getcwd()},
        capture_output=True,
        timeout=300,
        check=False,
        **options,
    )


@pytest.mark.parametrize("command", ["doctor", "history", "", "resume", "practice url-shortener --plain", "import -"])
def test_a_closed_input_or_output_is_an_empty_one(tmp_path, environment, command):
    done = shell(f"{COACH} {command} <&- >&-", tmp_path, environment)
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    assert not list(tmp_path.glob("coach-crash-*"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
@pytest.mark.parametrize("command", ["grade sheet.md", "grade --html sheet.md", "pack list", "--help"])
def test_a_full_disk_behind_the_output_is_told_in_words(tmp_path, environment, command):
    done = shell(f"{COACH} {command} > /dev/full", tmp_path, environment)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "the output: No space left on device" in told
    assert "Exception ignored" not in told
    assert not list(tmp_path.glob("coach-crash-*"))


@pytest.mark.parametrize(
    "command", ["grade", "pack check", "pack list", "pack preview", "pack new", "pack add", "merge", "import"]
)
def test_a_name_that_no_system_takes_is_told_in_words(tmp_path, environment, command):
    done = shell(f"{COACH} {command} {'x' * 5000}", tmp_path, environment)
    assert done.returncode == 2
    assert b"xxx" in done.stderr
    assert not list(tmp_path.glob("coach-crash-*"))


def test_output_to_a_file_is_utf_8_whatever_the_terminal_would_take(tmp_path, environment):
    done = shell(f"{COACH} grade --json sheet.md", tmp_path, environment | {"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert "“" in done.stdout.decode("utf-8")


def test_input_that_is_no_text_is_taken_all_the_same(tmp_path, environment):
    strict = environment | {"PYTHONIOENCODING": "utf-8:strict"}
    done = shell(f"{COACH} practice url-shortener --plain", tmp_path, strict, input=b"caf\xe9 users\n/show\n/leave\n")
    assert done.returncode == 0
    assert "caf\ufffd users" in done.stdout.decode()
    assert b"Traceback" not in done.stderr


def test_a_bug_is_told_without_a_word_of_what_it_failed_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    secret = "very".join(["my ", " own answer"])

    def failing():
        raise ValueError(secret)

    assert fenced(failing) == BUG
    kept = next(tmp_path.glob("coach-crash-*.txt")).read_text()
    assert secret not in kept + capsys.readouterr().err
    assert "raise ValueError(secret)" in kept


def test_control_codes_are_sent_in_the_order_of_the_words():
    stream = io.TextIOWrapper(io.BytesIO())
    stream.write("before")
    steer("\r\x1b[K", stream)
    assert stream.buffer.getvalue() == b"before\r\x1b[K"


@pytest.mark.pty
@pytest.mark.parametrize("command", ["drill", "practice url-shortener --plain"])
def test_ctrl_c_ends_a_command_quietly(environment, command):
    with Terminal([sys.executable, "-m", "coach", *command.split()], env=environment) as terminal:
        terminal.wait_for(r"\d\. |coach resume --plain", 60)
        os.kill(terminal.pid, signal.SIGINT)
        code = os.waitstatus_to_exitcode(terminal.wait_end(60))
    assert code in (0, 130)
    assert "Traceback" not in terminal.text


@pytest.mark.pty
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_what_was_typed_line_by_line_is_saved_when_the_terminal_is_closed(environment, tmp_path, number):
    command = [sys.executable, "-m", "coach", "practice", "url-shortener", "--plain"]
    with Terminal(command, env=environment) as terminal:
        terminal.wait_for(r"coach resume --plain", 60)
        terminal.write("the last words\r/show\r")
        terminal.wait_for(r"1 the last words", 60)
        os.kill(terminal.pid, number)
        terminal.wait_end(60)
    store = Store.open(tmp_path / "data")
    saved = store.load(store.unfinished()[0].id)
    store.close()
    assert Session.replay(saved.events, saved.active).draft(Phase.REQUIREMENTS) == "the last words\n"
