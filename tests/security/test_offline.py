"""Nothing leaves the machine: the program runs whole sessions where every socket is refused."""

import os
import subprocess
import sys

import pytest

from benchmarks.terminal import Terminal

REFUSE = """
import os, pathlib, socket

def tell(what):
    pathlib.Path(os.environ["HOME"], "refused").write_text(what)  # a thread may swallow what is raised
    raise SystemExit(what)

class Refused(socket.socket):
    def __init__(self, family=-1, *arguments, **options):
        if family not in (socket.AF_UNIX,):
            tell("a socket was opened")
        super().__init__(family, *arguments, **options)

socket.socket = Refused
def refuse(*arguments, **options):
    tell("a name was looked up")

socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture
def environment(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(REFUSE)
    return os.environ | {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path), "PYTHONPATH": str(tmp_path)}


def test_the_refusal_works(environment, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket(socket.AF_INET)"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a socket was opened" in done.stderr
    assert (tmp_path / "refused").exists()


def test_an_interview_its_grade_and_its_reports_open_no_socket(environment, tmp_path):
    lines = ["users shorten links", "? how many links a day", *["/next"] * 14, "50", ""]
    for command, typed in (
        (["practice", "url-shortener", "--plain"], "\n".join(lines)),
        (["report", "last", "-o", str(tmp_path / "report.html")], ""),
        (["history", "--html"], ""),
        (["drill", "--count", "2"], "1\n1\n"),
        (["pack", "list"], ""),
        (["doctor"], ""),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "coach", *command],
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), (command, done.stderr)
        assert not (tmp_path / "refused").exists(), command


@pytest.mark.pty
def test_the_screens_open_no_socket(environment, tmp_path):
    environment = {name: environment[name] for name in ("COACH_DATA_DIR", "HOME", "PYTHONPATH")}
    command = [sys.executable, "-m", "coach", "practice", "url-shortener", "--level", "middle"]
    with Terminal(command, env=environment) as one:
        one.wait_for(r"▸ Requirements", 60)
        one.write("users shorten links")
        one.wait_for(r"saved \d", 60)
        one.press("f6")
        one.wait_for(r"saved \d", 60)
        one.press("ctrl+q")
        one.wait_for(r"Your text is saved", 60)
    assert not (tmp_path / "refused").exists()
