"""Checks on the sums: which quantities were computed, and whether they led to anything."""

from collections.abc import Mapping

from coach.estimation.numbers import find_numbers
from coach.grading.checks.base import MOST_SPANS, NOTHING, Check, CheckResult, counted, words
from coach.grading.reading import Reading, Statement
from coach.language.sentences import Form
from coach.language.tokens import Kind
from coach.model.words import Phase

_PEAK = words(
    r"\bpeaks?\b|\bpk\b|\bburst\w*|\bspikes?\b|\bbusy\ hours?\b|\bbusiest\b|\bevening\b|\bat\ the\ top\b|\brush\b"
)
_IGNORED = words(r"\bignor\w+\b|\bno\ peak\b|\bneglect\w*")
_READS = words(
    r"""\b(?:reads?|gets?|opens?|follows?|views?|redirects?|loads?|feeds?|home|timeline|slates?|downloads?
        |clicks?|lookups?|look-ups?|searche?s?|watches|plays|queries|fetches|requests)\b"""
)
_WRITES = words(
    r"""\b(?:writes?|wr|creates?|creations?|makes?|posts?|puts?|uploads?|drops?|inserts?|new|tweets?|pastes?
        |orders?|sends?|messages?|events?|rides?|reports?|publish\w*|updates?)\b"""
)
_GROWTH = words(
    r"""\b(?:year|years|yr|yrs|y|month|months|days?|d|retention|365|alive|kept|keep)\b|[0-9]\s?(?:y|yr|d)\b
        |/\s?(?:y|yr|year|d|day)\b"""
)
_COPIES = words(r"\b(?:cop(?:y|ies)|replic\w+|replication|rf|standby|mirror\w*)\b")
_CACHE = words(
    r"\b(?:cach\w+|hot|ram|memory|lru|redis|memcached|lists?|map|in-mem|graph|index|hit|hits|working\ set)\b"
)
_WIRE = words(
    r"\b(?:wire|bandwidth|egress|ingress|out|outgoing|in|incoming|traffic|network|uplink|bytes\ out|bytes\ in)\b"
)
_KEYSPACE = words(
    r"""\b(?:\d+\s?(?:chars?|characters?|letters?|digits?|bits?)|combinations?|code\ ?(?:length|space)|codes?
        |keyspace|ids?|base\s?\d+|b62)\b"""
)
_AMPLIFY = words(
    r"""\b(?:fan-?\ ?out|push(?:es|ed|ing)?|pulls?|followers?|per\ follower|misses|miss|hit|left|leaves
        |on\ the\ store|reach\w*|amplif\w+|per\ post|per\ upload|inserts)\b"""
)
_MACHINES = words(
    r"""\b(?:nodes?|boxe?s?|servers?|machines?|shards?|instances?|hosts?|workers?|cores?|box|vms?|processe?s?
        |proc|primary|one\ postgres|disks?)\b"""
)
_HOUR = 3600.0
_ROUNDED = 0.2
"""Share by which a rate may differ from the daily number it comes from: a day of 100,000 seconds passes."""
_THINGS_A_SECOND = words(
    r"\d[\w.,]*\s+(?:[a-z-]+\s+){0,2}(?![kmgtp]?i?(?:b|bits?|bytes?)\b)[a-z-]+\s?/\s?s(?:ec|econd)?\b"
)
"""1,157 writes/s: things, not bytes."""
_CONCLUDES = words(
    r"""^\s*(?:=>|⇒|->|→|so\b|therefore|hence|thus|conclusion|takeaway|result\b)|⇒|=>|\b(?:so\ (?:it|a|an|the
        |one|we|i|this|they|no|that|about|read|storage|cach\w+)|decid\w+|dominat\w+|shape\w*\ this|drives?
        |binds?|bound\ by
    |the\ rest\ is|is\ small|boring|trivial|rule\b|that\ is\ why|worth\ it|no\ sharding|fits?\ (?:on|in)
    |is\ enough|not\ the\ db|cannot\ be|wants?\b|bottleneck|needs?\ (?:a|no|object|more)|go\ to|live\ in)\b
    |(?:->|→)\s*(?:one|a|no|cdn|not|feeds|\d+\s+(?:small|nodes?|shards?|servers?|chars?))"""
)


def _body(reading: Reading, phase: Phase) -> tuple[Statement, ...]:
    return reading.of(phase).body


def is_sum(statement: Statement) -> bool:
    """Whether the statement computes: two figures with an operator, a result sign or a table row between them."""
    figures = statement.sentence.figures
    if len(figures) < 2:
        return False
    marks = {token.word for token in statement.sentence.tokens if token.kind in (Kind.MARK, Kind.ARROW)}
    operates = bool(marks & {"=", "~", "≈", "*", "×", "/", "÷", "->", "→", "+", "⇒"}) or any(
        t.kind is Kind.FACTOR for t in figures
    )
    times = any(t.word in ("x", "times", "makes", "comes", "gives", "each") for t in statement.sentence.tokens)
    return operates or times or statement.sentence.form is Form.ROW


def per_second(statement: Statement) -> bool:
    """Whether it states a rate per second."""
    return (
        any(
            t.kind is Kind.RATE
            and t.word.replace(" ", "").endswith(("/s", "/sec", "persecond", "persec", "ps", "asecond", "/second"))
            for t in statement.sentence.tokens
        )
        or ("per second" in statement.lower and any(t.is_figure for t in statement.sentence.tokens))
        or _THINGS_A_SECOND.search(statement.lower) is not None
    )


def _average(reading: Reading, phase: Phase) -> CheckResult:
    computed = [s for s in _body(reading, phase) if per_second(s) and is_sum(s)]
    if not computed:
        computed = _agreeing_rates(reading, phase)
    return counted(computed, 2.0, "rates from the daily numbers", first=0.7)


def _agreeing_rates(reading: Reading, phase: Phase) -> list[Statement]:
    """Rates per second without a sum that a rate per day or month, here or among the requirements, gives."""
    stated = [s for s in _body(reading, phase) if per_second(s)]
    if not stated:
        return []
    texts = [s.text for s in (*_body(reading, Phase.REQUIREMENTS), *_body(reading, phase))]
    longer = [one.value for text in texts for one in find_numbers(text) if one.unit == "1/s" and one.period > _HOUR]
    return [
        s
        for s in stated
        if any(
            abs(one.value - other) <= _ROUNDED * other
            for one in find_numbers(s.text)
            if one.unit == "1/s" and one.period == 1
            for other in longer
        )
    ]


def _both(reading: Reading, phase: Phase) -> CheckResult:
    rated = [s for s in _body(reading, phase) if any(t.kind is Kind.RATE for t in s.sentence.tokens)]
    reads = [s for s in rated if _READS.search(s.lower)]
    writes = [s for s in rated if _WRITES.search(s.lower)]
    both = dict.fromkeys([*reads[:2], *writes[:2]])
    if len(both) < 2 or not reads or not writes:
        return counted(both, 3.0, "one rate only")
    return counted(both, 2.0, "reads and writes apart")


def _peak(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in _body(reading, phase)
        if s.sentence.figures
        and (
            (_PEAK.search(s.lower) and not _IGNORED.search(s.lower))
            or (
                any(t.kind is Kind.FACTOR and ":" not in t.word for t in s.sentence.figures)
                and per_second(s)
                and len(s.sentence.figures) >= 3
            )
        )
    ]
    return counted(found, 1.5, "a peak beside the average", first=0.8)


def _storage(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in _body(reading, phase)
        if is_sum(s)
        and any(t.kind is Kind.BYTES and "/s" not in t.word for t in s.sentence.figures)
        and not per_second(s)
    ]
    return counted(found, 1.5, "storage from count and size", first=0.7)


def _retention(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in _body(reading, phase)
        if _GROWTH.search(s.lower) and any(t.kind is Kind.BYTES for t in s.sentence.figures) and is_sum(s)
    ]
    return counted(found, 1.0, "growth over the retention")


def _replication(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [s for s in _body(reading, phase) if _COPIES.search(s.lower) and s.sentence.figures], 1.0, "copies counted"
    )


def _bandwidth(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in _body(reading, phase)
        if any(
            t.kind is Kind.BITS or (t.kind is Kind.BYTES and t.word.endswith(("/s", "ps"))) for t in s.sentence.figures
        )
        and is_sum(s)
    ]
    return counted(found, 1.0, "bandwidth from rate and size")


def _cache(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in _body(reading, phase)
        if (_CACHE.search(s.lower) or s.has("cache", "memory"))
        and any(t.kind in (Kind.BYTES, Kind.PERCENT) for t in s.sentence.figures)
        and is_sum(s)
    ]
    return counted(found, 1.0, "memory for what is hot")


def _keyspace(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading
        if any(t.kind is Kind.POWER for t in s.sentence.figures)
        and (_KEYSPACE.search(s.lower) or "^" in s.text)
        and s.phase in (phase, Phase.API, Phase.DEEP_DIVES)
    ]
    return counted(found, 1.0, "the space of ids against their number")


def _ratio(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in _body(reading, phase)
        if (any(t.kind is Kind.FACTOR for t in s.sentence.figures) and (":" in s.text or _READS.search(s.lower)))
        or ("each" in s.lower and len(s.sentence.figures) >= 2)
    ]
    return counted(found, 1.0, "reads per write")


def _amplification(reading: Reading, phase: Phase) -> CheckResult:
    found = [s for s in _body(reading, phase) if _AMPLIFY.search(s.lower) and len(s.sentence.figures) >= 2]
    return counted(found, 1.5, "what one request multiplies into, or what a cache leaves", first=0.7)


def _machines(reading: Reading, phase: Phase) -> CheckResult:
    found = [s for s in _body(reading, phase) if _MACHINES.search(s.lower) and s.sentence.figures]
    return counted(found, 1.0, "machines counted")


def _conclusion(reading: Reading, phase: Phase) -> CheckResult:
    body = _body(reading, phase)
    if not any(is_sum(s) for s in body):
        return NOTHING
    found = [s for s in body if _CONCLUDES.search(s.lower) and s.commitment.hedges <= 1]
    if not found:
        return NOTHING
    own_line = [s for s in found if len(s.sentence.figures) <= 2 or s.lower.lstrip().startswith(("=>", "⇒", "so "))]
    return CheckResult(
        1.0 if own_line else 0.7,
        tuple(s.span for s in (own_line + [s for s in found if s not in own_line])[:MOST_SPANS]),
        "what the numbers decide",
    )


def _money(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [s for s in _body(reading, phase) if any(t.kind is Kind.MONEY for t in s.sentence.figures) or "$" in s.text],
        1.0,
        "cost in money",
    )


CHECKS: Mapping[str, Check] = {
    "average-rate-computed": _average,
    "read-and-write-rates": _both,
    "peak-rate": _peak,
    "storage-follows": _storage,
    "retention-counted": _retention,
    "replication-counted": _replication,
    "bandwidth-computed": _bandwidth,
    "cache-memory": _cache,
    "keyspace-computed": _keyspace,
    "ratio-stated": _ratio,
    "amplification-computed": _amplification,
    "machines-counted": _machines,
    "conclusion-drawn": _conclusion,
    "cost-computed": _money,
}
