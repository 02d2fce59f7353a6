"""Sums told in sentences: the figures of a line, and whether one is said to follow from the one before it.

"A million viewers on 5 Mbit/s, that's 5 Tbit/s altogether" has no sign of a sum. Its rules look at figures in their
order and at the words between them; they speak only when nothing else stands between.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from coach.estimation.numbers import NumberToken, find_numbers
from coach.estimation.patterns import words_pattern
from coach.estimation.units import TIME
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import WORD_NUMBERS

_WORD = words_pattern(r"i\.e\.|[a-z]+(?:['’.][a-z]+)*|[=~≈→⇒:<>]+|-{1,2}>|[^\s,;()\w-]")
_LEADING = vocabulary(
    "so thus hence therefore makes make gives give means mean equals equal yields yield is are was that's thats i.e. "
    "i.e ie altogether comes come amounts adds totals leaves leave becomes = => -> --> → ⇒ ≈ ~ : need needs takes "
    "take get gets"
)
_FILLING = vocabulary(
    "that which this it we they there will would be to up out at as a an and in all total of about around "
    "roughly some only just nearly almost approximately approx ca or over us our the have has then say i it'd you "
    "after at least maybe already even on together sum overall"
)
_SPAN = words_pattern(
    r"\b(?:(?P<count>\d+|one|two|three|four|five|six|seven|eight|ten|twelve)\s+)?"
    r"(?P<unit>hours?|days?|weeks?|months?|years?|quarters?|decades?)\b"
)
_OPERATOR = words_pattern(
    r"(?:[×*/+^÷(]|(?<![a-z])x|\s-)\s?(?:(?:avg|average|mean|about|around|max|up to)\.?\s)?[~≈$(]?$"
)
_CLEAN = (7.0, 12.0, 12.17, 24.0, 30.0, 30.42, 52.0, 60.0, 365.0, 3600.0, 86400.0, 8.0)


class Span(NamedTuple):
    """A span of time and where it is named."""

    seconds: float
    start: int
    end: int


@lru_cache(maxsize=512)
def figures(line: str) -> tuple[NumberToken, ...]:
    """The numbers of a line, in order."""
    return find_numbers(line)


def between(line: str, first: NumberToken, second: NumberToken) -> str:
    """What stands between two figures, lower-case."""
    return line[first.end : second.start].lower()


def behind_number(figure: NumberToken) -> str:
    """The words that were read with a figure, lower-case: its unit, where it stands apart, and what is counted."""
    return figure.text.lower().partition(" ")[2] + " "


def begins(line: str, figure: NumberToken) -> bool:
    """Whether a figure is not a further operand of a written sum."""
    return _OPERATOR().search(line[max(0, figure.start - 14) : figure.start]) is None


def leads(words: str) -> bool:
    """Whether words between two figures say that the second follows from the first, and nothing else."""
    pieces = _WORD().findall(words.replace("’", "'"))
    if any(piece not in _LEADING and piece not in _FILLING for piece in pieces):
        return False
    return any(piece in _LEADING for piece in pieces)


def leads_at_end(words: str, most: int) -> bool:
    """Whether `words` lead to a conclusion behind `most` pieces of any kind at most."""
    pieces = _WORD().findall(words.replace("’", "'"))
    found = False
    for left in range(len(pieces), 0, -1):
        piece = pieces[left - 1]
        if piece not in _LEADING and piece not in _FILLING:
            return found and left <= most
        found = found or piece in _LEADING
    return found


def spans_in(words: str) -> list[Span]:
    """The spans of time that `words` name, in order."""
    found = []
    for match in _SPAN().finditer(words):
        count = (match["count"] or "one").lower()
        amount = float(count) if count[0].isdigit() else WORD_NUMBERS.get(count, 1.0)
        found.append(Span(amount * TIME[match["unit"].lower()], match.start(), match.end()))
    return found


def span_in(words: str) -> tuple[float, str]:
    """The one span of time that `words` name, in seconds, and the words without it; 0 when there is none or more."""
    found = spans_in(words)
    if len(found) != 1:
        return 0.0, words
    return found[0].seconds, words[: found[0].start] + " " + words[found[0].end :]


def power_of_ten(ratio: float, tolerance: float = 0.05) -> bool:
    """Whether `ratio` is 10, 100 … or 1/10, 1/100 …, as lost zeros and prefixes give it."""
    if ratio <= 0:
        return False
    power = math.log10(ratio)
    return 0.5 < abs(power) < 7.5 and abs(power - round(power)) * math.log(10) < tolerance


def is_clean(ratio: float, tolerance: float = 0.06) -> bool:
    """Whether a slip explains `ratio`: zeros, a prefix, bits for bytes, one span of time for another."""
    if power_of_ten(ratio, tolerance):
        return True
    return ratio > 0 and any(abs(abs(math.log(ratio)) - math.log(factor)) < tolerance for factor in _CLEAN)


def sentence_at(line: str, at: int) -> tuple[int, int]:
    """Where the sentence around character `at` begins and ends."""
    line = line.replace("i.e. ", "i.e, ").replace("e.g. ", "e.g, ").replace("approx. ", "approx, ")
    start = max(line.rfind(mark, 0, at) + len(mark) if mark in line[:at] else 0 for mark in (". ", "? ", "! ", "; "))
    ends = [end for mark in (". ", "? ", "! ", "; ") if (end := line.find(mark, at)) >= 0]
    return start, min(ends, default=len(line))
