"""From a layout to characters: lines with their bends and crossings, arrow heads, labels, boxes.

A crossing breaks the line that runs along (`─│─`), a junction does not (`┬`), so that the two read differently, and a
picture can be traced back to its arrows.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import field

from coach.design.cells import clusters, width_of
from coach.design.layout import Node, Plan
from coach.design.routing import Gap, Run
from coach.model.quick import dataclass

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8

_SOLID = {
    UP | DOWN: "│", LEFT | RIGHT: "─", DOWN | RIGHT: "╭", DOWN | LEFT: "╮", UP | RIGHT: "╰", UP | LEFT: "╯",
    UP | DOWN | RIGHT: "├", UP | DOWN | LEFT: "┤", DOWN | LEFT | RIGHT: "┬", UP | LEFT | RIGHT: "┴",
    UP | DOWN | LEFT | RIGHT: "┼", UP: "│", DOWN: "│", LEFT: "─", RIGHT: "─", 0: " ",
}  # fmt: skip
_DASHED = {**_SOLID, UP | DOWN: "┊", LEFT | RIGHT: "┄", UP: "┊", DOWN: "┊", LEFT: "┄", RIGHT: "┄"}

Point = tuple[int, int]
"""Column and row."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """The cells of a box, borders included."""

    left: int
    top: int
    width: int
    height: int


@dataclass(slots=True)
class Canvas:
    """Characters with their style, by column and row. The second cell of a wide character holds ""."""

    cells: dict[Point, tuple[str, str]] = field(default_factory=dict)
    boxes: dict[str, Rectangle] = field(default_factory=dict)


def width_of_plan(plan: Plan, gaps: list[Gap]) -> int:
    """Columns that a plan takes when it is painted; labels that stand out at the right may add a few."""
    if plan.horizontal:
        return _Painter(plan, gaps).length
    return max((node.pos + node.size + node.overhang for layer in plan.layers for node in layer), default=0)


def paint(plan: Plan, gaps: list[Gap], styles: dict[str, tuple[str, ...]]) -> Canvas:
    """Draws a laid-out plan.

    Args:
        plan: boxes with their places.
        gaps: the tracks between its layers.
        styles: for each box, the style of its border, then one for each of its lines.
    """
    painter = _Painter(plan, gaps)
    painter.wires()
    painter.nodes(styles)
    return Canvas(painter.cells, painter.boxes)


class _Painter:
    def __init__(self, plan: Plan, gaps: list[Gap]) -> None:
        self.plan = plan
        self.gaps = gaps
        self.across = plan.horizontal
        self.cells: dict[Point, tuple[str, str]] = {}
        self.boxes: dict[str, Rectangle] = {}
        self._strokes: dict[Point, dict[Hashable, tuple[int, bool]]] = defaultdict(dict)
        self._depths = [max((node.main for node in layer if node.wire is None), default=1) for layer in plan.layers]
        self._starts: list[int] = []
        self._gap_starts: list[int] = []
        self._gap_ends: list[int] = []
        self._measure()

    def _measure(self) -> None:
        """Where each layer and each gap begins along the flow."""
        labels: dict[int, int] = defaultdict(int)
        heads: set[int] = set()
        for wire in self.plan.wires:
            into = wire.chain[-2].layer
            labels[into] = max(labels[into], width_of(wire.label))
            if wire.turned or wire.both:
                heads.add(wire.chain[0].layer)
        at = 0
        for index, depth in enumerate(self._depths):
            self._starts.append(at)
            at += depth
            if index < len(self.gaps):
                tracks = self.gaps[index].tracks
                # a head where the line begins needs a cell before the first bend
                before = 0 if self.across else int(index in heads)
                long = labels[index]
                room = 2 * tracks + 2 + (long + 2 if long else 1) if self.across else tracks + before + 2
                self._gap_starts.append(at + before)
                self._gap_ends.append(at + room)
                at += room
        self.length = at
        """Cells along the flow."""

    # -- lines -------------------------------------------------------------------------------------------------------

    def wires(self) -> None:
        texts: list[tuple[int, int, str]] = []
        heads: list[tuple[int, int, bool]] = []
        for index, gap in enumerate(self.gaps):
            for run in gap.runs:
                self._run(run, index, texts, heads)
        for layer in self.plan.layers:
            for node in layer:
                if node.wire is not None:
                    start = self._starts[node.layer]
                    end = start + self._depths[node.layer] - 1
                    self._stroke((node.wire, node.layer), start, node.pos, end, node.pos, node.wire.dashed)
        for point, nets in self._strokes.items():
            self.cells[point] = _glyph(list(nets.values()))
        for along, across, text in texts:
            self._text(along, across, text)
        for along, across, forward in heads:
            glyph = ("▶" if forward else "◀") if self.across else ("▼" if forward else "▲")
            self.cells[self._point(along, across)] = (glyph, "head")

    def _run(self, run: Run, gap: int, texts: list[tuple[int, int, str]], heads: list[tuple[int, int, bool]]) -> None:
        source = run.net[0]
        begin = self._starts[gap] + (source.main if source.wire is None else self._depths[gap]) - 1
        last = self._gap_ends[gap] - 1
        bend = None
        if run.track is not None:
            bend = self._gap_starts[gap] + (2 * run.track + 1 if self.across else run.track)
        net = (run.net, gap)
        for landing in run.landings:
            wire = landing.wire
            if bend is None:
                self._stroke(net, begin, run.start, last, landing.at, wire.dashed)
            else:
                self._stroke(net, begin, run.start, bend, run.start, wire.dashed)
                self._stroke(net, bend, run.start, bend, landing.at, wire.dashed)
                self._stroke(net, bend, landing.at, last, landing.at, wire.dashed)
            if landing.node.wire is None:
                if wire.both or not wire.turned:
                    heads.append((last, landing.at, True))
                if wire.label:
                    at = last - width_of(wire.label) - 1 if self.across else last
                    texts.append((at, landing.at if self.across else landing.at + 2, wire.label))
            if source.wire is None and (wire.both or wire.turned):
                heads.append((begin + 1, run.start, False))

    def _stroke(self, net: Hashable, along: int, across: int, to_along: int, to_across: int, dashed: bool) -> None:
        """A straight line; both ends included."""
        if across == to_across:
            first, second = (LEFT, RIGHT) if self.across else (UP, DOWN)
            low, high = min(along, to_along), max(along, to_along)
            points = [self._point(at, across) for at in range(low, high + 1)]
        else:
            first, second = (UP, DOWN) if self.across else (LEFT, RIGHT)
            low, high = min(across, to_across), max(across, to_across)
            points = [self._point(along, at) for at in range(low, high + 1)]
        if low == high:
            return
        for index, point in enumerate(points):
            arms = (first if index else 0) | (second if index < len(points) - 1 else 0)
            nets = self._strokes[point]
            nets[net] = (nets[net][0] | arms if net in nets else arms, dashed)

    def _text(self, along: int, across: int, text: str) -> None:
        column, row = self._point(along, across)
        self._write(column, row, text, "label")

    def _write(self, column: int, row: int, text: str, style: str) -> None:
        for cluster, width in clusters(text):
            self.cells[column, row] = (cluster, style)
            if width == 2:
                self.cells[column + 1, row] = ("", style)
            column += width

    def _point(self, along: int, across: int) -> Point:
        return (along, across) if self.across else (across, along)

    # -- boxes -------------------------------------------------------------------------------------------------------

    def nodes(self, styles: dict[str, tuple[str, ...]]) -> None:
        for layer in self.plan.layers:
            for node in layer:
                if node.wire is None:
                    self._box(node, styles.get(node.name, ("box", "name")))

    def _box(self, node: Node, styles: tuple[str, ...]) -> None:
        column, row = self._point(self._starts[node.layer], node.pos)
        width, height = (node.main, node.size) if self.across else (node.size, node.main)
        border = styles[0]
        right, bottom = column + width - 1, row + height - 1
        level, upright, blank = ("─", border), ("│", border), (" ", border)
        for x in range(column + 1, right):
            self.cells[x, row] = self.cells[x, bottom] = level
            for y in range(row + 1, bottom):
                self.cells[x, y] = blank
        for y in range(row + 1, bottom):
            self.cells[column, y] = self.cells[right, y] = upright
        for point, corner in zip(((column, row), (right, row), (column, bottom), (right, bottom)), "┌┐└┘", strict=True):
            self.cells[point] = (corner, border)
        top = row + 1 + max(0, (height - 2 - len(node.lines)) // 2)
        for index, line in enumerate(node.lines):
            style = styles[min(index + 1, len(styles) - 1)]
            self._write(column + 1 + (width - 2 - width_of(line)) // 2, top + index, line, style)
        for place in node.leaves.values():
            point = (right, row + place) if self.across else (column + place, bottom)
            self.cells[point] = ("├" if self.across else "┬", border)
        self.boxes[node.name] = Rectangle(column, row, width, height)


def _glyph(nets: list[tuple[int, bool]]) -> tuple[str, str]:
    """The character for everything that passes one cell: of two lines that cross, the upright one is seen."""
    if len(nets) > 1:
        upright = [net for net in nets if net[0] & (UP | DOWN) and not net[0] & (LEFT | RIGHT)]
        level = [net for net in nets if net[0] & (LEFT | RIGHT) and not net[0] & (UP | DOWN)]
        if upright and level:
            arms, dashed = upright[0]
        else:
            arms, dashed = 0, nets[0][1]
            for more, _ in nets:
                arms |= more
    else:
        arms, dashed = nets[0]
    return (_DASHED if dashed else _SOLID)[arms], "async" if dashed else "line"
