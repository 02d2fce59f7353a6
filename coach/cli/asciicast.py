"""An interview as a recording for terminal players: asciicast, version 2."""

import json
from collections.abc import Iterable, Iterator

from coach.language.cleaning import one_line

WIDTH, HEIGHT = 80, 24


def asciicast(title: str, lines: Iterable[tuple[float, str]]) -> Iterator[str]:
    """The lines of the file: a header, then one event a line.

    Args:
        title: what players show.
        lines: seconds since the start, and a line of text without control characters.
    """
    yield json.dumps({"version": 2, "width": WIDTH, "height": HEIGHT, "title": one_line(title)}, ensure_ascii=False)
    for at, text in lines:
        yield json.dumps([round(at, 3), "o", f"{text}\r\n"], ensure_ascii=False)
