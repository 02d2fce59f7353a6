"""Wrong claims, ready to be looked for: what they are about, what they say of it, and what makes it right after all.

A claim is made where a sentence speaks of its subject (every item of `about`, undenied; one of them at least may stand
in the sentence right above) and says one of `claims` of it: stated, neither denied nor only imagined nor taken back in
the rest of the sentence. An `unless` that stands there spares it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from coach.grading.reading import Statement
from coach.language.lexicon import Lexicon
from coach.language.phrase_index import PhraseIndex
from coach.language.phrases import Heard, Pattern, Place, Property, literal, pattern
from coach.language.stance import limited, supposed
from coach.language.tokens import Kind
from coach.model.quick import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One item of what is said."""

    pattern: Pattern
    absent: bool
    wide: bool
    """Whether it may stand anywhere in the sentence; else nothing may set it apart from what is claimed."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to make a claim: the last item that is not absent is what is claimed."""

    claimed: Pattern
    beside: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A wrong claim, ready to match."""

    about: tuple[Pattern, ...]
    says: tuple[Saying, ...]
    unless: tuple[Pattern, ...]
    settled: tuple[Pattern, ...] = ()
    """What spares it wherever in the sheet it stands."""

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts that its subject and what is said of it name."""
        patterns = [*self.about]
        for saying in self.says:
            patterns += [saying.claimed, *(term.pattern for term in saying.beside)]
        return frozenset(concept for one in patterns for concept in one.concepts)


class Made(NamedTuple):
    """That a claim is made, and where."""

    number: int
    here: bool
    """Whether its whole subject stands in the same sentence."""


class Unread(NamedTuple):
    """A claim of which only the subject was read: few claims' subjects come up in a sheet."""

    about: tuple[Pattern, ...]
    read: Callable[[], Claim]
    """Reads the whole claim, with the same subject or as one that is never made."""


class _Wanted(NamedTuple):
    """What a claim cannot be made without, as bits of its patterns."""

    about: int
    says: tuple[int, ...] = ()
    """For each saying what is claimed and what stands beside it."""


class Claims:
    """Wrong claims, looked up together by the rarest words of their patterns; it answers alike for ever."""

    def __init__(self, claims: Iterable[tuple[int, Unread]], properties: Mapping[str, Property]) -> None:
        self._properties = properties
        self._unread: dict[int, Unread] = dict(claims)
        self._claims: dict[int, Claim] = {}
        self._wanted: dict[int, _Wanted] = {}
        self._index: PhraseIndex[tuple[int, int]] = PhraseIndex(properties)
        for number, claim in self._unread.items():
            for at, subject in enumerate(claim.about):
                self._index.add(subject, (number, 1 << at))
            self._wanted[number] = _Wanted((1 << len(claim.about)) - 1)
        for number in [number for number, claim in self._unread.items() if not claim.about]:
            self._read(number)

    def made(self, statement: Statement, above: Statement | None) -> list[Made]:
        """The claims that `statement` makes, alone or with the sentence `above` it, by number."""
        here = statement.heard
        goes_on = above is not None and _goes_on(here, whole=False)
        there = above.heard if above is not None and goes_on else None
        parts = self._parts(here)
        beyond = self._parts(there) if there is not None else {}
        if self._unread and self._read_about(parts, beyond):
            parts = self._parts(here)
        found = []
        for number, bits in parts.items():
            wanted = self._wanted[number]
            if wanted.about & ~(bits | beyond.get(number, 0)):
                continue
            likely = [n for n, mask in enumerate(wanted.says) if not mask & ~bits]
            if likely:
                made = self._made(number, likely, here, there)
                if made is not None:
                    found.append(made)
        return sorted(found)

    def _read_about(self, parts: Mapping[int, int], beyond: Mapping[int, int]) -> bool:
        """Read the claims whose subject may be there; returns whether there were any."""
        met = [
            number
            for number in self._unread.keys() & {*parts, *beyond}
            if not self._wanted[number].about & ~(parts.get(number, 0) | beyond.get(number, 0))
        ]
        for number in met:
            self._read(number)
        return bool(met)

    def _read(self, number: int) -> None:
        claim = self._claims[number] = self._unread[number].read()
        about = self._wanted[number].about
        bit, says = about + 1, []
        for saying in claim.says:
            mask = 0
            for one in (saying.claimed, *(term.pattern for term in saying.beside if not term.absent)):
                self._index.add(one, (number, bit))
                mask, bit = mask | bit, bit << 1
            says.append(mask)
        self._wanted[number] = _Wanted(about, tuple(says))
        self._unread.pop(number, None)

    def _parts(self, one: Heard) -> dict[int, int]:
        """For each claim the bits of its patterns that the sentence may hold."""
        found: dict[int, int] = {}
        for number, bit in self._index.likely(one):
            found[number] = found.get(number, 0) | bit
        return found

    def settled(self, number: int, statements: Iterable[Statement]) -> bool:
        """Whether one of `statements` says what makes the claim right wherever it stands."""
        if number in self._unread:
            self._read(number)
        claim = self._claims[number]
        return bool(claim.settled) and any(
            self._affirms(statement.heard, spare) for statement in statements for spare in claim.settled
        )

    def _spared(self, claim: Claim, looked_at: Iterable[Heard]) -> bool:
        return any(self._affirms(one, spare) for one in looked_at for spare in claim.unless)

    def _made(self, number: int, likely: Sequence[int], here: Heard, there: Heard | None) -> Made | None:
        claim = self._claims[number]
        subjects: list[Place] = []
        above = 0
        for subject in claim.about:
            places = here.subjects(subject, self._properties)
            if places:
                subjects += places
            elif there is not None and there.subjects(subject, self._properties):
                above += 1
            else:
                return None
        if above and not _goes_on(here, whole=above == len(claim.about)):
            return None
        if not any(self._says(claim.says[n], here, subjects) for n in likely):
            return None
        looked_at = (here, there) if above and there is not None else (here,)
        if self._spared(claim, looked_at):
            return None
        return Made(number, not above)

    def _affirms(self, one: Heard, pattern: Pattern) -> bool:
        return any(not denies for _, denies in one.places(pattern, self._properties))

    def _says(self, saying: Saying, here: Heard, subjects: Sequence[Place]) -> bool:
        for place, denies in here.places(saying.claimed, self._properties):
            if denies or _far(here, place, subjects):
                continue
            if not saying.beside and any(first <= place[0] and place[1] <= last for first, last in subjects):
                continue
            if _stated(here, place) and all(self._beside(term, here, place) for term in saying.beside):
                return True
        return False

    def _beside(self, term: Term, here: Heard, claimed: Place) -> bool:
        stands = any(
            (term.wide or here.together(place, claimed))
            and (term.absent or place[1] < claimed[0] or place[0] > claimed[1])
            and not (denies and term.pattern.properties)
            for place, denies in here.places(term.pattern, self._properties)
        )
        return stands is not term.absent


def subject_of(about: Sequence[str], lexicon: Lexicon, properties: Iterable[str]) -> tuple[Pattern, ...]:
    """What a claim is about, from the texts of a misconception.

    Raises:
        ValueError: An item is no pattern.
    """
    known = frozenset(properties)
    return tuple(pattern(text, lexicon, known) for text in about)


def claim_of(
    about: Sequence[str],
    says: Sequence[str],
    combinations: Sequence[Sequence[str]],
    unless: Sequence[str],
    lexicon: Lexicon,
    properties: Iterable[str],
    settled: Sequence[str] = (),
) -> Claim:
    """A claim from the texts of a misconception.

    Raises:
        ValueError: An item is no pattern.
    """
    known = frozenset(properties)
    return Claim(
        subject_of(about, lexicon, known),
        (
            *(_saying(text, lexicon, known) for text in says),
            *(_combined(combination, lexicon) for combination in combinations),
        ),
        tuple(_item(text, lexicon, known) for text in unless),
        tuple(_item(text, lexicon, known) for text in settled),
    )


def _saying(text: str, lexicon: Lexicon, properties: frozenset[str]) -> Saying:
    terms: list[Term] = []
    for number, part in enumerate(reversed(text.split("&&"))):
        for piece in reversed(part.split("&")):
            item = piece.strip()
            absent = item.startswith("!")
            terms.append(Term(pattern(item.removeprefix("!"), lexicon, properties), absent, absent or number > 0))
    claimed = next((term for term in terms if not term.absent), None)
    if claimed is None:
        raise ValueError(f"‘{text}’ claims nothing")
    return Saying(claimed.pattern, tuple(term for term in terms if term is not claimed))


def _combined(items: Sequence[str], lexicon: Lexicon) -> Saying:
    """A combination as facets have it: concepts and quoted words anywhere in the sentence, the last one claimed."""
    terms = [
        Term(_item(text.removeprefix("!"), lexicon, frozenset()), text.startswith("!"), wide=True) for text in items
    ]
    claimed = next(
        (t for t in reversed(terms) if not t.absent and not t.pattern.text.startswith("@")),
        next(t for t in reversed(terms) if not t.absent),
    )
    return Saying(claimed.pattern, tuple(term for term in terms if term is not claimed))


def _item(text: str, lexicon: Lexicon, properties: frozenset[str]) -> Pattern:
    """An item of `any_of` or `unless`: quoted words, or a pattern."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] in "\"'" and bare[-1] == bare[0]:
        return literal(bare[1:-1])
    return pattern(bare, lexicon, properties)


def _stated(here: Heard, place: Place) -> bool:
    """Whether what stands at `place` is neither only imagined nor taken back in the rest of the sentence."""
    end = here.sentence.tokens[place[1]].end - here.sentence.start
    return not supposed(here.sentence, *place) and not limited(here.sentence.text.lower(), end)


def _far(here: Heard, place: Place, subjects: Sequence[Place]) -> bool:
    """Whether what is claimed stands too far from the subject to be said of it: a stop between them counts double."""
    return bool(subjects) and all(
        max(a - place[1], place[0] - b) > (_NEAR if here.together(place, (a, b)) else _NEAR_APART) for a, b in subjects
    )


_NEAR = 16
"""Words between a subject and what is claimed of it, at most."""
_NEAR_APART = 12
"""The same where a stop or an arrow stands between."""
_CONCLUDES = frozenset({"so", "thus", "therefore", "hence"})
_ANAPHORA = _CONCLUDES | {"it", "its", "that", "this", "they", "them", "these", "those", "then"}


def _goes_on(here: Heard, *, whole: bool) -> bool:
    """Whether the sentence goes on about what the one above is about: it begins so, or draws a conclusion.

    Args:
        here: The sentence.
        whole: Whether nothing of the subject is named in it, so that only its beginning can tell.
    """
    read = here.sentence.tokens
    if any(token.word in _ANAPHORA or token.kind is Kind.ARROW for token in read[:4]):
        return True
    return not whole and any(token.word in _CONCLUDES for token in read)
