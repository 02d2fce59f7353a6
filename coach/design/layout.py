"""Where boxes go: a layered layout for small designs, stable while typing.

Layers follow the arrows; arrows that run back against them are turned for the layout only. Within a layer, boxes are
ordered to cross few lines, with the order of first appearance as the tie-breaker, then moved to where their lines are
straight. Coordinates are along (`main`, the direction of the arrows) and across (`pos`) the flow, so that one layout
serves both left-to-right and top-down.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import field

from coach.design.cells import width_of
from coach.model.quick import dataclass


@dataclass(eq=False, slots=True)
class Wire:
    """A line of the picture; arrows between the same two boxes share one."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False
    both: bool = False
    """Heads at both ends."""
    turned: bool = False
    """Runs against the layers: laid out from target to source."""
    chain: list["Node"] = field(default_factory=list)
    """The nodes it passes, in the direction of the layers."""

    @property
    def port(self) -> Hashable:
        """What lines share a way out of their box: those of one kind form one trunk, two-headed ones stay alone."""
        return self if self.both or self.turned else self.dashed


@dataclass(eq=False, slots=True)
class Node:
    """A box, or a place where a long wire passes through a layer."""

    name: str
    lines: tuple[str, ...] = ()
    wire: Wire | None = None
    """The wire that passes here; none for a box."""
    layer: int = 0
    pos: int = 0
    """First cell across the flow."""
    size: int = 1
    """Cells across the flow."""
    main: int = 1
    """Cells along the flow."""
    overhang: int = 0
    """Cells that the label of the last port needs beyond the box."""
    arrives: dict[Wire, int] = field(default_factory=dict)
    """Where each wire enters, counted from `pos`."""
    leaves: dict[Hashable, int] = field(default_factory=dict)
    """Where each trunk goes out, counted from `pos`."""

    def enters_at(self, wire: Wire) -> int:
        """Place across the flow at which `wire` arrives."""
        return self.pos + self.arrives.get(wire, 0)

    def leaves_at(self, wire: Wire) -> int:
        """Place across the flow at which `wire` goes out."""
        return self.pos + (self.leaves[wire.port] if self.wire is None else 0)


@dataclass(slots=True)
class Plan:
    """A finished layout."""

    wires: list[Wire]
    nodes: dict[str, Node]
    layers: list[list[Node]]
    horizontal: bool


def merge(wires: Sequence[Wire]) -> list[Wire]:
    """One wire for all arrows between two boxes in one direction; opposite ones of one kind become two-headed."""
    found: dict[tuple[str, str], Wire] = {}
    for wire in wires:
        if wire.source == wire.target:
            continue
        same = found.get((wire.source, wire.target))
        opposite = found.get((wire.target, wire.source))
        if same is not None:
            same.dashed = same.dashed and wire.dashed
            kept = same
        elif opposite is not None and opposite.dashed == wire.dashed:
            opposite.both, kept = True, opposite
        else:
            found[wire.source, wire.target] = Wire(wire.source, wire.target, wire.label, wire.dashed)
            continue
        if wire.label and wire.label not in kept.label.split(" / "):
            kept.label = f"{kept.label} / {wire.label}" if kept.label else wire.label
    return list(found.values())


def arrange(texts: dict[str, tuple[str, ...]], wires: Sequence[Wire], horizontal: bool) -> Plan:
    """Lays boxes with these lines of text out.

    Args:
        texts: the lines inside each box, by name, in order of first appearance.
        wires: between those boxes.
        horizontal: whether the arrows run to the right (else downwards).
    """
    merged = merge(wires)
    depth = _layers(list(texts), merged)
    nodes = {name: Node(name, lines, layer=depth[name]) for name, lines in texts.items()}
    layers: list[list[Node]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for node in nodes.values():
        layers[node.layer].append(node)
    before: dict[Node, list[Node]] = defaultdict(list)
    after: dict[Node, list[Node]] = defaultdict(list)
    for wire in merged:
        _pass_through(wire, nodes, layers)
        for left, right in zip(wire.chain, wire.chain[1:]):
            after[left].append(right)
            before[right].append(left)
    _order(layers, before, after)
    _ports(nodes, layers, merged, horizontal)
    _place(layers, merged, horizontal)
    return Plan(merged, nodes, layers, horizontal)


# -- layers ------------------------------------------------------------------------------------------------------------


def _layers(names: list[str], wires: list[Wire]) -> dict[str, int]:
    _turn_back_wires(names, wires)
    ahead: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for wire in wires:
        low, high = (wire.target, wire.source) if wire.turned else (wire.source, wire.target)
        ahead[low].append(high)
        behind[high].append(low)
    depth = dict.fromkeys(names, 0)
    waiting = {name: len(behind[name]) for name in names}
    ready = [name for name in names if not waiting[name]]
    order = []
    while ready:
        name = ready.pop()
        order.append(name)
        for other in ahead[name]:
            depth[other] = max(depth[other], depth[name] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    for _ in range(2):  # sources move towards what they call
        for name in reversed(order):
            if ahead[name] and len(ahead[name]) > len(behind[name]):
                depth[name] = max(depth[name], min(depth[other] for other in ahead[name]) - 1)
    return depth


def _turn_back_wires(names: list[str], wires: list[Wire]) -> None:
    """Turns the wires that close a cycle, found depth first in the order of appearance."""
    out: dict[str, list[Wire]] = defaultdict(list)
    called = set()
    for wire in wires:
        out[wire.source].append(wire)
        called.add(wire.target)
    state: dict[str, int] = {}
    for root in [name for name in names if name not in called] + names:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(out[root]))]
        while stack:
            name, rest = stack[-1]
            for wire in rest:
                seen = state.get(wire.target)
                if seen == 1:
                    wire.turned = True
                elif seen is None:
                    state[wire.target] = 1
                    stack.append((wire.target, iter(out[wire.target])))
                    break
            else:
                state[name] = 2
                stack.pop()


def _pass_through(wire: Wire, nodes: dict[str, Node], layers: list[list[Node]]) -> None:
    first, last = nodes[wire.source], nodes[wire.target]
    if wire.turned:
        first, last = last, first
    wire.chain = [first]
    for layer in range(first.layer + 1, last.layer):
        node = Node("", wire=wire, layer=layer)
        layers[layer].append(node)
        wire.chain.append(node)
    wire.chain.append(last)


# -- order -------------------------------------------------------------------------------------------------------------

_ROUNDS = 10
"""Sweeps of the ordering; it seldom gets better after six."""


def _order(layers: list[list[Node]], before: dict[Node, list[Node]], after: dict[Node, list[Node]]) -> None:
    rank = {node: index for layer in layers for index, node in enumerate(layer)}
    best, kept = _crossings(layers, after, rank), [list(layer) for layer in layers]
    for turn in range(_ROUNDS):
        if best == 0:
            break
        forward = turn % 2 == 0
        near = before if forward else after
        for index in range(1, len(layers)) if forward else range(len(layers) - 2, -1, -1):
            layer = layers[index]
            weights = {
                node: (sum(rank[other] for other in near[node]) / len(near[node]) if near[node] else rank[node])
                for node in layer
            }
            layer.sort(key=lambda node: (weights[node], rank[node]))
            rank.update((node, place) for place, node in enumerate(layer))
        for layer in layers:
            _swap_neighbours(layer, before, after, rank)
        count = _crossings(layers, after, rank)
        if count < best:
            best, kept = count, [list(layer) for layer in layers]
    for layer, order in zip(layers, kept, strict=True):
        layer[:] = order


def _swap_neighbours(
    layer: list[Node], before: dict[Node, list[Node]], after: dict[Node, list[Node]], rank: dict[Node, int]
) -> None:
    for place in range(len(layer) - 1):
        left, right = layer[place], layer[place + 1]
        gain = 0
        for near in (before, after):
            theirs = [rank[node] for node in near[right]]
            for node in near[left]:
                own = rank[node]
                for other in theirs:
                    gain += (own > other) - (own < other)
        if gain > 0:
            layer[place], layer[place + 1] = right, left
            rank[left], rank[right] = place + 1, place


def _crossings(layers: list[list[Node]], after: dict[Node, list[Node]], rank: dict[Node, int]) -> int:
    count = 0
    for layer in layers[:-1]:
        ends: list[int] = []
        for node in layer:
            targets = sorted(rank[other] for other in after[node])
            count += sum(len(ends) - bisect_right(ends, target) for target in targets)
            for target in targets:
                insort(ends, target)
    return count


# -- ports -------------------------------------------------------------------------------------------------------------


def _ports(nodes: dict[str, Node], layers: list[list[Node]], wires: list[Wire], horizontal: bool) -> None:
    """Gives every arriving wire a place of its own, and every trunk one place to go out; sizes the boxes for them."""
    rank = {node: index for layer in layers for index, node in enumerate(layer)}
    arriving: dict[Node, list[Wire]] = defaultdict(list)
    leaving: dict[Node, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
    for wire in wires:
        arriving[wire.chain[-1]].append(wire)
        leaving[wire.chain[0]][wire.port].append(rank[wire.chain[1]])
    for node in nodes.values():
        ins = sorted(arriving[node], key=lambda wire: rank[wire.chain[-2]])
        trunks = leaving[node]
        outs = sorted(trunks, key=lambda port: sum(trunks[port]) / len(trunks[port]))
        inner = max((width_of(line) for line in node.lines), default=0)
        if horizontal:
            node.main = inner + 4
            node.size = max(len(node.lines) + 2, len(ins) + 2, len(outs) + 2)
            middle = (node.size - 1) // 2
            node.arrives = {wire: 1 + index if len(ins) > 1 else middle for index, wire in enumerate(ins)}
            node.leaves = {port: 1 + index if len(outs) > 1 else middle for index, port in enumerate(outs)}
            continue
        node.main = len(node.lines) + 2
        needs = [max(2, width_of(wire.label) + 3) for wire in ins]
        node.size = max(inner + 4, sum(needs[:-1]) + 5, 2 * len(outs) + 3) | 1
        at = max(2, (node.size - sum(needs[:-1])) // 2)
        for wire, need in zip(ins, needs, strict=True):
            node.arrives[wire] = at
            at += need
        if ins:
            node.overhang = max(0, node.arrives[ins[-1]] + 2 + width_of(ins[-1].label) - node.size)
        node.leaves = {port: node.size // 2 + 2 * index - (len(outs) - 1) for index, port in enumerate(outs)}


# -- places ------------------------------------------------------------------------------------------------------------

_SWEEPS = 14


def _place(layers: list[list[Node]], wires: list[Wire], horizontal: bool) -> None:
    def gap(node: Node) -> int:
        return 1 if horizontal else 2 + node.overhang

    for layer in layers:
        at = 0
        for node in layer:
            node.pos = at
            at += node.size + gap(node)
    into: dict[Node, list[tuple[Node, Wire]]] = defaultdict(list)
    out: dict[Node, list[tuple[Node, Wire]]] = defaultdict(list)
    for wire in wires:
        for left, right in zip(wire.chain, wire.chain[1:]):
            out[left].append((right, wire))
            into[right].append((left, wire))
    for sweep in range(_SWEEPS):
        forward, settling = sweep % 2 == 0, sweep > _SWEEPS - 4
        for layer in layers if forward else reversed(layers):
            wanted: list[tuple[float, float]] = []
            for node in layer:
                pulls: list[tuple[int, int]] = []
                if forward or settling:
                    pulls += [
                        (other.leaves_at(wire) - node.arrives.get(wire, 0), _pull(node, other))
                        for other, wire in into[node]
                    ]
                if not forward or settling:
                    pulls += [
                        (other.enters_at(wire) - node.leaves.get(wire.port, 0), _pull(node, other))
                        for other, wire in out[node]
                    ]
                if not pulls:
                    wanted.append((node.pos, 0.1))
                    continue
                weight = total = 0
                for at, pull in pulls:
                    weight += pull
                    total += at * pull
                wanted.append((total / weight, weight))
            _settle(layer, wanted, gap)
    least = min((node.pos for layer in layers for node in layer), default=0)
    for layer in layers:
        for node in layer:
            node.pos -= least


def _pull(node: Node, other: Node) -> int:
    """How much two joined nodes want to be level: long wires most, so that they run straight."""
    if node.wire is None:
        return 1 if other.wire is None else 3
    return 3 if other.wire is None else 8


def _settle(layer: list[Node], wanted: Sequence[tuple[float, float]], gap: Callable[[Node], int]) -> None:
    """Moves the nodes of a layer as near to their wanted places as their order and gaps allow.

    Least squares by pooling adjacent violators: neighbours that would overlap move as one block.
    """
    offsets, at = [], 0
    for node in layer:
        offsets.append(at)
        at += node.size + gap(node)
    blocks: list[list[float]] = []
    for (want, weight), offset in zip(wanted, offsets, strict=True):
        blocks.append([want - offset, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, load, count = blocks.pop()
            last = blocks[-1]
            last[0] = (last[0] * last[1] + value * load) / (last[1] + load)
            last[1] += load
            last[2] += count
    index = 0
    for value, _, count in blocks:
        for _ in range(int(count)):
            layer[index].pos = round(value) + offsets[index]
            index += 1
