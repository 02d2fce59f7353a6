"""Turns of phrase, by what they do in a sentence: hedge, decide, dismiss, bound a loss. `turns.txt` lists them.

A list begins with its name in brackets; each line below is one phrase:

    word      that word                   word*    any word that begins so
    (a|b c)   one of these                [a b]    may be absent
    ..        up to four words between    $        the end of the sentence

Case does not count, an apostrophe may be left out, and commas, quotes and hyphens between words are passed over. A gap
does not cross a full stop, colon or semicolon.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[a-z]+n['’]t\b|[a-z0-9]+|[.;:!?]")
_PIECE = re.compile(r"\.\.|[()|\[\]$]|[^\s()|\[\]$]+")
_GAP = 4
"""Words that a gap may hold."""
_STOPS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of phrase in a text: which list it is of, and its offsets."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """One word out of some."""

    exact: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        return word in self.exact or (bool(self.beginnings) and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class _Either:
    """One of some rows of parts, or nothing where it is optional."""

    ways: tuple[tuple["_Part", ...], ...]
    optional: bool
    by_word: Mapping[str, tuple[tuple["_Part", ...], ...]]
    """The ways that begin with a word."""
    others: tuple[tuple["_Part", ...], ...]
    """The ways that may begin with several words."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A few words, whatever they are."""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of the sentence."""


_Part = _Words | _Either | _Gap | _End


@dataclass(frozen=True, slots=True)
class _Row:
    """A phrase of a list."""

    name: str
    parts: tuple[_Part, ...]
    second: _Words | None
    """What its second word can only be; none where that is not known."""


class Turns:
    """Lists of phrases, looked up together by their first words; immutable after it is made."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        exact: dict[str, list[_Row]] = defaultdict(list)
        beginnings: dict[str, list[_Row]] = defaultdict(list)
        for name, phrases in lists.items():
            for phrase in phrases:
                parts = _phrase(phrase)
                row = _Row(name, parts, _second(parts))
                words, begun = _firsts(parts)
                for word in words:
                    exact[word].append(row)
                for beginning in begun:
                    beginnings[beginning].append(row)
        self._exact = dict(exact)
        self._beginnings = dict(beginnings)
        self._lengths = tuple(sorted({len(beginning) for beginning in beginnings}))
        self._rows = lru_cache(maxsize=4096)(self._beginning)

    def find(self, text: str) -> tuple[Turn, ...]:
        """The turns of `text`, which is lower-case, in order; those of one list do not overlap."""
        matches = list(_WORD.finditer(text))
        words = [match.group().replace("'", "").replace("’", "") for match in matches]
        found: list[Turn] = []
        ends: dict[str, int] = {}
        for at, word in enumerate(words):
            after = words[at + 1] if at + 1 < len(words) else ""
            for row in self._rows(word):
                if (row.second is not None and not row.second.holds(after)) or ends.get(row.name, 0) > at:
                    continue
                stop = max(_ends(row.parts, words, {at}), default=0)
                if stop > at:
                    ends[row.name] = stop
                    found.append(Turn(row.name, matches[at].start(), matches[stop - 1].end()))
        return tuple(found)

    def _beginning(self, word: str) -> tuple[_Row, ...]:
        """The phrases that may begin with `word`."""
        rows = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            rows += self._beginnings.get(word[:length], ())
        return tuple(rows)


@cache
def bundled_turns() -> Turns:
    """The turns of `turns.txt`, read once."""
    return Turns(listed(files("coach.language").joinpath("turns.txt").read_text(encoding="utf-8")))


def listed(text: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of each list in `text`.

    Raises:
        ValueError: a phrase stands above the first name.
    """
    lists: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        line = line.split("#", 1)[0].strip()
        if re.fullmatch(r"\[[a-z-]+\]", line):
            name = line[1:-1]
            lists.setdefault(name, [])
        elif line and not name:
            raise ValueError(f"‘{line}’ belongs to no list")
        elif line:
            lists[name].append(line)
    return {name: tuple(phrases) for name, phrases in lists.items()}


def _ends(row: tuple[_Part, ...], words: list[str], starts: set[int]) -> set[int]:
    """Where the row may end when it begins at any of `starts`; an end is the number of the word after it."""
    here = starts
    for part in row:
        if isinstance(part, _Words):
            here = {at + 1 for at in here if at < len(words) and part.holds(words[at])}
        elif isinstance(part, _Either):
            after = set(here) if part.optional else set[int]()
            for at in here:
                if at < len(words):
                    for way in part.by_word.get(words[at], ()):
                        after |= _ends(way, words, {at})
            for way in part.others:
                after |= _ends(way, words, here)
            here = after
        elif isinstance(part, _Gap):
            here = {further for at in here for further in _over(words, at)}
        else:
            here = {at for at in here if all(word in _STOPS for word in words[at:])}
        if not here:
            break
    return here


def _over(words: list[str], at: int) -> Iterable[int]:
    """Where a gap that begins at `at` may end."""
    yield at
    for step in range(at, min(at + _GAP, len(words))):
        if words[step] in _STOPS:
            return
        yield step + 1


def _firsts(row: tuple[_Part, ...]) -> tuple[set[str], set[str]]:
    """The words that a row may begin with, and the beginnings of such words."""
    words: set[str] = set()
    begun: set[str] = set()
    for part in row:
        if isinstance(part, _Words):
            words |= part.exact
            begun |= set(part.beginnings)
            return words, begun
        if isinstance(part, _Either):
            for way in part.ways:
                more, further = _firsts(way)
                words |= more
                begun |= further
            if not part.optional:
                return words, begun
    return words, begun


def _second(parts: tuple[_Part, ...]) -> _Words | None:
    """What the second word of a row can only be; none where it may be anything, or be absent."""
    if len(parts) < 2 or not isinstance(parts[0], _Words):
        return None
    if any(isinstance(part, _Gap | _End) for part in parts[1:2]):
        return None
    at = next((n for n, part in enumerate(parts[1:], 1) if not (isinstance(part, _Either) and part.optional)), 0)
    if not at or isinstance(parts[at], _Gap | _End):
        return None
    words, begun = _firsts(parts[1:])
    return _Words(frozenset(words), tuple(begun))


def _phrase(text: str) -> tuple[_Part, ...]:
    """The parts of a phrase.

    Raises:
        ValueError: its brackets do not match, or it begins with a gap.
    """
    pieces = _PIECE.findall(text)
    ways, at = _choice(pieces, 0)
    row = ways[0] if len(ways) == 1 else (_either(ways),)
    if at < len(pieces) or not row or isinstance(row[0], _Gap | _End):
        raise ValueError(f"‘{text}’ is no phrase")
    return row


def _choice(pieces: list[str], at: int) -> tuple[tuple[tuple[_Part, ...], ...], int]:
    """The alternatives from `at` on, and the number of the piece that ends them."""
    ways: list[tuple[_Part, ...]] = []
    row: list[_Part] = []
    while at < len(pieces) and pieces[at] not in (")", "]"):
        piece = pieces[at]
        at += 1
        if piece == "|":
            ways.append(tuple(row))
            row = []
        elif piece in ("(", "["):
            inner, at = _choice(pieces, at)
            if at >= len(pieces) or (pieces[at] == ")") != (piece == "("):
                raise ValueError(f"‘{' '.join(pieces)}’ leaves a bracket open")
            row.append(_either(inner, optional=piece == "["))
            at += 1
        elif piece == "..":
            row.append(_Gap())
        elif piece == "$":
            row.append(_End())
        else:
            row += _words(piece)
    return (*ways, tuple(row)), at


def _either(ways: tuple[tuple[_Part, ...], ...], *, optional: bool = False) -> _Part:
    """Alternatives; where each is one word, a set of words."""
    if not optional and all(len(way) == 1 and isinstance(way[0], _Words) for way in ways):
        single = [way[0] for way in ways if isinstance(way[0], _Words)]
        return _Words(
            frozenset[str]().union(*(one.exact for one in single)),
            tuple(beginning for one in single for beginning in one.beginnings),
        )
    by_word: dict[str, list[tuple[_Part, ...]]] = defaultdict(list)
    others = []
    for way in ways:
        words, begun = _firsts(way)
        if begun or not words or not isinstance(way[0], _Words):
            others.append(way)
        else:
            for word in words:
                by_word[word].append(way)
    return _Either(ways, optional, {word: tuple(rows) for word, rows in by_word.items()}, tuple(others))


@cache
def _words(piece: str) -> tuple[_Part, ...]:
    """The words of a piece: `provider's` is two, as in a text."""
    spelled = [match.group().replace("'", "").replace("’", "") for match in _WORD.finditer(piece.rstrip("*").lower())]
    if piece.endswith("*"):
        return (*(_Words(frozenset({word})) for word in spelled[:-1]), _Words(frozenset(), (spelled[-1],)))
    return tuple(_Words(frozenset({word})) for word in spelled)
