"""The candidate's own editor: text goes out and comes back, and no failure loses any."""

import shlex
import sys

import pytest

from coach.tui import outside


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Make an editor: a program that does `code` with `path`, the file it is given."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def make(code):
        script = tmp_path / "my editor.py"
        script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
        return shlex.join([sys.executable, str(script)])

    return make


def left_behind(tmp_path):
    return list(tmp_path.glob("coach-*"))


def test_what_the_editor_writes_comes_back_without_the_line_end_it_adds(editor, tmp_path):
    add = editor("path.write_text(path.read_text() + ' and after\\n')")
    assert outside.edit("before", "api", add) == outside.Edited("before and after")
    assert left_behind(tmp_path) == []


def test_a_line_end_of_ones_own_stays(editor):
    assert outside.edit("one\n", "api", editor("pass")).text == "one\n"


def test_windows_line_ends_become_plain_and_broken_text_readable(editor):
    broken = editor(r"path.write_bytes(b'a\r\nb\xff')")
    assert outside.edit("x", "api", broken).text == "a\nb\ufffd"


def test_an_editor_that_fails_changes_nothing_and_its_text_is_kept(editor, tmp_path):
    edited = outside.edit("mine", "design", editor("path.write_text('half done'); sys.exit(3)"))
    assert edited.text is None
    assert "code 3" in edited.news
    (folder,) = left_behind(tmp_path)
    assert (folder / "design.md").read_text() == "half done"
    assert str(folder) in edited.news


def test_an_editor_that_fails_without_a_change_leaves_nothing_behind(editor, tmp_path):
    edited = outside.edit("mine", "design", editor("sys.exit(1)"))
    assert edited.text is None
    assert "as they were" in edited.news
    assert left_behind(tmp_path) == []


def test_an_editor_that_removes_the_file_changes_nothing(editor):
    assert outside.edit("mine", "design", editor("path.unlink()")).text is None


@pytest.mark.parametrize("command", ["/no/such/editor", "vi 'unclosed"])
def test_an_editor_that_is_not_there_is_told(command, editor):
    edited = outside.edit("mine", "design", command)
    assert edited.text is None
    assert "could not be started" in edited.news


def test_a_disk_that_is_full_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert "No file could be made" in outside.edit("mine", "design", "true").news


def test_visual_goes_before_editor():
    assert outside.command({"VISUAL": "code -w", "EDITOR": "vi"}) == "code -w"
    assert outside.command({"VISUAL": " ", "EDITOR": "vi"}) == "vi"
    assert outside.command({}) == ""
