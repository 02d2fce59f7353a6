"""Figures side by side and what is concluded from them: "500 GB per shard, 20 TB total => 400 shards".

No sign says what is multiplied and what is divided; the units do. All ways to combine the figures before the
conclusion that give its unit are tried: when one of them agrees, even with some figures left out, nothing is said. When
all figures together miss it by zeros, by bits for bytes, or by a span of time, and by nothing else, it is told.
"""

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import pattern, words_pattern
from coach.estimation.prose import between, figures, leads, power_of_ten
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number, say
from coach.estimation.words import PEAK_WORDS
from coach.model.words import Severity

_EXPONENTS = {"1": (0, 0), "1/s": (-1, 0), "B": (0, 1), "B/s": (-1, 1), "s": (1, 0)}
_AGREES = math.log(1.9)
_WORDS_OF_A_FIGURE = 8
_WORD = pattern(r"[a-z]+")
_MANY = 1000.0
_NINES = 0.95
_MOST = 4
"""More figures than that are no single sum."""
_SPANS = (7.0, 12.0, 24.0, 30.0, 60.0, 365.0, 3600.0, 86400.0)
_FIRMLY = words_pattern(r"->|=>|→|⇒|=|\bso\b|\bthat(?:'s| is| makes)\b|\bwhich (?:is|makes)\b|\bi\.e\.")
_MORE = words_pattern(r"(?:\+|\bplus|\badds?)\s*(?:another |some |about )?[~≈]?$")
_CLAUSE = pattern(r"[,;.](?=\s|$)|[()|]")
_EVERY = words_pattern(r"\b(?:every|once in|once every)\s+[~≈]?$")
_SENTENCE = pattern(r"[.!?](?=\s)|\|")
_UNSAID = vocabulary(
    "if unless without cache cached caching hit hits miss misses compressed compression compress gzip dedup batch "
    "batches batched burst limit cap capped versus vs instead than sharing headroom spare utilisation utilization "
    "retry retries except log sqrt copies replicas replicated"
)
"""Words that bring in a number nobody wrote, or say that two figures are compared."""


_FRACTION = words_pattern(
    r"\b(?P<part>half|a third|one third|a quarter|one quarter|a fifth|one fifth|a tenth|one tenth|three quarters|"
    r"two thirds)"
    r"\s+(?:of\b|as\b|(?=are|is|go|goes|comes?|hits?))"
)
_FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "tenth": 1 / 10,
    "quarters": 3 / 4,
    "thirds": 2 / 3,
}
_REST = words_pattern(r"\b(?:rest|remaining|remains?|left|leaves|other|others|without|saves?|saved|goes? away|less)\b")
_OF_IT = words_pattern(r"\bof\s+(?:it|them|that|those|these|which|whom|this)\b")
_KEEPING = words_pattern(
    r"^[\s,;()]*(?:and|kept|keep|keeping|we|retained|retention|of|for|over|in|a|the|stored|store|is|are|them|it|with|hold|"
    r"holding|at|then|each|per|last|lasts|lasting|[\s,;():x×*])*$"
)
_ONE = words_pattern(r"\b(?:per|each|a|an|one|every)\b")
_LONGEST_TASK = 10.0
"""Seconds up to which a time is one of a task that is done over and over."""


class _Operand(NamedTuple):
    values: tuple[float, ...]
    """What it may count for: a percentage for itself or for the rest."""
    time: int
    data: int


class _Way(NamedTuple):
    value: float
    used: int
    """Number of figures that went into it."""


def concluded(sight: Sight) -> Finding | None:
    """ "20 TB total, 500 GB per shard => 400 shards"."""
    line = sight.text
    if len(sight.reading.tokens) < 4 or not sight.words.isdisjoint(_UNSAID):
        return None
    tokens = figures(line)
    if len(tokens) < 2:
        return None
    row = line.lstrip().startswith("|")
    breaks = [] if row else [match.end() for match in _SENTENCE().finditer(line)]
    begun = 0
    for at, claim in enumerate(tokens):
        start = max((one for one in breaks if one <= claim.start), default=0)
        begun = max(begun, next(index for index, one in enumerate(tokens) if one.start >= start))
        words = _behind_number(tokens[at - 1]) + between(line, tokens[at - 1], claim)
        if at <= begun or not (_leads(words) or (row and claim is tokens[-1] and words.endswith("| "))):
            continue
        finding = _of_claim(line, tokens[begun:at], claim)
        if finding is not None:
            return finding
        if _FIRMLY().search(words):
            begun = at  # what follows goes on from here
    return None


def _of_claim(line: str, before: tuple[NumberToken, ...], claim: NumberToken) -> Finding | None:
    if len(before) > _MOST or claim.unit not in _EXPONENTS or not claim.value or _is_loose(claim):
        return None
    lead, behind = _CLAUSE().split(line[: claim.start])[-1], _CLAUSE().split(line[claim.end :])[0]
    if len(lead) < claim.start - before[-1].end and not PEAK_WORDS.isdisjoint(_words(lead + behind)):
        return None
    spans = sum(one.unit == "s" for one in before) + (claim.period > 1)
    if spans > 1:
        return None  # 5 years × 12 months, × 365 days = so many a year: spans that count one another
    if all(one.unit == "1" and one.value < _MANY for one in (*before, claim)):
        return None  # "31, I take 48 = 16 per zone"
    if claim.unit == "s" and any(_NINES < one.value < 1 for one in before if one.unit == "1"):
        return None  # what nines allow has rules of its own
    operands = [_operand(line, one) for one in before]
    known = [one for one in operands if one is not None] + _fractions(line[before[0].start : claim.start])
    if len(known) < max(len(operands), 2) and not _is_done_over_and_over(line, before, claim):
        return None
    ways = list(_ways(known, *_EXPONENTS[claim.unit]))
    ratios = [claim.value / way.value for way in ways]
    if any(abs(math.log(ratio)) < _AGREES for ratio in ratios):
        return None
    whole = [ratio for ratio, way in zip(ratios, ways, strict=True) if way.used == len(known)]
    if not whole:
        return None
    ratio = min(whole, key=lambda one: abs(math.log(one)))
    timed = any(one.unit in ("s", "1/s", "B/s") for one in (*before, claim))
    slip = _slip(ratio, data=claim.unit[0] == "B", timed=timed, coarse=_digits(claim) < 2)
    certain = _piles_up(line, before, claim) or _is_share_of_it(line, before, claim, len(known))
    if not slip and not certain:
        return None
    bits = "bit" in claim.text.lower() or "bps" in claim.text.lower()
    exponents = _EXPONENTS[claim.unit]
    right = say(claim.value / ratio, *exponents, 0, claim.period, as_bits=bits)
    wrong = say(claim.value, *exponents, 0, claim.period, as_bits=bits)
    way = "less" if ratio > 1 else "more"
    times = f"{number(ratio if ratio > 1 else 1 / ratio, 2)} times {way}"
    told = "a byte has 8 bits" if slip == "bits" else times
    message = f"From these figures I get {right}, not {wrong}: {told}."
    severity = None if slip else Severity.WARNING
    question = "Can you walk me through that sum?"
    return Finding(before[0].start, claim.end, message, ratio, question, severity)


def _is_done_over_and_over(line: str, before: tuple[NumberToken, ...], claim: NumberToken) -> bool:
    """Whether one time gives a rate: "30 ms per job → 33 jobs/s"."""
    only = before[0]
    if len(before) > 1 or only.unit != "s" or only.value > _LONGEST_TASK or claim.unit != "1/s" or claim.period != 1:
        return False
    return _ONE().search(line[max(0, only.start - 20) : claim.end + 20]) is not None


def _piles_up(line: str, before: tuple[NumberToken, ...], claim: NumberToken) -> bool:
    """Whether a flow and how long it is kept give what is stored: "3 TB/day, kept for 2 weeks -> 42 TB"."""
    if len(before) != 2 or claim.unit != "B" or before[0].unit != "B/s" or before[1].unit != "s":
        return False
    return before[0].period > 1 and _KEEPING().match(between(line, *before).lower()) is not None


def _is_share_of_it(line: str, before: tuple[NumberToken, ...], claim: NumberToken, operands: int) -> bool:
    """Whether a part is taken of what was just said: "80k rps, a quarter of which are writes: 20k writes/s"."""
    whole = before[0]
    shared = len(before) + (operands > len(before)) == 2 and before[-1].kind in ("percent", whole.kind)
    if not shared or claim.unit != whole.unit or claim.period != whole.period:
        return False
    return _OF_IT().search(line[whole.end : claim.start]) is not None


def _fractions(words: str) -> list[_Operand]:
    """The parts that are told in words: a third of, half of."""
    found = []
    for match in _FRACTION().finditer(words):
        part = _FRACTIONS[match["part"].lower().split()[-1]]
        found.append(_Operand((part, 1 - part) if _REST().search(words) else (part,), 0, 0))
    return found


def _leads(words: str) -> bool:
    """Whether a conclusion follows, behind a few words that belong to the figure before it."""
    pieces = _FRACTION().sub(" ", words).replace(":", " : ").split()
    return any(leads(" ".join(pieces[skipped:])) for skipped in range(min(_WORDS_OF_A_FIGURE, len(pieces)) + 1))


def _behind_number(figure: NumberToken) -> str:
    """The words that were read with a figure: its unit and what is counted."""
    return figure.text.lower().partition(" ")[2] + " "


def _words(text: str) -> list[str]:
    return _WORD().findall(text.lower())


def _ways(operands: list[_Operand], time: int, data: int) -> Iterator[_Way]:
    """All products and quotients of two or more operands that have the dimension asked for."""
    choices = [(0, 1, -1)] * len(operands)
    for powers in itertools.product(*choices):
        used = sum(power != 0 for power in powers)
        if not used or sum(one.time * power for one, power in zip(operands, powers, strict=True)) != time:
            continue
        if sum(one.data * power for one, power in zip(operands, powers, strict=True)) != data:
            continue
        for values in itertools.product(*(one.values for one in operands)):
            value = math.prod(one**power for one, power in zip(values, powers, strict=True) if power)
            if value > 0:
                yield _Way(value, used)


def _operand(line: str, figure: NumberToken) -> _Operand | None:
    """What a figure brings into a sum; none when nobody can say."""
    if figure.unit not in _EXPONENTS or figure.value <= 0 or figure.high is not None:
        return None
    if figure.kind == "percent":
        rest = 1 - figure.value
        more = _MORE().search(line[: figure.start]) is not None
        return _Operand((1 + figure.value,) if more else (figure.value, rest) if rest > 0 else (figure.value,), 0, 0)
    if figure.kind == "ratio":
        return _Operand((figure.value, 1 + figure.value), 0, 0)
    time, data = _EXPONENTS[figure.unit]
    value = figure.value
    if figure.unit == "s" and _EVERY().search(line[: figure.start]):
        return _Operand((1 / value,), -1, 0)
    return _Operand((value,), time, data)


def _slip(ratio: float, *, data: bool, timed: bool, coarse: bool) -> str:
    """What explains `ratio`: zeros, bits or a span; empty when nothing does."""
    tolerance = 0.11 if coarse else 0.05
    off = abs(math.log(ratio))
    if power_of_ten(ratio, tolerance):
        return "zeros"
    if data and abs(off - math.log(8)) < tolerance:
        return "bits"
    if timed and any(abs(off - math.log(span)) < tolerance / 2 for span in _SPANS):
        return "span"
    return ""


def _is_loose(figure: NumberToken) -> bool:
    return figure.factor or figure.high is not None or figure.kind in ("percent", "ratio")


def _digits(figure: NumberToken) -> int:
    digits = "".join(letter for letter in figure.text.partition(" ")[0] if letter.isdigit())
    return max(1, len(digits.strip("0")))


CONCLUDED: tuple[Rule, ...] = (
    Rule(
        "conclusion",
        Severity.ERROR,
        "what is concluded from figures side by side, off by zeros, bits or a span of time",
        concluded,
        (
            "20 TB total, 500 GB per shard => 400 shards",
            "each of 5,000 posts/s fans out to 300 followers => 150k timeline writes/s",
        ),
        (
            "20 TB total, 500 GB per shard => 40 shards",
            "each of 5,000 posts/s fans out to 300 followers => 1.5M timeline writes/s",
        ),
    ),
)
