"""Saving a text somewhere else when the store cannot: whole or not at all, in the first place that takes it."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of the text."""

    path: Path | None
    """The file that holds it; none: no place took it."""
    tried: tuple[str, ...] = ()
    """The places that did not, each with its reason."""


def usual_places() -> tuple[Path, ...]:
    """The folders where a candidate would look, as far as there are such: the current one, home, the temporary one."""
    found: list[Path] = []
    for folder in (Path.cwd, Path.home, tempfile.gettempdir):
        with suppress(OSError, RuntimeError):  # a folder that was removed, a user without a home
            found.append(Path(folder()))
    return tuple(dict.fromkeys(found))


def save_elsewhere(text: str, places: Iterable[Path]) -> Rescue:
    """Write `text` to the first of `places` that can be written; a file that is there already is never replaced."""
    tried: list[str] = []
    for place in places:
        try:
            handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                place.unlink(missing_ok=True)
                raise
        except (OSError, ValueError) as error:
            tried.append(f"{place}: {getattr(error, 'strerror', None) or error}")
        else:
            return Rescue(place, tuple(tried))
    return Rescue(None, tuple(tried))
