"""What happens when the program itself fails: the traceback goes to a file, without a word of the candidate's text.

Python's own traceback of code lines holds no values; Textual's default one shows local variables, answers included.
"""

import os
import tempfile
import traceback
from pathlib import Path


def write(error: BaseException) -> Path | None:
    """Write `error`'s traceback (code lines only, no values of variables) to a new file in the temporary folder.

    The message of the error itself is left out as well, since it may quote what it failed on.

    Returns:
        The file, or none when it cannot be written.
    """
    lines: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        lines += [f"{type(at).__module__}.{type(at).__qualname__}\n", *traceback.format_tb(at.__traceback__), "\n"]
        at = at.__cause__ or at.__context__
    try:
        handle, name = tempfile.mkstemp(prefix="coach-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError:
        return None
    return Path(name)


def words(error: BaseException, text_state: str, path: Path | None) -> str:
    """What the candidate reads after a crash: what happened, what became of the text, where the details are."""
    details = f"Details, without your text: {path}" if path else "The details could not be written to a file."
    return f"coach met a bug of its own ({type(error).__name__}).\n{text_state}\n{details}\n"
