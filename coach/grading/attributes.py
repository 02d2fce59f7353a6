"""Attributes of a design with values that exclude each other: changed or never changed, one region or several.

How a value is told is data (`coach/language/attributes.txt`); here stands what follows when two statements of different
phases give an attribute two values: whether they have to name the same thing, and what to say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from coach.grading.assertions import Assertions, told
from coach.grading.reading import Reading, Statement
from coach.grading.relevance import COMMON
from coach.language.stems import stem
from coach.language.turns import listed
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.words import Phase


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that has one value for one thing."""

    id: str
    """As in the data: its values are the lists `id=value`."""
    message: str
    whole: bool = False
    """Whether it is the system's as a whole; else both statements have to name the same thing."""
    earlier: str = ""
    """The only value that the earlier phase may give, where the other way round is no contradiction."""
    operation: bool = False
    """Whether reading and writing are two things: what holds for one says nothing of the other."""
    agree: frozenset[frozenset[str]] = frozenset()
    """Pairs of values that go together after all."""


def _pair(one: str, other: str) -> frozenset[frozenset[str]]:
    return frozenset({frozenset({one, other})})


ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("change", "It is said never to change in one place, and changed in the other."),
    Attribute("lifetime", "It is to live for ever in one place, and removed after a time in the other."),
    Attribute("reuse", "It is never given a second time in one place, and given again in the other."),
    Attribute("entry", "One place lets everybody in, the other asks who it is.", operation=True),
    Attribute("id-maker", "The id is made by the client in one place and by the server in the other."),
    Attribute("id-kind", "The ids are of two kinds here and there; choose one, the other does not fit beside it."),
    Attribute(
        "delivery", "How often it arrives is told in two ways that exclude each other.",
        agree=_pair("at-least-once", "exactly-once"),
    ),
    Attribute("answer", "The caller waits for the result in one place, and is answered before it in the other."),
    Attribute("loss", "It may not be lost, and this way of writing can lose it.", whole=True, earlier="never"),
    Attribute("read", "It is promised to be current, and read from where it can be behind.", earlier="current"),
    Attribute("at-once", "One at a time is said in one place, several at once in the other."),
    Attribute("count", "The count has to be exact, and this one is not.", earlier="exact"),
    Attribute("rank", "The order is by time in one place, and by a score in the other.", whole=True),
    Attribute("feed", "Lists are made on write in one place and on read in the other.", whole=True),
    Attribute("transport", "The client asks in one place and is pushed to in the other."),
    Attribute("cache-write", "The cache gets its writes in two ways that exclude each other.", whole=True),
    Attribute("limit", "The limit holds for all together in one place, and for each apart in the other.", whole=True),
    Attribute("world", "The users are in one country in one place, and all over the world in the other.", whole=True),
    Attribute("regions", "One region in one place, several in the other, with what that costs.", whole=True),
    Attribute("copies", "It has a second one in one place and none in the other."),
    Attribute("state", "Servers are said to keep no state, and here they do; it is lost with that server.", whole=True),
    Attribute("split", "When parts cannot see each other, one place goes on and the other stops."),
    Attribute("deletion", "What is deleted is gone in one place, and still there in the other."),
    Attribute("kept", "One place says that it is not kept, the other keeps it.", earlier="nothing"),
    Attribute("content", "The server is said to have no keys, so it cannot read it.", whole=True, earlier="sealed"),
)  # fmt: skip
"""An attribute is added here, its wordings in `attributes.txt`, and a pair in the tests."""

THINGS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "link url code slug redirect alias shortcode",
        "post tweet status",
        "photo image picture",
        "message chat dm",
        "file blob upload",
        "ride trip request offer driver",
        "video segment playback stream rendition transcoding",
        "paste snippet",
        "notification push otp mail email sms webhook",
        "seat ticket booking reservation hold",
        "payment charge order card",
    )
)
"""Nouns that are used for one another in one design."""


def attributes(reading: Reading, sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """A remark for each attribute that has two values which exclude each other."""
    given = {name: found for name, found in sheet.by_turn.items() if "=" in name}
    if len(given) < 2:
        return
    said = {name for statement in reading for name in statement.turns if name.endswith("=settled")}
    for attribute in ATTRIBUTES:
        values = _values(attribute, given)
        if len(values) < 2 or f"{attribute.id}=settled" in said:
            continue
        pair = next(_excluding(attribute, values), None)
        if pair is not None:
            yield told(f"two-values-{attribute.id}", attribute.message, *pair)


def _values(attribute: Attribute, given: Mapping[str, list[Statement]]) -> dict[str, list[Statement]]:
    """The statements that give `attribute` a value, by the value; one that gives two weighs them and gives none."""
    told_by = {
        value: found for value in _known()[attribute.id] if (found := given.get(f"{attribute.id}={value}"))
    }  # fmt: skip
    if len(told_by) < 2:
        return {}
    how_many = Counter(id(statement) for found in told_by.values() for statement in found)
    plain = {
        value: [s for s in found if how_many[id(s)] == 1 and _plain(attribute, value, s)]
        for value, found in told_by.items()
    }
    return {value: found for value, found in plain.items() if found}


def _plain(attribute: Attribute, value: str, statement: Statement) -> bool:
    """Whether nothing beside the value's own words says that it holds for another case; a promise is what it is."""
    if "another-case" in statement.turns:
        return False
    own = statement.turns[f"{attribute.id}={value}"]
    return value == attribute.earlier or all(
        any(turn.start < spared.end and spared.start < turn.end for turn in own)
        for spared in statement.turns.get(f"{attribute.id}=unless", ())
    )


def _excluding(attribute: Attribute, values: Mapping[str, list[Statement]]) -> Iterator[tuple[Statement, Statement]]:
    names = sorted(values)
    order = list(Phase)
    for at, value in enumerate(names):
        for opposite in names[at + 1 :]:
            if frozenset({value, opposite}) in attribute.agree:
                continue
            for one in values[value]:
                for other in values[opposite]:
                    if one.phase is other.phase:
                        continue
                    early, first = (
                        (one, value) if order.index(one.phase) < order.index(other.phase) else (other, opposite)
                    )
                    if attribute.earlier and (first != attribute.earlier or early.phase not in _PROMISED):
                        continue
                    if attribute.operation and not _same_operation(one, other):
                        continue
                    if attribute.whole or things(one, attribute.id) & things(other, attribute.id):
                        yield one, other


_PROMISED = frozenset({Phase.REQUIREMENTS, Phase.API})
_READING = frozenset(
    [
        "read",
        "reads",
        "reading",
        "open",
        "opens",
        "view",
        "views",
        "watch",
        "see",
        "get",
        "gets",
        "fetch",
        "play",
        "redirect",
    ]
)
_WRITING = frozenset(
    [
        "write", "writes", "writing", "post", "posting", "create", "creates", "creating", "upload", "uploading",
        "publish", "publishing",
        "edit", "editing", "delete", "deletes", "deleting", "put", "patch", "comment", "follow", "like",
    ]
)  # fmt: skip


def _same_operation(one: Statement, other: Statement) -> bool:
    """Whether both speak of reading, both of writing, or one of the whole."""
    kinds = [
        {name for name, words in (("reads", _READING), ("writes", _WRITING)) if not words.isdisjoint(spoken)}
        for spoken in ({token.word for token in statement.sentence.tokens} for statement in (one, other))
    ]
    return bool(kinds[0] & kinds[1]) or not (kinds[0] and kinds[1])


def things(statement: Statement, attribute: str) -> frozenset[str]:
    """What the statement speaks of, without the words by which `attribute` is told; nouns of one kind count as one."""
    return frozenset(
        name for token in statement.sentence.tokens if token.word.isalpha() and (name := _thing(token.word, attribute))
    )


@lru_cache(maxsize=16384)
def _thing(word: str, attribute: str) -> str:
    stemmed = stem(word)
    for number, names in enumerate(THINGS):
        if stemmed in names:
            return f"thing {number}"
    if len(word) < 4 or stemmed in COMMON or stemmed in _LOOSE or (attribute and word in _words_of(attribute)):
        return ""
    return stemmed


_LOOSE = frozenset(
    stem(word)
    for word in [
        "with", "from", "that", "this", "then", "than", "have", "been", "will", "into", "over", "under",
        "after", "before", "while", "since", "because", "when", "once", "never", "always", "also", "just",
        "same", "other", "another", "like", "well", "still", "even", "very", "some", "none", "both", "such",
        "they", "their", "your", "ours", "here", "there", "through", "between", "without", "within", "about",
        "against", "around", "until", "being", "does", "done", "gets", "goes", "made", "makes", "need", "node",
        "nodes", "primary", "replica", "region", "client", "simple", "current", "single", "minute", "hour",
        "month", "week", "right", "away", "stay", "stays", "redis", "postgres", "queue", "worker", "index",
        "table", "row", "column", "key", "value", "name", "call", "response", "return", "send", "sent", "holds",
        "held", "mean", "means", "plus", "half", "total", "average", "peak", "traffic", "case", "point", "part",
        "parts", "side", "whole", "anything", "nothing", "everything", "something", "anyone", "anybody",
        "nobody", "everyone", "everybody", "somebody",
    ]
)  # fmt: skip
"""Words that any two statements may share."""


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    text = files("coach.language").joinpath("attributes.txt").read_text(encoding="utf-8")
    return listed(text)


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    """The values of each attribute."""
    found: dict[str, list[str]] = {}
    for name in _lists():
        attribute, _, value = name.partition("=")
        if value and value not in ("unless", "settled"):
            found.setdefault(attribute, []).append(value)
    return {attribute: tuple(values) for attribute, values in found.items()}


_SIGNS = str.maketrans("()[]|", "     ")


@cache
def _words_of(attribute: str) -> frozenset[str]:
    """The words by which the values of an attribute are told: sharing them is not sharing a subject."""
    names = [f"{attribute}={value}" for value in _known()[attribute]]
    return frozenset(word for name in names for phrase in _lists()[name] for word in phrase.translate(_SIGNS).split())
