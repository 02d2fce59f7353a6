"""Which track every wire takes in the gap between two layers, so that no two meet by mistake."""

from collections import defaultdict
from collections.abc import Hashable

from coach.design.layout import Node, Plan, Wire
from coach.model.quick import dataclass

Net = tuple[Node, Hashable]
"""Wires that leave a node by one port: they share a line until they part."""


@dataclass(frozen=True, slots=True)
class Landing:
    """One end of a net in a gap."""

    at: int
    """Place across the flow."""
    node: Node
    wire: Wire


@dataclass(slots=True)
class Run:
    """One net in one gap: where it comes from, where it lands, and the track on which it turns (none: straight)."""

    net: Net
    start: int
    landings: list[Landing]
    low: int
    high: int
    track: int | None = None

    @property
    def falls(self) -> bool:
        """Whether it lands, on the whole, behind where it starts."""
        return sum(landing.at for landing in self.landings) > self.start * len(self.landings)


@dataclass(slots=True)
class Gap:
    """All nets between a layer and the next."""

    runs: list[Run]
    tracks: int


_SHIFTS = 40
"""How often a row is moved to break a circle of "who turns first"."""


def route(plan: Plan) -> list[Gap]:
    """Assigns tracks in every gap; moves nodes apart where two nets would have to turn before each other."""
    by_layer: dict[int, list[tuple[Node, Node, Wire]]] = defaultdict(list)
    for wire in plan.wires:
        for left, right in zip(wire.chain, wire.chain[1:]):
            by_layer[left.layer].append((left, right, wire))
    for _ in range(3):  # a shift in one gap may close a circle in the next
        moved = False
        for layer in range(len(plan.layers) - 1):
            for _ in range(_SHIFTS):
                _, stuck = _tracks(_runs(by_layer[layer]))
                if stuck is None:
                    break
                moved = True
                _shift(plan.layers[layer + 1], stuck.node)
        if not moved:
            break
    return [_tracks(_runs(by_layer[layer]))[0] for layer in range(len(plan.layers) - 1)]


def _shift(layer: list[Node], first: Node) -> None:
    """Moves `first` and everything after it by one."""
    for node in layer[layer.index(first) :]:
        node.pos += 1


def _runs(links: list[tuple[Node, Node, Wire]]) -> list[Run]:
    nets: dict[Net, list[tuple[int, Landing]]] = defaultdict(list)
    for left, right, wire in links:
        net = (left, wire.port if left.wire is None else wire)
        nets[net].append((left.leaves_at(wire), Landing(right.enters_at(wire), right, wire)))
    runs = []
    for net, ends in nets.items():
        start = ends[0][0]
        places = [start, *(landing.at for _, landing in ends)]
        runs.append(Run(net, start, [landing for _, landing in ends], min(places), max(places)))
    return runs


def _tracks(runs: list[Run]) -> tuple[Gap, Landing | None]:
    """Gives each bent run the first free track after those that must turn before it.

    Returns:
        The tracks, and a landing that closes a circle of "must turn before", if there is one.
    """
    bent = [run for run in runs if run.low != run.high]
    bent.sort(key=lambda run: -run.start if run.falls else run.start)
    starts: dict[int, list[int]] = defaultdict(list)
    for index, run in enumerate(bent):
        starts[run.start].append(index)
    # whoever lands on the row of another must turn after it, or it would run along its line
    waits = [
        {other for landing in run.landings for other in starts[landing.at] if other != index}
        for index, run in enumerate(bent)
    ]
    done: dict[int, int] = {}
    used: list[tuple[int, int, int]] = []
    left = list(range(len(bent)))
    stuck: Landing | None = None
    while left:
        index = next((i for i in left if waits[i] <= done.keys()), -1)
        if index < 0:
            index = left[0]
            stuck = next(end for end in bent[index].landings if set(starts[end.at]) - done.keys() - {index})
        run = bent[index]
        track = max((done[i] + 1 for i in waits[index] if i in done), default=0)
        while any(t == track and low <= run.high and high >= run.low for t, low, high in used):
            track += 1
        run.track = done[index] = track
        used.append((track, run.low, run.high))
        left.remove(index)
    return Gap(runs, max(done.values(), default=-1) + 1), stuck
