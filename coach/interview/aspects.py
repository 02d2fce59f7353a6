"""What questions are about: the aspects and families of words in `aspects.txt`, found in a text with typos forgiven."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from coach.language.lexicon import Lexicon
from coach.language.sentences import sentences
from coach.language.tokens import Kind, tokens

MARK = "@"
"""What the name of an aspect begins with; a name without it is a family of words that say nearly the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """One paragraph of `aspects.txt`; a term as `coach.language.lexicon` wants it."""

    id: str
    aliases: tuple[str, ...]
    products: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


def found(text: str) -> frozenset[str]:
    """The names of the aspects and families that `text` speaks of."""
    lexicon = _lexicon()
    return frozenset(
        mention.concept
        for sentence in sentences(text)
        for mention in lexicon.mentions(sentence)
        if mention.concept in lexicon.concepts
    )


def stems_in(text: str, *, words: int = 1) -> frozenset[str]:
    """The stems of the words of `text` that some aspect or family accounts for, in phrases of at least `words`."""
    lexicon = _lexicon()
    return frozenset(
        stemmed
        for sentence in sentences(text)
        for mention in lexicon.mentions(sentence)
        if mention.concept in lexicon.concepts and mention.last - mention.first + 1 >= words
        for stemmed in sentence.stems[mention.first : mention.last + 1]
    )


@lru_cache(maxsize=1)
def spelled() -> frozenset[str]:
    """The words that stand in any aspect or family, as they are spelled."""
    return frozenset(
        token.word
        for group in _groups()
        for alias in group.aliases
        for token in tokens(alias)
        if token.kind is Kind.WORD and len(token.word) > 2
    )


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon(_groups())


@lru_cache(maxsize=1)
def _groups() -> tuple[Group, ...]:
    text = files("coach.interview").joinpath("aspects.txt").read_text(encoding="utf-8")
    return tuple(_read(text.split("\n\n")))


def _read(paragraphs: Iterable[str]) -> Iterable[Group]:
    for paragraph in paragraphs:
        for entry in _entries(paragraph):
            name, _, phrases = entry.partition(":")
            yield Group(name, tuple(phrase.strip() for phrase in phrases.split(",") if phrase.strip()))


def _entries(paragraph: str) -> Iterable[str]:
    """The entries of a paragraph: indented lines continue the one above, lines with `#` are comments."""
    entry = ""
    for line in paragraph.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            entry += line
            continue
        if entry:
            yield entry
        entry = line
    if entry:
        yield entry
