"""A diagram while it is being read: boxes and arrows are added in any order, then settled into a `Diagram`."""

import re
from dataclasses import field

from coach.design.catalogue import Catalogue
from coach.design.diagram import Box, Diagram, Edge, Group, Hint
from coach.design.names import Named, key_of
from coach.language.expressions import expression
from coach.model.quick import dataclass
from coach.model.remark import Span

MOST_BOXES = 500
MOST_EDGES = 1000
MOST_REPLICAS = 100_000


@dataclass
class _Draft:
    name: str
    spans: list[Span] = field(default_factory=list)
    replicas: int = 0
    attributes: dict[str, float | str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    kind: str = ""
    group: str = ""
    standby: bool = False


@dataclass
class Arrow:
    """An arrow between two boxes, by their keys."""

    source: str
    target: str
    span: Span
    label: str = ""
    operation: str = ""
    asynchronous: bool = False
    fanout: float = 1.0
    share: float = 1.0
    chain: int = -1
    """Which chain of arrows it was written in; the arrows of one line belong together."""


class Sketch:
    """Collects what is read; knows the limits beyond which nothing more is taken in."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.drafts: dict[str, _Draft] = {}
        self.arrows: list[Arrow] = []
        self.loads: dict[str, float] = {}
        self.groups: dict[str, dict[str, None]] = {}
        self.hints: list[Hint] = []
        self.chains: dict[int, str] = {}
        """The label that stands before or after each chain."""
        self.full = False

    def knows(self, name: str) -> bool:
        """Whether a box of this name is there already."""
        return key_of(name) in self.drafts

    def box(self, named: Named, group: str = "", key: str = "", offset: int = 0) -> str:
        """Adds the box, or what is newly said about it; returns its key ("" when the sketch is full).

        Args:
            named: what was read.
            group: the group it stands in.
            key: of the box, where the name does not tell it.
            offset: where the places in `named` count from.
        """
        key = key or self._key(named.name)
        draft = self.drafts.get(key)
        if draft is None:
            if len(self.drafts) >= MOST_BOXES:
                self.stop(Span(named.start + offset, named.end + offset))
                return ""
            draft = self.drafts[key] = _Draft(named.name)
        if len(draft.spans) < 50 and named.start < named.end:
            draft.spans.append(Span(named.start + offset, named.end + offset))
        draft.replicas = named.replicas or draft.replicas
        draft.standby = draft.standby or named.standby
        for note in named.notes:
            if len(draft.notes) < 12 and note not in draft.notes:
                draft.notes.append(note)
        for attribute, value in named.attributes:
            draft.attributes[attribute] = value_of(value)
        if group:
            self.join(group, key)
        return key

    def rename(self, key: str, named: Named) -> None:
        """Gives a box the name it is shown with, unless another box has it."""
        if key_of(named.name) == key or not self.knows(named.name):
            self.drafts[key].name = named.name

    def join(self, group: str, key: str) -> None:
        """Puts a box into a group; the first group that claims a box keeps it."""
        if not self.drafts[key].group:
            self.drafts[key].group = group
            self.groups.setdefault(group, {})[key] = None

    def arrow(self, arrow: Arrow) -> None:
        """Adds an arrow, unless the sketch is full."""
        if not arrow.source or not arrow.target:
            return
        if len(self.arrows) >= MOST_EDGES:
            self.stop(arrow.span)
            return
        self.arrows.append(arrow)

    def hint(self, span: Span, message: str) -> None:
        """Notes what could not be read."""
        if len(self.hints) < 20:
            self.hints.append(Hint(span, message))

    def stop(self, span: Span) -> None:
        """Says once that the diagram is larger than is read."""
        if not self.full:
            self.full = True
            self.hint(span, f"Only {MOST_BOXES} boxes and {MOST_EDGES} arrows are read; the rest is left out.")

    def _key(self, name: str) -> str:
        key = key_of(name)
        if key in self.drafts:
            return key
        words = key.split()
        # "any shelf" after "6 shelves": one of them
        for plural in (key + "s", key[:-1] + "ves" if key.endswith("f") else key + "es"):
            several = self.drafts.get(plural)
            if several is None or self.catalogue.kind_of(key) != self.catalogue.kind_of(plural):
                continue
            if several.replicas > 1 or self.catalogue.kind_of(key):
                return plural
        if key.endswith("s") and key[:-1] in self.drafts and self.catalogue.kind_of(key) != "":
            return key[:-1]
        return " ".join(words)

    def settle(self) -> Diagram:
        """The diagram of everything collected."""
        kinds = {key: self._kind(key, draft) for key, draft in self.drafts.items()}
        operations = self._operations(kinds)
        last = {arrow.chain: index for index, arrow in enumerate(self.arrows)}
        edges: dict[tuple[str, str, str, bool], Edge] = {}
        for index, arrow in enumerate(self.arrows):
            operation, label = operations.get(arrow.chain, ""), arrow.label
            if not operation and not label and last[arrow.chain] == index:
                label = self.chains.get(arrow.chain, "")
            if arrow.operation:
                operation = arrow.operation
            elif not operation and label and (is_call(label) or label in operations.values()):
                operation, label = label, ""
            source, target = self.drafts[arrow.source].name, self.drafts[arrow.target].name
            edge = Edge(
                source, target, arrow.span, operation, label, arrow.asynchronous, arrow.fanout, arrow.share
            )  # fmt: skip
            edges.setdefault((source, target, operation, arrow.asynchronous), edge)
        return Diagram(
            boxes=tuple(
                Box(draft.name, kinds[key], tuple(draft.spans) or (Span(0, 0),),
                    min(MOST_REPLICAS, max(1, draft.replicas)),
                    draft.replicas > 0, draft.attributes, tuple(draft.notes), draft.group,
                    draft.standby)
                for key, draft in self.drafts.items()
            ),
            edges=tuple(edges.values()),
            loads=self.loads,
            groups=tuple(
                Group(name, tuple(self.drafts[key].name for key in keys)) for name, keys in self.groups.items()
            ),
            hints=tuple(self.hints),
        )  # fmt: skip

    def _kind(self, key: str, draft: _Draft) -> str:
        if draft.kind:
            return draft.kind
        kind = self.catalogue.kind_of(draft.name)
        if self.catalogue[kind].role in _HOLDERS:  # "PostDB (Cassandra)": the product tells more than the name
            told = [self._kind_in(note) for note in draft.notes if self.catalogue.is_alias(note)]
            kind = next(
                (other for other in told if other != "replica" and self.catalogue[other].role in _HOLDERS), kind
            )
        if kind == "":
            return next((found for note in draft.notes if (found := self._kind_in(note))), "") or self._by_place(key)
        if kind == "client" and key.rstrip("0123456789 ") in _WEB:
            callers = {arrow.source for arrow in self.arrows if arrow.target == key}
            return "app" if callers else kind
        if self.catalogue[kind].role == "source" and draft.name.casefold() in _PEOPLE_OR_ROWS:
            # "users" that something calls and that call nothing are a table, not people
            targets = any(arrow.target == key for arrow in self.arrows)
            sources = any(arrow.source == key for arrow in self.arrows)
            return "" if targets and not sources else kind
        return kind

    def _by_place(self, key: str) -> str:
        """What only a queue feeds is a worker, whatever its name."""
        feeders = [arrow.source for arrow in self.arrows if arrow.target == key]
        roles = {self.catalogue[self.catalogue.kind_of(self.drafts[feeder].name)].role for feeder in feeders}
        calls = any(arrow.source == key for arrow in self.arrows)
        return "worker" if roles == {"queue"} and calls and "worker" in self.catalogue.kinds else ""

    def _kind_in(self, note: str) -> str:
        """The kind that a note tells: "(Postgres of that city)", but not "(no cache)"."""
        words = note.split()
        if not words or len(words) > 8 or words[0].casefold() in ("no", "not", "like", "without"):
            return ""
        for count in (3, 2, 1):
            if self.catalogue.is_alias(" ".join(words[:count])):
                return self.catalogue.kind_of(" ".join(words[:count]))
        return ""

    def _operations(self, kinds: dict[str, str]) -> dict[int, str]:
        """Which chains carry an operation's name: those with a verb, and those that start where requests come in."""
        heads: dict[int, str] = {}
        lengths: dict[int, int] = {}
        for arrow in self.arrows:
            heads.setdefault(arrow.chain, arrow.source)
            lengths[arrow.chain] = lengths.get(arrow.chain, 0) + 1
        called = {(arrow.target, arrow.chain) for arrow in self.arrows}
        inner = {key for key, _ in called}
        named: dict[int, str] = {}
        for chain, label in self.chains.items():
            head = heads.get(chain)
            if not label or head is None:
                continue
            role = self.catalogue[kinds[head]].role
            entry = role == "source" or (role in ("split", "gate", "pass") and head not in inner)
            plain = _PLAIN_LABEL.fullmatch(label) is not None
            if is_call(label) or plain or (entry and (lengths[chain] > 1 or tells_direction(label))):
                named[chain] = label
        claimed = set(named.values())
        # a later piece of a path that is known by now
        return named | {chain: label for chain, label in self.chains.items() if label in claimed}


_HOLDERS = frozenset({"store", "cache", "queue"})
_WEB = frozenset({"web", "frontend", "ui", "web app"})
"""Names of what runs in a browser, and of the servers that feed it: what calls them tells."""
_PEOPLE_OR_ROWS = frozenset({"users", "user", "customers", "customer", "drivers", "riders", "viewers", "devices"})

_CALL = expression(
    r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|STREAM|WS|SSE|READ|WRITE|SEARCH|LIST|CREATE|UPLOAD|SUBSCRIBE)\b(?!-)"
)
_PLAIN_LABEL = expression(
    r"(?:write|read|create|get|post|put|save|store|upload|open|follow|view|publish|delete|shorten|redirect|search)s?",
    re.IGNORECASE,
)
"""Labels that name an operation wherever its path begins."""
_READS = expression(
    r"\b(?:get|reads?|head|search(?:es)?|lists?|follow|open|view|home|feed|fetch|redirect|download|watch|browse|look|"
    r"lookup|query|load|show|timeline|play|stream|resolve|pics?|images?)\b",
    re.IGNORECASE,
)
_WRITES = expression(
    r"\b(?:post|put|patch|delete|writes?|create|upload|make|drop|publish|save|send|insert|add|like|update|shorten|"
    r"follow user|register|sign ?up|pay|book|order|ingest|submit|paste|tweet|comment|remove|edit|report|fan-?out|"
    r"clicks?|events?|position|request|match)\b",
    re.IGNORECASE,
)


def is_call(label: str) -> bool:
    """Whether a label names an operation by its verb: "GET /{code}", "POST"."""
    return _CALL.match(label) is not None


def tells_direction(label: str) -> bool:
    """Whether a label says that data is read or written."""
    return _READS.search(label) is not None or _WRITES.search(label) is not None


def only_reads(operation: str) -> bool | None:
    """Whether an operation only reads, by its verb or its words; none when they do not tell.

    The verb of a call decides by itself; otherwise the word that comes first does.
    """
    verb = operation.split(" ", 1)[0].upper() if operation else ""
    if verb in ("GET", "HEAD", "READ", "SEARCH", "LIST"):
        return True
    if verb in ("POST", "PUT", "PATCH", "DELETE", "WRITE", "CREATE", "UPLOAD"):
        return False
    read, write = _READS.search(operation), _WRITES.search(operation)
    if read and (not write or read.start() < write.start()):
        return True
    return False if write else None


_NUMBER = expression(r"(\d{1,15}(?:\.\d{1,6})?)\s?(%|[kKmMbBgG]?)(ms|s|sec|min|m|h|d)?(?:/s|rps|qps)?")
_SECONDS = {"ms": 1e-3, "s": 1.0, "sec": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}


def value_of(text: str) -> float | str:
    """A figure as people type it: `20k`, `99%` (0.99), `1h` and `20ms` in seconds; anything else stays text."""
    low = text.strip()
    if duration := re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)(ms|s|sec|min|h|d)", low):
        return float(duration[1]) * _SECONDS[duration[2]]
    found = _NUMBER.fullmatch(low.replace(",", ""))
    if found is None:
        return low
    if found[2] == "%":
        return float(found[1]) / 100
    return float(found[1]) * {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9}[found[2].lower()]
