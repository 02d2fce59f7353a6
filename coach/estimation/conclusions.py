""" "So what": sentences that draw a conclusion from a number.

"So one primary is enough", "fits in RAM", "→ 2 shards", "bytes decide, rates are trivial". Each is tied to the number
it rests on, and where a capacity is stated or generally known, held against it.
"""

import re
from dataclasses import dataclass

from coach.estimation.numbers import find_numbers
from coach.estimation.reference import ONE_MACHINE
from coach.estimation.worksheet import Line, Quantity, Worksheet

_SENTENCE = re.compile(r"[^.;!?\n]*(?:\.(?=\S)[^.;!?\n]*)*[.;!?]?")
_VERDICT = re.compile(
    r"\b(?:fits?|enough|enuf|suffic\w*|needs?|needed|must|requires?|wants?|too (?:much|many|big|large|small|slow)|"
    r"trivial|tiny|small|boring|negligible|noise|cheap|plenty|dominat\w*|decides?|binds?|rules?|shapes?|wins?|"
    r"bottleneck|comfortabl\w*|handles?|carr(?:y|ies)|copes?|no (?:problem|need|sharding|shards|queue|cdn|cache)|"
    r"not (?:a )?(?:problem|need\w*|necessary)|don'?t need|can(?:'|no)t|cannot|worth|easily|easy|therefore|hence|"
    r"single|one (?:box|node|primary|machine|server|postgres|redis|db|database|instance)|"
    r"object (?:store|storage)|in (?:ram|memory)|shard\w*|partition\w*|replicas?|cdn|holds|drives?|is the load)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\b(?:so|thus|hence|therefore|means|that'?s why|this|fits?|enough|enuf|needs?|must|wants?)\b|=>|->|→|⇒|^\s*[⇒→]",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:fits?|carr(?:y|ies)|handles?|copes?|holds|enough|suffic\w*|easily|comfortabl\w*|plenty|room to spare)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|doesn'?t|won'?t|can'?t|cannot|isn'?t|too)\b", re.IGNORECASE)
_KINDS = (
    ("storage", re.compile(r"\b(?:bytes|storage|disk|text|rows|bodies)\b", re.IGNORECASE)),
    ("cache", re.compile(r"\b(?:ram|memory|cache|lists)\b", re.IGNORECASE)),
    ("reads", re.compile(r"\b(?:reads?|follows|views|opens|redirects|qps|rps)\b", re.IGNORECASE)),
    ("writes", re.compile(r"\b(?:writes?|creates?|pushes|inserts?|uploads?)\b", re.IGNORECASE)),
    ("bandwidth", re.compile(r"\b(?:bandwidth|egress|wire|traffic|network|cdn)\b", re.IGNORECASE)),
)
_PLACES = (
    (re.compile(r"\b(?:ram|memory|redis|memcached)\b", re.IGNORECASE), "B", ONE_MACHINE["ram"]),
    (re.compile(r"\b(?:usb stick|laptop)\b", re.IGNORECASE), "B", ONE_MACHINE["laptop"]),
    (re.compile(r"\b(?:disk|ssd|drive)\b", re.IGNORECASE), "B", ONE_MACHINE["disk"]),
    (
        re.compile(
            r"\b(?:one|single) (?:\w+ )?(?:primary|postgres|mysql|database|db|box|node|machine|instance)\b",
            re.IGNORECASE,
        ),
        "B",
        ONE_MACHINE["database"],
    ),
    (
        re.compile(r"\b(?:one|single) (?:\w+ )?(?:primary|postgres|mysql|database|db)\b", re.IGNORECASE),
        "1/s",
        ONE_MACHINE["database-rate"],
    ),
    (re.compile(r"\b(?:one|single) (?:\w+ )?(?:redis|cache)\b", re.IGNORECASE), "1/s", ONE_MACHINE["cache-rate"]),
)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A sentence that says what a number means for the design."""

    start: int
    end: int
    """`text[start:end]` is the sentence."""
    text: str
    rests_on: Quantity | None
    """The number it draws on; none when it names none and none stands before it."""
    agrees: bool | None
    """Whether number and conclusion go together, by a stated capacity or the known ones; none when nothing tells."""


def find(worksheet: Worksheet, text: str) -> tuple[Conclusion, ...]:
    """The conclusions in a worksheet of `text`, in order. Never raises."""
    found: list[Conclusion] = []
    before: list[Quantity] = []
    for line in worksheet.lines:
        for match in _SENTENCE.finditer(line.text[:2000]):
            sentence = match.group()
            if len(sentence.strip()) < 4 or not _VERDICT.search(sentence) or not _MARK.search(sentence):
                continue
            start, end = line.start + match.start(), line.start + match.end()
            lead = len(sentence) - len(sentence.lstrip(" -*\t"))
            rests_on = _rests_on(line, before, sentence, start, end)
            if rests_on is None:
                continue
            agrees = _agrees(sentence, rests_on, start)
            found.append(Conclusion(start + lead, end, text[start + lead : end], rests_on, agrees))
        before.extend(line.quantities)
    return tuple(found)


def _rests_on(line: Line, before: list[Quantity], sentence: str, start: int, end: int) -> Quantity | None:
    """The quantity of the sentence, else of the line before it, else the latest one of the kind it speaks of."""
    inside = [q for q in line.quantities if start <= q.start < end and not q.factor]
    sized = [q for q in inside if q.unit != "1"] or inside
    if sized:
        claim = _HOLDS.search(sentence)
        ahead = [q for q in sized if claim is None or q.end <= start + claim.start()]
        return (ahead or sized)[-1]
    earlier = [q for q in line.quantities if q.end <= start and not q.factor]
    if earlier:
        return earlier[-1]
    for kind, words in _KINDS:
        if words.search(sentence):
            of_kind = [q for q in before if q.kind == kind and not q.factor]
            if of_kind:
                return of_kind[-1]
    known = [q for q in before if q.unit != "1" and not q.factor]
    return known[-1] if known else None


def _agrees(sentence: str, number: Quantity, start: int) -> bool | None:
    holds = _HOLDS.search(sentence)
    if holds is None:
        return None
    refused = _NOT.search(sentence[max(0, holds.start() - 15) : holds.start()]) is not None
    others = [
        one
        for one in find_numbers(sentence)
        if one.unit == number.unit and not one.factor and start + one.start > number.start and one.value != number.value
    ]
    if others:
        return (number.value <= others[-1].value * 1.1) != refused
    for words, unit, (plausible, hard) in _PLACES:
        if unit == number.unit and words.search(sentence):
            if number.value <= plausible:
                return not refused
            if number.value > hard:
                return refused
            return None
    return None
