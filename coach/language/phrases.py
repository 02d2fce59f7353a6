"""Phrases: what a rubric file writes to find a wording, without regular expressions.

A pattern is a list of alternatives with `|` between them. An alternative is the id of a concept (any wording of it),
`$name` (a property, see below), or words that follow each other: `lose/drop .. message`.

| written | stands for |
| --- | --- |
| `click` | the word in any inflection |
| `=gone` | the word exactly as written; `=GET` in capitals only |
| `durab*` | any word that begins so |
| `lose/drop/miss` | any of the words |
| `@cache` | any wording of the concept; `@duration`, `@percent`, `@number` … any such figure |
| `..` | up to four words that are passed over, never beyond a comma, an arrow or a new clause |

Articles, pronouns and hyphens between words are passed over. A **property** is what can be said of many things ("is
lost", "is always current") with its opposite, so that "never lost" and "kept" are one claim; see `Property`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from coach.language.expressions import expression
from coach.language.lexicon import FIGURE_CONCEPTS, Lexicon, Mention
from coach.language.sentences import Sentence
from coach.language.small_words import SMALL_WORDS
from coach.language.stance import denied, left_out
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens
from coach.model.quick import dataclass

_EMPTY: frozenset[str] = frozenset()
_GAP = 4
"""Words that `..` passes over at most."""
_MOST_PASSED = 8
"""Articles and pronouns that are passed over besides; a line of nothing else is no sentence."""
_PASSED = SMALL_WORDS | frozenset(["am", "he", "her", "his", "it's", "its", "s", "she", "your"])
_THIN = frozenset({"=", "+", "-", "_", "/", "'", "`", '"', "(", ")", "*", "‘", "’", "“", "”"})
_WALLS = frozenset({"|", ",", ";", ":", "—", "–", ".", "!", "?"})
_APART = frozenset({"|", ";", ":", "—", "–", ".", "!", "?", "but", "whereas", "while", "however", "though", "although"})
_FIGURES = frozenset({*FIGURE_CONCEPTS.values(), "number"})
_PREFIX = 3
"""Letters by which words with a `*` are looked up."""

Place = tuple[int, int]
"""First and last token of a phrase."""


class _Step(NamedTuple):
    """One word of an alternative."""

    stems: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    concepts: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    """Where it may stand, as `Heard.at` has it; a sentence with none of them does not hold it."""
    gap: bool = False
    """Whether words may be passed over before it."""


Sequence = tuple[_Step, ...]
"""Words that follow each other."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Alternatives of one item, ready to match."""

    text: str
    sequences: tuple[Sequence, ...]
    properties: tuple[tuple[str, bool], ...] = ()
    """Properties that stand for it, and whether they are claimed or ruled out."""
    firsts: frozenset[str] = field(init=False)
    """The keys of the first words of its sequences."""

    def __post_init__(self) -> None:
        firsts = [sequence[0].keys for sequence in self.sequences]
        object.__setattr__(self, "firsts", firsts[0] if len(firsts) == 1 else _EMPTY.union(*firsts))

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts that it names."""
        return frozenset(concept for steps in self.sequences for step in steps for concept in step.concepts)


NONE = Pattern("", ())
"""A pattern that stands nowhere."""


@dataclass(frozen=True, slots=True)
class Property:
    """What can be said of many things, and the ways to say its opposite."""

    id: str
    says: Pattern
    opposite: Pattern


@lru_cache(maxsize=16384)
def _keys(word: str, stemmed: str) -> tuple[str, ...]:
    """By what a word is looked up, however it is written."""
    return (stemmed, "=" + word, "^" + word[:_PREFIX]) if len(word) >= _PREFIX else (stemmed, "=" + word)


@lru_cache(maxsize=4096)
def _concept_keys(concepts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("@" + concept for concept in concepts)


_CAPITALS = expression(r"[A-Z][^a-z\s]|[^a-z\s]\s?[A-Z](?![a-z])")
"""A capital beside another sign than a small letter or a blank, or behind a figure and a blank: `ID`, `P99`, `5 B`."""


@dataclass(slots=True)
class Heard:
    """A sentence, made ready to be searched for phrases."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    lexicon: Lexicon
    there: set[str] = field(default_factory=set)
    """The stems, `=words`, `^beginnings` and `@concepts` that stand in it."""
    ends: dict[tuple[str, int], int] = field(default_factory=dict)
    """The last token of the concept that begins at a token."""
    _at: dict[str, list[int]] = field(default_factory=dict)
    _denials: dict[Place, bool] = field(default_factory=dict)
    _claims: dict[str, tuple[tuple[Place, bool], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        there = self.there
        for token in self.sentence.tokens:
            there.update(_keys(token.word, token.stem))
        if self._has_capitals():
            there.update(["=" + written for _, written in self._capitals()])
        for concept in {mention.concept for mention in self.mentions}:
            there.update(_concept_keys(self.lexicon.broader(concept)))

    def _has_capitals(self) -> bool:
        """Whether words in capitals may stand in it; most sentences have none and are not gone through for them."""
        text = self.sentence.text
        return not text.isascii() or _CAPITALS.search(text) is not None

    def _capitals(self) -> Iterator[tuple[int, str]]:
        """The words in capitals, each with the number of its token."""
        text, begin = self.sentence.text, self.sentence.start
        for index, token in enumerate(self.sentence.tokens):
            written = text[token.start - begin : token.end - begin]
            if len(written) > 1 and written.isupper():
                yield index, written

    def _places(self) -> dict[str, list[int]]:
        """Where each of what is there stands; most sentences are never asked for it."""
        if not self._at:
            at = self._at
            for index, token in enumerate(self.sentence.tokens):
                for key in _keys(token.word, token.stem):
                    at.setdefault(key, []).append(index)
            for index, written in self._capitals() if self._has_capitals() else ():
                at.setdefault("=" + written, []).append(index)
            for concept, first, last in self.mentions:
                for broader in self.lexicon.broader(concept):
                    at.setdefault("@" + broader, []).append(first)
                    self.ends[broader, first] = last
        return self._at

    def together(self, one: Place, other: Place) -> bool:
        """Whether nothing sets the two places apart: no stop, arrow or word of contrast between them."""
        first, last = sorted((one, other))
        between = self.sentence.tokens[first[1] + 1 : last[0]]
        return not any(token.word in _APART or token.kind is Kind.ARROW for token in between)

    def denies(self, place: Place) -> bool:
        """Whether what stands at `place` is denied there."""
        known = self._denials.get(place)
        if known is None:
            known = self._denials[place] = denied(self.sentence, *place)
        return known

    def subjects(self, pattern: Pattern, properties: Mapping[str, Property]) -> list[Place]:
        """Where the pattern names something that is there, not something that is left out."""
        return [place for place, _ in self.places(pattern, properties) if not left_out(self.sentence, place[0])]

    def places(self, pattern: Pattern, properties: Mapping[str, Property]) -> Iterator[tuple[Place, bool]]:
        """Where the pattern stands, and whether it is denied there; a property says itself whether it holds."""
        if not self.there.isdisjoint(pattern.firsts):
            for sequence in pattern.sequences:
                for place in self._sequence(sequence):
                    yield place, self.denies(place)
        for name, wanted in pattern.properties:
            for place, holds in self.claimed(properties[name], properties):
                yield place, holds is not wanted

    def claimed(self, which: Property, properties: Mapping[str, Property]) -> tuple[tuple[Place, bool], ...]:
        """Where a property is spoken of, and whether it is claimed there or ruled out."""
        known = self._claims.get(which.id)
        if known is None:
            known = self._claims[which.id] = tuple(self._claimed(which, properties))
        return known

    def _claimed(self, which: Property, properties: Mapping[str, Property]) -> Iterator[tuple[Place, bool]]:
        for place, denies in self.places(which.says, properties):
            yield place, not denies
        for place, denies in self.places(which.opposite, properties):
            yield place, denies

    def _sequence(self, steps: Sequence) -> Iterator[Place]:
        there = self.there
        for step in steps:
            if there.isdisjoint(step.keys):
                return
        for first, last in self._starts(steps[0]):
            end = self._follow(steps, 1, last)
            if end >= 0:
                yield first, end

    def _starts(self, step: _Step) -> Iterator[Place]:
        at = self._places()
        for stemmed in step.stems:
            for index in at.get(stemmed, ()):
                yield index, index
        for word in step.words:
            for index in at.get("=" + word, ()):
                yield index, index
        for prefix in step.prefixes:
            for index in at.get("^" + prefix[:_PREFIX], ()):
                if self.sentence.tokens[index].word.startswith(prefix):
                    yield index, index
        for concept in step.concepts:
            for index in at.get("@" + concept, ()):
                yield index, self.ends[concept, index]

    def _follow(self, steps: Sequence, number: int, last: int) -> int:
        """The last token of the rest of a sequence that goes on after `last`, or -1."""
        if number == len(steps):
            return last
        step, read, clauses = steps[number], self.sentence.tokens, self.sentence.clauses
        left = _GAP if step.gap else 0
        index = last + 1
        while index < min(len(read), last + 2 + left + _MOST_PASSED):
            token = read[index]
            end = self._stands(step, index)
            if end >= 0:
                rest = self._follow(steps, number + 1, end)
                if rest >= 0:
                    return rest
            if (
                token.word in _WALLS
                or (step.gap and token.word in "()")
                or token.kind is Kind.ARROW
                or clauses[index] != clauses[last]
            ):
                return -1
            if not (token.word in _PASSED or token.word in _THIN):
                if not left:
                    return -1
                left -= 1
            index += 1
        return -1

    def _stands(self, step: _Step, index: int) -> int:
        """The last token of `step` where it begins at `index`, or -1."""
        token = self.sentence.tokens[index]
        if token.stem in step.stems or any(index in self._places().get("=" + word, ()) for word in step.words):
            return index
        if step.prefixes and token.word.startswith(step.prefixes):
            return index
        for concept in step.concepts:
            end = self.ends.get((concept, index), -1)
            if end >= 0:
                return end
        return -1


def pattern(text: str, lexicon: Lexicon, properties: Iterable[str] = ()) -> Pattern:
    """A pattern from its text.

    Args:
        text: As the module says.
        lexicon: Whose concepts may be named.
        properties: Ids of the properties that may be named.

    Raises:
        ValueError: It names an unknown concept or property, or holds nothing to look for.
    """
    known = frozenset(properties)
    sequences: list[Sequence] = []
    named: list[tuple[str, bool]] = []
    for alternative in text.split("|"):
        words = alternative.split()
        if not words:
            raise ValueError(f"‘{text}’ has an empty alternative")
        if words[-1].startswith("$"):
            name = words[-1][1:]
            if name not in known:
                raise ValueError(f"‘{text}’ names the property ‘{name}’, which is not listed")
            named.append((name, words[0] != "not"))
            continue
        if len(words) == 1 and (words[0] in lexicon.concepts or words[0] in _FIGURES):
            words = ["@" + words[0]]
        sequences.append(tuple(_steps(words, lexicon)))
    return Pattern(text, tuple(sequences), tuple(named))


def literal(text: str) -> Pattern:
    """A pattern that stands for just these words, in any inflection; no sign in them means anything."""
    read = [token for token in tokens(text) if token.kind is not Kind.MARK]
    kept = [token for token in read if token.word not in _PASSED] or read
    return Pattern(text, (tuple(_step(frozenset({token.stem})) for token in kept),) if kept else ())


_WORD = expression(r"(?P<exact>=)?(?P<word>\w[\w'’%.,+-]*)(?P<any>\*)?$")


def _steps(words: list[str], lexicon: Lexicon) -> Iterator[_Step]:
    gap = False
    for word in words:
        if word == "..":
            gap = True
            continue
        for index, step in enumerate(_word(word, lexicon)):
            yield step._replace(gap=True) if gap and not index else step
        gap = False


@lru_cache(maxsize=8192)
def _word(text: str, lexicon: Lexicon) -> tuple[_Step, ...]:
    """As `_steps_of`; rubric files say the same words over and over."""
    return tuple(_steps_of(text, lexicon))


def _steps_of(text: str, lexicon: Lexicon) -> Iterator[_Step]:
    """The steps of one written word: one, or several where it is a compound such as `last-write`."""
    stems: set[str] = set()
    words: set[str] = set()
    prefixes: list[str] = []
    concepts: set[str] = set()
    options = text.split("/") if len(text) > 1 else [text]
    for option in options:
        named = option.removeprefix("@")
        if named in lexicon.concepts or named in _FIGURES:
            if option != named or "-" in option:
                concepts.add(named)
                continue
        elif option != named:
            raise ValueError(f"‘{option}’ is no concept")
        if option.isascii() and option.isalpha() and option.islower():  # most are: one word, read without a search
            if _names_somebody(option, stem(option)):
                words.update((option.removesuffix("s"), option.removesuffix("s") + "s"))
            else:
                stems.add(stem(option))
            continue
        match = _WORD.match(option)
        if match is None:
            raise ValueError(f"‘{option}’ in ‘{text}’ is no word")
        read = [token for token in tokens(match["word"]) if token.word not in _THIN]
        if len(read) != 1 or match["any"]:
            if match["any"] and len(match["word"]) >= _PREFIX:
                prefixes.append(match["word"])
                continue
            if len(options) > 1 or match["any"] or not read:
                raise ValueError(f"‘{option}’ in ‘{text}’ is not one word")
            for token in read:
                yield _step(frozenset({token.stem}))
            return
        if _names_somebody(read[0].word, read[0].stem):
            bare = read[0].word.removesuffix("s")
            words.update((bare, bare + "s"))
        elif match["exact"]:
            words.add(match["word"] if match["word"].isupper() else read[0].word)
        else:
            stems.add(read[0].stem)
    yield _step(_frozen(stems), _frozen(words), tuple(prefixes), _frozen(concepts))


def _step(
    stems: frozenset[str],
    words: frozenset[str] = _EMPTY,
    prefixes: tuple[str, ...] = (),
    concepts: frozenset[str] = _EMPTY,
) -> _Step:
    keys = stems
    if words or prefixes or concepts:
        keys = stems.union(
            ("=" + word for word in words),
            ("^" + prefix[:_PREFIX] for prefix in prefixes),
            ("@" + concept for concept in concepts),
        )
    return _Step(stems, words, prefixes, concepts, keys)


def _frozen(words: set[str]) -> frozenset[str]:
    """The set for good; all empty ones are one, as most of the thousands are."""
    return frozenset(words) if words else _EMPTY


def _names_somebody(word: str, stemmed: str) -> bool:
    """Whether the stem of `word` is a verb that it only comes from: a follower is nobody who follows a link."""
    return word.removesuffix("s").endswith("er") and not stemmed.endswith("er")
