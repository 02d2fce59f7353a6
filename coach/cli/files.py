"""Reading what the user names and writing what the user asked for, with every failure in words."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from coach.language.cleaning import one_line

MAX_BYTES = 4_000_000
"""A larger file is no answer sheet; refused before it is read."""


class Unreadable(click.ClickException):
    """An input that cannot be read or an output that cannot be written; exit code 2, with the reason in words."""

    exit_code = 2


def read_text(path: str, name: str = "") -> str:
    """The text of the file at `path`, or of standard input for "-": UTF-8 decoded, nothing stripped.

    Args:
        path: the file.
        name: what to call it in a message; the path itself when left out.

    Raises:
        Unreadable: missing, a folder, too large, or not UTF-8 (the message names the first bad byte).
    """
    name = name or display_name(path)
    try:
        if path == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise Unreadable(f"{name} is a folder; name the files in it") from None
    except FileNotFoundError:
        raise Unreadable(f"there is no file {name}") from None
    except (OSError, ValueError) as problem:
        raise Unreadable(f"{name} cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; that is no answer sheet")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{name} is not UTF-8 text (byte {problem.start} is {raw[problem.start]:#04x})") from None


def read_lines(path: str, longest: int) -> Iterator[bytes]:
    """The lines of a file that may be large (or of standard input for "-"), each with its end.

    Args:
        path: the file.
        longest: bytes of a line; a file without an end is refused there, not read until memory is full.

    Raises:
        Unreadable: it cannot be read, or a line is longer than that.
    """
    name = display_name(path)
    try:
        with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
            number = 0
            while line := file.readline(longest + 1):
                number += 1
                if len(line) > longest:
                    raise Unreadable(f"{name}, line {number} is longer than {longest // 1_000_000} MB; wrong file?")
                yield line
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise Unreadable(f"{name} cannot be read: {reason}") from None


def display_name(path: str) -> str:
    """How a path is named on the screen: what could steer a terminal is made visible."""
    return "standard input" if path == "-" else one_line(path)


def write_text(path: str, text: str, *, force: bool = False) -> None:
    """Write `text` to `path`; see `write_pieces`."""
    write_pieces(path, [text], force=force)


def write_pieces(path: str, pieces: Iterable[str], *, force: bool = False) -> None:
    """Write `pieces` to `path` whole or not at all: to a file beside it first, then put in its place.

    Raises:
        Unreadable: the file exists and `force` is off, its folder is missing, or the disk refuses; an existing file
            is then as it was.
    """
    target, name = Path(path), display_name(path)
    try:
        _refuse_place(target, name, force=force)
        partial = target.absolute().parent / f".coach-{os.getpid()}-{os.urandom(4).hex()}"
        try:
            with partial.open("x", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Unreadable(f"{name} cannot be written: {problem.strerror or problem}") from None


def _refuse_place(target: Path, name: str, *, force: bool) -> None:
    """Raise `Unreadable` where a file must not be put."""
    if target.is_dir():
        raise Unreadable(f"{name} is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise Unreadable(f"{name} is a device or a pipe; leave -o out to write to standard output")
    if (target.exists() or target.is_symlink()) and not force:
        raise Unreadable(f"{name} exists already; --force replaces it")
    if not target.absolute().parent.is_dir():
        raise Unreadable(f"the folder of {name} does not exist")
