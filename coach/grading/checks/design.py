"""Checks on the design: paths, stores, failures, reasons and prices."""

from collections.abc import Mapping

from coach.grading.checks.base import MOST_SPANS, NOTHING, Check, CheckResult, affirmed, affirms, counted, words
from coach.grading.dismissals import is_dismissal
from coach.grading.reading import Reading, Statement
from coach.language.polarity import Polarity
from coach.language.sentences import Form
from coach.language.tokens import Kind
from coach.model.words import Phase

COMPONENTS = (
    "cache", "queue", "database", "sql", "nosql", "object-store", "cdn", "replica", "shard", "load-balancer", "gateway",
    "worker", "microservices", "search-index", "stream", "message-queue", "sharding", "fan-out", "websocket",
    "service-mesh", "kubernetes",
)  # fmt: skip
STORES = (
    "database",
    "sql",
    "nosql",
    "key-value-store",
    "wide-column",
    "document-store",
    "object-store",
    "relational-database",
    "store",
    "blob-store",
)
_STORE_WORDS = words(
    r"""\b(?:postgres\w*|pg|mysql|cassandra|dynamo\w*|mongo\w*|kv|sql|nosql|database|db|store|s3|blobs?|bucket
        |table|wide-column|relational|sqlite|ledger|index|disk|ram|redis|bodies|rows?)\b"""
)
_WRITE_NAME = words(
    r"""^\W*(?:\d+[.)]\s*)?(?:write|writes|write\ path|create|creates|creation|make|post|posting|publish\w*
        |upload|uploads|put|save|drop|insert|send|ingest|submit|new\ \w+|request|order|book\w*|report
        |position)\b[^:]{0,30}:"""
)
_READ_NAME = words(
    r"""^\W*(?:\d+[.)]\s*)?(?:read|reads|read\ path|open|opens|get|follow|redirect|home|feed|fetch|view|load
        |loads|reading|lookup|resolve|search|download|wall|watch|pics|query|list|timeline)\b[^:]{0,30}:"""
)
_WRITES = words(
    r"""\b(?:insert\w*|write\w*|wrote|creat\w*|stor(?:e|es|ed)|sav(?:e|es|ed)|publish\w*|upload\w*|append\w*|201
        |202|commit\w*|put)\b"""
)
_READS = words(
    r"""\b(?:read\w*|miss|hit|lookup|looks?\ up|hydrate\w*|fetch\w*|redirect\w*|302|304|200|select|get|open\w*
        |cdn|serve[sd]?)\b"""
)
_FAILS = words(
    r"""\b(?:dies?|dead|dying|down|dark|crash\w*|fails?|failed|failure|failing|lost|loses?|losing|gone|outage
        |unreachable|stuck|breaks?|broken|slow|lags?|behind|overload\w*
    |kill\w*|full|restart\w*|unavailable|partition(?:ed)?|disappears?|goes\ away|poison|bad\ release|repeats
    |times?\ out|timeout|leaks?|burns?|without\ it)\b"""
)
_RESPONDS = words(
    r"""\b(?:promot\w+|standby|fails?\ ?over|takes?\ over|failover|skips?|shed\w*|coalesc\w+|carr(?:y|ies)|retry|retries
        |retried|rebuil[dt]\w*|replay\w*|buffer\w*|degrad\w*|fall\w*\ (?:back|through)|falls?\ to|serve\w*
        |keeps?|go(?:es)?\ on
    |continue\w*|wait\w*|quorum|replica\w*|second\ (?:cdn|copy|region)|snapshot|dead\ letter|capp?e?d?
    |limit\w*|orphan|swe[ep]\w*|slower|fine|ok|no\ new|without\ (?:writes|creates)|drop\w*|alarm|page|alert
    |dns|503|survives?|nothing\ lost|lost\ (?:is|are)
    |sized|still|rolls?|reload\w*|polls?|reconnect\w*|jitter|redeliver\w*|resum\w*|harmless|repeat\w*|no-op
    |another|other\ (?:az|zone|one|region))\b"""
)
_STATELESS = words(
    r"""\bstateless\b|\bno\ (?:session|state)\b|\bkeeps?\ no\b|\bhold(?:s)?\ no\b|\bwithout\ state\b
        |\bany\ (?:of\ them|server|parrot|shelf|node|instance)\b"""
)
_TRUTH = words(
    r"""\btruth\b|\bdisposable\b|\bderived\b|\brebuil[dt]\w*|\bcan\ be\ (?:wiped|rebuilt|lost)
        |\bonly\ (?:a\ )?copy\b|\bauthoritative\b|\bfold\ of\b|\bledger\b|\bthrowaway\b"""
)
_REBUILD = words(
    r"""\brebuil[dt]\w*|\brefill\w*|\bwarm\w*\ up|\breload\w*|\breplay\w*|\bderived\b|\bre-?creat\w+
        |\bfrom\ (?:the\ )?(?:log|ledger|posts|truth|primary|db|mysql|postgres)\b"""
)
_LEFT_OUT = words(r"""\b(?:no|without|not|skip|rejected|thrown\ out|left\ out|don'?t|dont|none)\b""")
_OUT_HEAD = words(
    r"""left\ out|rejected|thrown\ out|not\ here|not\ used|don'?t\ need|without|skipped|no\ need|why\ not
        |what\ i\ (?:don'?t|left)"""
)
_ASYNC = words(
    r"""\b(?:queue\w*|kafka|async\w*|background|later|workers?|outbox|change\ (?:log|stream)|defer\w*
        |does\ not\ wait|never\ waits?|buffer\w*|flush\w*|stream\w*|batch\w*|nothing\ (?:is\ )?slow
        |no\ slow\ work|relay|enqueue\w*)\b"""
)
_TRIGGER = words(
    r"""\b(?:if|when|once|above|beyond|past|over|until|trigger|at\ ~?\d|from\ \d|revisit|would\ move|i\ move
        |becomes?|grows?|after\ ~?\d)\b"""
)
_ORDER = words(
    r"""\b(?:first|before|then|after|afterwards|second|last|one\ (?:tx|transaction)|in\ one\ transaction
        |atomic\w*|outbox|orphan\w*|order|wait\ till|until)\b"""
)
_BLOBS = words(
    r"""\b(?:blobs?|object\ stor\w+|s3|bucket|images?|photos?|pictures?|pics|videos?|bodies|body|files?|media
        |bytes|originals?)\b"""
)
_APART = words(
    r"""\b(?:outside|apart|separate\w*|only\ (?:the\ )?key|directly|straight|cdn|signed|pre-?signed
        |not\ (?:in\ )?(?:the\ )?(?:db|database|postgres)|never\ touch|object\ stor\w+|key\ in|put_url|s3)\b"""
)


def arrows(reading: Reading, phase: Phase) -> list[Statement]:
    """The lines that draw a path: two arrows or more, or an arrow in a diagram's code."""
    return [
        s
        for s in reading.of(phase).body
        if s.commitment.arrows >= 2 or (s.commitment.arrows and s.sentence.form is Form.CODE)
    ]


def _path(reading: Reading, phase: Phase, name: object, verbs: object, note: str) -> CheckResult:
    drawn = arrows(reading, phase)
    named = [s for s in reading.of(phase).body if name.search(s.lower)]  # type: ignore[attr-defined]
    traced = [s for s in named if s.commitment.arrows or len(s.concepts) >= 2 or len(s.sentence.tokens) > 8]
    if traced:
        at = reading.of(phase).body.index(traced[0])
        steps = [
            s
            for s in reading.of(phase).body[at + 1 : at + 4]
            if s.sentence.under and traced[0].lower in s.sentence.under
        ]
        best = 1.0 if any(s.commitment.arrows for s in traced) or drawn or steps else 0.8
        return CheckResult(best, tuple(s.span for s in [*traced, *steps][:MOST_SPANS]), note)
    if named and (steps := [s for s in reading.of(phase).body if named[0].lower in s.sentence.under]):
        return CheckResult(0.9, tuple(s.span for s in [named[0], *steps][:MOST_SPANS]), note)
    if drawn:
        fitting = [s for s in drawn if verbs.search(s.lower)]  # type: ignore[attr-defined]
        spans = tuple(s.span for s in (fitting or drawn)[:MOST_SPANS])
        if fitting and _drawn_apart(drawn):
            return CheckResult(0.9, spans[:1], note)
        return CheckResult(0.7 if fitting else 0.4, spans, f"{note}, not told apart")
    return NOTHING


def _drawn_apart(drawn: list[Statement]) -> bool:
    """Whether two of the paths drawn end in something else and begin with the same: one for each way of use."""
    ends = {(s.sentence.stems[0], s.sentence.stems[-1]) for s in drawn if s.commitment.arrows >= 2}
    return len(ends) >= 2


def _write_path(reading: Reading, phase: Phase) -> CheckResult:
    return _path(reading, phase, _WRITE_NAME, _WRITES, "the write path")


def _read_path(reading: Reading, phase: Phase) -> CheckResult:
    return _path(reading, phase, _READ_NAME, _READS, "the read path")


def _apart(reading: Reading, phase: Phase) -> CheckResult:
    write, read = _write_path(reading, phase), _read_path(reading, phase)
    if min(write.credit, read.credit) < 0.75:
        return NOTHING
    return CheckResult(1.0, tuple(dict.fromkeys((*write.spans, *read.spans))), "writes and reads drawn apart")


def _cache_on_reads(reading: Reading, phase: Phase) -> CheckResult:
    found = [s for s in reading.of(phase).body if s.has("cache") and (s.commitment.arrows or _READS.search(s.lower))]
    return counted(found, 1.0, "a cache on the reads")


def _async(reading: Reading, phase: Phase) -> CheckResult:
    return counted(affirmed(reading.of(phase).body, _ASYNC), 1.5, "slow work off the request", first=0.6)


def _failures(reading: Reading, phase: Phase) -> CheckResult:
    return counted(_told(reading, phase), 3.0, "what fails, what is felt, what answers it", first=0.4)


def _told(reading: Reading, phase: Phase) -> list[Statement]:
    """The failures traced in the phase; those of the deep dives where the design leaves them to these."""
    return failures(reading.of(phase).body) or failures(reading.of(Phase.DEEP_DIVES).body)


def failures(body: tuple[Statement, ...]) -> list[Statement]:
    """Statements that name a failure together with an effect or an answer."""
    return [
        s
        for s in body
        if _FAILS.search(s.lower)
        and (_RESPONDS.search(s.lower) or s.sentence.form is Form.ROW or s.commitment.figures)
        and s.commitment.hedges <= 1
        and not is_waved_away(s)
    ]


def is_waved_away(statement: Statement) -> bool:
    """Whether it claims that a failure does not matter."""
    return is_dismissal(statement) or bool({"lossless"} & statement.turns.keys() and "kept" not in statement.turns)


def _quantified(reading: Reading, phase: Phase) -> CheckResult:
    found = [s for s in _told(reading, phase) if s.sentence.figures]
    return counted(found, 2.0, "a failure in numbers", first=0.6)


_SECOND = words(
    r"""\b(?:standby|replica\w*|failover|fail\ over|quorum|multi-?az|zones?|azs?|x[2-9]|\d+\ (?:servers|nodes
        |apps|copies|replicas|procs|boxes|parrots|shelves)|two|three|\(two\)|pair|other\ (?:zone|az)|rf\ ?3
        |replication\ factor|promot\w+)\b|×\d"""
)


def _spof(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in (*reading.of(phase).body, *reading.of(Phase.DEEP_DIVES).body)
        if _SECOND.search(s.lower) and s.commitment.share >= 0.8 and not is_waved_away(s)
    ]
    return counted(found, 1.5, "a second one of what must not be alone", first=0.7)


def _stateless(reading: Reading, phase: Phase) -> CheckResult:
    return counted([s for s in reading.of(phase).body if _STATELESS.search(s.lower)], 1.0, "servers without state")


def _truth(reading: Reading, phase: Phase) -> CheckResult:
    return counted(
        [s for s in (*reading.of(phase).body, *reading.of(Phase.REQUIREMENTS).body) if affirms(s, _TRUTH)],
        1.0,
        "what is the truth and what is derived",
    )


def _rebuild(reading: Reading, phase: Phase) -> CheckResult:
    return counted(affirmed(reading.of(phase).body, _REBUILD), 1.0, "derived data can be rebuilt")


def _store(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if (_STORE_WORDS.search(s.lower) or s.has(*STORES))
        and (
            s.commitment.reasons
            or s.commitment.prices
            or ("why" in s.lower)
            or (s.commitment.contrasts and s.sentence.figures)
            or (":" in s.text and s.sentence.figures and not s.commitment.arrows)
        )
        and s.commitment.hedges <= 1
        and not s.commitment.arrows >= 2
    ]
    strong = [s for s in found if s.sentence.figures or "key" in s.lower or s.commitment.prices]
    if strong:
        return counted(strong + [s for s in found if s not in strong], 1.0, "a store chosen for a reason")
    return counted(found, 2.5, "a store with a thin reason")


def _left_out(reading: Reading, phase: Phase) -> CheckResult:
    found = []
    for statement in (*reading.of(phase).body, *reading.of(Phase.ESTIMATION).body):
        headed = bool(statement.sentence.under and _OUT_HEAD.search(statement.sentence.under))
        denied = any(
            statement.polarity[m.first] & Polarity.DENIED
            and any(c in COMPONENTS for c in statement.lexicon.broader(m.concept))
            for m in statement.mentions
        )
        reasoned = bool(
            statement.sentence.figures
            or statement.commitment.reasons
            or ":" in statement.text
            or "(" in statement.text
            or "without it" in statement.lower
        )
        if (
            (
                denied
                or statement.has("left-out")
                or (headed and statement.sentence.form is Form.ITEM)
                or (_LEFT_OUT.search(statement.lower) and ", not " in statement.lower and statement.sentence.figures)
            )
            and reasoned
            and statement.commitment.hedges == 0
        ):
            found.append(statement)
    return counted(found, 1.0, "left out, with the reason")


_FREE = words(r"\bcosts?\ (?:us\ )?nothing\b|\bno\ price\b|\bfor\ free\b|\bno\ cost\b")


def _price(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if s.commitment.prices and s.commitment.hedges <= 1 and not is_waved_away(s) and not _FREE.search(s.lower)
    ]
    return counted(found, 2.0, "what a choice costs", first=0.7)


def reasoned(body: tuple[Statement, ...]) -> list[Statement]:
    """Statements in which a figure or a named consequence carries a reason."""
    return [
        s
        for s in body
        if s.sentence.figures
        and (s.commitment.reasons or s.commitment.prices or s.commitment.contrasts or ":" in s.text or "(" in s.text)
        and s.commitment.arrows < 3
        and s.commitment.hedges <= 1
        and not is_waved_away(s)
    ]


def _reasons(reading: Reading, phase: Phase) -> CheckResult:
    return counted(reasoned(reading.of(phase).body), 4.0, "reasons that stand on numbers", first=0.3)


def _blobs(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if _BLOBS.search(s.lower) and _APART.search(s.lower) and s.commitment.share >= 0.8
    ]
    return counted(found, 1.0, "bytes apart from rows")


def _trigger(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if _TRIGGER.search(s.lower)
        and s.sentence.figures
        and not _FAILS.search(s.lower)
        and any(t.kind is not Kind.DURATION for t in s.sentence.figures)
    ]
    return counted(found, 1.0, "when the design has to change")


def _order(reading: Reading, phase: Phase) -> CheckResult:
    found = [
        s
        for s in reading.of(phase).body
        if affirms(s, _ORDER) and _WRITES.search(s.lower) and s.commitment.share >= 0.8
    ]
    return counted(found, 1.0, "which write comes first")


CHECKS: Mapping[str, Check] = {
    "write-path-drawn": _write_path,
    "read-path-drawn": _read_path,
    "paths-apart": _apart,
    "cache-on-read-path": _cache_on_reads,
    "async-off-request-path": _async,
    "spof-free": _spof,
    "stateless-tier": _stateless,
    "source-of-truth": _truth,
    "derived-rebuildable": _rebuild,
    "store-justified": _store,
    "left-out-with-reason": _left_out,
    "price-named": _price,
    "reason-with-number": _reasons,
    "failures-traced": _failures,
    "failure-quantified": _quantified,
    "blobs-apart": _blobs,
    "scaling-trigger": _trigger,
    "order-of-writes": _order,
}
