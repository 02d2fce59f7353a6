"""Terminal cells: how wide text is when printed, and how it is cut."""

import unicodedata
from functools import lru_cache


def clusters(text: str) -> list[tuple[str, int]]:
    """`text` as what is printed together: a character with its combining marks, and the cells it takes (1 or 2).

    Control and formatting characters are left out: they would move the cursor or turn the line around.
    """
    if text.isascii() and text.isprintable():
        return [(char, 1) for char in text]
    found: list[tuple[str, int]] = []
    for char in text:
        width = _width(char)
        if width > 0:
            found.append((char, width))
        elif width == 0 and found:
            base, taken = found[-1]
            if len(base) < 8:
                found[-1] = (base + char, taken)
    return found


@lru_cache(maxsize=2048)
def width_of(text: str) -> int:
    """Cells that `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(width for _, width in clusters(text))


def cut(text: str, most: int, mark: str = "…") -> str:
    """`text` in at most `most` cells, ending in `mark` when something was cut off."""
    if width_of(text) <= most:
        return "".join(cluster for cluster, _ in clusters(text))
    kept, taken = [], 0
    for cluster, width in clusters(text):
        if taken + width > most - len(mark):
            break
        kept.append(cluster)
        taken += width
    return "".join(kept).rstrip() + mark


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    """2 for wide characters, 0 for combining marks, -1 for what is not printed at all."""
    if char.isascii():
        return 1 if char.isprintable() else -1
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Mc"):
        return 0 if category != "Mc" else 1
    if category.startswith("C") or category in ("Zl", "Zp"):
        return -1
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
