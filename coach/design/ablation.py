"""Takes each box out and looks what gets worse: a box that no number needs has to be explained in words.

A box earns its place when, without it, another box passes 70%, a request takes noticeably longer, copies have nothing
that shares the work among them, or what it is there for (large files, slow work, readers far away) is in the design.
"""

import math
import re
from collections.abc import Iterator

from coach.design.diagram import Box, Diagram
from coach.design.failures import cold_cache
from coach.design.flow import OperationRun, Run, nodes_of
from coach.design.prose import Prose
from coach.language.wording import Wording, wording
from coach.model.quick import dataclass

FULL = 0.7
"""A box above this waits noticeably (Erlang C bends upwards)."""

NEARLY_FULL = 0.5
"""A store that would be above this without its cache is one bad day away from `FULL`."""

REPEATED = 5.0
"""Reads per write from which on the same data is read again and again."""

WORTH_CACHING = 50.0
"""Reads per second below which a cache saves nothing that anybody feels."""

LONGER = 0.05
"""Seconds by which a request may grow before somebody minds, when no target is given."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a box earns its place."""

    box: str
    needed: bool
    reason: str
    """What gets worse without it; or the sum that shows that nothing does."""


def without_each(
    diagram: Diagram,
    run: Run,
    prose: Prose | None = None,
    p99: float | None = None,
    stored_bytes: float | None = None,
) -> tuple[Verdict, ...]:
    """The verdict on every box that could be left out.

    Services, stores of record and the first balancer are never optional; they have no verdict.

    Args:
        diagram: what is drawn.
        run: it, under load. Without a load there is no verdict on anything that only a number can justify.
        prose: reasons told in words count.
        p99: the candidate's own target in seconds.
        stored_bytes: all that is kept at the end of the horizon; shards may be there for it.
    """
    if not run.loaded:
        return ()
    judge = _Judge(diagram, run, prose, p99, stored_bytes)
    return tuple(verdict for box in diagram.boxes for verdict in judge.verdicts(box))


_SLOW = wording(
    r"resiz|thumb|transcod|encod|video|image|photo|media|mail|sms|push|notif|fan-?out|feed|timeline|index|report|export|"
    r"webhook|payment|crawl|import|scan|moderat|rank|render|pdf|analytic|click|count|metric|event|aggregat",
    re.IGNORECASE,
)
_HEAVY = wording(
    r"imag|img|video|photo|media|static|file|asset|download|\bjs\b|css|bytes|blob|segment|stream|thumb|pics?\b|body|"
    r"bodies|redirect",
    re.IGNORECASE,
)
_MEDIA = wording(r"\b(?:photos?|images?|pictures?|videos?|media)\b")
_DEFERRED = wording(
    r"fan-?out|resiz|transcod|thumbnail|notification|e-?mails?\b|followers|analytics|clicks?\b|search index|webhook"
)
_FAR = wording(r"\b(?:global|worldwide|world|continents?|countries|regions|ddos|tls near)\b")
_SHARDED = wording(r"shard|partition", re.IGNORECASE)


class _Judge:
    def __init__(
        self, diagram: Diagram, run: Run, prose: Prose | None, p99: float | None, stored_bytes: float | None
    ) -> None:
        self.diagram = diagram
        self.run = run
        self.prose = prose
        self.p99 = p99
        self.stored_bytes = stored_bytes

    def verdicts(self, box: Box) -> Iterator[Verdict]:
        """At most one verdict."""
        kind = self.run.boxes[box.name].kind
        used = self.run.boxes[box.name].rate and any(edge.source == box.name for edge in self.diagram.edges)
        if kind.role != "store" and not used:
            return
        if kind.id == "cdn":
            yield self._cdn(box)
        elif kind.role == "cache":
            yield self._cache(box)
        elif kind.role == "queue" and kind.id != "cdc":
            yield self._queue(box)
        elif kind.id in ("sql", "document") and (box.replicas > 2 or self._sharded(box)):
            yield self._shards(box)
        elif kind.id == "replica" and "stand" not in box.name.casefold():
            yield from self._replica(box)

    def _cache(self, box: Box) -> Verdict:
        stores = [strain for strain in cold_cache(self.run, box.name) if self._keeps(strain.box)]
        worst = max(stores, key=lambda strain: strain.after, default=None)
        if worst is None:
            return Verdict(box.name, True, f"{box.name} is where the reads end")
        change = f"{worst.box} {worst.before:.0%} → {worst.after:.0%}"
        if worst.after >= NEARLY_FULL:
            return Verdict(box.name, True, f"without {box.name}: {change}")
        asked = sum(o.rate for o in self.run.operations if o.path.reads and box.name in o.visits)
        writes = sum(o.rate for o in self.run.operations if not o.path.reads)
        if asked >= WORTH_CACHING and asked >= REPEATED * writes:
            ratio = f"{asked / writes:.0f} reads a write" if writes else "nothing but reads"
            return Verdict(box.name, True, f"{ratio}: the same data is read again and again")
        return Verdict(
            box.name, False,
            f"at {_rate(asked)} reads/s {worst.box} would be at {worst.after:.1%} without {box.name}",
        )  # fmt: skip

    def _keeps(self, name: str) -> bool:
        return self.run.boxes[name].kind.role in ("store", "pass", "sink")

    def _queue(self, box: Box) -> Verdict:
        behind = self._behind(box.name)
        if not behind:
            return Verdict(box.name, True, f"nothing is drawn behind {box.name}")
        names = " ".join([box.name, *box.notes, *behind, *self._labels(box.name)])
        deferred = self.prose.first(_DEFERRED) if self.prose is not None else None
        if _SLOW.search(names) or deferred is not None:
            return Verdict(box.name, True, f"{box.name} keeps slow work off the request")
        if any(edge.fanout > 1 for edge in self.diagram.edges if edge.source in behind or edge.source == box.name):
            return Verdict(box.name, True, f"one message of {box.name} becomes many writes")
        if any(self.run.boxes[name].kind.role == "external" for name in behind):
            return Verdict(box.name, True, f"{box.name} shields requests from a system that is not ours")
        if len({edge.target for edge in self.diagram.edges if edge.source == box.name}) > 1:
            return Verdict(box.name, True, f"several readers take the messages of {box.name}")
        overloaded = [name for name in behind if self.run.boxes[name].utilisation > FULL]
        if overloaded:
            return Verdict(box.name, True, f"{overloaded[0]} is at {self.run.boxes[overloaded[0]].utilisation:.0%}")
        added = sum(self._service(name) for name in behind)
        waits = [operation for operation in self.run.operations if box.name in operation.visits]
        longest = max((operation.p99 for operation in waits), default=0.0)
        if (
            not math.isfinite(longest)
            or added > LONGER
            or (self.p99 is not None and longest + 2 * added > self.p99 >= longest)
        ):
            return Verdict(box.name, True, f"called at once, the work behind {box.name} adds {added * 1000:.0f} ms")
        rate = self.run.boxes[box.name].rate
        return Verdict(
            box.name, False,
            f"{_rate(rate)} messages/s of {added * 1000:.1f} ms each are {rate * added:.2g} workers' time;"
            f" a plain call adds that and {box.name} saves nothing",
        )  # fmt: skip

    def _service(self, name: str) -> float:
        station = self.run.boxes[name].station
        return station.service + (station.wait if math.isfinite(station.wait) else LONGER)

    def _behind(self, name: str) -> list[str]:
        found: list[str] = []
        waiting = [name]
        while waiting:
            at = waiting.pop()
            for edge in self.diagram.edges:
                if edge.source == at and edge.target not in found and edge.target != name:
                    found.append(edge.target)
                    waiting.append(edge.target)
        return found

    def _labels(self, name: str) -> list[str]:
        return [edge.label for edge in self.diagram.edges if name in (edge.source, edge.target)]

    def _cdn(self, box: Box) -> Verdict:
        behind = self._behind(box.name)
        passing = [operation for operation in self.run.operations if box.name in operation.visits]
        words = " ".join(
            [*box.notes, *self._labels(box.name), *(o.name for o in passing if self.diagram.operations), *behind]
        )
        if any(self.run.boxes[name].box.kind == "object" for name in behind) or _HEAVY.search(words):
            return Verdict(box.name, True, f"{box.name} serves bytes that are the same for many")
        if self._told(box, _FAR) or (self.prose is not None and self.prose.first(_MEDIA) is not None):
            return Verdict(box.name, True, f"{box.name} is near users who are far away, or carries files")
        reads = self.run.boxes[box.name].reads
        fullest = max((self._once(name) for name in behind), default=0.0)
        if fullest >= FULL:
            return Verdict(box.name, True, f"without {box.name} a box behind it is at {fullest:.0%}")
        return Verdict(
            box.name, False,
            f"{_rate(reads)} reads/s without media or static files fill the fullest box behind {box.name} to"
            f" {fullest:.1%}",
        )  # fmt: skip

    def _once(self, name: str) -> float:
        """Utilisation of a box if nothing were answered before it."""
        load = self.run.boxes[name]
        if math.isinf(load.capacity) or not load.rate:
            return 0.0
        passed = max(
            (1 / share for operation in self.run.operations if (share := self._share(operation, name))), default=1
        )
        return load.utilisation * min(passed, 1e3)

    @staticmethod
    def _share(operation: OperationRun, name: str) -> float:
        visit = operation.visits.get(name)
        return visit.rate / operation.rate if visit is not None and operation.rate > 0 else 0.0

    def _sharded(self, box: Box) -> bool:
        return bool(_SHARDED.search(" ".join([box.name, *box.notes]))) or any(
            _SHARDED.match(attribute) for attribute in box.attributes
        )

    def _shards(self, box: Box) -> Verdict:
        load = self.run.boxes[box.name]
        kind = load.kind
        if kind.write is None or kind.read is None:
            return Verdict(box.name, True, "")
        told = box.attributes.get("cap")
        write, read = (told, told) if isinstance(told, float) else (kind.write.typical, kind.read.typical)
        readers, writers = nodes_of(box)
        one = load.reads / read + load.writes / write
        if self.stored_bytes and kind.holds_bytes and self.stored_bytes > 0.5 * kind.holds_bytes.typical:
            return Verdict(box.name, True, f"{self.stored_bytes / 1e12:.3g} TB are too much for one node of {box.name}")
        if one >= 0.3:
            return Verdict(box.name, True, f"one node of {box.name} would be at {one:.0%}")
        nodes = max(readers, writers)
        many = f"{nodes:.0f} nodes of {box.name} share" if nodes > 1 else f"the shards of {box.name} share"
        return Verdict(
            box.name, False,
            f"{many} {_rate(load.writes)} writes/s and {_rate(load.reads)} reads/s; one alone would be at {one:.1%}",
        )  # fmt: skip

    def _replica(self, box: Box) -> Iterator[Verdict]:
        load = self.run.boxes[box.name]
        primaries = [other for other in self.run.boxes.values() if other.box.kind == "sql"]
        if not load.reads or not primaries:
            return
        primary = max(primaries, key=lambda other: other.rate)
        if primary.kind.read is None:
            return
        after = primary.utilisation + load.reads / primary.kind.read.typical / nodes_of(primary.box)[0]
        change = f"{primary.box.name} {primary.utilisation:.0%} → {after:.0%}"
        if after >= NEARLY_FULL:
            yield Verdict(box.name, True, f"without {box.name}: {change}")
        else:
            yield Verdict(box.name, False, f"without {box.name}, {change}, and it still has room")

    def _told(self, box: Box, pattern: Wording) -> bool:
        """Whether a statement about the box gives a reason."""
        if self.prose is None:
            return False
        return any(
            one.says(pattern) and not one.denied for one in self.prose.about(box.name) if _REASON.search(one.text)
        )


_REASON = wording(
    r"\b(?:because|bc|since|as|so|for|behind|near|takes|slow|resiz\w*|wait\w*|later|async\w*|images?|media)\b"
)


def _rate(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"
