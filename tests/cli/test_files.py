"""Files are read whole or refused in words, and written whole or not at all."""

import io
import sys

import pytest

from coach.cli.files import Unreadable, read_text, write_text


def test_text_comes_as_it_is(tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes("# API\r\nGrüße\n".encode())
    assert read_text(str(file)) == "# API\r\nGrüße\n"


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello")))
    assert read_text("-") == "hello"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: None, "there is no file"),
        (lambda p: p.mkdir(), "is a folder"),
        (lambda p: p.write_bytes(b"caf\xe9"), "not UTF-8 text (byte 3 is 0xe9)"),
        (lambda p: p.write_bytes(b"x" * 4_000_001), "larger than 4 MB"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, make, words):
    path = tmp_path / "sheet.md"
    make(path)
    with pytest.raises(Unreadable, match=None) as caught:
        read_text(str(path))
    assert words in caught.value.message


def test_a_file_name_cannot_steer_the_terminal(tmp_path):
    with pytest.raises(Unreadable) as caught:
        read_text(str(tmp_path / "a\x1b[2Jb"))
    assert "\x1b" not in caught.value.message


def test_an_existing_file_is_kept_without_force(tmp_path):
    target = tmp_path / "report.html"
    target.write_text("old")
    with pytest.raises(Unreadable, match="--force"):
        write_text(str(target), "new")
    assert target.read_text() == "old"
    write_text(str(target), "new", force=True)
    assert target.read_text() == "new"


def test_a_symlink_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "secret").write_text("keep")
    link = tmp_path / "out.html"
    link.symlink_to(tmp_path / "secret")
    write_text(str(link), "report", force=True)
    assert (tmp_path / "secret").read_text() == "keep"
    assert link.read_text() == "report"


@pytest.mark.parametrize("path", ["missing/out.html", "."])
def test_a_place_that_cannot_be_written_is_said(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreadable):
        write_text(path, "x")
    assert list(tmp_path.iterdir()) == []
