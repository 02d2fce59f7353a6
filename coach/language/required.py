"""What a text must hold for a regular expression to match in it: a few pieces of words, one of which is required.

Derived from the parsed expression, so whoever writes one need not think of it. A *piece* is part of one word in lower
case; `EDGE` at its start or end stands for the edge of the word, so that "if" between two edges is that word alone.
A mark (`→`, `$`) is a word of its own, and `DIGIT` stands for any number.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from coach.language.expressions import expression

EDGE = "\0"
DIGIT = "\0#"
"""Stands for a word with a digit in it, whichever."""
_MOST = 160
"""Strings that a part of an expression may stand for; beyond, it is taken apart instead."""
_UNREADABLE = re.ASCII | re.LOCALE
_WEAKEST = 1.0
"""Pieces that are together likelier than this in a sentence spare nothing."""
_OFTEN = {"e": 12.0, "t": 9.0, "a": 8.0, "o": 7.5, "i": 7.0, "n": 7.0, "s": 6.5, "r": 6.0, "l": 4.0, "d": 4.0}
"""Letters by how many of a hundred they are in English text; all others count as 2."""

Strings = frozenset[str]


def required(source: str, flags: int = 0) -> Strings | None:
    """Pieces, one of which stands in every text that `source` matches; none where it has no such pieces."""
    key = f"{int(flags)} {source}"
    pieces = _known.get(key)
    if pieces is None:
        pieces = _known[key] = tuple(sorted(_derived(source, flags) or ()))
    return frozenset(pieces) if pieces else None


def derived() -> Mapping[str, tuple[str, ...]]:
    """What was derived so far, to be kept for later runs."""
    return _known


def learn(kept: Mapping[str, tuple[str, ...]]) -> None:
    """Take up what an earlier run of the same program derived."""
    _known.update(kept)


_known: dict[str, tuple[str, ...]] = {}


def _derived(source: str, flags: int) -> Strings | None:
    if flags & _UNREADABLE:
        return None
    parsed = parser.parse(source, flags)
    if parsed.state.flags & _UNREADABLE:
        return None
    pieces = _of_row(list(parsed))
    return pieces if pieces and _likelihood(pieces) < _WEAKEST else None


def words_of(text: str) -> list[str]:
    """The words and marks of a folded text, as pieces are held against them."""
    return _WORD.findall(text)


def folded(text: str) -> str:
    """`text` in lower case, with the letters that match an ASCII one when case does not count."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()


_WORD = expression(r"\w+|[^\w\s]")
_ALIKE = str.maketrans({"ſ": "s", "İ": "i", "ı": "i", "K": "k"})


def _of_row(row: Sequence[tuple[Any, Any]]) -> Strings | None:
    """The best pieces that some stretch of a row of parts requires."""
    found: list[Strings] = []
    run: Strings = frozenset({""})

    def close() -> None:
        nonlocal run
        pieces = _pieces(run)
        if pieces is not None:
            found.append(pieces)
        run = frozenset({""})

    for part in row:
        strings = _strings([part])
        if strings is None or len(strings) * len(run) > _MOST:
            close()
        if strings is None:
            inner = _inner(*part)
            if inner is not None:
                found.append(inner)
        else:
            run = _crossed(run, strings)
    close()
    return min(found, key=lambda pieces: (_likelihood(pieces), sorted(pieces)), default=None)


def _inner(code: Any, value: Any) -> Strings | None:
    """What a part requires that does not stand for a few strings."""
    if code is codes.SUBPATTERN:
        return _of_row(list(value[3]))
    if code is codes.ATOMIC_GROUP:
        return _of_row(list(value))
    if code in _REPEATS and value[0] > 0:
        return _of_row(list(value[2]))
    if code is codes.BRANCH:
        ways = [_of_row(list(way)) for way in value[1]]
        return None if None in ways else frozenset().union(*(way for way in ways if way is not None))
    if code is codes.IN and list(value) == [(codes.CATEGORY, codes.CATEGORY_DIGIT)]:
        return frozenset({DIGIT})
    return None


def _strings(row: Iterable[tuple[Any, Any]]) -> Strings | None:
    """All strings that a row of parts stands for, with `EDGE` where a word begins or ends; none if they are many."""
    made: Strings = frozenset({""})
    for part in row:
        strings = _strings_of(*part)
        if strings is None or len(strings) * len(made) > _MOST:
            return None
        made = _crossed(made, strings)
    return made


def _strings_of(code: Any, value: Any) -> Strings | None:
    if code is codes.LITERAL:
        return _letter(value)
    if code is codes.AT:
        return frozenset({EDGE if value is codes.AT_BOUNDARY else ""})
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return frozenset({""})
    if code is codes.SUBPATTERN:
        return _strings(value[3])
    if code is codes.ATOMIC_GROUP:
        return _strings(value)
    if code is codes.IN:
        return _letters(value)
    if code is codes.BRANCH:
        return _all_of(_strings(way) for way in value[1])
    if code in _REPEATS:
        least, most, inner = value
        once = _strings(inner)
        if once is None or most is codes.MAXREPEAT or most > 3:
            return None
        return _all_of(_strings(list(inner) * times) for times in range(least, most + 1))
    return None


_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def _letter(code: int) -> Strings | None:
    letter = chr(code)
    if not letter.isascii() and (letter.lower() != letter or letter.upper() != letter):
        return None
    return frozenset({letter.lower()})


def _letters(members: Iterable[tuple[Any, Any]]) -> Strings | None:
    """The letters of a set such as `[ab]`."""
    made: list[Strings | None] = []
    for code, value in members:
        if code is codes.LITERAL:
            made.append(_letter(value))
        elif code is codes.RANGE and value[1] - value[0] < 10:
            made += (_letter(one) for one in range(value[0], value[1] + 1))
        else:
            return None
    return _all_of(made)


def _all_of(ways: Iterable[Strings | None]) -> Strings | None:
    made: set[str] = set()
    for way in ways:
        if way is None or len(made) + len(way) > _MOST:
            return None
        made |= way
    return frozenset(made)


def _crossed(first: Strings, second: Strings) -> Strings:
    return frozenset(a + b for a in first for b in second)


def _pieces(strings: Strings) -> Strings | None:
    """The least likely piece of each string; none if one has no piece."""
    made = {min(_words_in(one), key=lambda piece: (_chance(piece), piece), default="") for one in strings}
    return None if "" in made else frozenset(made)


def _words_in(text: str) -> list[str]:
    """The pieces of words in `text`, each with its edges, and its marks."""
    found: list[str] = []
    piece = ""
    for letter in text:
        if letter == EDGE:
            if piece.strip(EDGE):
                found.append(piece + EDGE)
            piece = EDGE
        elif letter.isalnum() or letter == "_":
            piece += letter
        else:
            found.append(piece)
            if not letter.isspace():
                found.append(EDGE + letter + EDGE)
            piece = ""
    found.append(piece)
    return [piece for piece in found if piece.strip(EDGE)]


def _likelihood(pieces: Strings) -> float:
    return sum(map(_chance, pieces))


def _chance(piece: str) -> float:
    """How likely a piece is in a sentence of a hundred characters: a guess, which decides over speed alone."""
    if piece == DIGIT:
        return 0.4
    chance = 100.0
    for letter in piece:
        chance *= 0.2 if letter == EDGE else _OFTEN.get(letter, 2.0) / 100
    return min(1.0, chance)
