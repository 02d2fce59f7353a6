"""A pack file's bytes as text: UTF-8, of bearable size, without characters that hide, reorder or steer a terminal."""

from __future__ import annotations

import re

from coach.packs.errors import InvalidPackError
from coach.packs.findings import Finding

MAX_BYTES = 1_000_000

REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but tab and line feed
    "\u200b\u2028\u2029\u2060\ufeff"  # invisible, or a line end to YAML and to no editor
    "\u202a-\u202e\u2066-\u2069"  # reorder what is shown
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # halves of characters, non-characters, tags
)


def decode(raw: bytes, file: str) -> str:
    """The text of a pack file: UTF-8, a leading byte order mark dropped, line ends made `\\n`.

    Raises:
        InvalidPackError: not UTF-8, larger than `MAX_BYTES`, or holding a character that has no place in a pack.
    """
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        raise InvalidPackError([Finding(file, 1, 1, "too-big", message, "split it, or shorten it")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        head = raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        line, column = _line_and_column(head, len(head))
        raise InvalidPackError([Finding(file, line, column, "encoding", message, "save the file as UTF-8")]) from None
    text = text.replace("\r\n", "\n")
    refuse_characters(text, file)
    return text


def refuse_characters(text: str, file: str) -> None:
    """Check that `text` holds nothing that hides, reorders or steers a terminal.

    Raises:
        InvalidPackError: it does; the finding points at the first such character.
    """
    if match := REFUSED.search(text):
        line, column = _line_and_column(text, match.start())
        name = f"U+{ord(match[0]):04X}"
        source = text.split("\n")[line - 1].encode("utf-8", "replace").decode()
        message = f"the character {name} is not allowed in a pack"
        fix = "remove it; it is invisible, a control, or half a character"
        raise InvalidPackError([Finding(file, line, column, "character", message, fix, source_line=source)])


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of the character `text[at]`."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
