"""Case 10 in a real terminal: no command lets a sheet, a name, a stored interview or an argument steer it.

All commands run in one process, whose import is what costs; each is preceded by a line that names it.
"""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from benchmarks.terminal import Terminal
from coach.cli.main import COMMANDS
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.report.results import Result, line_of
from coach.store.store import Store
from tests.security.test_cases import EVIL, SHEET, graded

RUN = """
import contextlib, json, sys
from coach.cli.main import run
for arguments in json.load(open(sys.argv[1])):
    print("COMMAND", *map(ascii, arguments), flush=True)
    with contextlib.suppress(SystemExit):
        run(arguments)
print("ALL DONE", flush=True)
"""
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
PACK = ["new", "check", "test", "preview", "schema", "list", "add", "remove", "coverage"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A folder with a sheet, results and an interview, hostile in every name and word."""
    folder = tmp_path_factory.mktemp("hostile")
    text = SHEET.replace("Users", f"Users {EVIL}").replace("1157", f"1157 {EVIL}")
    text = text.replace("/v1/links", f"/v1/links{EVIL}").replace("lb", f"lb{EVIL}").replace("How?", f"How {EVIL}?")
    (folder / f"sheet{EVIL}.md").write_text(text)
    rows = [Result(f"one{EVIL}", "k", "g", problem=f"p{EVIL}"), Result("two\ud800", "k", "g", error=EVIL)]
    (folder / "results.jsonl").write_text("".join(map(line_of, rows)))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    session = Session.start(Settings(problem="url-shortener", title=EVIL), Moment(now, 0.0))
    session = session.write(Phase.REQUIREMENTS, EVIL, Moment(now, 1.0)).ask(EVIL, EVIL, Moment(now, 2.0))
    session = session.finish(Moment(now, 3.0)).note(EVIL, Moment(now, 3.0))
    store = Store.open(folder / "data")
    store.append(session.id, session.events, session.active)
    store.save_grade(session.id, graded(SHEET)[0])
    assert store.close().pending == 0
    return folder


def commands(folder):
    """Every command on what is hostile, and with hostile arguments."""
    sheet, results = str(folder / f"sheet{EVIL}.md"), str(folder / "results.jsonl")
    forms = ["--json", "--html", "--md", "--csv"]
    yield from (["grade", *form, sheet] for form in ([], *([one] for one in forms), ["--explain", "peak-factor"]))
    yield from (["estimate", *form, sheet] for form in ([], ["--json"]))
    yield from (["api", *form, sheet] for form in ([], ["--json"], ["--openapi"]))
    yield from (["design", *form, sheet] for form in ([], ["--json"], ["--svg"], ["--mermaid"], ["--d2"]))
    yield from (["design", option, EVIL, sheet] for option in ("--kill", "--load"))
    yield from (["merge", *form, results] for form in ([], *([one] for one in forms)))
    yield ["agree", results, results]
    yield from ([name, *form] for name in ("history", "report") for form in ([], *([one] for one in forms)))
    yield from (["replay", "last"], ["export"], ["review"], ["doctor"], ["doctor", "--json"], ["resume", "--plain"])
    yield ["pack", "preview", "url-shortener", "--sheet", sheet]
    yield ["--pack-dir", f"/nowhere/{EVIL}", "pack", "list"]
    for names in [*([name] for name in COMMANDS), *(["pack", name] for name in PACK), [EVIL]]:
        yield [*names, f"--{EVIL}"]
        yield [*names, EVIL, f"a{EVIL}", EVIL]
        if names[-1] not in ("practice", "resume"):
            yield [*names, f"/nowhere/{EVIL}"]


@pytest.mark.pty
def test_case_10_no_command_steers_the_terminal(hostile, tmp_path):
    (tmp_path / "commands.json").write_text(json.dumps(list(commands(hostile))))
    environment = {"COACH_DATA_DIR": str(hostile / "data"), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", RUN, str(tmp_path / "commands.json")]
    with Terminal(command, env=environment, cwd=tmp_path) as terminal:
        terminal.wait_for("ALL DONE", 300)
        shown = bytes(terminal.output).decode()
    parts = re.split(r"^COMMAND ", shown, flags=re.MULTILINE)
    steered = [part.splitlines()[0] for part in parts if STEERING.search(part)]
    assert steered == []
    assert not re.search(r"Traceback|bug in coach", shown)


def test_case_10_messages_steer_no_terminal_that_they_are_shown_in_later(tmp_path):
    for arguments in ([EVIL], ["history", EVIL], ["grade", "--level", EVIL, "x.md"]):
        done = subprocess.run(
            [sys.executable, "-m", "coach", *arguments],
            env=os.environ | {"COACH_DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert not STEERING.search(done.stderr), arguments
