"""The interviewer in a real terminal: cut off in mid-conversation, and notes that go through an editor of one's own."""

import shlex
import sys

import pytest

from benchmarks.terminal import Terminal
from coach.interview import transcript
from coach.interview.session import Session
from coach.store.store import Store
from tests.on_disk import wait_on_disk

pytestmark = pytest.mark.pty

COACH = [sys.executable, "-m", "coach"]
START = [*COACH, "practice", "url-shortener", "--level", "middle", "--seed", "3"]
LIMIT = 60.0  # seconds: only a broken program needs them


@pytest.fixture
def environment(tmp_path):
    return {"COACH_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}


def held(tmp_path):
    """The newest session as the store has it."""
    store = Store.open(tmp_path / "data")
    saved = store.load(store.unfinished()[0].id)
    store.close()
    return Session.replay(saved.events, saved.active)


def test_a_conversation_that_is_cut_off_goes_on_where_it_was(environment, tmp_path):
    with Terminal(START, env=environment) as terminal:
        terminal.wait_for("┏━ your notes", LIMIT)
        terminal.press("f2")
        terminal.wait_for("╭─ your notes", LIMIT)  # the heavy frame of what is typed in is gone
        terminal.write("do links expire?")
        terminal.wait_for(r"ask  do links expire\?", LIMIT)
        terminal.press("enter")
        terminal.wait_for("Five years", LIMIT)
        wait_on_disk(terminal, tmp_path / "data", lambda session: session.facts)
        terminal.kill()
    with Terminal([*COACH, "resume"], env=environment) as terminal:
        terminal.wait_for("Agreed", LIMIT)
        terminal.press("f3")
        terminal.wait_for("It costs 5%", LIMIT)
        terminal.press("y")
        terminal.wait_for("Hint: ", LIMIT)
        terminal.press("f6")
        terminal.wait_for("on without answer", LIMIT)
        wait_on_disk(terminal, tmp_path / "data", lambda session: session.hints and session.probed)
        terminal.kill()
    with Terminal([*COACH, "resume"], env=environment) as terminal:
        terminal.wait_for(r"hint \(−10%\)", LIMIT)
        terminal.wait_for("Agreed", LIMIT)
        terminal.press("f4")
        terminal.wait_for(r"do links expire", LIMIT)
        terminal.kill()
    session = held(tmp_path)
    assert session.facts == ("retention",)
    assert [hint.price for hint in session.hints] == [0.05]
    assert len(session.probed) == 1
    assert "> Five years" in transcript.markdown(session)


def test_notes_come_back_from_an_editor_of_ones_own_and_the_clock_goes_on(environment, tmp_path):
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, time, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "time.sleep(2)\n"
        "path.write_text(path.read_text() + ' and from vi\\n')\n"
    )
    environment["EDITOR"] = shlex.join([sys.executable, str(script)])
    with Terminal(START, env=environment) as terminal:
        terminal.wait_for("▸ Requirements", LIMIT)
        terminal.write("from here")
        terminal.wait_for("from here", LIMIT)
        terminal.press("ctrl+o")
        terminal.wait_for("from here and from vi", LIMIT)
        terminal.write("!")
        terminal.wait_for("from vi!", LIMIT)
        wait_on_disk(terminal, tmp_path / "data", lambda session: "from vi!" in str(session.drafts))
        terminal.kill()
    session = held(tmp_path)
    assert next(iter(session.drafts.values())) == "from here and from vi!"
    assert session.active >= 2
