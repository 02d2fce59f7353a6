"""Reading what the user names and writing what the user asked for, with every failure in words."""

import os
import sys
from collections.abc import Iterable
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
    import tempfile

    target, name = Path(path), display_name(path)
    if target.is_dir():
        raise Unreadable(f"{name} is a folder; name a file in it")
    if (target.exists() or target.is_symlink()) and not force:
        raise Unreadable(f"{name} exists already; --force replaces it")
    if not target.absolute().parent.is_dir():
        raise Unreadable(f"the folder of {name} does not exist")
    try:
        handle, partial = tempfile.mkstemp(prefix=".coach-", dir=target.absolute().parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
            Path(partial).chmod(0o644)
            Path(partial).replace(target)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Unreadable(f"{name} cannot be written: {problem.strerror or problem}") from None
