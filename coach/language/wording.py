"""Regular expressions for sentences, most of which are never tried: a text is first asked for the words they require.

Use `wording` where `re.compile` would do. What each expression requires is derived from it (`coach.language.required`);
the words of a text are looked up once, for all expressions of the program together.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from coach.language.expressions import expression, mention
from coach.language.required import DIGIT, EDGE, derived, folded, required, words_of

_MOST_TEXTS = 1024
_LONG = 400
"""Letters from which a text is no sentence any more but an answer, which is another one after each key."""
_MOST_LONG = 32
_MOST_GROUPS = 16
_MOST_WORDS = 8192
_LOOKED_AT = 300
"""Texts after which the expressions are put in order, if no earlier run told which there are: by then most that are
made on the way have been met, and those that come later are tried everywhere."""
_EVERYWHERE = 1
"""The bit that every text has."""
_ALL = -1
"""All bits."""


class Wording:
    """A regular expression that looks at a text only where the words stand that it requires; else as `re.Pattern`."""

    __slots__ = ("_compiled", "bit", "flags", "source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = int(flags)
        self._compiled: re.Pattern[str] | None = None
        mention(source, flags)
        self.bit = _EVERYWHERE
        """Stands for it in `possible`."""
        if not _index.ready:
            _index.made.append(self)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression itself, compiled when it is first needed."""
        compiled = self._compiled
        if compiled is None:
            compiled = self._compiled = expression(self.source, self.flags)
        return compiled

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        if end is not None:  # a word may end there that goes on in the text
            return self.pattern.search(text, start, end)
        return (self._compiled or self.pattern).search(text, start) if possible(text) & self.bit else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match that `text` begins with."""
        return (self._compiled or self.pattern).match(text) if possible(text) & self.bit else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return (self._compiled or self.pattern).finditer(text) if possible(text) & self.bit else iter(())

    def findall(self, text: str) -> list[Any]:
        """What `re.Pattern.findall` gives."""
        return (self._compiled or self.pattern).findall(text) if possible(text) & self.bit else []


@cache
def wording(source: str, flags: int = 0) -> Wording:
    """The expression `source`, the same one every time; as `re.compile`."""
    return Wording(source, flags)


class _Index:
    """Which expressions each word makes possible; put in order once and never changed then, whatever thread asks."""

    def __init__(self) -> None:
        self.made: list[Wording] = []
        """The expressions to be put in order."""
        self.ready = False
        self.pieces: dict[str, list[tuple[str, int]]] = {}
        """Pieces with the expressions that require one of them, by three letters of the piece, or one of a shorter."""
        self.digit = 0
        self.words: dict[str, int] = {}
        """What is known of words, with the marks that are written at them."""
        self._looked_at = 0
        self._lock = Lock()

    def asked(self) -> None:
        """Put the expressions in order once it is time."""
        self._looked_at += 1
        if self._looked_at >= _LOOKED_AT or derived():
            with self._lock:
                if not self.ready:
                    self._order()

    def _order(self) -> None:
        for key in tuple(derived()):
            flags, _, source = key.partition(" ")
            if flags.isdecimal():
                wording(source, int(flags)) if int(flags) else wording(source)
        bits: dict[str, int] = {}
        number = 1
        for one in tuple(self.made):
            pieces = required(one.source, one.flags)
            if pieces is not None:
                one.bit = 1 << number
                number += 1
                for piece in pieces:
                    bits[piece] = bits.get(piece, 0) | one.bit
        self.made.clear()
        self.digit = bits.pop(DIGIT, 0)
        for piece, bit in bits.items():
            self.pieces.setdefault(_handle(piece), []).append((piece, bit))
        self.ready = True
        _possible.cache_clear()
        _possible_in_long.cache_clear()
        possible_in.cache_clear()

    def of(self, written: str) -> int:
        """What the words of `written` make possible, which is lower-case and holds no space."""
        bits = 0
        for word in words_of(written):
            known = self.words.get(word)
            bits |= self._of(word) if known is None else known
        if len(self.words) >= _MOST_WORDS:
            self.words.clear()
        self.words[written] = bits
        return bits

    def _of(self, word: str) -> int:
        whole = EDGE + word + EDGE
        bits = self.digit if any(map(str.isdecimal, word)) else 0
        for handle in {*word, *(whole[at : at + 3] for at in range(len(word)))}:
            for piece, bit in self.pieces.get(handle, ()):
                if piece in whole:
                    bits |= bit
        return bits


def _handle(piece: str) -> str:
    """By what a piece is found: its first three letters, or its only ones."""
    return piece[:3] if len(piece) > 2 else piece.strip(EDGE)[:1]


_index = _Index()


def possible(text: str) -> int:
    """The expressions that may match in `text`, by their bits. Few long texts are remembered, so that hours of typing
    need no more memory than minutes.
    """
    return _possible(text) if len(text) < _LONG else _possible_in_long(text)


def _looked_up(text: str) -> int:
    if not _index.ready:
        _index.asked()
        return _ALL
    bits = _EVERYWHERE
    known = _index.words
    for written in folded(text).split():
        found = known.get(written)
        bits |= _index.of(written) if found is None else found
    return bits


_possible = lru_cache(maxsize=_MOST_TEXTS)(_looked_up)
_possible_in_long = lru_cache(maxsize=_MOST_LONG)(_looked_up)


@lru_cache(maxsize=_MOST_GROUPS)
def possible_in(texts: tuple[str, ...]) -> int:
    """The expressions that may match in any of `texts`."""
    bits = 0
    for text in texts:
        bits |= possible(text)
    return bits
