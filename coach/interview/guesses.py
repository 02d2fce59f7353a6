"""Figures that a question offers: "I'd assume 5 MB for each" guesses a size of five million bytes."""

import re
from typing import NamedTuple


class Guess(NamedTuple):
    """One figure."""

    value: float
    """SI; a percentage and nines as a share."""
    unit: str
    """`1`, `B`, `s` or `$`."""


_WORDS = {
    "half a": 0.5, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_MAGNITUDES = {"hundred": 1e2, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9}
_UNITS = (
    (r"%|percent", "1", 0.01),
    (r"bytes?", "B", 1.0),
    (r"(?:kb|kilobytes?)", "B", 1e3),
    (r"(?:mb|megabytes?)", "B", 1e6),
    (r"(?:gb|gigabytes?)", "B", 1e9),
    (r"(?:tb|terabytes?)", "B", 1e12),
    (r"(?:kbps|kilobits?)", "B", 125.0),
    (r"(?:mbps|megabits?)", "B", 125e3),
    (r"(?:ms|milliseconds?)", "s", 1e-3),
    (r"seconds?", "s", 1.0),
    (r"minutes?", "s", 60.0),
    (r"hours?", "s", 3600.0),
    (r"days?", "s", 86400.0),
    (r"weeks?", "s", 604800.0),
    (r"months?", "s", 2592000.0),
    (r"years?", "s", 31536000.0),
    (r"cents?", "$", 0.01),
    (r"dollars?", "$", 1.0),
)
_UNIT = "|".join(rf"(?P<u{at}>{pattern})(?!\w)" for at, (pattern, _, _) in enumerate(_UNITS))
_MAGNITUDE = "|".join(_MAGNITUDES)
_FIGURE = re.compile(
    rf"(?<![\w.])(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<word>{'|'.join(_WORDS)})(?!\w)|"
    rf"(?P<one>(?:would|is|after|within|about|until|than|for) an?(?= \w)|an?(?= (?:{_MAGNITUDE}))))\s*"
    rf"(?:(?P<magnitude>{_MAGNITUDE})(?!\w))?\s*(?:(?P<more>{_MAGNITUDE})(?!\w))?\s*(?:(?P<nines>nines)(?!\w)|{_UNIT})?"
)


def guesses(text: str) -> tuple[Guess, ...]:
    """The figures in `text`, in order; "a" counts as one before a magnitude, or where a time or size is meant."""
    return tuple(guess for match in _FIGURE.finditer(text.lower()) if (guess := _guess(match)))


def _guess(match: re.Match[str]) -> Guess | None:
    unit = next((at for at in range(len(_UNITS)) if match[f"u{at}"]), None)
    if match["one"] and not match["magnitude"] and unit is None:
        return None
    value = float(match["digits"].replace(",", "")) if match["digits"] else _WORDS.get(match["word"] or "", 1.0)
    value *= _MAGNITUDES.get(match["magnitude"] or "", 1.0) * _MAGNITUDES.get(match["more"] or "", 1.0)
    if match["nines"]:
        return Guess(1 - 10 ** -min(value, 15), "1")
    if unit is None:
        return Guess(value, "1")
    return Guess(value * _UNITS[unit][2], _UNITS[unit][1])
