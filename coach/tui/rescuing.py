"""When saving fails: the candidate's text goes to a plain file that any editor opens."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from coach.language.cleaning import printable
from coach.store.rescue import save_elsewhere, usual_places

if TYPE_CHECKING:
    from coach.tui.sitting import Sitting

NAME = "coach-answer"
MOST = 100
"""Files of that name in a folder, less one."""


def write(text: str, *folders: Path) -> tuple[Path | None, str]:
    """Write `text` to a new file in the first of `folders` that takes it (left out: where a candidate would look, see
    `usual_places`): where it went, and what to tell.

    An existing file is never replaced, and a file is whole or not there.
    """
    places = (folder / f"{NAME}-{number}.md" for folder in folders or usual_places() for number in range(1, MOST))
    path = save_elsewhere(text, places).path
    if path is None:
        return None, "The text could be written nowhere. Copy it from the editor before you leave: ^a, ^c."
    return path, f"Your text is in {printable(str(path))}."


def last_words(sitting: "Sitting | None") -> str:
    """In a crash: save what there is, and say what became of it. Never raises."""
    if sitting is None:
        return "No interview was open; nothing is lost."
    with contextlib.suppress(Exception):
        saved = sitting.close()
        if not saved.trouble:
            return "Your text is saved; `coach resume` goes on with it."
    with contextlib.suppress(Exception):
        return write(sitting.sheet_text())[1]
    return "Your text up to the last save is safe; `coach resume` goes on with it."
