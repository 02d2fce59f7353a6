"""A grade keeps what it was given with, and is offered anew when that has changed."""

import pytest
from click.testing import CliRunner

from coach.cli import history, report
from coach.model.words import Level, Phase
from coach.packs.library import home_of
from coach.packs.starting import start_pack
from coach.store.store import Store
from coach.tui.desk import Desk
from coach.tui.screens.start import Terms
from tests.store.stored_sessions import at


@pytest.fixture
def pack(tmp_path, monkeypatch):
    folder = tmp_path / "pack"
    start_pack(folder, "my-problem")
    monkeypatch.setenv("COACH_PACK_PATH", str(folder))
    return folder


@pytest.fixture
def kept(tmp_path, pack):
    """The folder of a store with one interview on the pack's problem, graded as the screens grade it."""
    store = Store.open(tmp_path / "kept")
    desk = Desk(store, lambda: at(0))
    sitting = desk.begin(Terms("my-problem", Level.JUNIOR, 45, coached=False))
    sitting.session = sitting.session.write(Phase.REQUIREMENTS, "Users can shorten a link.", at(5)).finish(at(9))
    store.append(sitting.session.id, sitting.session.events, sitting.session.active)
    desk.outcome(sitting)
    assert store.close().pending == 0
    return tmp_path / "kept"


def run(command, folder, *arguments):
    return CliRunner().invoke(command, [*arguments, "--data-dir", str(folder)])


def change(pack, old, new):
    path = pack / "problems/my-problem/problem.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_session_and_grade_keep_the_packs_id_version_and_contents(kept, pack):
    assert home_of("my-problem") == pack
    store = Store.open(kept)
    (row,) = store.history()
    settings = store.load(row.id).events[0].settings
    card = store.grade(row.id)
    store.close()
    assert (settings.pack, settings.pack_version) == ("my-problem", "0.1.0")
    assert len(settings.pack_hash) == 64
    assert f'"stamp":{{"pack":"my-problem","version":"0.1.0","content":"{settings.pack_hash}"}}' in card


def test_nothing_is_offered_while_nothing_changed(kept, pack):
    change(pack, "title: My problem", "# a remark\n\ntitle: My problem")
    assert "changed" not in run(report.command, kept, "--md").stderr
    assert "*" not in run(history.command, kept).output


def test_a_changed_criterion_is_told_and_a_new_grade_offered_and_kept(kept, pack):
    change(pack, "        weight: 3\n", "        weight: 1\n")
    shown = run(report.command, kept, "--md")
    assert "The criteria have changed since this interview was graded" in shown.stderr
    assert "--regrade` keeps the new grade" in shown.stderr
    listed = run(history.command, kept)
    assert "*" in listed.stdout
    assert "coach report ID --regrade" in listed.stderr
    assert "Graded anew" in run(report.command, kept, "--md", "--regrade").stderr
    assert "changed" not in run(report.command, kept, "--md").stderr
    assert "*" not in run(history.command, kept).output


def test_a_problem_that_is_gone_is_graded_without_it_and_nothing_is_offered(kept, monkeypatch):
    monkeypatch.delenv("COACH_PACK_PATH")
    shown = run(report.command, kept, "--md")
    assert shown.exit_code == 0
    assert "no problem called" in shown.stderr
    assert "--regrade" not in shown.stderr
    assert run(report.command, kept, "--md", "--regrade").exit_code == 2
    assert "*" not in run(history.command, kept).output
