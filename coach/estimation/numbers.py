"""Every number in a text with its meaning, for whoever needs figures and not sums.

"p99 under 200 ms at 10k rps, 99.9% available, 5 GB for $40/month" holds a duration, a rate, a percentage, a size and
an amount of money. Cheap and robust on any prose; digits inside words (S3, HTTP/2, p99) are no numbers.
"""

from typing import NamedTuple

from coach.estimation.atoms import read_atom
from coach.estimation.found import unit_of
from coach.estimation.notation import tokens_of
from coach.estimation.units import MONTH
from coach.estimation.values import NotComputableError, Value

_KINDS = {"1/s": "rate", "B": "bytes", "B/s": "bandwidth", "s": "duration", "$": "money", "$/month": "money"}


class NumberToken(NamedTuple):
    """A number as it stands in a text."""

    start: int
    end: int
    """`text[start:end]` is the number with its magnitude and unit, and what is counted."""
    value: float
    """SI: bytes, seconds, dollars (a month's for `$/month`), counts; a percentage as a share, 0.999."""
    high: float | None
    """Upper end of a range; none for a single number."""
    unit: str
    """`1/s`, `B`, `B/s`, `s`, `$`, `$/month` or `1`."""
    kind: str
    """rate, bytes, bandwidth, duration, percent, money, ratio or count."""
    period: float
    """Seconds of the unit of time a rate was written per; 1 when per second or no rate."""
    factor: bool
    """Whether it is written as a factor: `3x`, `×3`."""
    text: str


def find_numbers(text: str) -> tuple[NumberToken, ...]:
    """All numbers in `text`, in order. Never raises."""
    found: list[NumberToken] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            found.extend(_in_line(line, start))
        start += len(line) + 1
    return tuple(found)


def _in_line(line: str, offset: int) -> list[NumberToken]:
    tokens = tokens_of(line)
    money = any(token.kind == "cur" for token in tokens)
    found: list[NumberToken] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind not in ("num", "cur"):
            at += 1
            continue
        try:
            atom = read_atom(tokens, at, lambda _: False, money=money)
        except (NotComputableError, OverflowError):
            atom = None
        if atom is None:
            at += 1
            continue
        value = atom.readings[0]
        before = tokens[at - 1] if at else None
        if (
            before is not None
            and before.text == "/"
            and not before.spaced
            and not token.spaced
            and at > 1
            and tokens[at - 2].kind == "word"
        ):
            at = max(atom.after, at + 1)  # HTTP/2
            continue
        factor = atom.times or (before is not None and before.text == "*" and (at < 2 or tokens[at - 2].kind == "word"))
        unit = unit_of(value)
        if unit:
            end = tokens[atom.after - 1].end
            scale = MONTH if unit == "$/month" else 1.0
            found.append(
                NumberToken(
                    offset + token.start,
                    offset + end,
                    value.number * scale,
                    None if value.high is None else value.high * scale,
                    unit,
                    _kind(value, unit),
                    value.period,
                    factor or (value.factor and not value.share),
                    line[token.start : end],
                )
            )
        at = max(atom.after, at + 1)
    return found


def _kind(value: Value, unit: str) -> str:
    if value.share:
        return "ratio" if value.factor else "percent"
    return _KINDS.get(unit, "count")
