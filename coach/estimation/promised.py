"""What a total leaves out although the sheet promises it elsewhere: the time of keeping, the copies, the other sizes.

"Pastes are kept for a year" in the requirements and "storage total: 10 GB × 30 days" in the estimation do not go
together. A remark is made only where a line says that it tells the whole, and the promise is told once and plainly.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures, spans_in
from coach.estimation.units import DAY, MONTH, WEEK
from coach.estimation.wording import number, size, span_said
from coach.estimation.words import WORD_NUMBERS
from coach.estimation.worksheet import Line, Worksheet
from coach.model.remark import Remark, Source
from coach.model.words import Severity

_KEEPING = words_pattern(
    r"\b(?:kept|keep|keeps|retention|retain\w*|stay|stays|lives?|expir\w+|stored for|store (?:\w+ ){0,2}for|"
    r"saved for)\b"
)
_NARROW = words_pattern(
    r"\b(?:logs?|backups?|snapshots?|cached?|caches|sessions?|tokens?|hot|warm|cold|tier|metrics|drafts?|trash|"
    r"deleted|deletion|"
    r"idempoten\w*|dedup\w*|audit|redis|queue|topic|kafka|stream|rest|ttl|recent|window|grace|undo|each|counters?|"
    r"online)\b"
)
_FOREVER = words_pattern(r"\b(?:forever|for ever|indefinite\w*|never (?:expire|delete)\w*|unlimited)\b")
_DEFAULT = words_pattern(r"\b(?:by )?default\b")
_WHOLE = words_pattern(r"\b(?:total|in all|altogether|overall|complete|entire|whole|needed|in sum)\b")
_STORED = words_pattern(r"\b(?:storage|disks?|stored|store|space|capacity|s3|hardware|volume)\b")
_PERIODIC = words_pattern(
    r"\b(?:(?:per|a|each|every|first|one|this|next) (?:month|year|week|quarter)|monthly|yearly|weekly|annual\w*|"
    r"growth|grows)\b|"
    r"/ ?(?:mo|month|y|yr|year|week)\b"
)
_PHYSICAL = words_pattern(
    r"\b(?:total|in all|altogether|overall|physical|including (?:the )?(?:replicas|copies)|"
    r"with (?:the )?(?:replicas|copies)|"
    r"buy|purchase|provision|order|needed|complete)\b"
)
_LOGICAL = words_pattern(
    r"\b(?:raw|logical|before|without|per copy|one copy|each|per node|per replica|compress\w*|gzip\w*|single|excluding|"
    r"memory|ram|cache|text|index)\b"
)
_COUNT = r"(?P<{0}>[2-5]|two|three|four|five)"
_COPIES = (
    words_pattern(
        r"\b(?:replication(?: factor)?|rf|replicated|replicate|replicas|copies)\s*(?:data |it |them |everything |all )?"
        rf"(?:[:=]|of|is|by|x|×)?\s*(?:x|×)?\s*{_COUNT.format('count')}\b"
    ),
    words_pattern(
        rf"\b(?:x|×)?{_COUNT.format('count')}[- ]?(?:x|×|times|way|fold|full)?\s*\(?(?:replicat\w+|replicas|copies)\b"
    ),
)
_ORIGINALS = words_pattern(r"\b(?:originals?|raw uploads?|source files?|masters?)\b")
_BILL = words_pattern(r"\b(?:complete|whole|entire|total|full)\b[^.;]{0,20}\b(?:storage|disk|bill|volume|space)\b")
_SIZES = words_pattern(
    r"\b(?:(?:[2-9]|two|three|four|five|six|several)\s+(?:\w+\s+){0,2}(?:sizes|variants|renditions|resolutions|"
    r"thumbnails|qualities)|"
    r"thumbnails|thumbs|renditions)\b"
)
_SOURCES = (Source("playbook", "2"), Source("middle", "7.1"))
_SPANS = frozenset({7.0, 12.0, 30.0, 31.0, 52.0, 90.0, 360.0, 365.0, 366.0})
_SHORTER = 1.9
"""A promise this many times the span that was computed is no rounding of it."""


class _Kept(NamedTuple):
    """For how long something is kept, in seconds, and how that was said."""

    span: float
    words: str


def against(worksheet: Worksheet, said: Sequence[str]) -> tuple[Remark, ...]:
    """Remarks on totals of `worksheet` that leave out what `said` promises; at most one of each kind. Never raises.

    Args:
        worksheet: the estimation, at the offsets that the remarks are to have.
        said: all that the candidate wrote, the estimation among it.
    """
    wrong = {line.number for line in worksheet.lines if any(one.severity is Severity.ERROR for one in line.remarks)}
    lines = [line for line in worksheet.lines if line.number not in wrong]
    found = (
        next(_too_short(lines, said), None),
        next(_without_copies(lines, worksheet, said), None),
        next(_without_sizes(lines, said), None),
    )
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.start))


def _too_short(lines: Sequence[Line], said: Sequence[str]) -> Iterator[Remark]:
    """Totals of a month where a year is kept."""
    totals = [line for line in lines if _tells_whole(line.text)]
    kept = _retention(said) if totals else None
    if kept is None:
        return
    for line in totals:
        flow, claim, span = _piled_up(line)
        if flow is None or claim is None or not span or kept.span / span < _SHORTER:
            continue
        right = size(claim.value * kept.span / span)
        message = f"“{kept.words}”: {span_said(kept.span)} of it is {right}; {size(claim.value)} is {span_said(span)}."
        yield _remark("retention-left-out", line, flow, claim, message, "For how long is it kept?")


def _tells_whole(text: str) -> bool:
    if _WHOLE().search(text) is None:
        return False
    return _PERIODIC().search(_after_product(text)) is None and _NARROW().search(text) is None


def _after_product(text: str) -> str:
    """A line without its first factor: "10 GB a month × 12" is no bill of a month."""
    return re.sub(r"^(.*?)\d[^=×*x]*[×*x]", r"\1", text, count=1)


def _piled_up(line: Line) -> tuple[NumberToken | None, NumberToken | None, float]:
    """A flow of bytes, what it piles up to on the line, and the span of time that this takes in seconds."""
    tokens = figures(line.text)
    flow = next((one for one in tokens if one.unit in ("B", "B/s")), None)
    if flow is None:
        return None, None, 0.0
    behind = tokens[tokens.index(flow) + 1 :]
    claim = next((one for one in behind if one.unit == "B"), None)
    if claim is None or not flow.value or not re.search(r"[=~≈→>]", line.text[flow.end : claim.start]):
        return None, None, 0.0
    factors = [one for one in behind if one.start < claim.start]
    timed = [one for one in factors if (one.unit == "s" and one.value >= DAY) or one.value in _SPANS]
    if not timed:
        return None, None, 0.0
    if flow.unit == "B/s":
        return flow, claim, claim.value / flow.value
    step = {12.0: MONTH, 52.0: WEEK}.get(timed[0].value, DAY)
    return flow, claim, claim.value / flow.value * step


def _retention(said: Sequence[str]) -> _Kept | None:
    """How long things are kept, when that is said once, or the same everywhere."""
    found: list[_Kept] = []
    for text in said:
        for line in text.split("\n"):
            if _KEEPING().search(line) is None:
                continue
            whole = _DEFAULT().search(line) is not None
            for sentence in [line] if whole else re.split(r"(?<=[.;!?])\s", line):
                if _KEEPING().search(sentence) is None or _NARROW().search(sentence):
                    continue
                if _FOREVER().search(sentence):
                    return None
                kept = _kept(sentence)
                if kept is not None:
                    found.append(kept)
    if not found or any(not 0.75 < one.span / found[0].span < 1.35 for one in found):
        return None
    return found[0]


def _kept(sentence: str) -> _Kept | None:
    spans = [one for one in spans_in(sentence) if one.seconds >= DAY]
    if not spans:
        return None
    default = _DEFAULT().search(sentence)
    if default is not None:
        nearest = min(spans, key=lambda one: min(abs(one.start - default.end()), abs(default.start() - one.end)))
        return _Kept(nearest.seconds, f"default {sentence[nearest.start : nearest.end]}")
    if len(spans) != 1:
        return None
    first = _KEEPING().search(sentence)
    assert first is not None
    start, end = min(first.start(), spans[0].start), max(first.end(), spans[0].end)
    return _Kept(spans[0].seconds, sentence[start:end].strip()[:60])


def _without_copies(lines: Sequence[Line], worksheet: Worksheet, said: Sequence[str]) -> Iterator[Remark]:
    """Disks bought for the raw size where copies are kept."""
    totals = [line for line in lines if _PHYSICAL().search(line.text) and _LOGICAL().search(line.text) is None]
    totals = [line for line in totals if _STORED().search(line.text)]
    copies = _copies(said) if totals else 0.0
    if not copies:
        return
    sizes = [one for one in worksheet.quantities if one.unit == "B" and not one.factor]
    for line in totals:
        own = [one for one in sizes if one.line == line.number]
        if len(own) != 1 or len(figures(line.text)) > 2:
            continue
        amount = own[0].value
        before = [one for one in sizes if one.line < line.number]
        if not any(_alike(one.value, amount) for one in before):
            continue
        if any(_alike(one.value, part) for one in sizes for part in (amount * copies, amount / copies)):
            continue
        token = next((one for one in figures(line.text) if one.unit == "B"), None)
        if token is None:
            continue
        message = f"{size(amount)} is one copy; with the {number(copies)} that you keep it is {size(amount * copies)}."
        yield _remark("copies-left-out", line, token, token, message, "How many copies are in it?")


def _copies(said: Sequence[str]) -> float:
    """The number of copies, when one is told; 0 otherwise."""
    counts = set()
    for text in said:
        for form in _COPIES:
            for match in form().finditer(text):
                word = match["count"].lower()
                counts.add(float(word) if word.isdigit() else WORD_NUMBERS[word])
    return counts.pop() if len(counts) == 1 else 0.0


def _without_sizes(lines: Sequence[Line], said: Sequence[str]) -> Iterator[Remark]:
    """A complete bill of originals where smaller pictures are kept, too."""
    for line in lines:
        if _ORIGINALS().search(line.text) is None or _BILL().search(line.text) is None or _SIZES().search(line.text):
            continue
        other = next((match for text in said if (match := _SIZES().search(text))), None)
        sizes = [one for one in figures(line.text) if one.unit in ("B", "B/s")]
        if other is None or not sizes or "+" in line.text:
            continue
        message = f"These are the originals; “{other.group()}” are kept as well and belong to a complete bill."
        yield _remark("sizes-left-out", line, sizes[0], sizes[-1], message, "What do the other sizes add?")


def _remark(name: str, line: Line, first: NumberToken, last: NumberToken, message: str, question: str) -> Remark:
    start, end = line.start + first.start, line.start + last.end
    return Remark(name, Severity.WARNING, start, end, message, _SOURCES, question=question)


def _alike(first: float, second: float) -> bool:
    return first > 0 and second > 0 and abs(first / second - 1) < 0.04
