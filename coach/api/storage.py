"""Whether a choice of store is justified: what it solves, over which alternatives, at what cost, until when.

The four parts are the ones that the playbook's sixth phase asks of every technology choice.
"""

import re
from typing import Literal

from coach.language.expressions import expression
from coach.model.quick import dataclass
from coach.model.remark import Source, Span

PartName = Literal["problem", "alternatives", "cost", "trigger"]

SOURCE = Source("playbook", "the-justification-framework")

_STORES = (
    r"postgres(?:ql)?|mysql|mariadb|sqlite|oracle|sql server|aurora|spanner|cockroach(?:db)?|tidb|yugabyte"
    r"|vitess|mongo(?:db)?|dynamo(?:db)?|"
    r"couchbase|couchdb|firestore|redis|memcached|valkey|cassandra|scylla(?:db)?|hbase|bigtable"
    r"|elasticsearch|opensearch|solr|s3|gcs|minio|"
    r"object stor(?:e|age)|blob stor(?:e|age)|clickhouse|druid|neo4j|kafka|rocksdb|foundationdb|"
    r"sql|nosql|relational(?: database)?|document (?:db|store|database)|kv(?: store)?"
    r"|key[- ]value(?: store)?|wide[- ]column|graph (?:db|database)|rdbms"
)
_STORE = expression(rf"\b(?:{_STORES})\b", re.IGNORECASE)
_PARTS: dict[PartName, re.Pattern[str]] = {
    "problem": expression(
        r"\bbecause\b|\bbc\b|\bsince\b|\bas (?:we|it|the|all|every)\b|\bneeds?\b|\bso that\b"
        r"|\bfor (?:the )?(?:acid|transactions?|joins?|lookups?|point reads?|consistency|atomic\w*|durab\w*"
        r"|writes?|blobs?|counters?|caching)"
        r"|\b(?:access pattern|lookups?|point reads?|acid|transactions?|by key|one key|fits)\b|\bsolves?\b"
        r"|\bgives us\b",
        re.IGNORECASE,
    ),
    "alternatives": expression(
        rf"\b(?:not|over|instead of|rather than|vs\.?|versus|compared (?:to|with)|why not|rejected"
        rf"|no need for|unlike|beats|alternatives?:?|could (?:also )?use|considered)\b\s*(?:a |an "
        rf"|the )?(?:\w+ )?(?:{_STORES})\b",
        re.IGNORECASE,
    ),
    "cost": expression(
        r"\b(?:costs?|price|downsides?|drawbacks?|trade-?offs?|give up|gives up|giving up|lose|loses|pay(?:s"
        r"|ing)? (?:with|for|by|a)|at the (?:cost|expense|price)|but (?:no|we|it|then|needs|has|single"
        r"|slower)|single[- ]primary|no (?:joins|transactions)|limits?|harder|slower|one more thing)\b|\$",
        re.IGNORECASE,
    ),
    "trigger": expression(
        r"\b(?:would (?:change|switch|move|reconsider|revisit|trigger)|i(?:'d| would)? (?:switch|move)"
        r"|switch (?:to|when|if)|revisit|until|beyond|past|above \d|over \d|once (?:we|it|the|writes|reads)"
        r"|if (?:the |our |we |it |this )?(?:\w+ ){0,4}(?:grow|exceed|pass|become|reach|outgrow|double|goes?"
        r"|needed|required)\w*|when (?:the |we |it |writes |reads )?(?:\w+ ){0,3}(?:grow|exceed|pass|outgrow"
        r"|reach)\w*|at 10x|10x|what would change)\b|>\s*\d",
        re.IGNORECASE,
    ),
}
_SENTENCE = expression(r"[^.!?\n]+[.!?]?")
MAX_LENGTH = 60_000


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four parts and the words that hold it; no span when it is missing."""

    name: PartName
    span: Span | None


@dataclass(frozen=True, slots=True)
class Justification:
    """The four parts of a justified choice of store, in the order of the framework."""

    store: Span | None
    """The first store that is named."""
    parts: tuple[Part, ...]

    @property
    def found(self) -> int:
        """How many of the four parts are there, 0..4."""
        return sum(part.span is not None for part in self.parts)

    @property
    def missing(self) -> tuple[PartName, ...]:
        """The parts that nobody wrote."""
        return tuple(part.name for part in self.parts if part.span is None)


def justification(text: str) -> Justification:
    """The four parts of the storage choice in `text`, each at the sentence that holds it.

    A sentence counts when it names a store or stands within two sentences behind one that does. Never raises.
    """
    begin = len(text) - len(text.lstrip())
    sentences = [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.end(), match[0])
        for match in _SENTENCE.finditer(text, begin, min(len(text), begin + MAX_LENGTH))
        if match[0].strip()
    ]
    store: Span | None = None
    found: dict[PartName, Span] = {}
    near = 0
    for start, end, words in sentences:
        named = _STORE.search(words)
        if named:
            offset = end - len(words)
            store = store or Span(offset + named.start(), offset + named.end())
            near = 3
        if near <= 0:
            continue
        near -= 1
        for name, pattern in _PARTS.items():
            if name not in found and pattern.search(words):
                found[name] = Span(start, start + len(text[start:end].rstrip()))
    return Justification(store, tuple(Part(name, found.get(name)) for name in _PARTS))
