"""Amounts of a statement as numbers: durations in seconds, counts beside a noun, rates of bytes against a link."""

import re
from collections.abc import Iterator, Sequence

from coach.grading.reading import Reading, Statement
from coach.language.expressions import expression
from coach.language.tokens import Kind, Token
from coach.model.remark import Remark
from coach.model.words import Phase, Severity

_SECONDS = {
    "ms": 1e-3, "s": 1.0, "sec": 1.0, "second": 1.0, "min": 60.0, "minute": 60.0, "h": 3600.0, "hr": 3600.0,
    "hour": 3600.0, "d": 86400.0, "day": 86400.0, "week": 604800.0, "month": 2.63e6, "mo": 2.63e6, "y": 3.15e7,
    "yr": 3.15e7, "year": 3.15e7,
}  # fmt: skip
_SPELLED = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
    "half": 0.5,
}  # fmt: skip
_SCALE = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "g": 1e9,
    "t": 1e12,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "mio": 1e6,
}
_AMOUNT = expression(r"(\d[\d,.]*)\s?(k|m|b|bn|thousand|million|billion)?\s+([a-z]+(?:\s[a-z]+)?)")


def seconds_of(statement: Statement) -> list[float]:
    """The durations that the statement names, in seconds."""
    read = statement.sentence.tokens
    return [value for at, token in enumerate(read) if (value := _seconds(read, at)) is not None]


def _seconds(read: Sequence[Token], at: int) -> float | None:
    token = read[at]
    match = re.match(r"([\d.,]+)[\s-]?([a-z]+)$", token.word)
    if token.kind is Kind.DURATION and match:
        unit = _SECONDS.get(match.group(2)) or _SECONDS.get(match.group(2).rstrip("s"))
        return _number(match.group(1)) * unit if unit else None
    if token.word in _SPELLED and at + 1 < len(read):
        unit = _SECONDS.get(read[at + 1].word.rstrip("s")) if len(read[at + 1].word) > 2 else None
        return _SPELLED[token.word] * unit if unit else None
    return None


def amounts(text: str, nouns: Sequence[str]) -> list[float]:
    """The amounts that stand before one of `nouns` in lower-case `text`."""
    found = []
    for match in _AMOUNT.finditer(text):
        if any(match.group(3).startswith(noun) or noun.startswith(match.group(3)) for noun in nouns):
            scale = _SCALE.get((match.group(2) or "").removesuffix("n"), 1.0)
            found.append(_number(match.group(1)) * scale)
    return found


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "").rstrip("."))
    except ValueError:
        return 0.0


def links_too_small(reading: Reading) -> Iterator[tuple[Phase, Remark]]:
    """Bytes per second held against a link in bits per second that is smaller than eight times as much."""
    for statement in reading:
        if "carries" not in statement.turns:
            continue
        data = [
            v
            for t in statement.sentence.figures
            if t.kind is Kind.BYTES and t.word.endswith("/s") and (v := _scaled(t.word))
        ]
        link = [v for t in statement.sentence.figures if t.kind is Kind.BITS and (v := _scaled(t.word))]
        if data and link and max(link) < 4 * max(data):
            text = (
                f"Bytes are held against bits here: {max(data) / 1e6:g} MB/s are {max(data) * 8 / 1e6:g} Mbit/s, "
                f"and the link has {max(link) / 1e6:g}."
            )
            span = statement.span
            yield statement.phase, Remark("link-too-small", Severity.ERROR, span.start, span.end, text)


def _scaled(word: str) -> float | None:
    match = re.match(r"([\d.]+)\s?([kmgt]?)", word.replace(",", ""))
    return _number(match.group(1)) * _SCALE.get(match.group(2), 1.0) if match else None
