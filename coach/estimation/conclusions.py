""" "So what": sentences that draw a conclusion from a number.

"So one primary is enough", "fits in RAM", "→ 2 shards", "bytes decide, rates are trivial". Each is tied to the number
it rests on, and where a capacity is stated or generally known, held against it.
"""

from typing import NamedTuple

from coach.estimation.numbers import find_numbers
from coach.estimation.patterns import pattern, words_pattern
from coach.estimation.reference import ONE_MACHINE
from coach.estimation.worksheet import Line, Quantity, Worksheet

_SENTENCE = pattern(r"[^.;!?\n]*(?:\.(?=\S)[^.;!?\n]*)*[.;!?]?")
_VERDICT = words_pattern(
    r"\b(?:fits?|enough|enuf|suffic\w*|needs?|needed|must|requires?|wants?|too (?:much|many|big|large|small|slow)|"
    r"trivial|tiny|small|boring|negligible|noise|cheap|plenty|dominat\w*|decides?|binds?|rules?|shapes?|wins?|"
    r"bottleneck|comfortabl\w*|handles?|carr(?:y|ies)|copes?|no (?:problem|need|sharding|shards|queue|cdn|cache)|"
    r"not (?:a )?(?:problem|need\w*|necessary)|don'?t need|can(?:'|no)t|cannot|worth|easily|easy|therefore|hence|"
    r"single|one (?:box|node|primary|machine|server|postgres|redis|db|database|instance)|"
    r"object (?:store|storage)|in (?:ram|memory)|shard\w*|partition\w*|replicas?|cdn|holds|drives?|is the load)\b"
)
_MARK = words_pattern(
    r"\b(?:so|thus|hence|therefore|means|that'?s why|this|fits?|enough|enuf|needs?|must|wants?)\b|=>|->|→|⇒|^\s*[⇒→]"
)
_HOLDS = words_pattern(
    r"\b(?:fits?|carr(?:y|ies)|handles?|copes?|holds|enough|suffic\w*|easily|comfortabl\w*|plenty|room to spare)\b"
)
_NOT = words_pattern(r"\b(?:not|no|never|doesn'?t|won'?t|can'?t|cannot|isn'?t|too)\b")
_KINDS = (
    ("storage", words_pattern(r"\b(?:bytes|storage|disk|text|rows|bodies)\b")),
    ("cache", words_pattern(r"\b(?:ram|memory|cache|lists)\b")),
    ("reads", words_pattern(r"\b(?:reads?|follows|views|opens|redirects|qps|rps)\b")),
    ("writes", words_pattern(r"\b(?:writes?|creates?|pushes|inserts?|uploads?)\b")),
    ("bandwidth", words_pattern(r"\b(?:bandwidth|egress|wire|traffic|network|cdn)\b")),
)
_PLACES = (
    (words_pattern(r"\b(?:ram|memory|redis|memcached)\b"), "B", ONE_MACHINE["ram"]),
    (words_pattern(r"\b(?:usb stick|laptop)\b"), "B", ONE_MACHINE["laptop"]),
    (words_pattern(r"\b(?:disk|ssd|drive)\b"), "B", ONE_MACHINE["disk"]),
    (
        words_pattern(r"\b(?:one|single) (?:\w+ )?(?:primary|postgres|mysql|database|db|box|node|machine|instance)\b"),
        "B",
        ONE_MACHINE["database"],
    ),
    (
        words_pattern(r"\b(?:one|single) (?:\w+ )?(?:primary|postgres|mysql|database|db)\b"),
        "1/s",
        ONE_MACHINE["database-rate"],
    ),
    (words_pattern(r"\b(?:one|single) (?:\w+ )?(?:redis|cache)\b"), "1/s", ONE_MACHINE["cache-rate"]),
)


class Conclusion(NamedTuple):
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
        for match in _SENTENCE().finditer(line.text[:2000]):
            sentence = match.group()
            if len(sentence.strip()) < 4 or not _VERDICT().search(sentence) or not _MARK().search(sentence):
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
        claim = _HOLDS().search(sentence)
        ahead = [q for q in sized if claim is None or q.end <= start + claim.start()]
        return (ahead or sized)[-1]
    earlier = [q for q in line.quantities if q.end <= start and not q.factor]
    if earlier:
        return earlier[-1]
    for kind, words in _KINDS:
        if words().search(sentence):
            of_kind = [q for q in before if q.kind == kind and not q.factor]
            if of_kind:
                return of_kind[-1]
    known = [q for q in before if q.unit != "1" and not q.factor]
    return known[-1] if known else None


def _agrees(sentence: str, number: Quantity, start: int) -> bool | None:
    holds = _HOLDS().search(sentence)
    if holds is None:
        return None
    refused = _NOT().search(sentence[max(0, holds.start() - 15) : holds.start()]) is not None
    others = [
        one
        for one in find_numbers(sentence)
        if one.unit == number.unit and not one.factor and start + one.start > number.start and one.value != number.value
    ]
    if others:
        return (number.value <= others[-1].value * 1.1) != refused
    for words, unit, (plausible, hard) in _PLACES:
        if unit == number.unit and words().search(sentence):
            if number.value <= plausible:
                return not refused
            if number.value > hard:
                return refused
            return None
    return None
