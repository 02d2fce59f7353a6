"""When saving fails: the candidate's text goes to a plain file that any editor opens."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.tui.sitting import Sitting

NAME = "coach-answer"


def write(text: str, *folders: Path) -> tuple[Path | None, str]:
    """Write `text` to a new file in the first of `folders` that takes it: where it went, and what to tell.

    An existing file is never replaced.
    """
    for folder in folders:
        for number in range(1, 100):
            path = folder / f"{NAME}-{number}.md"
            with contextlib.suppress(FileExistsError):
                try:
                    with path.open("x", encoding="utf-8") as file:
                        file.write(text)
                except FileExistsError:
                    continue
                except OSError:
                    break
                return path, f"Your text is in {path}."
    return None, "The text could be written nowhere. Copy it from the editor before you leave: ^a, ^c."


def last_words(sitting: "Sitting | None") -> str:
    """In a crash: save what there is, and say what became of it. Never raises."""
    if sitting is None:
        return "No interview was open; nothing is lost."
    with contextlib.suppress(Exception):
        saved = sitting.close()
        if not saved.trouble:
            return "Your text is saved; `coach resume` goes on with it."
    with contextlib.suppress(Exception):
        return write(sitting.sheet_text(), Path.cwd(), Path.home())[1]
    return "Your text up to the last save is safe; `coach resume` goes on with it."
