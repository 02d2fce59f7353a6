"""The component catalogue as the design reader uses it: kinds with figures, and the kind that a box's name tells.

Built from plain data (the rubric file as read, or its models); nothing here touches the disk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Any, Literal

from coach.language.expressions import expression
from coach.model.quick import dataclass

Role = Literal["source", "split", "pass", "gate", "cache", "store", "queue", "sink", "external"]
Dependency = Literal["hard", "soft", "transparent"]


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its spread. `typical` is counted with; a fault is only called one when it holds at `high`."""

    low: float
    typical: float
    high: float


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of component. Rates are per second and node, times in seconds, sizes in bytes."""

    id: str
    name: str
    job: str
    role: Role
    stateful: bool
    durable: bool
    read: Range | None
    """Reads per second that fill one node; none: never full."""
    write: Range | None
    unit: str
    read_seconds: Range
    """Service time of a read at low load, without the network."""
    write_seconds: Range
    hit_ratio: Range | None
    holds_bytes: Range | None
    connections: Range | None
    availability: float
    dependency: Dependency
    scales: str
    fails: str
    references: tuple[str, ...] = ()


_NOTHING = Range(0.0, 0.0, 0.0)

SERVICE = Kind(
    id="service", name="Service", job="Does something that the diagram does not name", role="pass", stateful=False,
    durable=False, read=Range(500, 2500, 10000), write=Range(500, 2500, 8000), unit="requests/s",
    read_seconds=Range(0.001, 0.004, 0.02), write_seconds=Range(0.001, 0.004, 0.02), hit_ratio=None, holds_bytes=None,
    connections=None, availability=0.995, dependency="hard", scales="", fails="",
)  # fmt: skip
"""What a box of unknown kind counts as; the same figures as a stateless service."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All kinds by id, and the words that name them."""

    kinds: Mapping[str, Kind]
    words: Mapping[str, str]
    """Alias or product, in lower-case words, to the kind's id."""
    longest: int
    """Words in the longest alias."""
    _memo: dict[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first word of each alias and product."""
        return frozenset(words[0] for name in self.words if (words := name.split()))

    def __getitem__(self, kind: str) -> Kind:
        """The kind with this id; a plain service when there is none."""
        return self.kinds.get(kind, SERVICE)

    def kind_of(self, name: str) -> str:
        """The id of the kind that `name` tells, or "" when it tells none.

        The longest run of words that is an alias wins, the rightmost of equally long ones: a "feed cache" is a cache,
        a "cache service" a service. Plurals, camel case, hyphens and trailing numbers do not matter.
        """
        known = self._memo.get(name)
        if known is None:
            known = _resolve(_FILLED_IN.sub(" ", name), self)
            if len(self._memo) < 4096:
                self._memo[name] = known
        return known

    def is_alias(self, name: str) -> bool:
        """Whether the whole of `name`, not only a part of it, is an alias or a product."""
        words = split_words(name)
        return bool(words) and _lookup(" ".join(words), self.words) != ""


def build(raw: Mapping[str, Any] | Iterable[Any]) -> Catalogue:
    """The catalogue of `raw`: the rubric file as plain data, or a sequence of its kinds as mappings or models.

    A kind that comes again replaces the figures of the earlier one and keeps its words, so that a pack can sharpen or
    add kinds.

    Raises:
        ValueError: a kind lacks a field that it cannot do without; the message names both.
    """
    entries = raw.get("components", ()) if isinstance(raw, Mapping) else raw
    kinds: dict[str, Kind] = {}
    words: dict[str, str] = {}
    for entry in entries:
        kind = _kind(entry)
        kinds[kind.id] = kind
        for alias in (*(_get(entry, "aliases") or ()), *(_get(entry, "products") or ()), kind.id.replace("_", " ")):
            words.setdefault(" ".join(split_words(str(alias))), kind.id)
    words.pop("", None)
    return Catalogue(kinds, words, max((alias.count(" ") + 1 for alias in words), default=1))


@lru_cache(maxsize=4096)
def split_words(name: str) -> tuple[str, ...]:
    """`name` in lower-case words: camel case, hyphens and underscores part words."""
    if name.isalpha() and name.islower():
        return (name,)
    if not name.islower():
        name = _CAMEL.sub(" ", name).lower()
    return tuple(_WORD.findall(name))


_FILLED_IN = expression(r"\{[^{}]*\}")
"""A part of a key that stands for any value: “feed:{user}” is no user."""
_CAMEL = expression(r"(?<=[a-z])(?=[A-Z][a-z])")
_WORD = expression(r"[^\W_]+(?:[/&'.+][^\W_]+)*")
_NUMBERED = expression(r"x?\d+|v\d+|[a-z]")

_NEUTRAL = frozenset(
    {
        "cluster", "clusters", "ring", "pool", "farm", "group", "groups", "box", "boxes", "layer", "tier", "shard",
        "shards", "partition", "partitions", "main", "core", "primary", "secondary", "leader", "data", "local",
        "remote", "east", "west", "north", "south", "region", "regions", "regional", "zone", "zones", "eu", "us",
    }
)  # fmt: skip
"""Words that say how many or where, not what: looked past at the end of a name."""

_ENDINGS = (
    ("service", "app"), ("svc", "app"), ("api", "app"), ("server", "app"), ("db", "sql"), ("database", "sql"),
    ("cache", "cache"), ("queue", "queue"), ("worker", "worker"), ("workers", "worker"), ("gw", "gateway"),
    ("gateway", "gateway"), ("lb", "lb"), ("cdn", "cdn"), ("bucket", "object"), ("topic", "log"),
)  # fmt: skip
"""Endings that tell the kind of a name written as one word ("usersdb", "PaymentGateway")."""


def _resolve(name: str, catalogue: Catalogue) -> str:
    words = list(split_words(name)[:12])
    while len(words) > 1 and _NUMBERED.fullmatch(words[-1]) and words[-1] not in catalogue.words:
        words.pop()
    found = _longest_run(words, catalogue)
    if found:
        return found
    while len(words) > 1 and words[-1] in _NEUTRAL:
        words.pop()
        found = _longest_run(words, catalogue)
        if found:
            return found
    if words and words[-1][-1].isdigit():
        words[-1] = words[-1].rstrip("0123456789") or words[-1]
        found = _longest_run(words, catalogue)
        if found:
            return found
    if words:
        for ending, kind in _ENDINGS:
            if words[-1].endswith(ending) and kind in catalogue.kinds:
                return kind
    return ""


def _longest_run(words: list[str], catalogue: Catalogue) -> str:
    for size in range(min(len(words), catalogue.longest), 0, -1):
        for start in range(len(words) - size, -1, -1):
            found = _lookup(" ".join(words[start : start + size]), catalogue.words)
            if found:
                return found
    return ""


def _lookup(phrase: str, words: Mapping[str, str]) -> str:
    for form in (phrase, phrase.removesuffix("s"), phrase.removesuffix("es"), phrase.replace(" ", "")):
        kind = words.get(form)
        if kind:
            return kind
    return ""


def _kind(entry: Any) -> Kind:
    identity = str(_need(entry, "kind", "?"))
    capacity = _get(entry, "capacity")
    times = _need(entry, "service_ms", identity)
    return Kind(
        id=identity,
        name=str(_need(entry, "name", identity)),
        job=str(_get(entry, "job") or ""),
        role=_need(entry, "role", identity),
        stateful=bool(_need(entry, "stateful", identity)),
        durable=bool(_need(entry, "durable", identity)),
        read=_range(_get(capacity, "read")),
        write=_range(_get(capacity, "write")),
        unit=str(_get(capacity, "unit") or ""),
        read_seconds=_range(_get(times, "read"), 1e-3) or _NOTHING,
        write_seconds=_range(_get(times, "write"), 1e-3) or _NOTHING,
        hit_ratio=_range(_get(entry, "hit_ratio")),
        holds_bytes=_range(_get(entry, "holds_bytes")),
        connections=_range(_get(entry, "connections")),
        availability=float(_need(entry, "availability", identity)),
        dependency=_need(entry, "dependency", identity),
        scales=str(_get(entry, "scales") or ""),
        fails=str(_get(entry, "fails") or ""),
        references=tuple(str(_get(reference, "title")) for reference in _get(entry, "references") or ()),
    )


def _range(figures: Any, scale: float = 1.0) -> Range | None:
    if not figures:
        return None
    low, typical, high = figures
    return Range(low * scale, typical * scale, high * scale)


def _get(entry: Any, name: str) -> Any:
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)


def _need(entry: Any, name: str, kind: str) -> Any:
    value = _get(entry, name)
    if value is None:
        raise ValueError(f"kind {kind!r} in the component catalogue has no {name!r}")
    return value
