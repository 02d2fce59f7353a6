"""The path of every operation through the boxes: which arrows it takes, in what order.

A labelled arrow belongs to its operation; an arrow without a label belongs to every operation that gets to where it
starts. Where nothing is labelled, the loads name the operations ("GET", "POST"), and without loads there is one that
reads and one that writes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach.design.catalogue import Catalogue, Kind
from coach.design.diagram import Diagram, Edge
from coach.design.sketch import only_reads
from coach.model.quick import dataclass

READS = "reads"
WRITES = "writes"

_READ_LOADS = ("GET", "READ", "READS", "READ/S")
_WRITE_LOADS = ("POST", "WRITE", "WRITES", "PUT", "WRITE/S")


@dataclass(frozen=True, slots=True)
class Arc:
    """One arrow as an operation takes it."""

    source: str
    target: str
    asynchronous: bool
    """Drawn so, or leading out of something that decouples by kind."""
    factor: float
    """Calls per request at the source."""
    misses_of: str = ""
    """A cache beside the path: only what it misses goes this way."""


@dataclass(frozen=True, slots=True)
class Path:
    """One operation."""

    operation: str
    reads: bool
    rate: float
    """Requests per second at the entry; 0 when no load is known."""
    entries: tuple[str, ...]
    boxes: tuple[str, ...]
    """Every box it reaches, callers before what they call."""
    arcs: Mapping[str, tuple[Arc, ...]]
    """By the box they leave."""
    cyclic: tuple[Edge, ...] = ()
    """Synchronous arrows that run back to a box further up; they carry no load."""


def trace(diagram: Diagram, catalogue: Catalogue, loads: Mapping[str, float]) -> tuple[Path, ...]:
    """The paths of all operations of `diagram`.

    Args:
        diagram: what is drawn.
        catalogue: tells how each kind passes load on.
        loads: requests per second, by operation, by verb, or as READ and WRITE; upper case.
    """
    kinds = {box.name: catalogue[box.kind] for box in diagram.boxes}
    out: dict[str, list[Edge]] = defaultdict(list)
    for edge in diagram.edges:
        if edge.source != edge.target:
            out[edge.source].append(edge)
    labelled = diagram.operations
    names: Sequence[str] = labelled or tuple(loads) or (READS, WRITES)
    modes = {name: _reads(name) for name in names}
    written = _written_from(diagram, modes) if labelled else None
    traced = (_path(diagram, kinds, out, name, modes[name], written, bool(labelled)) for name in names)
    return tuple(_with_rates([path for path in traced if path is not None], loads))


def _reads(name: str) -> bool:
    if name in (READS, WRITES):
        return name == READS
    told = only_reads(name)
    return told if told is not None else name.upper() in _READ_LOADS


def _with_rates(paths: Sequence[Path], loads: Mapping[str, float]) -> Iterator[Path]:
    """The paths with their rates: by name, by verb, or else by direction.

    A rate for all reads or all writes goes to the first such operation that has none of its own: it is the one the
    estimate is about, and giving it to each would count it several times.
    """
    given: set[bool] = set()
    for path in paths:
        name = path.operation.upper()
        rate = loads.get(name, loads.get(name.split(" ", 1)[0]))
        if rate is None:
            keys = _READ_LOADS if path.reads else _WRITE_LOADS
            rate = 0.0 if path.reads in given else next((loads[key] for key in keys if key in loads), 0.0)
            given.add(path.reads)
        yield replace(path, rate=rate)


def _written_from(diagram: Diagram, modes: Mapping[str, bool]) -> frozenset[str]:
    """Boxes that some writing operation is drawn through."""
    return frozenset(
        name
        for edge in diagram.edges
        if edge.operation and not modes[edge.operation]
        for name in (edge.source, edge.target)
    )


def _path(
    diagram: Diagram,
    kinds: Mapping[str, Kind],
    out: Mapping[str, list[Edge]],
    operation: str,
    reads: bool,
    written: frozenset[str] | None,
    labelled: bool,
) -> Path | None:
    entries = _entries(diagram, kinds, operation, labelled)
    if not entries:
        return None
    reached: dict[str, list[Edge]] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached[name] = [
            edge
            for edge in out.get(name, ())
            if edge.operation == operation or (not edge.operation and _taken(edge, kinds, reads, written))
        ]
        reached[name] = _without_doubles(reached[name], kinds, reads, out)
        waiting += [edge.target for edge in reached[name]]
    order, cyclic = _sorted(entries, reached)
    skip = set(cyclic)
    arcs = {name: _arcs(name, [edge for edge in reached[name] if edge not in skip], kinds, reads) for name in order}
    answers = tuple(edge for edge in cyclic if not _decouples(edge, kinds))
    return Path(operation, reads, 0.0, entries, order, arcs, answers)


def _entries(diagram: Diagram, kinds: Mapping[str, Kind], operation: str, labelled: bool) -> tuple[str, ...]:
    edges = [edge for edge in diagram.edges if edge.operation == operation] if labelled else list(diagram.edges)
    callers = dict.fromkeys(edge.source for edge in edges)
    clients = tuple(name for name in callers if kinds[name].id == "client")
    if clients:
        return clients
    if sources := tuple(name for name in callers if kinds[name].role == "source"):
        return sources
    called = {edge.target for edge in edges}
    return tuple(name for name in callers if name not in called)[:8] or tuple(callers)[:1]


def _taken(edge: Edge, kinds: Mapping[str, Kind], reads: bool, written: frozenset[str] | None) -> bool:
    """Whether an operation takes an arrow that is not labelled with one."""
    source, target = kinds[edge.source], kinds[edge.target]
    if source.role == "store" and (target.id == "replica" or target.role == "queue"):
        return not reads
    told = only_reads(edge.label) if edge.label else None
    if told is not None:
        return told == reads
    if target.role == "queue" and reads:  # events follow writes, where anything writes at all
        return written is not None and edge.source not in written
    return True


def _without_doubles(
    edges: list[Edge], kinds: Mapping[str, Kind], reads: bool, out: Mapping[str, list[Edge]]
) -> list[Edge]:
    """Leaves out the arrows that only the other direction takes, where one box has two ways to the same data."""
    free = [edge for edge in edges if not edge.operation]
    replicas = [edge for edge in free if kinds[edge.target].id == "replica"]
    primaries = [edge for edge in free if kinds[edge.target].role == "store" and kinds[edge.target].id == "sql"]
    drop: set[Edge] = set()
    if replicas and primaries:
        drop |= set(primaries if reads else replicas)
    if reads:
        through = {
            further.target
            for edge in edges
            if kinds[edge.target].role == "cache"
            for further in out.get(edge.target, ())
        }
        drop |= {edge for edge in free if edge.target in through and kinds[edge.target].role == "store"}
    return [edge for edge in edges if edge not in drop]


def _sorted(entries: tuple[str, ...], reached: Mapping[str, list[Edge]]) -> tuple[tuple[str, ...], list[Edge]]:
    """Boxes with callers first, and the arrows that close a cycle."""
    state: dict[str, int] = {}
    order: list[str] = []
    cyclic: list[Edge] = []
    for root in entries:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(reached[root]))]
        while stack:
            name, rest = stack[-1]
            for edge in rest:
                seen = state.get(edge.target)
                if seen == 1:
                    cyclic.append(edge)
                elif seen is None:
                    state[edge.target] = 1
                    stack.append((edge.target, iter(reached[edge.target])))
                    break
            else:
                state[name] = 2
                order.append(name)
                stack.pop()
    return tuple(reversed(order)), cyclic


def _decouples(edge: Edge, kinds: Mapping[str, Kind]) -> bool:
    """Whether nobody waits at the source of an arrow for its target."""
    source, target = kinds[edge.source], kinds[edge.target]
    return (
        edge.asynchronous
        or source.role == "queue"
        or source.id == "scheduler"
        or (source.role == "store" and (target.id == "replica" or target.role == "queue"))
    )


def _arcs(name: str, edges: list[Edge], kinds: Mapping[str, Kind], reads: bool) -> tuple[Arc, ...]:
    lazy = {edge: _decouples(edge, kinds) for edge in edges}
    waited = [edge for edge in edges if not lazy[edge]]
    split = kinds[name].role == "split" and len({edge.target for edge in waited}) > 1
    beside = ""
    if reads and kinds[name].role in ("pass", "gate"):  # a cache beside the path: the store gets its misses
        beside = next((edge.target for edge in waited if kinds[edge.target].role == "cache"), "")
    arcs: dict[tuple[str, bool], Arc] = {}
    for edge in edges:
        factor = edge.fanout * edge.share
        if split and not lazy[edge] and edge.share == 1.0:
            factor /= len({other.target for other in waited})
        missed = beside if beside and not lazy[edge] and kinds[edge.target].role == "store" else ""
        arcs.setdefault(
            (edge.target, lazy[edge]), Arc(name, edge.target, lazy[edge], factor, missed)
        )  # fmt: skip
    return tuple(arcs.values())
