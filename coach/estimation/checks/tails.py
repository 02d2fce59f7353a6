"""Rules on slow calls: what asks many at once waits for the slowest of them."""

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number
from coach.model.words import Severity

_AT_ONCE = words_pattern(
    r"\b(?P<many>\d{1,4})\s+(?:\w+\s+){0,2}?(?:(?:parallel|concurrent|simultaneous)(?! (?:users|people|clients|"
    r"viewers))|leaves|leafs|shards?|calls|nodes|partitions|"
    r"services|backends|replicas|servers)\b"
)
_PARALLEL = vocabulary("parallel once fan fan-out fanout scatter simultaneously concurrently gather")
_QUANTILE = words_pattern(r"\bp(?P<nines>9\d{1,3})\b")
_EACH_SLOW = words_pattern(
    r"\beach\b[^.;]{0,30}?\b(?:slow|late|over|above|longer|exceeds?)\b[^.;%]{0,15}?(?P<share>\d+(?:\.\d+)?)\s?%"
)
_SLOW_SHARE = words_pattern(
    r"(?P<share>\d+(?:\.\d+)?)\s?%\s+of\s+(?:the\s+|our\s+|all\s+)?(?:\w+\s+){0,2}?(?:requests?|queries|searches|"
    r"calls|pages|users|"
    r"reads|answers|responses|page\s+loads)\b[^.;]{0,20}?\b(?:slow|slower|late|exceeds?|longer|takes?|waits?|over|"
    r"above|miss|hit)\b"
)
_TOLERANCE = 1.3


def slowest_of_many(sight: Sight) -> Finding | None:
    """ "50 shards at once, each with a p99 of 20 ms, so only 1% of searches exceed 20 ms"."""
    if sight.words.isdisjoint(_PARALLEL) or not sight.reading.items:
        return None
    line = sight.text
    many, claim = _AT_ONCE().search(line), None
    for found in _SLOW_SHARE().finditer(line):
        claim = found
    quantile, each = _QUANTILE().search(line), _EACH_SLOW().search(line)
    if many is None or claim is None or not (quantile or each) or len(figures(line)) < 2:
        return None
    if each is not None:
        one = float(each["share"]) / 100
    else:
        assert quantile is not None
        one = 1 - float(f"0.{quantile['nines']}")
    count, claimed = int(many["many"]), float(claim["share"]) / 100
    together = 1 - (1 - one) ** count
    if count < 2 or claimed > one * _TOLERANCE or together < 2 * claimed:
        return None
    message = f"1 − {1 - one:g}^{count} = {number(together * 100, 2)}%: who asks {count} at once waits for the slowest."
    first, last = min(many.start(), claim.start()), claim.end()
    return Finding(first, last, message, claimed / together, "How often is at least one of them slow?")


TAILS: tuple[Rule, ...] = (
    Rule(
        "slowest-of-many",
        Severity.WARNING,
        "calls in parallel that are taken to be as seldom slow as one of them",
        slowest_of_many,
        ("we ask 50 shards at once; each has a p99 of 20 ms, so only 1% of searches exceed 20 ms",),
        (
            "we ask 50 shards at once; each has a p99 of 20 ms, so 40% of searches exceed 20 ms",
            "one call to redis, p99 5 ms, so 1% of reads exceed 5 ms",
        ),
    ),
)
