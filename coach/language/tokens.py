"""Words, numbers and arrows of a text, each with its offsets.

Identifiers come apart (`user_id` is `user` and `id`, `longUrl` is `long` and `url`, `hash(x)` is `hash` and `x`), a
number keeps its unit and is typed by it (`20 ms` is a duration, `5k rps` a rate), an arrow is one token whatever way
it is drawn. Only what a grader looks at: the estimation room reads numbers for their values.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from coach.language.expressions import expression
from coach.language.stems import stem


class Kind(StrEnum):
    """What a token is; a number's kind says what it measures."""

    WORD = "word"
    COUNT = "count"
    RATE = "rate"
    BYTES = "bytes"
    BITS = "bits"
    DURATION = "duration"
    PERCENT = "percent"
    MONEY = "money"
    FACTOR = "factor"
    POWER = "power"
    STATUS = "status"
    ARROW = "arrow"
    MARK = "mark"


NUMBERS = frozenset(
    {
        Kind.COUNT,
        Kind.RATE,
        Kind.BYTES,
        Kind.BITS,
        Kind.DURATION,
        Kind.PERCENT,
        Kind.MONEY,
        Kind.FACTOR,
        Kind.POWER,
    }
)
"""Kinds that are figures; a status code is a name, not a figure."""


class Token(NamedTuple):
    """One word, number, arrow or mark; `text[start:end]` of the text it was read from.

    A named tuple, since a sheet has thousands and one is made in a third of a frozen dataclass's time.
    """

    kind: Kind
    word: str
    """Lower case, as written; for a mark the character itself."""
    stem: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        """Whether it is a number that measures something."""
        return self.kind in NUMBERS


_NUMERAL = r"\d+(?:[,._']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_TOKEN = expression(
    rf"""
    \s*+
    (?:
      (?P<plain>(?!(?:two|three|four|five|six)\s)(?<![^\W_])[^\W\d_]{{2,}}(?![^\W_]|['’]))
    | (?P<arrow>-{{1,3}}>|={{1,2}}>|[→⇒⟶↦]|\|-+>)
    | (?P<money>\$\s?(?:{_NUMERAL})\s?[kKMB]?)
    | (?P<nines>\b(?:two|three|four|five|six|2|3|4|5|6)\s+(?:and\s+a\s+half\s+)?nines\b)
    | (?P<power>(?:{_NUMERAL})\s?(?:\^|\*\*)\s?(?:{_NUMERAL})
               |(?:{_NUMERAL})\s?[x×*·]\s?10\s?(?:\^|\*\*)\s?\d+
               |\d+(?:\.\d+)?[eE]\+?-?\d+)
    | (?P<factor>\b[x×]\s?(?:{_NUMERAL})(?![\w.])(?!\s?(?:[kKMGTP]i?B|B|bytes?|ms|s|M|k|KB)\b)
               |×\s?(?:{_NUMERAL})(?![\w.])(?!\s?(?:[kKMGTP]i?B|B|bytes?|ms|s|M|k|KB)\b)
               |(?:{_NUMERAL})\s?[x×](?=\W|$)|\b\d+(?:\.\d+)?\s?:\s?1\b)
    | (?P<name>\b[A-Za-z]+\d+(?:\.\d+)?[a-z]*\b|\b[45]xx\b)
    | (?P<number>(?:{_NUMERAL}))
      (?P<unit>\s?(?:%|percent\b|p\.?c\.?\b
        |(?:[kKMGTPE]|thousand|million|billion|trillion|mio|mrd)?\s?
           (?:[kKMGTPE]i?B|[kKMGTPE]i?bytes?|bytes?|(?:kilo|mega|giga|tera|peta)bytes?|gigs?|megs?|B)\b(?!\w)(?:\s?/\s?(?:s|sec|d|day|yr|y|year|month|mo)\b|ps\b)?
        |[kKMGTP]?(?:bit|b)(?:ps|/s|its?/s)\b|[kKMGTP]bits?\b
        |(?:[kKMGTB]|thousand|million|billion|trillion|mn|bn)?\s?
           (?:(?:/|per\s|an?\s)\s?(?:s|secs?|seconds?|min|minutes?|h|hours?|d|days?|months?|mo|weeks?|yrs?|y|years?)\b
             |rps\b|qps\b|tps\b|iops\b)
        |(?:µs|us|ms|msecs?|milliseconds?|microseconds?|secs?|seconds?|s|mins?|minutes?|hrs?|hours?|h|days?|d|weeks?
            |months?|mo|yrs?|years?|y)\b
        |(?:thousand|million|billion|trillion|mn|bn)\b
        |[kKMGTB](?![A-Za-z])))?
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
    | (?P<mark>[^\s\w])
    | \Z
    )
    """,
    re.VERBOSE,
)
"""Spaces are passed over first, as they are in the way of every alternative."""
_KINDS = {
    "arrow": Kind.ARROW,
    "money": Kind.MONEY,
    "nines": Kind.PERCENT,
    "power": Kind.POWER,
    "factor": Kind.FACTOR,
    "name": Kind.WORD,
    "mark": Kind.MARK,
}
"""What a match is, by its group."""
_CAMEL = expression(r"(?<=[a-z])(?=[A-Z])")
_TIME = (
    r"(?:µs|us|ms|msecs?|milliseconds?|microseconds?|secs?|seconds?|s|mins?|minutes?|hrs?|hours?|h|days?|d|weeks?"
    r"|months?|mo|yrs?|years?|y)"
)
_RATE = expression(r"(?:/|per\s|an?\s)\s?[a-z]+$|[rqt]ps$|iops$", re.IGNORECASE)
_DURATION = expression(rf"{_TIME}$")
_BYTES = expression(r"(?:[kKMGTPE]i?B|bytes?|gigs?|megs?|^B$)")
_BITS = expression(r"(?:[kKMGTP]?b(?:it)?(?:ps|s?/s)|[kKMGTP]bits?)$")
_STATUSES = frozenset(
    [
        "200",
        "201",
        "202",
        "204",
        "206",
        "301",
        "302",
        "303",
        "304",
        "307",
        "308",
        "400",
        "401",
        "403",
        "404",
        "405",
        "406",
        "409",
        "410",
        "412",
        "413",
        "415",
        "422",
        "425",
        "428",
        "429",
        "451",
        "500",
        "501",
        "502",
        "503",
        "504",
    ]
)
_NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "dozen",
        "half",
        "double",
        "twice",
        "thrice",
    ]
)
_SPELLED = _NUMBER_WORDS | {"one"}
_SPANS = frozenset(
    {"second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"}
    | {"year", "years"}
)
_PER = frozenset({"/", "per", "a", "each", "every", "an"})
_PERIODS = frozenset(
    [
        "s",
        "sec",
        "secs",
        "second",
        "min",
        "minute",
        "h",
        "hour",
        "d",
        "day",
        "daily",
        "week",
        "month",
        "mo",
        "yr",
        "y",
        "year",
    ]
)


_made = tuple.__new__
"""Makes a token in half the time that calling its class takes."""


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, in order, with offsets into `text`."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        group = match.lastgroup
        if group is None:
            break
        if group in ("plain", "word"):
            at = match.start(group)
            for kind, word, stemmed, length in _spelled(match[group]):
                found.append(_made(Token, (kind, word, stemmed, at, at + length)))
                at += length
        elif group in ("number", "unit"):
            found.append(_number(match))
        else:
            word = match[group].lower()
            found.append(_made(Token, (_KINDS[group], word, word, *match.span(group))))
    _mark_rates(found)
    return tuple(found)


def _mark_rates(found: list[Token]) -> None:
    """Type `5k writes/s` and `200 million new links a day` as rates, the unit standing after the noun, and `one
    minute` as a duration.
    """
    for at, token in enumerate(found):
        if token.word in _SPELLED and at + 1 < len(found) and found[at + 1].word in _SPANS:
            found[at] = token._replace(kind=Kind.DURATION)
        if token.word not in _PER or at + 1 >= len(found) or found[at + 1].word not in _PERIODS:
            continue
        for back in range(at - 1, max(-1, at - 4), -1):
            if found[back].kind in (Kind.COUNT, Kind.POWER):
                found[back] = found[back]._replace(kind=Kind.RATE)
                break
            if found[back].kind is not Kind.WORD:
                break


@lru_cache(maxsize=16384)
def _spelled(text: str) -> tuple[tuple[Kind, str, str, int], ...]:
    """Kind, word, stem and length of each word in `text`; `longUrl` is two, a name such as `CloudFront` is one."""
    if not text[0].islower() or text.islower() or len(text) < 5:
        return (_word(text),)
    return tuple(_word(part) for part in _CAMEL.split(text))


def _word(text: str) -> tuple[Kind, str, str, int]:
    word = text.lower().replace("’", "'")
    kind = Kind.COUNT if word in _NUMBER_WORDS else Kind.WORD
    return kind, word, stem(word.removesuffix("'s")), len(text)


def _number(match: re.Match[str]) -> Token:
    number, unit = match["number"], match["unit"] or ""
    word = (number + unit).lower()
    return Token(_kind_of(unit.strip(), number), word, word, match.start("number"), match.end())


def _kind_of(unit: str, number: str) -> Kind:
    if not unit:
        return Kind.STATUS if number in _STATUSES else Kind.COUNT
    if "%" in unit or unit.startswith("p"):
        return Kind.RATE if unit.startswith("per ") else Kind.PERCENT
    if _BITS.search(unit):
        return Kind.BITS
    if _BYTES.search(unit) or unit == "B":
        return Kind.BYTES
    if _RATE.search(unit):
        return Kind.RATE
    if _DURATION.fullmatch(unit):
        return Kind.DURATION
    return Kind.COUNT
