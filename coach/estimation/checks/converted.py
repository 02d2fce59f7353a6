"""A figure told again in another unit: per second instead of per day, in bits instead of bytes, hours for seconds.

"10M a day, that is 1,200 per second" and "2 GB/s (250 Mbps)" have no sign of a sum. The two figures stand side by side,
with nothing but "that is", "so", an arrow or a bracket between; what makes the second another quantity (a peak, a cache
in between, another thing that is counted) makes the rule silent.
"""

import itertools
import math
import re

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.names import singular
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import begins, between, figures, leads, power_of_ten
from coach.estimation.units import EVERY, MAGNITUDES, PER_SECOND, TIME
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number, say
from coach.estimation.words import AVERAGE_WORDS, PEAK_WORDS
from coach.language.expressions import expression
from coach.model.words import Severity

_SLIP = math.log(1.9)
"""|log| of a ratio from which a figure is no rounding."""
_ANOTHER_SPAN = math.log(2000.0)
"""|log| beyond which one span of time is no other way to tell another."""
_FEW_UNITS = 60.0
"""Seconds, minutes … below which a time is told again for no reason."""
_HIGHEST_PEAK = 30.0
"""Times the average beyond which nobody means an unsaid peak."""
_FEW = 1000.0
"""Below it what people do is what one of them does."""
_PEOPLE = vocabulary("user users client clients customer customers driver drivers device devices people person phones")
_SPANS = (7.0, 12.0, 24.0, 30.0, 60.0, 365.0, 1440.0, 3600.0, 86400.0)
_BITS = (8.0, 64.0, 125.0, 8000.0)
_EXPONENTS = {"1/s": (-1, 0), "B/s": (-1, 1), "s": (1, 0), "B": (0, 1)}
_AGAIN = words_pattern(r"^\s*(?:\(|,?\s*or\b|[,.]?\s*in other words\b)[\s,~≈]*(?:(?:about|around|roughly|some)\s+)?$")
_SENTENCE_ON = expression(r"^\.\s+(?=(?:that|this|it|so|which)\b)")
_ALIKE = vocabulary(
    "request requests req reqs msg msgs tx txs call calls query queries operation operations op ops hit hits "
    "message messages event events "
    "rps qps tps total overall altogether combined in all on avg "
    "average day about a an per second sec s"
)
_OPERATIONS = vocabulary("read write insert update request call query create delete upload")
"""What things become that are counted as something else before: "200M urls a month, so 77 writes per second"."""
_ANOTHER = PEAK_WORDS | vocabulary(
    "after behind each per server node shard box worker instance connection user partition disk replica hit miss "
    "misses cached cache if with without evening night hour minute left remaining only reach reaches uncached limit "
    "cap at times unique new of for from across"
)
"""Words behind a figure that may make it another quantity than the one before it."""
_KNOWN = _ALIKE | AVERAGE_WORDS | PER_SECOND | frozenset(TIME) | frozenset(EVERY) | frozenset(MAGNITUDES)
"""Words beside a number that leave it the same quantity."""
_FOR_EACH = vocabulary("each every apiece")
_PER_THING = words_pattern(
    r"\b(?:per|by)\s+(?!second|sec|minute|min|hour|day|week|month|quarter|year|million|thousand|s\b|h\b|d\b)[a-z]+"
)
_FURTHER = expression(r"\s*[x×*/+]")
_FOLLOWS = expression(r"->|=>|→|⇒|\bso\b")
_CLAUSE_END = expression(r"[,;.](?=\s|$)|[()|]|\s-{1,2}>?\s|[=→⇒]|->")


def converted(sight: Sight) -> Finding | None:
    """ "10M a day, that is 1,200 per second"."""
    line = sight.text
    if len(sight.reading.tokens) < 4:
        return None
    tokens = figures(line)
    for at, (first, claim) in enumerate(itertools.pairwise(tokens)):
        if first.unit != claim.unit or first.unit not in _EXPONENTS or not first.value or not claim.value:
            continue
        in_bits = _bits(claim)
        if not _is_other_unit(first, claim) or _is_no_single(first) or _is_no_single(claim):
            continue
        words = _SENTENCE_ON.sub(" ", between(line, first, claim))
        bracket = words.strip() == "("
        if not (leads(words) or _AGAIN().match(words)) or not begins(line, first):
            continue
        ratio = claim.value / first.value
        if first.unit == "s" and (abs(math.log(ratio)) > _ANOTHER_SPAN or not _is_converted(words, first)):
            continue  # "1 min = 90 d", "5 min -> 1 h" say how long what is kept
        if abs(math.log(ratio)) < _SLIP or _is_another(line, tokens, at, bracket=bracket):
            continue
        slip = _slip(ratio, bits=_bits(first) != in_bits, spans=first.period != claim.period)
        if not slip and 1 < ratio < _HIGHEST_PEAK and first.period != claim.period:
            continue
        right = say(first.value, *_EXPONENTS[first.unit], 0, claim.period, as_bits=in_bits)
        wrong = say(claim.value, *_EXPONENTS[first.unit], 0, claim.period, as_bits=in_bits)
        rule = "a byte has 8 bits" if slip == "bits-vs-bytes" else f"{_times(ratio)} {'less' if ratio > 1 else 'more'}"
        message = f"{first.text.strip()} is {right}, not {wrong}: {rule}."
        sure = slip or (ratio > 1 and first.unit != "s")
        severity = None if sure else Severity.WARNING  # it may be a part of it that is meant
        question = "How did you get from the one to the other?"
        return Finding(first.start, claim.end, message, ratio, question, severity, rule=slip)
    return None


def _slip(ratio: float, *, bits: bool, spans: bool) -> str:
    """The id of the slip that explains `ratio`; empty when none does."""
    off = abs(math.log(ratio))
    if bits and any(abs(off - math.log(factor)) < 0.07 for factor in _BITS):
        return "bits-vs-bytes"
    clean = power_of_ten(ratio, 0.15) or (spans and any(abs(off - math.log(factor)) < 0.07 for factor in _SPANS))
    return "conversion" if clean else ""


def _times(ratio: float) -> str:
    return f"{number(ratio if ratio > 1 else 1 / ratio, 2)} times"


def _bits(figure: NumberToken) -> bool:
    low = figure.text.lower()
    return "bit" in low or "bps" in low


def _is_other_unit(first: NumberToken, claim: NumberToken) -> bool:
    """Whether two figures of one kind are written in two units."""
    if first.unit == "s":
        return _unit(first) != _unit(claim) and first.kind == claim.kind == "duration"
    return first.period != claim.period or _bits(first) != _bits(claim)


def _unit(figure: NumberToken) -> str:
    """The unit of a time as it is written, in the singular."""
    words = _words(figure.text)
    return singular(words[-1 if words[0] in MAGNITUDES else 0]) if words else ""


def _is_converted(words: str, first: NumberToken) -> bool:
    """Whether a time is one that people convert: of many seconds or minutes, and behind no arrow."""
    written = re.match(r"[\d.,_]+(?:e\d+)?", first.text.lower())
    many = written is not None and float(written[0].replace(",", "").replace("_", "").rstrip(".")) >= _FEW_UNITS
    return many and re.search(r"->|=>|→|⇒", words) is None


def _is_no_single(figure: NumberToken) -> bool:
    return figure.factor or figure.high is not None or figure.kind in ("percent", "ratio")


def _is_another(line: str, tokens: tuple[NumberToken, ...], at: int, *, bracket: bool) -> bool:
    """Whether something says that the second figure is another quantity: a peak, a product, another thing counted."""
    first, claim = tokens[at], tokens[at + 1]
    start = max((mark.end() for mark in _CLAUSE_END.finditer(line, 0, first.start)), default=0)
    behind = _CLAUSE_END.search(line, claim.end)
    head = _words(line[start : claim.start])
    tail = _words(line[claim.end : behind.start() if behind else len(line)])
    if not PEAK_WORDS.isdisjoint({*head, *tail}) or not _ANOTHER.isdisjoint(tail):
        return True
    if bracket and not line[claim.end :].lstrip().startswith(")"):
        return True
    before = tokens[at - 1] if at and tokens[at - 1].start >= start else None
    follows_itself = before is not None and leads(between(line, before, first))
    if before is not None and not follows_itself and not (first.unit == "s" and before.unit[0] == "B"):
        return True  # a product: "1,000 cameras at 5 GB a day -> 208 GB/h", "50M users, 10/d -> 5.8k/s"
    if (
        not _FOR_EACH.isdisjoint(head)
        or _PER_THING().search(line[start : claim.start])
        or _FURTHER.match(line[claim.end :])
    ):
        return True
    return _is_of_one(line, first, claim, head) or (first.unit == "1/s" and _counts_another(head, tail, claim))


def _is_of_one(line: str, first: NumberToken, claim: NumberToken, head: list[str]) -> bool:
    """Whether the first figure may be that of one of many: "users do 3 requests per minute, so 20 per second"."""
    follows = _FOLLOWS.search(between(line, first, claim)) is not None
    if first.unit == "1/s":
        return first.value * first.period < _FEW and (follows or not _PEOPLE.isdisjoint(head))
    return follows and first.period != claim.period


def _counts_another(head: list[str], tail: list[str], claim: NumberToken) -> bool:
    """Whether the second figure names a thing that the first does not: "10M writes a day, so 1.2k reads/s"."""
    before = {singular(word) for word in head}
    known = _KNOWN if not _OPERATIONS.isdisjoint(before) else _KNOWN | _OPERATIONS | {f"{one}s" for one in _OPERATIONS}
    counted = [word for word in (*_words(claim.text), *tail) if len(word) > 1]
    return any(word not in known and singular(word) not in before for word in counted)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


CONVERTED: tuple[Rule, ...] = (
    Rule(
        "conversion",
        Severity.ERROR,
        "a rate, flow, time or size told again in another unit, with another value",
        converted,
        (
            "10M a day, that is 1,200 per second",
            "we get 5 million orders a day. That's roughly 900,000 per second",
            "10M writes/day (1.2k/s)",
            "egress is 2 GB/s, i.e. 250 Mbps",
            "500 GB per day means 580 MB/s",
            "3bn rows at 250k rows/s is 12,000 s, so about 33 hours",
            "a digest is 256 bits = 256 bytes",
        ),
        (
            "10M a day, that is 116 per second",
            "3bn rows at 250k rows/s is 12,000 s, so about 3.3 hours",
            "10 batches of 30 s, so 5 minutes",
            "p99 is 200 ms, or 5 s for the export",
            "10M writes a day, so 350/s at peak",
            "10M writes a day -> 350/s",
            "10M writes a day, so 1.2k reads/s",
            "egress is 2 GB/s, i.e. 16 Gbps",
            "10M opens a day (12/s behind the cache)",
            "300 GB/h from 1,000 cameras at 5 GB a day per camera -> 208 GB/h",
            "1,000 cameras at 5 GB a day -> 208 GB/h",
            "each user makes 10 requests a day, so 1.2k/s",
            "users do 3 requests per minute, so 20 per second",
        ),
    ),
)
