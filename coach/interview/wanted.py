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
    (
        Wanted.SIZE,
        r"\b(?:bytes?|[kmgt]b|size[ds]?|how (?:big|large|heavy|wide)|storage (?:per|for (?:a|one))|footprint|"
        r"room|width|(?:mega|giga|tera|kilo)bytes?|space|weighs?|payload)\b",
    ),
    (
        Wanted.TIME,
        r"\b(?:how (?:long|soon|fast|quick(?:ly)?|late|old|far back)|(?<!per )(?<!a )(?:milli)?seconds?|ms|minutes?|"
        r"ttl|hours?|days|weeks?|months?|years|deadline|latency|p\d\d|lifetime|retention|delay|timeout|until when|"
        r"when (?:must|may|can|should|does|do|is|are)|(?:hold|waiting|reservation) time|"
        r"length of the (?:peak|burst|rush|sale))\b",
    ),
    (
        Wanted.SHARE,
        r"\b(?:share|percent(?:age)?|fraction|portion|proportion|ratio|rate|hits?|(?:what|which) part|one in how many|"
        r"how (?:likely|common))\b|%",
    ),
    (
        Wanted.COUNT,
        r"\b(?:how (?:many|often|much (?:higher|more|traffic|load)|busy)|cardinality|number of|count of|volume|rps|qps|"
        r"factor|(?:per|a|each) (?:day|second|hour|month|week)|daily|multiplier|rate|ratio|multipl\w+|times)\b",
    ),
)
_DECIDES = re.compile(
    r"^(?:(?:and|so|also|ok|please|hi|hello)[, ]+)*(?:can|could|may|might|do|does|did|is|are|was|should|shall|must|"
    r"will|would|has|have|need)\b|\bin scope\b|\bsupported\b|\ballowed\b|, (?:ok|right|fine|agreed)\b"
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


def decides(question: str) -> bool:
    """Whether a yes or a no would answer `question`: it opens with a verb, or ends on "OK?"."""
    return bool(_DECIDES.search(question.strip().lower()))
