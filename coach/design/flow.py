"""Runs a design: the load flows along the arrows, boxes fill up, requests wait.

Everything is in closed form: a fraction of a millisecond for twenty boxes. Every figure that nobody wrote is listed as
assumed, with the attribute that overrides it.
"""

import math
from collections.abc import Collection, Mapping
from functools import cached_property

from coach.design.catalogue import Catalogue, Kind
from coach.design.diagram import Box, Diagram
from coach.design.paths import Path, trace
from coach.design.queueing import Branch, Station, quantile, station
from coach.model.quick import dataclass

HOP_SECONDS = 0.0005
"""One round trip between machines of one zone."""

HIT_RATIO = 0.8
"""What a cache is taken to answer when neither the text nor its kind says."""

MOST_AVAILABILITY = 0.9999
"""More is never shown: copies share zones, releases and operators, and the formula thinks that they do not."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one operation does at one box."""

    rate: float
    """Requests per second."""
    waited: float
    """Share of the operation's requests that wait for this box: 1 always, 0.01 on a miss, 0 never."""
    writes: bool


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that the text does not give."""

    box: str
    attribute: str
    """What to write to set it: `cap`, `lat`, `hit`."""
    value: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class BoxLoad:
    """One box under load; rates are per second over all its replicas."""

    box: Box
    kind: Kind
    reads: float
    writes: float
    capacity: float
    """What one replica can do of this mix; infinite when it is never full."""
    station: Station
    """One replica."""
    at_best: float
    """Utilisation if a replica does what the best published figure says; equal to the station's when `cap` is set."""

    @property
    def utilisation(self) -> float:
        """Load divided by capacity, per replica."""
        return self.station.utilisation

    @property
    def rate(self) -> float:
        """Reads and writes together."""
        return self.reads + self.writes

    @property
    def breaks_at(self) -> float:
        """How many times today's load fills it; infinite without load."""
        return 1 / self.utilisation if self.utilisation > 0 else math.inf


@dataclass(frozen=True, slots=True)
class OperationRun:
    """One operation under load; times in seconds, infinite when a box on the way cannot keep up."""

    path: Path
    visits: Mapping[str, Visit]
    mean: float
    p50: float
    p99: float
    availability: float
    """From the boxes it cannot do without, in series, replicas in parallel, taken as independent: an upper bound."""
    hard: frozenset[str]
    """Boxes whose loss fails it."""
    soft: frozenset[str]
    """Boxes whose loss degrades it."""
    background: frozenset[str]
    """Boxes that work for it while nobody waits."""

    @property
    def name(self) -> str:
        """The operation's label."""
        return self.path.operation

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.path.rate


@dataclass(frozen=True)
class Run:
    """A design under load."""

    diagram: Diagram
    catalogue: Catalogue
    boxes: Mapping[str, BoxLoad]
    operations: tuple[OperationRun, ...]
    assumed: tuple[Assumption, ...]

    @property
    def loaded(self) -> bool:
        """Whether any load is known."""
        return any(operation.rate > 0 for operation in self.operations)

    @cached_property
    def bottleneck(self) -> str:
        """The fullest box; "" when nothing is loaded."""
        if not self.loaded:
            return ""
        return max(self.boxes.values(), key=lambda load: load.utilisation).box.name

    def of(self, operation: str) -> OperationRun | None:
        """The run of one operation by its label, letter case aside."""
        wanted = operation.casefold()
        return next((run for run in self.operations if run.name.casefold() == wanted), None)


def run(diagram: Diagram, catalogue: Catalogue, loads: Mapping[str, float] | None = None) -> Run:
    """Lets the load flow through the design.

    Args:
        diagram: what is drawn. Its own `load` lines win over `loads`.
        catalogue: capacities and times of the kinds.
        loads: requests per second by operation ("GET /feed"), by verb ("GET"), or as "READ" and "WRITE". A rate by
            verb holds for each operation with that verb, one for all reads or writes for the first such operation.
    """
    rates = {name.upper(): rate for name, rate in (loads or {}).items()} | dict(diagram.loads)
    rates = {name: rate for name, rate in rates.items() if rate >= 0 and math.isfinite(rate)}
    paths = trace(diagram, catalogue, rates)
    kinds = {box.name: catalogue[box.kind] for box in diagram.boxes}
    hits = {box.name: hit_ratio(box, kinds[box.name]) for box in diagram.boxes if kinds[box.name].role == "cache"}
    visits = [propagate(path, kinds, hits) for path in paths]
    boxes = {box.name: _load(box, kinds[box.name], visits) for box in diagram.boxes}
    operations = tuple(_operation(path, at, boxes) for path, at in zip(paths, visits, strict=True))
    return Run(diagram, catalogue, boxes, operations, _assumed(boxes))


def propagate(
    path: Path, kinds: Mapping[str, Kind], hits: Mapping[str, float], dead: Collection[str] = (), times: float = 1.0
) -> dict[str, Visit]:
    """What reaches each box of an operation.

    Args:
        path: the operation.
        kinds: of its boxes.
        hits: share of reads that each cache answers.
        dead: boxes that are gone. A dead cache passes everything on, any other dead box passes nothing.
        times: factor on the operation's rate.
    """
    flow = dict.fromkeys(path.boxes, 0.0)
    waited = dict.fromkeys(path.boxes, 0.0)
    writes = dict.fromkeys(path.boxes, not path.reads)
    for entry in path.entries:
        flow[entry], waited[entry] = path.rate * times, 1.0
    for name in path.boxes:
        role = kinds[name].role
        out, share = flow[name], waited[name]
        if role == "queue":
            writes[name] = True
        if name in dead:
            if role != "cache":
                out = share = 0.0
        elif role == "cache" and path.reads and not writes[name]:
            missed = 1 - hits[name]
            out, share = out * missed, share * missed
        for arc in path.arcs[name]:
            factor = arc.factor
            if arc.misses_of and arc.misses_of not in dead:
                factor *= 1 - hits[arc.misses_of]
            flow[arc.target] += out * factor
            if arc.asynchronous:
                writes[arc.target] = True
            else:
                waited[arc.target] += min(share, share * factor)
                if writes[name]:
                    writes[arc.target] = True
    return {name: Visit(flow[name], min(1.0, waited[name]), writes[name]) for name in path.boxes}


def hit_ratio(box: Box, kind: Kind) -> float:
    """Share of reads a cache answers: as set by `hit=`, else its kind's, else 80%."""
    told = box.attributes.get("hit")
    if isinstance(told, float):
        return min(1.0, told / 100 if told > 1 else told)
    return kind.hit_ratio.typical if kind.hit_ratio else HIT_RATIO


def capacity_of(box: Box, kind: Kind, reads: float, writes: float, best: bool = False) -> float:
    """What one replica does per second of this mix of reads and writes; `best`: by the highest published figure."""
    told = box.attributes.get("cap")
    if isinstance(told, float):
        return told
    if kind.read is None or kind.write is None or reads + writes <= 0:
        return math.inf
    read, write = (kind.read.high, kind.write.high) if best else (kind.read.typical, kind.write.typical)
    return (reads + writes) / (reads / read + writes / write)


def nodes_of(box: Box) -> tuple[float, float]:
    """How many nodes share the reads, and how many share the writes: followers only repeat what is written."""
    copies = box.attributes.get("copies")
    followers = copies if isinstance(copies, float) else 0.0
    return box.replicas * (1 + followers), float(box.replicas)


def _load(box: Box, kind: Kind, visits: list[dict[str, Visit]]) -> BoxLoad:
    here = [at[box.name] for at in visits if box.name in at]
    reads = sum(visit.rate for visit in here if not visit.writes)
    writes = sum(visit.rate for visit in here if visit.writes)
    readers, writers = nodes_of(box)
    own_reads, own_writes = reads / readers, writes / writers
    rate = own_reads + own_writes
    capacity = capacity_of(box, kind, own_reads, own_writes)
    best = capacity_of(box, kind, own_reads, own_writes, best=True)
    return BoxLoad(
        box, kind, reads, writes, capacity, station(rate, capacity, _service(box, kind, own_reads, own_writes)),
        rate / best if best > 0 else math.inf,
    )  # fmt: skip


def _service(box: Box, kind: Kind, reads: float, writes: float) -> float:
    told = box.attributes.get("lat")
    if isinstance(told, float):
        return told
    if reads + writes <= 0:
        return kind.read_seconds.typical
    return (reads * kind.read_seconds.typical + writes * kind.write_seconds.typical) / (reads + writes)


def _operation(path: Path, visits: Mapping[str, Visit], boxes: Mapping[str, BoxLoad]) -> OperationRun:
    branches = _branches(visits, boxes)
    total = sum(branch.weight for branch in branches)
    mean = sum(branch.weight * (branch.fixed + branch.mean) for branch in branches) / total if total else 0.0
    branches = [Branch(b.weight / total, b.fixed, b.mean, b.variance) for b in branches]
    hard, soft, background = set(), set(), set()
    for name, visit in visits.items():
        kind = boxes[name].kind
        if kind.role == "source":
            continue
        if visit.waited <= 0:
            background.add(name)
        elif visit.waited > 0.5 and _needed(name, kind, path, visits, boxes):
            hard.add(name)
        else:
            soft.add(name)
    available = math.prod(_available(boxes[name]) for name in hard)
    return OperationRun(
        path, visits, mean, quantile(branches, 0.5), quantile(branches, 0.99), available, frozenset(hard),
        frozenset(soft), frozenset(background),
    )  # fmt: skip


def _branches(visits: Mapping[str, Visit], boxes: Mapping[str, BoxLoad]) -> list[Branch]:
    """The ways requests go, by how far they get: all wait for the boxes that are always visited, few for the rest."""
    waited = [
        (visit.waited, boxes[name].station)
        for name, visit in visits.items()
        if visit.waited > 0 and boxes[name].kind.role != "source"
    ]
    levels = sorted({round(share, 9) for share, _ in waited}, reverse=True)
    branches = []
    for index, level in enumerate(levels):
        weight = level - (levels[index + 1] if index + 1 < len(levels) else 0.0)
        on_way = [station for share, station in waited if share >= level - 1e-9]
        mean = sum(station.wait + station.service for station in on_way)
        variance = sum(station.wait_variance + station.service**2 for station in on_way)
        branches.append(Branch(weight, HOP_SECONDS * len(on_way), mean, variance))
    return branches


def _needed(name: str, kind: Kind, path: Path, visits: Mapping[str, Visit], boxes: Mapping[str, BoxLoad]) -> bool:
    """Whether an operation that waits for a box fails without it."""
    if kind.role == "cache":
        return False
    if kind.dependency == "hard":
        return True
    if any(word in path.operation.casefold() for word in (kind.id, name.casefold())):
        return True  # a search cannot do without the search index
    # the only place the answer can come from
    return kind.role == "store" and not any(
        visit.waited > 0 and other != name and boxes[other].kind.role in ("store", "cache")
        for other, visit in visits.items()
    )


def _available(load: BoxLoad) -> float:
    """Chance that enough copies are up to carry the load."""
    one = load.kind.availability
    copies = load.box.replicas
    if load.box.standby and copies == 1:
        return 1 - (1 - one) ** 2
    if copies > 200:
        return 1.0 if one * copies > copies * min(1.0, load.utilisation) else 0.0
    needed = max(1, math.ceil(load.utilisation * copies - 1e-9)) if load.utilisation < 1 else copies
    return sum(
        math.comb(copies, up) * one**up * (1 - one) ** (copies - up) for up in range(min(needed, copies), copies + 1)
    )


def _assumed(boxes: Mapping[str, BoxLoad]) -> tuple[Assumption, ...]:
    found = []
    for name, load in boxes.items():
        kind, told = load.kind, load.box.attributes
        if load.rate > 0 and kind.read is not None and kind.write is not None and "cap" not in told:
            figures = kind.write if load.writes > load.reads else kind.read
            found.append(Assumption(name, "cap", load.capacity, figures.low, figures.high, kind.unit))
        if kind.role == "cache" and load.reads > 0 and "hit" not in told:
            share = kind.hit_ratio
            low, high = (share.low, share.high) if share else (HIT_RATIO, HIT_RATIO)
            found.append(Assumption(name, "hit", hit_ratio(load.box, kind), low, high, "share"))
    return tuple(found)
