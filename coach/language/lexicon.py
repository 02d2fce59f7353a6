"""The thesaurus of the field at work: which concepts a sentence mentions, however they are worded.

An alias matches as a sequence of stems: inflections are free, articles may stand between, a long alias forgives one
extra word, and a word that nobody knows counts as the known one it is a typo of. Two known words are never taken for
each other. Where aliases overlap the longest wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple, Protocol

from coach.language.readings import Readings
from coach.language.sentences import Sentence
from coach.language.small_words import SMALL_WORDS
from coach.language.tokens import Kind, Token, tokens
from coach.model.quick import dataclass

FIGURE_CONCEPTS = {
    Kind.RATE: "rate",
    Kind.BYTES: "bytes",
    Kind.BITS: "bandwidth-figure",
    Kind.DURATION: "duration",
    Kind.PERCENT: "percent",
    Kind.MONEY: "money",
    Kind.FACTOR: "factor",
    Kind.POWER: "power",
}
"""The names under which rubrics ask for a typed figure; any figure is a `number` too."""

_DROPPED = SMALL_WORDS | frozenset(["it's", "its", "your"])
_READING_ORDER = itemgetter(1, 2, 0)
"""First token, last token, concept of a mention."""
_MENDED_FROM = 5
"""Shorter words are no typos: too many are one letter apart."""
_LOOSE_FROM = 3
"""Aliases of this many words or more forgive one extra word between them."""


class Term(Protocol):
    """What a lexicon needs of a concept: `coach.model.criterion.Concept` and any look-alike."""

    @property
    def id(self) -> str:
        """Its stable name."""

    @property
    def aliases(self) -> Iterable[str]:
        """Ways to say it."""

    @property
    def products(self) -> Iterable[str]:
        """Product names that stand for it."""

    @property
    def broader(self) -> Iterable[str]:
        """Ids of what it is a kind of."""


class Mention(NamedTuple):
    """A concept found in a sentence: tokens `first` to `last` of it, both included."""

    concept: str
    first: int
    last: int


class Lexicon:
    """A closed set of terms; it answers alike for ever. It is made ready when it is first asked."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self.readings = Readings()
        """What was read so far of texts that do not change; what is put in before the first question is not read."""
        self._mended = lru_cache(maxsize=4096)(self._closest)

    @property
    def concepts(self) -> frozenset[str]:
        """The ids of all its terms."""
        return self._terms_read.concepts

    def knows(self, stemmed: str) -> bool:
        """Whether some alias holds the stem."""
        return stemmed in self._terms_read.known

    def broader(self, concept: str) -> tuple[str, ...]:
        """`concept` and everything it is a kind of."""
        return self._terms_read.broader.get(concept, (concept,))

    def stems_of(self, phrase: str) -> tuple[str, ...]:
        """As the function of that name; what was asked once is known."""
        stems = self.readings.phrases.get(phrase)
        if stems is None:
            stems = self.readings.phrases[phrase] = stems_of(phrase)
        return stems

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The concepts of `sentence` in reading order; figures under `number` and their own kind."""
        terms = self._terms_read
        read = sentence.tokens
        stems = [
            self._mended(token.word, token.stem)
            if token.kind is Kind.WORD and len(token.word) >= _MENDED_FROM and token.stem not in terms.known
            else token.stem
            for token in read
        ]
        there = set(stems)
        found: list[Mention] = []
        covered = [0] * len(read)
        longer_of, single_of = terms.longer.get, terms.single.get
        for at, first in enumerate(stems):
            longer = longer_of(first)
            if longer is not None:
                for second in there.intersection(longer):
                    for key, concept in longer[second]:
                        last = _match(key, stems, read, at)
                        if last >= 0:
                            found.append(Mention(concept, at, last))
                            covered[at : last + 1] = [1] * (last + 1 - at)
            if not covered[at] and (concepts := single_of(first)) is not None:
                found += [Mention(concept, at, at) for concept in concepts]
        if sentence.figures:
            found.extend(_figures(read))
        return tuple(sorted(set(found), key=_READING_ORDER))

    @cached_property
    def _terms_read(self) -> "_Terms":
        return _read(self._terms, self.readings)

    def _closest(self, word: str, stemmed: str) -> str:
        """The known stem that `word` is a typo of, or its own."""
        if is_common(word) or is_common(stemmed):
            return stemmed
        from rapidfuzz.distance import DamerauLevenshtein  # megabytes, which most of an interview does without

        limit = 1 if len(word) < 8 else 2
        best, distance = stemmed, limit + 1
        for candidate in self._terms_read.by_letter.get(word[0], ()):
            if abs(len(candidate) - len(word)) > limit:
                continue
            away = DamerauLevenshtein.distance(word, candidate, score_cutoff=distance - 1)
            if away < distance:
                best, distance = self.readings.spelled[candidate], away
        return best


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a lexicon, ready to be looked up."""

    concepts: frozenset[str]
    longer: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]]
    """Aliases of several words with their concepts, by their first and their second stem."""
    single: Mapping[str, tuple[str, ...]]
    """Concepts of the aliases of one word, by its stem."""
    known: frozenset[str]
    broader: Mapping[str, tuple[str, ...]]
    by_letter: Mapping[str, tuple[str, ...]]
    """The words of the aliases that another may be a typo of, by their first letter."""


def _read(terms: Iterable[Term], readings: Readings) -> _Terms:
    """Look up `terms`; what `readings` lack of them is read and added."""
    longer: dict[str, dict[str, set[tuple[tuple[str, ...], str]]]] = defaultdict(lambda: defaultdict(set))
    single: dict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    broader: dict[str, tuple[str, ...]] = {}
    for term in terms:
        broader[term.id] = tuple(term.broader)
        for alias in (*term.aliases, *term.products):
            key = readings.aliases.get(alias)
            if key is None:
                key = _alias(alias, readings)
            if not key:
                continue
            if len(key) > 1:
                longer[key[0]][key[1]].add((key, term.id))
            else:
                single[key[0]].add(term.id)
            known.update(key)
    return _Terms(
        frozenset(broader),
        {first: {second: tuple(keys) for second, keys in rest.items()} for first, rest in longer.items()},
        {stemmed: tuple(concepts) for stemmed, concepts in single.items()},
        frozenset(known),
        {concept: _closure(concept, broader) for concept in broader},
        _by_letter(readings.spelled),
    )


def _alias(alias: str, readings: Readings) -> tuple[str, ...]:
    read = tokens(alias)
    key = readings.aliases[alias] = _key(read)
    if key:
        readings.spelled.update((token.word, token.stem) for token in read if token.kind is Kind.WORD)
    return key


@lru_cache(maxsize=4096)
def stems_of(phrase: str) -> tuple[str, ...]:
    """The stems of an alias or a literal phrase, articles and auxiliaries dropped."""
    return _key(tokens(phrase))


def _key(read: Iterable[Token]) -> tuple[str, ...]:
    counted = [token for token in read if token.kind is not Kind.MARK]
    kept = tuple(token.stem for token in counted if token.word not in _DROPPED)
    return kept or tuple(token.stem for token in counted)


def find(key: tuple[str, ...], sentence: Sentence) -> tuple[int, int] | None:
    """First and last token of the stem sequence `key` in `sentence`, or none."""
    stems = sentence.stems
    if key[0] not in stems:
        return None
    for at, stemmed in enumerate(stems):
        if stemmed == key[0]:
            last = _match(key, stems, sentence.tokens, at)
            if last >= 0:
                return at, last
    return None


def is_common(word: str) -> bool:
    """Whether `word` is everyday English, so that it is no typo of a term."""
    return word in _common_words()


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    from importlib.resources import files

    folder = files("coach.language")
    return frozenset(
        word
        for name in ("common_words.txt", "common_stems.txt")
        for word in folder.joinpath(name).read_text(encoding="utf-8").split()
    )


def _match(key: tuple[str, ...], stems: Sequence[str], read: tuple[Token, ...], at: int) -> int:
    """The last token of an alias that begins at `at`, or -1."""
    extra = 1 if len(key) >= _LOOSE_FROM else 0
    index, last = at, at
    for want in key[1:]:
        index = last + 1
        while index < len(stems) and stems[index] != want:
            token = read[index]
            if token.word in _DROPPED or token.word in {"-", "_", "/", "'", "`", '"', "(", ")"}:
                index += 1
                continue
            if extra and token.kind is not Kind.MARK and token.kind is not Kind.ARROW:
                extra -= 1
                index += 1
                continue
            return -1
        if index >= len(stems):
            return -1
        last = index
    return last


def _figures(read: tuple[Token, ...]) -> list[Mention]:
    found = []
    for at, token in enumerate(read):
        if token.is_figure:
            found.append(Mention("number", at, at))
            if token.kind in FIGURE_CONCEPTS:
                found.append(Mention(FIGURE_CONCEPTS[token.kind], at, at))
    return found


def _closure(concept: str, broader: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    seen, queue = [concept], list(broader.get(concept, ()))
    while queue:
        above = queue.pop(0)
        if above not in seen:
            seen.append(above)
            queue.extend(broader.get(above, ()))
    return tuple(seen)


def _by_letter(known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        if len(word) >= 5 and word.isalpha():
            grouped[word[0]].append(word)
    return {letter: tuple(words) for letter, words in grouped.items()}
