"""Rules on caches: what a hit ratio lets through to what lies behind the cache."""

import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.memory import Remembered
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures, sentence_at
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number
from coach.language.expressions import expression
from coach.model.words import Severity

_CACHING = vocabulary("hit hits hitrate cache cached caches caching cdn memcached redis edge")
_HIT = words_pattern(r"\b(?:hits?|hit[- ]?(?:ratio|rate)|cached|answers?|absorbs?|serves?|catches|takes)\b")
_STORE = (
    r"(?:db|dbs|database|databases|origin|origins|postgres\w*|mysql|mongo\w*|cassandra|dynamo\w*|primary|primaries|"
    r"store|"
    r"storage|disks?|backend|s3|shards?|resolvers?|sql)"
)
_BEHIND = words_pattern(
    rf"\b(?:reach(?:es|ing)?|go(?:es)?|gets?|lands?|left|remain\w*|load|through|past|falls?|arrives?|sees?|"
    rf"receives?|misses|"
    rf"miss|hits?|on|from|to|at|the|has|is|takes?|serves?|asks?)\b[^.;]*?\b{_STORE}\b|\b{_STORE}\b[^.;\d]*?"
    rf"\b(?:gets?|sees?|load|left|takes?|receives?|is|has|handles?|serves?|reads?|carries|only)\b|\b(?:misses|miss|"
    rf"get past)\b"
)
_ANSWERED = words_pattern(
    r"\b(?:answered|served|absorbed|from (?:the )?(?:redis|cache|memory|memcached|edge|cdn)|by (?:the )?(?:redis|"
    r"cache|cdn|edge)|"
    r"(?:are|as) hits|in (?:the )?cache|cached)\b"
)
_SAVED = words_pattern(
    r"\b(?:less|fewer|reduc\w+|lowers?|drops?|cuts?|saved?|saves|offload\w*|relie\w+|off the|avoid\w*|shields?)\b"
)
_CLAUSE_ENDS = expression(r"[,;:.]\s|->|=>|→|\band\b")
_NEAR = 0.06
_USUAL_HIT = 0.75
"""A hit ratio from which a tenth of what misses is no likely figure by itself."""


def hit_ratio_slip(sight: Sight) -> Finding | None:
    """ "The cache answers 90%, so only 42 per second reach the database" of 4,200; "95% hits, so 95% go to the DB"."""
    if sight.words.isdisjoint(_CACHING) or not sight.reading.items:
        return None
    line = sight.text
    tokens = figures(line)
    at = next((index for index, one in enumerate(tokens) if _is_hit_ratio(line, tokens, index)), None)
    if at is None:
        return None
    share = tokens[at]
    _, end = sentence_at(line, share.end)
    claims = [one for one in tokens[at + 1 :] if one.start < end and _lies_behind(line, tokens, one)]
    if not claims:
        return None
    claim = claims[0]
    hit, miss = share.value, 1 - share.value
    if claim.kind == "percent":
        turned = _close(claim.value, hit, 0.02) and hit / miss > 1.5 and claim.value < 1
        if not turned:
            return None
        message = f"{number(miss * 100)}%, not {number(hit * 100)}%: what hits does not get past the cache."
        return Finding(share.start, claim.end, message, hit / miss, "What share misses?")
    return _rate_behind(sight, tokens, share, claims)


def _rate_behind(
    sight: Sight, tokens: tuple[NumberToken, ...], share: NumberToken, claims: list[NumberToken]
) -> Finding | None:
    counted = any(one.unit == "1" and one.value >= 100 for one in tokens if one not in claims)
    rates = [one for one in claims if not one.high and (one.unit == "1/s" or (counted and one.value >= 100))]
    if not rates:
        return None
    claim = rates[0]
    hit, miss = share.value, 1 - share.value
    own = [one.value for one in tokens if one.unit == claim.unit and one not in rates and one.kind != "percent"]
    known = sight.memory.ask("rates of load", _loads) if claim.unit == "1/s" else ()
    bases = [*own, *(base for base in known if base not in own)]
    if any(_close(one.value, base * miss, _NEAR) or _close(one.value, base, 0.02) for one in rates for base in bases):
        return None
    for base in bases:
        if hit / miss > 1.7 and _close(claim.value, base * hit, 0.03):
            answered = f"{number(hit * 100)}% of {number(base)} are answered before"
            message = f"{number(base * miss)}, not {number(claim.value)}: {answered}."
            return Finding(share.start, claim.end, message, claim.value / (base * miss), "What share misses?")
    if hit < _USUAL_HIT:
        return None
    for base in bases:
        for factor in (0.1, 10.0, 0.01, 100.0):
            if base > claim.value and _close(claim.value, base * miss * factor, 0.02):
                passing = f"{number(miss * 100)}% of {number(base)} get past the cache"
                message = f"{number(base * miss)}, not {number(claim.value)}: {passing}."
                return Finding(claim.start, claim.end, message, factor, "What share misses?")
    return None


def _is_hit_ratio(line: str, tokens: tuple[NumberToken, ...], at: int) -> bool:
    one = tokens[at]
    if one.kind != "percent" or not 0.5 < one.value < 1 or one.high:
        return False
    start = tokens[at - 1].end if at else 0
    end = tokens[at + 1].start if at + 1 < len(tokens) else len(line)
    return _HIT().search(line[max(start, one.start - 40) : min(end, one.end + 30)]) is not None


def _lies_behind(line: str, tokens: tuple[NumberToken, ...], claim: NumberToken) -> bool:
    """Whether a figure is said to be what gets past the cache."""
    at = tokens.index(claim)
    start = _digits_end(line, tokens[at - 1]) if at else 0
    end = tokens[at + 1].start if at + 1 < len(tokens) else len(line)
    if claim.unit not in ("1/s", "1") or claim.factor:
        return False
    before = _CLAUSE_ENDS.split(line[start : claim.start])
    lead = before[-1] if before[-1].strip(" ~≈=>-") or len(before) < 2 else before[-2] + " " + before[-1]
    clause = f"{lead} {claim.text} {_CLAUSE_ENDS.split(line[claim.end : end])[0]}"
    if _SAVED().search(line[start : min(end, claim.end + 25)]):
        return False
    return _BEHIND().search(clause) is not None and _ANSWERED().search(clause) is None


def _digits_end(line: str, figure: NumberToken) -> int:
    """Where the words begin that were read as what a figure counts."""
    sign = line.find("%", figure.start, figure.end)
    return sign + 1 if sign >= 0 else figure.end


def _loads(known: list[Remembered]) -> tuple[float, ...]:
    """The rates of the last lines, the latest first."""
    return tuple(
        one.value.number
        for one in reversed(known[-16:])
        if one.value.dimension == (-1, 0, 0) and one.value.number > 1 and not (one.value.share or one.value.factor)
    )


def _close(first: float, second: float, tolerance: float) -> bool:
    return first > 0 and second > 0 and abs(math.log(first) - math.log(second)) < tolerance


CACHES: tuple[Rule, ...] = (
    Rule(
        "hit-ratio-slip",
        Severity.ERROR,
        "what a cache lets through, off by ten or the other share",
        hit_ratio_slip,
        (
            "peak is 4,200 per second\nThe cache answers 90%, so only 42 per second reach the database",
            "95% hit ratio means 95% go to the database",
            "40k reads/s\nhit ratio 95%, so 38k/s go to the database",
        ),
        (
            "peak is 4,200 per second\nThe cache answers 90%, so only 420 per second reach the database",
            "95% hit ratio means 5% go to the database",
            "40k reads/s, hit ratio 95%: 38k/s are answered by redis, 2k/s by the db",
            "40k reads/s and 400 writes/s; hit ratio 95%, the db gets 2k reads + 400 writes = 2.4k/s",
        ),
    ),
)
