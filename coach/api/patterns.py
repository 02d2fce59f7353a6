"""Access patterns: lines and rows that say which need is answered by which table, key or index."""

import re

from coach.api.layout import Grid, Line
from coach.api.model import AccessPattern
from coach.language.expressions import expression

MAX_PATTERNS = 60

_TITLE = expression(
    r"^\W*(?:access patterns?|queries|lookups?|read patterns?|query patterns?)\b\s*(?P<rest>.*)$", re.IGNORECASE
)
_NEED = expression(r"need|access|pattern|quer(?:y|ies)|operation|lookup|read|question|use case")
_ANSWER = expression(r"table|key|index|how|answer|served|source|store|by")
_PARTED = expression(r"\s*(?:->|→|=>|⇒|:|—|–| - |=)\s*")


def patterns_in(lines: list[Line], grids: list[Grid], taken: set[int]) -> tuple[AccessPattern, ...]:
    """The access patterns that `lines` state, from tables and from lists under a title that says so."""
    found: list[AccessPattern] = []
    for grid in grids:
        if (
            len(grid.header) < 2
            or not _NEED.search(grid.header[0])
            or not any(_ANSWER.search(word) for word in grid.header[1:])
        ):
            continue
        for index, row in grid.rows.items():
            if index in taken or len(row) < 2 or not row[0].text:
                continue
            answer = ", ".join(cell.text for cell in row[1:] if cell.text)
            found.append(AccessPattern(row[0].text, answer, row[0].start, max(row[0].end, row[-1].end)))
    under = False
    for index, line in enumerate(lines):
        title = _TITLE.match(line.text)
        if title and (line.heading or not line.bullet):
            under = True
            continue
        if line.heading or (not line.blank and not line.bullet and line.text.rstrip().endswith(":")):
            under = False
        if not under or line.blank or line.row or line.fence or index in taken:
            continue
        words = line.bare
        parts = _PARTED.split(words, maxsplit=1)
        if 3 <= len(words) <= 200:
            start = line.start + line.text.index(words)
            found.append(AccessPattern(parts[0], parts[1] if len(parts) > 1 else "", start, start + len(words)))
    return tuple(found[:MAX_PATTERNS])
