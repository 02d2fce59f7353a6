"""Figures side by side and what is concluded from them: "500 GB per shard, 20 TB total => 400 shards".

All ways to combine the figures before the conclusion are tried (`coach.estimation.combined`). When one agrees nothing
is said; when all figures together miss it by zeros, by bits for bytes, or by a span of time, it is told.
"""

import itertools
import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.combined import (
    EXPONENTS,
    agrees,
    every_in,
    is_factor,
    missed,
    operand_of,
    operand_of_value,
    parts_in,
    without_parts,
)
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import pattern, words_pattern
from coach.estimation.prose import behind_number, between, figures, leads_at_end, power_of_ten
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number, say
from coach.estimation.words import PEAK_WORDS
from coach.model.words import Severity

_MOST = 4
"""More figures than that are no single sum."""
_WORDS_OF_A_FIGURE = 8
_MANY = 1000.0
_NINES = 0.95
_MOST_ZEROS = math.log(2e6)
"""|log| beyond which a unit was misread rather than a zero lost."""
_BACK = 5
"""Quantities of earlier lines that a conclusion may rest on."""
_SPANS = (7.0, 12.0, 24.0, 30.0, 60.0, 365.0, 3600.0, 86400.0)
_LONGEST_TASK = 10.0
"""Seconds up to which a time is one of a task that is done over and over."""
_UNSAID = vocabulary(
    "unless without cache cached caching hit hits miss misses compressed compression compress gzip dedup batch "
    "batches batched versus vs instead than sharing utilisation utilization except sqrt copies replicas replicated"
)
"""Words that bring in a number nobody wrote, or say that two figures are compared."""
_SENTENCE = pattern(r"(?<!\bi\.e)(?<!\be\.g)(?<!\bca)(?<!\bavg)(?<!\bapprox)[.!?](?=\s)|\|")
_SO_THAT = words_pattern(
    r"(?:\b(?:so|hence|thus|therefore|meaning|means)\b|\bby little'?s law\b|->|=>|→|⇒)[^\d.;:=]{0,48}$"
)
"""A connective with whatever it is that does, needs or costs what is concluded."""
_SUBJECT = words_pattern(
    r"\b(?:an?|one|each|every|the|our|we|we'd|we'll)(?:\s+[a-z-]+){0,3}?\s+(?:does|do|can do|handles?|manages?|serves?|"
    r"be running|be|takes?|needs?|gets?|sees?|runs?|running|stores?|writes?|buys?)\b"
)
"""Who it is that the conclusion is about: "so one core does", "so we'd be running"."""
_WHOSE = words_pattern(r"\b(?:in other words|left with|it after|after|in|within|takes?)\s*(?:about |around )?[~≈]?$")
_CLAUSE = pattern(r"[,;.](?=\s|$)|[()|]")
_CLOCK = pattern(r"^\d{1,2}:\d\d\b")
_BULLET = pattern(r"^\s*(?:[-*+•]\s+)?")
_WORD = pattern(r"[a-z]+")
_FIRMLY = words_pattern(r"->|=>|→|⇒|=|\bso\b|\bthat(?:'s| is| makes)\b|\bwhich (?:is|makes)\b|\bi\.e\.")
_LENGTHS = vocabulary("char chars character characters digit digits letter letters bit bits hop hops level levels step")
_OF_IT = words_pattern(r"\bof\s+(?:it|them|that|those|these|which|whom|this)\b")
_KEEPING = words_pattern(
    r"^[\s,;()]*(?:and|kept|keep|keeping|we|retained|retention|of|for|over|in|a|the|stored|store|is|are|them|it|with|"
    r"hold|holding|at|then|each|per|last|lasts|lasting|[\s,;():x×*])*$"
)
_ONE = words_pattern(r"\b(?:per|each|a|an|one|every)\b")


def concluded(sight: Sight) -> Finding | None:
    """ "20 TB total, 500 GB per shard => 400 shards"."""
    line = sight.text
    if len(sight.reading.tokens) < 4 or sight.holds or not sight.words.isdisjoint(_UNSAID):
        return None
    tokens = figures(line)
    row = line.lstrip().startswith("|")
    breaks = [] if row else [match.end() for match in _SENTENCE().finditer(line)]
    begun = 0
    for at, claim in enumerate(tokens[1:], 1):
        if claim.unit not in EXPONENTS:
            continue
        start = max((one for one in breaks if one <= claim.start), default=0)
        begun = max(begun, next(index for index, one in enumerate(tokens) if one.start >= start))
        words = behind_number(tokens[at - 1]) + between(line, tokens[at - 1], claim)
        if at - begun == 1 and begun and _OF_IT().search(words):
            begun -= 1  # "20M sockets. A gateway holds 50k of them, so 400 gateways"
        if at <= begun or not (_leads(words) or (row and claim is tokens[-1] and words.endswith("| "))):
            continue
        finding = _of_claim(line, tokens[begun:at], claim)
        if finding is not None:
            return finding
        if _FIRMLY().search(words) or _follows_from(line, tokens[begun:at], claim):
            begun = at  # what follows goes on from here
    return None


def concluded_from_above(sight: Sight) -> Finding | None:
    """ "1 KB per vector", and on the next line "3bn vectors → 300 GB"."""
    line = sight.text
    if len(sight.reading.tokens) < 3 or sight.holds or not sight.words.isdisjoint(_UNSAID):
        return None
    tokens = figures(line)
    if not 1 <= len(tokens) <= 2 or not _may_be_concluded(tokens[-1]):
        return None
    own, claim = tokens[:-1], tokens[-1]
    grown = any(is_factor(one, line[: one.start]) for one in own)
    if not (grown and line.lstrip().startswith("|")) and not _is_said_to_follow(line, own, claim):
        return None
    if not grown and _speaks_of_peaks(line, claim):
        return None
    known = [operand_of(one, line[: one.start]) for one in own if not _CLOCK().match(one.text)]
    above = [operand_of_value(one.value) for one in sight.memory.last(_BACK)]
    whole = [one for one in (*known, *above[: 2 - len(known)]) if one is not None]
    if len(known) < len(own) or len(whole) < 2:
        return None
    exponents = EXPONENTS[claim.unit]
    if any(agrees([*whole[: len(known)], other], claim.value, *exponents) for other in above[1:] if other is not None):
        return None
    ratio = missed(whole, claim.value, *exponents)
    slip = _slip(ratio, tokens, claim) if ratio is not None else ""
    return _told(tokens[0].start, claim, ratio, slip, "lines") if ratio and (slip == "zeros" or grown) else None


def _is_said_to_follow(line: str, own: tuple[NumberToken, ...], claim: NumberToken) -> bool:
    """Whether a line goes on from the one above: "=> 600 GB/day", "3bn vectors → 3 TB"."""
    lead = behind_number(own[0]) + between(line, own[0], claim) if own else _BULLET().sub("", line[: claim.start])
    return _FIRMLY().search(lead) is not None and _leads(lead)


def _follows_from(line: str, before: tuple[NumberToken, ...], claim: NumberToken) -> bool:
    """Whether some of the figures give the claim."""
    known = [one for figure in before[-_MOST:] if (one := operand_of(figure, line[: figure.start])) is not None]
    return len(known) > 1 and claim.unit in EXPONENTS and agrees(known, claim.value, *EXPONENTS[claim.unit])


def _of_claim(line: str, before: tuple[NumberToken, ...], claim: NumberToken) -> Finding | None:
    if len(before) > _MOST or not _may_be_concluded(claim):
        return None
    grown = any(is_factor(one, line[: one.start]) for one in before)
    if grown and claim.unit == "1" and _speaks_of_peaks(line, claim):
        claim = claim._replace(unit=before[0].unit, period=before[0].period)  # "93k QPS, at 2x that's a peak of 186k"
    over_and_over = _is_done_over_and_over(line, before, claim)
    if not grown and not over_and_over and _speaks_of_peaks(line, claim, before[-1].end):
        return None
    if sum(one.unit == "s" for one in before) + (claim.period > 1) > 1:
        return None  # 5 years × 12 months, × 365 days = so many a year: spans that count one another
    if all(one.unit == "1" and one.value < _MANY for one in (*before, claim)):
        return None  # "31, I take 48 = 16 per zone"
    if not _LENGTHS.isdisjoint(behind_number(claim).split()):
        return None  # "12 bn -> 7 chars": a power, no product
    if claim.unit == "s" and any(_NINES < one.value < 1 for one in before if one.unit == "1"):
        return None  # what nines allow has rules of its own
    before = tuple(one for one in before if not _CLOCK().match(one.text))
    operands = [operand_of(one, line[: one.start]) for one in before]
    known = [one for one in operands if one is not None] + parts_in(line[before[0].start : claim.start])
    known += every_in(" ".join(between(line, *pair) for pair in itertools.pairwise((*before, claim))))
    if len(known) < max(len(operands), 2) and not over_and_over:
        return None
    ratio = missed(known, claim.value, *EXPONENTS[claim.unit])
    if ratio is None:
        return None
    slip = _slip(ratio, before, claim)
    certain = _piles_up(line, before, claim) or _is_share_of_it(line, before, claim, len(known))
    if not slip and not certain and not (grown and len(before) == 2):
        return None
    if slip == "bits" and any(one.value == 8 and one.unit == "1" for one in before):
        ratio /= 8  # bytes were divided by 8 to give bits
    return _told(before[0].start, claim, ratio, slip, "figures")


def _told(start: int, claim: NumberToken, ratio: float, slip: str, what: str) -> Finding:
    bits = "bit" in claim.text.lower() or "bps" in claim.text.lower()
    exponents = EXPONENTS[claim.unit]
    right = say(claim.value / ratio, *exponents, 0, claim.period, as_bits=bits)
    wrong = say(claim.value, *exponents, 0, claim.period, as_bits=bits)
    times = f"{number(ratio if ratio > 1 else 1 / ratio, 2)} times {'less' if ratio > 1 else 'more'}"
    message = f"From these {what} I get {right}, not {wrong}: {'a byte has 8 bits' if slip == 'bits' else times}."
    severity = Severity.ERROR if slip and what == "figures" else Severity.WARNING
    return Finding(start, claim.end, message, ratio, "Can you walk me through that sum?", severity)


def _may_be_concluded(figure: NumberToken) -> bool:
    loose = figure.factor or figure.high is not None or figure.kind in ("percent", "ratio")
    return not loose and figure.unit in EXPONENTS and figure.value > 0


def _speaks_of_peaks(line: str, claim: NumberToken, last: int = 0) -> bool:
    """Whether the clause of the conclusion, which begins behind the figure that ends at `last`, names a peak."""
    lead, behind = _CLAUSE().split(line[: claim.start])[-1], _CLAUSE().split(line[claim.end :])[0]
    own = not last or len(lead) < claim.start - last
    return own and not PEAK_WORDS.isdisjoint(_WORD().findall(f"{lead} {behind}".lower()))


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
    if operands != 2 or before[-1].kind not in ("percent", whole.kind):
        return False
    alike = claim.unit == whole.unit and claim.period == whole.period
    return alike and _OF_IT().search(line[whole.end : claim.start]) is not None


def _slip(ratio: float, before: tuple[NumberToken, ...], claim: NumberToken) -> str:
    """What explains `ratio`: zeros, bits or a span; empty when nothing does."""
    digits = "".join(letter for letter in claim.text.partition(" ")[0] if letter.isdigit()).strip("0")
    tolerance = 0.05 if len(digits) > 1 else 0.11
    off = abs(math.log(ratio))
    if power_of_ten(ratio, tolerance) and off < _MOST_ZEROS:
        return "zeros"
    if any(one.unit[0] == "B" for one in (*before, claim)) and abs(off - math.log(8)) < tolerance:
        return "bits"
    timed = any(one.unit in ("s", "1/s", "B/s") for one in (*before, claim))
    return "span" if timed and any(abs(off - math.log(span)) < tolerance / 2 for span in _SPANS) else ""


def _leads(words: str) -> bool:
    """Whether a conclusion follows, behind a few words that belong to the figure before it."""
    words = without_parts(words).replace(":", " : ")
    if _SO_THAT().search(words):
        return True
    named = _WHOSE().search(words)
    if named is not None:
        words = words[: named.start()] + " is "
    return leads_at_end(_SUBJECT().sub(" ", words), _WORDS_OF_A_FIGURE)


CONCLUDED: tuple[Rule, ...] = (
    Rule(
        "conclusion",
        Severity.ERROR,
        "what is concluded from figures side by side, off by zeros, bits or a span of time",
        concluded,
        (
            "20 TB total, 500 GB per shard => 400 shards",
            "each of 5,000 posts/s fans out to 300 followers => 150k timeline writes/s",
            "600 TB overall but only a third of it is hot, so 20 TB on SSD",
            "30 ms per job -> ~300 jobs/s per worker thread",
            "| orders | 2bn | 200 B | 40 GB |",
        ),
        (
            "20 TB total, 500 GB per shard => 40 shards",
            "each of 5,000 posts/s fans out to 300 followers => 1.5M timeline writes/s",
            "600 TB overall but only a third of it is hot, so 200 TB on SSD",
            "30 ms per job -> ~33 jobs/s per worker thread",
            "| orders | 2bn | 200 B | 400 GB |",
            "100M x 10 years x 12 months = 12 billion",
            "31, I take 48 = 16 per zone",
        ),
    ),
    Rule(
        "conclusion",
        Severity.WARNING,
        "what a line concludes from the line above it, off by zeros",
        concluded_from_above,
        ("256 dims x 4 B = 1 KB per vector\n3bn vectors -> 300 GB of RAM",),
        ("256 dims x 4 B = 1 KB per vector\n3bn vectors -> 3 TB of RAM",),
    ),
)
