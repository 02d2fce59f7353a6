"""Names of quantities: what a label means, and which kind of quantity it is about."""

from functools import lru_cache

from coach.estimation.patterns import pattern
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import AVERAGE_WORDS, PEAK_WORDS, RAW_WORDS, REPLICATED_WORDS

KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("cost", vocabulary("cost costs bill price spend budget usd dollars $")),
    (
        "servers",
        vocabulary(
            "server servers node nodes box boxes machine machines instance instances shard shards vm vms pods "
            "hosts brokers workers partitions cores"
        ),
    ),
    (
        "cache",
        vocabulary("cache cached caching hot redis memcached ram memory mem working hotset heap"),
    ),
    (
        "bandwidth",
        vocabulary(
            "bandwidth ingress egress wire network throughput traffic uplink nic outgoing incoming upload- "
            "bandwidth bitrate out in"
        ),
    ),
    ("keyspace", vocabulary("codes code keyspace combinations keys62 charset alphabet slugs")),
    (
        "latency",
        vocabulary("latency rtt p50 p95 p99 p999 p90 delay roundtrip response-time downtime"),
    ),
    (
        "storage",
        vocabulary(
            "storage disk store stored capacity bytes blobs files db database retention index bodies text media "
            "archive log logs size volume"
        ),
    ),
    (
        "reads",
        vocabulary(
            "read reads get gets redirect redirects redirection redirections view views opens open follows fetch "
            "fetches query queries search searches loads load feed feeds timeline lookups lookup downloads home "
            "slates clicks"
        ),
    ),
    (
        "writes",
        vocabulary(
            "write writes create creates creation post posts put puts insert inserts upload uploads new ingest "
            "sends send publish messages tweets pastes makes drops uploads writes"
        ),
    ),
)
"""Words that tell the kind of a quantity, the more specific kinds first."""

_SYNONYMS = {
    "qps": "",
    "rps": "",
    "tps": "",
    "rate": "",
    "rates": "",
    "per": "",
    "second": "",
    "sec": "",
    "s": "",
    "average": "avg",
    "mean": "avg",
    "users": "user",
    "writes": "write",
    "reads": "read",
    "peaks": "peak",
    "pk": "peak",
    "total": "",
    "the": "",
    "our": "",
    "of": "",
    "a": "",
    "~": "",
}
_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_STAY = vocabulary("ms s dns cdns tls https kbs address class access process is this")


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """The normal form of a label: lower case, singular, without words that do not tell things apart."""
    words = []
    for word in _WORD().findall(label.lower()):
        word = _SYNONYMS.get(word, word)
        if word:
            words.append(singular(word))
    if not words:
        words = [singular(word) for word in _WORD().findall(label.lower())]
    return " ".join(words[:6])


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """`word` without a plural's ending."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss") and word not in _STAY:
        return word[:-1]
    return word


@lru_cache(maxsize=4096)
def words_of(label: str) -> frozenset[str]:
    """The words of a label, lower-case."""
    return frozenset(_WORD().findall(label.lower()))


def kind_of(words: frozenset[str], unit: str) -> str:
    """The kind of a quantity from the words around it and its unit; empty when nothing tells."""
    if unit in ("$", "$/month"):
        return "cost"
    possible = _POSSIBLE.get(unit, ())
    for kind, marks in possible:
        if not marks.isdisjoint(words):
            return kind
    return _USUAL.get(unit, "")


_KINDS_OF_UNIT = {
    "1/s": ("reads", "writes"),
    "B": ("cache", "storage"),
    "B/s": ("bandwidth", "storage"),
    "s": ("latency",),
    "1": ("servers", "keyspace", "storage"),
}
_POSSIBLE = {
    unit: tuple((kind, marks) for kind, marks in KINDS if kind in kinds) for unit, kinds in _KINDS_OF_UNIT.items()
}
_USUAL = {"B": "storage", "B/s": "bandwidth", "s": "latency"}


def peak_of(words: frozenset[str]) -> bool | None:
    """Whether words speak of a peak (true), an average (false) or neither."""
    if words & PEAK_WORDS:
        return True
    return False if words & AVERAGE_WORDS else None


def replicated_of(words: frozenset[str]) -> bool | None:
    """Whether words say that copies are counted (true), are not (false), or neither."""
    if words & REPLICATED_WORDS:
        return True
    return False if words & RAW_WORDS else None
