"""Files are read whole or refused in words, and written whole or not at all."""

import io
import os
import sys

import pytest

from coach.cli.files import Unreadable, read_lines, read_text, write_text


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


def test_a_file_without_an_end_is_refused_at_its_first_long_line(tmp_path):
    endless = tmp_path / "endless"
    endless.write_bytes(b"short\n" + b"\0" * 5000)
    lines = read_lines(str(endless), 1000)
    assert next(lines) == b"short\n"
    with pytest.raises(Unreadable, match="line 2 is longer"):
        next(lines)


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no devices here")
@pytest.mark.parametrize("force", [True, False])
def test_a_device_or_a_pipe_is_never_replaced(tmp_path, force):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, "/dev/null"):
        with pytest.raises(Unreadable, match="device or a pipe"):
            write_text(str(place), "new", force=force)
    assert pipe.is_fifo()


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644)])
def test_who_may_read_what_is_written_is_for_the_umask_to_say(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        write_text(str(tmp_path / "report.html"), "mine")
    finally:
        os.umask(before)
    assert (tmp_path / "report.html").stat().st_mode & 0o777 == mode


def test_a_name_that_the_disk_does_not_take_is_said(tmp_path):
    with pytest.raises(Unreadable, match="cannot be written"):
        write_text(str(tmp_path / ("x" * 300)), "new")
