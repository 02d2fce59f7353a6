"""Breaks a design: what happens to every operation when a box dies, a cache is cold, the load leaps, a box is slow."""

import math
from collections.abc import Collection, Mapping
from enum import StrEnum

from coach.design.diagram import Diagram
from coach.design.flow import BoxLoad, OperationRun, Run, Visit, capacity_of, hit_ratio, nodes_of, propagate
from coach.model.quick import dataclass

SPIKE = 10.0
"""How many times the load a drill takes it to."""


class Effect(StrEnum):
    """What an operation is left with, worst first."""

    FAILS = "fails"
    OVERLOADED = "overloaded"
    PARTLY_FAILS = "partly fails"
    SLOWER = "slower"
    DELAYED = "delayed"
    UNNOTICED = "unnoticed"


class Dependency(StrEnum):
    """What an operation's dependence on a box is."""

    HARD = "hard"
    SOFT = "soft"
    TRANSPARENT = "transparent"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one operation goes through."""

    operation: str
    effect: Effect
    share: float = 0.0
    """Share of its requests that fail, 0..1."""
    box: str = ""
    """The box that gets more load, or too much."""
    before: float = 0.0
    """Its utilisation before."""
    after: float = 0.0
    """Its utilisation then."""

    @property
    def words(self) -> str:
        """In a few words, with the figures."""
        if self.effect is Effect.PARTLY_FAILS:
            return f"{self.share:.3g} of requests fail" if self.share < 0.001 else f"{self.share:.1%} of requests fail"
        if self.effect is Effect.OVERLOADED:
            return f"overloads {self.box}: {self.before:.0%} → {self.after:.0%}"
        if self.effect is Effect.SLOWER and self.box:
            return f"slower, {self.box} {self.before:.0%} → {self.after:.0%}"
        return self.effect.value


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What the loss of one box does."""

    box: str
    operations: tuple[Consequence, ...]
    dependency: Dependency
    """The strongest dependence of any operation on it."""
    single: bool
    """One copy of it and an operation fails without it: a single point of failure."""
    one_less: float
    """Its utilisation when one replica of several is lost; infinite when there is only one."""

    @property
    def lost(self) -> tuple[str, ...]:
        """The operations that fail altogether."""
        return tuple(item.operation for item in self.operations if item.effect is Effect.FAILS)

    @property
    def words(self) -> str:
        """In one sentence."""
        told = "; ".join(f"{item.operation}: {item.words}" for item in self.operations)
        return f"{self.box} dies. {told}." if told else f"{self.box} dies; no operation passes it."


@dataclass(frozen=True, slots=True)
class Strain:
    """A box that a change of load fills beyond its capacity, or fills more."""

    box: str
    before: float
    after: float

    @property
    def breaks(self) -> bool:
        """Whether it cannot keep up any more."""
        return self.after >= 1 > self.before


def kill(diagram: Diagram, run: Run, box: str) -> Aftermath:
    """What happens when every copy of `box` is gone.

    A cache that is gone sends its hits to what is behind it. Everything behind an asynchronous edge comes late, and
    nobody waits for it.

    Raises:
        KeyError: the diagram has no such box.
    """
    name = _name(diagram, box)
    loads = _after(run, {name})
    return _aftermath(run, name, loads)


def kill_all(diagram: Diagram, run: Run) -> tuple[Aftermath, ...]:
    """The loss of each box but the clients, one at a time, in the order of the diagram."""
    return tuple(kill(diagram, run, box.name) for box in diagram.boxes if run.boxes[box.name].kind.role != "source")


def cold_cache(run: Run, cache: str) -> tuple[Strain, ...]:
    """The boxes that get more load when `cache` starts empty."""
    return _strains(run, _after(run, set(), cold=cache))


def spike(run: Run, times: float = SPIKE) -> tuple[Strain, ...]:
    """The boxes that cannot keep up at `times` the load, the first to break first."""
    found = [
        Strain(name, load.utilisation, load.utilisation * times)
        for name, load in run.boxes.items()
        if load.utilisation * times >= 1
    ]
    return tuple(sorted(found, key=lambda strain: -strain.before))


def slow(run: Run, box: str, seconds: float = 1.0) -> tuple[tuple[str, float], ...]:
    """Requests in flight at each box that waits for `box` while it takes `seconds` longer (Little's law).

    Returns:
        The waiting boxes with the requests that each replica then holds, most first.
    """
    held: dict[str, float] = {}
    for operation in run.operations:
        visit = operation.visits.get(box)
        if visit is None or visit.waited <= 0:
            continue
        for name in _callers(operation, box):
            load = run.boxes[name]
            if load.kind.role != "source":
                held[name] = held.get(name, 0.0) + operation.rate * visit.waited * seconds / load.box.replicas
    return tuple(sorted(held.items(), key=lambda item: -item[1]))


def _callers(operation: OperationRun, box: str) -> set[str]:
    """Boxes from which a synchronous way leads to `box`."""
    waiting, found = [box], set()
    into: dict[str, list[str]] = {}
    for arcs in operation.path.arcs.values():
        for arc in arcs:
            if not arc.asynchronous:
                into.setdefault(arc.target, []).append(arc.source)
    while waiting:
        for caller in into.get(waiting.pop(), ()):
            if caller not in found and caller != box:
                found.add(caller)
                waiting.append(caller)
    return found


def _name(diagram: Diagram, box: str) -> str:
    found = diagram.box(box)
    if found is None:
        raise KeyError(box)
    return found.name


def _after(run: Run, dead: Collection[str], cold: str = "") -> dict[str, float]:
    """Utilisation of every box once boxes are dead or a cache is cold; operations that are not touched keep theirs."""
    kinds = {name: load.kind for name, load in run.boxes.items()}
    hits = {
        name: 0.0 if name == cold else hit_ratio(load.box, load.kind)
        for name, load in run.boxes.items()
        if load.kind.role == "cache"
    }
    changed: dict[str, list[float]] = {}
    touched = set(dead) | ({cold} if cold else set())
    for operation in run.operations:
        if operation.rate <= 0 or not touched & operation.visits.keys():
            continue
        for name, visit in propagate(operation.path, kinds, hits, dead).items():
            _difference(changed.setdefault(name, [0.0, 0.0]), operation.visits[name], visit)
    found = {name: load.utilisation for name, load in run.boxes.items()}
    for name, (reads, writes) in changed.items():
        if reads or writes:
            found[name] = _utilisation(run.boxes[name], reads, writes)
    return found


def _difference(change: list[float], before: Visit, after: Visit) -> None:
    change[1 if before.writes else 0] -= before.rate
    change[1 if after.writes else 0] += after.rate


def _utilisation(load: BoxLoad, more_reads: float, more_writes: float) -> float:
    readers, writers = nodes_of(load.box)
    reads, writes = max(0.0, load.reads + more_reads) / readers, max(0.0, load.writes + more_writes) / writers
    capacity = capacity_of(load.box, load.kind, reads, writes)
    return (reads + writes) / capacity if capacity > 0 else math.inf


def _aftermath(run: Run, name: str, loads: Mapping[str, float]) -> Aftermath:
    load = run.boxes[name]
    consequences = tuple(
        _consequence(run, operation, name, loads) for operation in run.operations if name in operation.visits
    )
    dependency = Dependency.TRANSPARENT
    for operation in run.operations:
        if name in operation.hard:
            dependency = Dependency.HARD
        elif name in operation.soft and dependency is Dependency.TRANSPARENT:
            dependency = Dependency.SOFT
    if dependency is Dependency.SOFT and any(item.effect is Effect.OVERLOADED for item in consequences):
        dependency = Dependency.HARD  # what was thought to be soft holds the house up
    copies = load.box.replicas
    one_less = load.utilisation * copies / (copies - 1) if copies > 1 else math.inf
    fails = any(item.effect is Effect.FAILS for item in consequences)
    return Aftermath(name, consequences, dependency, copies == 1 and not load.box.standby and fails, one_less)


def _consequence(run: Run, operation: OperationRun, name: str, loads: Mapping[str, float]) -> Consequence:
    visit = operation.visits[name]
    label = operation.name
    if name in operation.hard:
        return Consequence(label, Effect.FAILS, 1.0)
    full = [
        other
        for other in operation.visits
        if other != name and loads[other] >= 1 > run.boxes[other].utilisation and operation.visits[other].waited > 0
    ]
    if full:
        worst = max(full, key=lambda other: loads[other])
        return Consequence(label, Effect.OVERLOADED, 1.0, worst, run.boxes[worst].utilisation, loads[worst])
    if name in operation.background:
        return Consequence(label, Effect.DELAYED)
    kind = run.boxes[name].kind
    if kind.role == "cache":
        if not operation.path.reads:
            return Consequence(label, Effect.UNNOTICED)
        most = max(operation.visits, key=lambda other: loads[other] - run.boxes[other].utilisation)
        before = run.boxes[most].utilisation
        if loads[most] > before:
            return Consequence(label, Effect.SLOWER, 0.0, most, before, loads[most])
        return Consequence(label, Effect.SLOWER)
    if kind.dependency == "transparent":
        return Consequence(label, Effect.UNNOTICED)
    if visit.waited > 0.5:
        return Consequence(label, Effect.SLOWER)
    return Consequence(label, Effect.PARTLY_FAILS, visit.waited)


def _strains(run: Run, loads: Mapping[str, float]) -> tuple[Strain, ...]:
    found = [
        Strain(name, run.boxes[name].utilisation, after)
        for name, after in loads.items()
        if after > run.boxes[name].utilisation + 1e-9
    ]
    return tuple(sorted(found, key=lambda strain: -strain.after))
