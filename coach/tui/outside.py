"""The candidate's own editor: the text of one phase goes into a file, `$VISUAL` or `$EDITOR` opens it, it comes back.

Whatever the editor does, nothing is lost: notes change only when it ends well, and a file it changed but did not end
well on is kept and named.
"""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Edited:
    """How it went."""

    text: str | None
    """What the editor left; none: the notes stay as they are."""
    news: str = ""
    """What the candidate is told; empty when all went well."""


def command(environment: Mapping[str, str]) -> str:
    """The editor that the candidate has set; empty when there is none."""
    return environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()


def edit(text: str, name: str, editor: str) -> Edited:
    """Open `text` in `editor` and wait until it ends.

    Args:
        text: the notes.
        name: what the file is called, without its ending.
        editor: a command line; the file's path is added to it.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="coach-"))
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        return Edited(None, f"No file could be made for your editor ({problem.strerror}). Your notes are as they were.")
    trouble = _run(editor, path)
    left = _read(path)
    if trouble and left is not None and left != text:
        return Edited(None, f"{trouble} Your notes are as they were; what the editor wrote is kept in {path}.")
    _remove(path)
    if trouble or left is None:
        return Edited(None, f"{trouble or 'The file is gone.'} Your notes are as they were.")
    if left.endswith("\n") and not text.endswith("\n"):
        left = left[:-1]  # editors end a file with a line end that nobody wrote
    return Edited(left)


def _run(editor: str, path: Path) -> str:
    """Run the editor in this terminal; what went wrong, in words."""
    try:
        words = shlex.split(editor, posix=os.name != "nt")
        code = subprocess.run([*words, str(path)], check=False).returncode
    except (OSError, ValueError) as problem:
        return f"Your editor “{editor}” could not be started ({problem})."
    return f"Your editor ended with code {code}." if code else ""


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return None


def _remove(path: Path) -> None:
    """The file and its folder; what the editor left beside it (backups) stays."""
    try:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
    except OSError:
        return
