"""What kind of answer a question wants: a number, a size, a time, a share, a yes or no."""

import re
from enum import Enum


class Wanted(Enum):
    """A kind of answer."""

    ANY = "any"
    COUNT = "count"
    SIZE = "size"
    TIME = "time"
    SHARE = "share"


_CUES = (
    (Wanted.SIZE, r"\b(?:bytes?|[kmgt]b|size[ds]?|how (?:big|large|heavy)|storage (?:per|for (?:a|one)))\b"),
    (
        Wanted.TIME,
        r"\b(?:how (?:long|soon|fast|quick(?:ly)?|late|old)|(?:milli)?seconds?|ms|minutes?|ttl|years|latency|p\d\d|"
        r"lifetime|retention|delay|timeout|(?:hold|waiting|reservation) time|length of the (?:peak|burst|rush|sale))\b",
    ),
    (Wanted.SHARE, r"\b(?:share|percent(?:age)?|fraction|portion|proportion|ratio|rate|hits?)\b|%"),
    (
        Wanted.COUNT,
        r"\b(?:how (?:many|often|much (?:higher|more|traffic|load)|busy)|number of|count of|volume|rps|qps|factor|"
        r"(?:per|a|each) (?:day|second|hour|month|week)|daily|rate|ratio|multipl\w+|times)\b",
    ),
)
_READ = tuple((kind, re.compile(pattern)) for kind, pattern in _CUES)
_OF_UNIT = {"B": Wanted.SIZE, "s": Wanted.TIME, "1/s": Wanted.COUNT, "B/s": Wanted.SIZE}


def wanted_by(question: str) -> frozenset[Wanted]:
    """The kinds of answer that `question` would take; empty when any would do."""
    text = question.lower()
    return frozenset(kind for kind, cue in _READ if cue.search(text))


def held(value: float | None, unit: str) -> Wanted:
    """The kind of answer that a number with a unit is."""
    if value is None:
        return Wanted.ANY
    if unit == "1":
        return Wanted.SHARE if value < 1 else Wanted.COUNT
    return _OF_UNIT.get(unit, Wanted.ANY)
