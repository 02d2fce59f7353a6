"""Turns of phrase, by what they do in a sentence: hedge, decide, dismiss, bound a loss. `turns.txt` lists them.

A list begins with its name in brackets (`attributes.txt` has lists `attribute=value`); each line below is one phrase:

    word      that word                   word*    any word that begins so
    (a|b c)   one of these                [a b]    may be absent
    ..        up to four words between    $        the end of the sentence

Case does not count, an apostrophe may be left out, and commas, quotes and hyphens between words are passed over. A gap
does not cross a full stop, colon or semicolon, and no phrase holds one.

All phrases are looked for at once. Each word of a phrase is a *place*, and what is known in the middle of a text is
the set of places that the next word may take: a state. States are worked out as they are met and kept with where each
word leads, so that reading on takes one look-up a word, however many phrases there are.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from coach.language.expressions import expression
from coach.model.quick import dataclass

_WORD = expression(r"[a-z]+n['’]t\b|[a-z0-9]+|[.;:!?]")
_PIECE = expression(r"\.\.|[()|\[\]$]|[^\s()|\[\]$]+")
_GAP = 4
"""Words that a gap may hold."""
_END = "$"
"""Stands behind the last word of a text."""
_STOPS = frozenset({".", ";", ":", "!", "?", _END})
_MOST_STATES = 20_000
"""States that are kept; beyond, all are forgotten and worked out again as they are met."""


class Turn(NamedTuple):
    """A turn of phrase in a text: which list it is of, and its offsets."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """One word out of some."""

    exact: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Either:
    """One of some rows of parts, or nothing where it is optional."""

    ways: tuple[tuple["_Part", ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    """A few words, whatever they are."""


_Part = _Words | _Either | _Gap


class _Next(NamedTuple):
    """What may follow: the places of the next word, and the phrases, by number, that may end here."""

    places: frozenset[int]
    ended: frozenset[int]


class _State:
    """What is known in the middle of a text, and where each word leads that was met there."""

    __slots__ = ("ended", "leads", "places")

    def __init__(self, at: _Next) -> None:
        self.places = at.places
        self.ended = tuple(at.ended)
        self.leads: dict[str, _State] = {}


@dataclass(slots=True)
class Network:
    """Phrases as places, one for each word they take: plain data, which takes longer to make than to read back."""

    names: list[str] = field(default_factory=list)
    """The list of each phrase."""
    takes: list[list[list[str]] | None] = field(default_factory=list)
    """What each place takes, words and beginnings of words; none: any word but a stop."""
    after: list[list[list[int]]] = field(default_factory=list)
    """What may follow each place: the places of the next word, and the phrases, by number, that may end here."""
    firsts: dict[str, list[list[int]]] = field(default_factory=dict)
    """Phrases, each with its first place, by the word or `beginning*` that this takes."""

    @classmethod
    def of(cls, lists: Mapping[str, Iterable[str]]) -> "Network":
        """The network of these phrases, by the name of their list.

        Raises:
            ValueError: one of them is no phrase.
        """
        made = cls()
        for name, phrases in lists.items():
            for phrase in phrases:
                made._add(name, phrase)
        return made

    def _add(self, name: str, phrase: str) -> None:
        number = len(self.names)
        self.names.append(name)
        begun = self._row(_phrase(phrase), _Next(frozenset(), frozenset({number})))
        for place in sorted(begun.places):
            exact, beginnings = self.takes[place] or ([], [])
            for word in (*exact, *(f"{beginning}*" for beginning in beginnings)):
                self.firsts.setdefault(word, []).append([number, place])

    def _row(self, parts: tuple[_Part, ...], then: _Next) -> _Next:
        """Take in a row of parts that `then` follows; returns what may come first."""
        for part in reversed(parts):
            if isinstance(part, _Either):
                ways = [self._row(way, then) for way in part.ways]
                then = _joined([*ways, then] if part.optional else ways)
            elif isinstance(part, _Gap):
                behind = then
                for _ in range(_GAP):
                    then = _joined([behind, self._place(None, then)])
            else:
                then = self._place(part, then)
        return then

    def _place(self, taken: _Words | None, then: _Next) -> _Next:
        self.takes.append([sorted(taken.exact), list(taken.beginnings)] if taken else None)
        self.after.append([sorted(then.places), sorted(then.ended)])
        return _Next(frozenset({len(self.takes) - 1}), frozenset())


class Turns:
    """Lists of phrases, looked up together; it answers alike for ever."""

    def __init__(self, network: "Network") -> None:
        self._names = network.names
        self._takes = network.takes
        self._after = network.after
        self._firsts = network.firsts
        self._words = _STOPS.union(*(taken[0] for taken in self._takes if taken))
        self._beginnings = frozenset(beginning for taken in self._takes if taken for beginning in taken[1])
        self._lengths = tuple(sorted({len(beginning) for beginning in self._beginnings}))
        self._known = lru_cache(maxsize=8192)(self._as_known)
        self._states: dict[_Next, _State] = {}
        self._begun: dict[str, tuple[_State, tuple[int, ...]]] = {}

    def find(self, text: str) -> tuple[Turn, ...]:
        """The turns of `text`, which is lower-case, in order; those of one list do not overlap."""
        words = [*map(self._known, _WORD.findall(text))]
        while words and words[-1] in _STOPS:
            words.pop()
        last = len(words)
        words.append(_END)
        found: list[tuple[str, int, int]] = []
        ends: dict[str, int] = {}
        begun = self._begun
        for at in range(last):
            first = words[at]
            if not first:
                continue
            state, order = begun.get(first) or self._begin(first)
            if not order:
                continue
            stops: dict[int, int] = {}
            for number in range(at + 1, last + 2):
                for phrase in state.ended:
                    stops[phrase] = number if number < last else last
                if not state.places or number > last:
                    break
                word = words[number]
                state = state.leads.get(word) or self._lead(state, word)
            if stops:
                for phrase in order:
                    name = self._names[phrase]
                    if phrase in stops and ends.get(name, 0) <= at:
                        ends[name] = stops[phrase]
                        found.append((name, at, stops[phrase]))
        if not found:
            return ()
        places = [match.span() for match in _WORD.finditer(text)]
        return tuple([Turn(name, places[at][0], places[end - 1][1]) for name, at, end in found])

    def _as_known(self, written: str) -> str:
        """The word as the phrases know it: itself, the longest `beginning*` it has, or nothing.

        What phrases tell apart is all that counts, so that states stay few whatever words are met.
        """
        word = written.replace("'", "").replace("’", "")
        if word in self._words:
            return word
        return next((f"{word[:n]}*" for n in reversed(self._lengths) if word[:n] in self._beginnings), "")

    def _begin(self, word: str) -> tuple[_State, tuple[int, ...]]:
        """What is known after a first word, and the phrases that may begin with it, first those that name it."""
        firsts = list(self._firsts.get(word, ())) if word in self._words else []
        for length in self._lengths:
            if length <= len(word) and word[:length] in self._beginnings:
                firsts += self._firsts.get(f"{word[:length]}*", ())
        state = self._state(self._ahead(place for _, place in firsts))
        begun = self._begun[word] = state, tuple(dict.fromkeys(phrase for phrase, _ in firsts))
        return begun

    def _lead(self, state: _State, word: str) -> _State:
        """Where `word` leads from `state`."""
        ahead = self._ahead(place for place in state.places if self._takes_word(place, word))
        led = state.leads[word] = self._state(ahead)
        return led

    def _takes_word(self, place: int, word: str) -> bool:
        taken = self._takes[place]
        if taken is None:
            return word not in _STOPS
        return word in taken[0] or word.startswith(tuple(taken[1]))

    def _ahead(self, places: Iterable[int]) -> _Next:
        """What may follow any of these places."""
        return _joined(_Next(*map(frozenset, self._after[place])) for place in places)

    def _state(self, at: _Next) -> _State:
        known = self._states.get(at)
        if known is None:
            if len(self._states) >= _MOST_STATES:
                self._states.clear()
                self._begun.clear()
            known = self._states[at] = _State(at)
        return known


@cache
def bundled_turns() -> Turns:
    """The turns of `turns.txt` and `attributes.txt`, read once."""
    return Turns(bundled_network())


@cache
def bundled_network() -> Network:
    """Their network, as an earlier run made it or from the files."""
    if _learned:
        with suppress(TypeError):
            return Network(**_learned)
    room = files("coach.language")
    return Network.of(
        {
            **listed(room.joinpath("turns.txt").read_text(encoding="utf-8")),
            **listed(room.joinpath("attributes.txt").read_text(encoding="utf-8")),
        }
    )


def learn(network: Mapping[str, Any]) -> None:
    """Take up the fields of `bundled_network()` as an earlier run of the same program had them."""
    _learned.update(network)


_learned: dict[str, Any] = {}


def listed(text: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of each list in `text`.

    Raises:
        ValueError: a phrase stands above the first name.
    """
    lists: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        line = line.split("#", 1)[0].strip()
        if re.fullmatch(r"\[[a-z=-]+\]", line):
            name = line[1:-1]
            lists.setdefault(name, [])
        elif line and not name:
            raise ValueError(f"‘{line}’ belongs to no list")
        elif line:
            lists[name].append(line)
    return {name: tuple(phrases) for name, phrases in lists.items()}


def _joined(ways: Iterable[_Next]) -> _Next:
    """What may follow on any of the ways."""
    all_ways = tuple(ways)
    if len(all_ways) == 1:
        return all_ways[0]
    return _Next(
        frozenset[int]().union(*(way.places for way in all_ways)),
        frozenset[int]().union(*(way.ended for way in all_ways)),
    )


def _phrase(text: str) -> tuple[_Part, ...]:
    """The parts of a phrase.

    Raises:
        ValueError: its brackets do not match, it begins with a gap or the end, or it holds a stop.
    """
    pieces = _PIECE.findall(text)
    ways, at = _choice(pieces, 0)
    row = ways[0] if len(ways) == 1 else (_either(ways),)
    if at < len(pieces) or not row or row[0] in (_Gap(), _Words(frozenset({_END}))):
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
        else:
            row += _words(piece)
    return (*ways, tuple(row)), at


def _either(ways: tuple[tuple[_Part, ...], ...], *, optional: bool = False) -> _Part:
    """Alternatives; where each is one word, a set of words."""
    single = [way[0] for way in ways if len(way) == 1 and isinstance(way[0], _Words)]
    if optional or len(single) < len(ways):
        return _Either(ways, optional)
    return _Words(
        frozenset[str]().union(*(one.exact for one in single)),
        tuple(beginning for one in single for beginning in one.beginnings),
    )


@cache
def _words(piece: str) -> tuple[_Words, ...]:
    """The words of a piece: `provider's` is two, as in a text."""
    if piece == _END:
        return (_Words(frozenset({_END})),)
    spelled = [match.group().replace("'", "").replace("’", "") for match in _WORD.finditer(piece.rstrip("*").lower())]
    if not _STOPS.isdisjoint(spelled):
        raise ValueError(f"‘{piece}’ holds a stop, and no phrase reaches beyond one")
    if piece.endswith("*"):
        return (*(_Words(frozenset({word})) for word in spelled[:-1]), _Words(beginnings=(spelled[-1],)))
    return tuple(_Words(frozenset({word})) for word in spelled)
