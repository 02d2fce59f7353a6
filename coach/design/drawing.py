"""The picture of a design: boxes with their load, in a terminal or as SVG.

Left to right when that fits the width, else top-down, else (and always below 60 columns) an indented tree. A design too
large for a picture is told in one sentence instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

from coach.design.canvas import Canvas, Point, Rectangle, paint, width_of_plan
from coach.design.cells import clusters, cut, width_of
from coach.design.diagram import Box, Diagram
from coach.design.flow import BoxLoad, Run
from coach.design.layout import Wire, arrange
from coach.design.routing import route
from coach.design.tree import tree
from coach.model.quick import dataclass

NARROW = 60
"""Columns below which a tree reads better than boxes."""

MOST_BOXES = 40
MOST_WIRES = 100
"""A larger picture takes longer than a tenth of a second to lay out, and nobody can follow it."""

_LONGEST_NAME = 24
_LONGEST_LABEL = 16

_ASCII = str.maketrans(
    {
        "│": "|", "┊": ":", "─": "-", "┄": ".", "▶": ">", "◀": "<", "▼": "v", "▲": "^", "×": "x", "▰": "#", "▱": "-",
        "╳": "X", "…": "~", "↻": "@", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╭": "+", "╮": "+", "╰": "+",
        "╯": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+", "·": "-", "→": ">", "⇢": "~",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of one line and what it shows, for colour."""

    start: int
    """First character of the line, counted in characters, not cells."""
    end: int
    style: str
    """box, box-calm, box-busy, box-hot, box-over, box-killed, name, load, line, async, head, label, note."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn design."""

    lines: tuple[str, ...]
    styles: tuple[tuple[Styled, ...], ...] = ()
    """For each line, its stretches from left to right; what is between them is blank."""
    shape: str = "across"
    """across, down, tree, or text when it is a sentence and no picture."""
    boxes: Mapping[str, Rectangle] = field(default_factory=dict)
    """Where each box is, in cells; empty for a tree."""
    cells: Mapping[Point, tuple[str, str]] = field(default_factory=dict)
    """Every cell with its style; empty for a tree."""

    @property
    def width(self) -> int:
        """Cells of the longest line."""
        return max((width_of(line) for line in self.lines), default=0)


def draw(
    diagram: Diagram, width: int, *, run: Run | None = None, killed: str = "", ascii_only: bool = False
) -> Picture:
    """Draws a diagram.

    Args:
        diagram: what to draw.
        width: columns there are. A picture may be wider when no form of it fits; it never is below 60 columns.
        run: fills the boxes with their load.
        killed: name of a box to cross out.
        ascii_only: for terminals without box-drawing characters.
    """
    if not diagram.boxes:
        return _sentence("Nothing is drawn yet. A line such as `client -> lb -> app -> db` draws itself.")
    wires = wires_of(diagram, run)
    if len(diagram.boxes) > MOST_BOXES or len(wires) > MOST_WIRES:
        return _sentence(
            f"{len(diagram.boxes)} boxes and {len(wires)} arrows are more than a picture can show"
            f" (up to {MOST_BOXES} and {MOST_WIRES}); everything else works on them all the same."
        )
    if width >= NARROW:
        texts, styles = _contents(diagram, run, killed)
        canvas, shape = _canvas(texts, styles, wires, width)
        picture = _with_groups(_picture(canvas, shape), diagram)
    else:
        lines = [(line, "name") for line in tree(diagram, run, killed, width)]
        picture = Picture(
            tuple(line for line, _ in lines),
            tuple((Styled(0, len(line), style),) for line, style in lines),
            "tree",
        )
    return _in_ascii(picture) if ascii_only else picture


def wires_of(diagram: Diagram, run: Run | None = None) -> list[Wire]:
    """The lines of the picture: one for each pair of boxes, labelled where not all operations take it."""
    operations = diagram.operations
    kinds = {box.name: run.catalogue[box.kind] for box in diagram.boxes} if run else {}
    labels: dict[tuple[str, str], dict[str, None]] = {}
    dashed: dict[tuple[str, str], bool] = {}
    everyone: set[tuple[str, str]] = set()
    for edge in diagram.edges:
        if edge.source == edge.target:
            continue
        pair = edge.source, edge.target
        lazy = edge.asynchronous or (edge.source in kinds and kinds[edge.source].role == "queue")
        dashed[pair] = dashed.get(pair, True) and lazy
        found = labels.setdefault(pair, {})
        if edge.operation:
            found[edge.operation] = None
        elif edge.label:
            found[edge.label] = None
        else:
            everyone.add(pair)
    wires = []
    for pair, found in labels.items():
        label = ""
        if pair not in everyone and not found.keys() >= set(operations or [""]):
            label = " / ".join(dict.fromkeys(_short(name, operations) for name in found))
        wires.append(Wire(*pair, cut(label, _LONGEST_LABEL), dashed[pair]))
    return wires


def _short(label: str, operations: Sequence[str]) -> str:
    """An operation's verb, where no other operation has it."""
    verb = label.split(" ", 1)[0]
    if label in operations and sum(other.split(" ", 1)[0] == verb for other in operations) == 1:
        return verb
    return label


def bar(utilisation: float) -> str:
    """Five marks and the percentage: `▰▰▰▰▱ 73%`."""
    full = max(0, min(5, round(utilisation * 5)))
    percent = f"{utilisation:.0%}" if utilisation < 100 else ">9999%"
    return "▰" * full + "▱" * (5 - full) + f" {percent}"


def heat(utilisation: float) -> str:
    """The style of a box by how full it is: calm below half, busy below 70%, hot below 1, then over."""
    if utilisation >= 1:
        return "box-over"
    return "box-calm" if utilisation < 0.5 else "box-busy" if utilisation < 0.7 else "box-hot"


def _contents(
    diagram: Diagram, run: Run | None, killed: str
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What stands in each box, and how it is styled."""
    loops = {edge.source for edge in diagram.edges if edge.source == edge.target}
    gone = killed.casefold()
    texts: dict[str, tuple[str, ...]] = {}
    styles: dict[str, tuple[str, ...]] = {}
    for box in diagram.boxes:
        title = _title(box, box.name in loops)
        load = run.boxes.get(box.name) if run is not None and run.loaded else None
        if box.name.casefold() == gone:
            texts[box.name], styles[box.name] = (f"╳ {title} ╳", "killed"), ("box-killed", "name", "load")
        elif load is not None and _measured(load):
            texts[box.name] = (title, bar(load.utilisation))
            styles[box.name] = (heat(load.utilisation), "name", "load")
        else:
            texts[box.name], styles[box.name] = (title,), ("box", "name")
    return texts, styles


def _measured(load: BoxLoad) -> bool:
    return load.kind.role != "source" and load.capacity != float("inf")


def _title(box: Box, loops: bool) -> str:
    title = cut(box.name, _LONGEST_NAME) or "?"
    if box.replicas > 1:
        title += f" ×{box.replicas}"
    return f"{title} ↻" if loops else title


def _canvas(
    texts: dict[str, tuple[str, ...]], styles: dict[str, tuple[str, ...]], wires: list[Wire], width: int
) -> tuple[Canvas, str]:
    """The form that fits the width, left to right first; when none does, the narrower one."""
    plan = arrange(texts, wires, True)
    gaps, shape = route(plan), "across"
    across = width_of_plan(plan, gaps)
    if across > width:
        down = arrange(texts, wires, False)
        down_gaps = route(down)
        if width_of_plan(down, down_gaps) < across:
            plan, gaps, shape = down, down_gaps, "down"
    return paint(plan, gaps, styles), shape


def _picture(canvas: Canvas, shape: str) -> Picture:
    """The lines of a canvas, with what each stretch of them shows."""
    rows: dict[int, list[tuple[int, str, str]]] = {}
    for (column, row), (char, style) in canvas.cells.items():
        rows.setdefault(row, []).append((column, char, style))
    lines: list[str] = []
    styled: list[tuple[Styled, ...]] = []
    for row in range(max(rows, default=-1) + 1):
        parts: list[str] = []
        stretches: list[Styled] = []
        at = start = here = 0
        shown = ""
        for column, char, style in sorted(rows.get(row, ())):
            if column > at or style != shown:
                if shown and here > start:
                    stretches.append(Styled(start, here, shown))
                parts.append(" " * (column - at))
                here += column - at
                start, shown = here, style
            parts.append(char)
            here += len(char)
            at = column + 1
        if shown and here > start:
            stretches.append(Styled(start, here, shown))
        line = "".join(parts)
        lines.append(line.rstrip())
        styled.append(tuple(stretches))
    return Picture(tuple(lines), tuple(styled), shape, canvas.boxes, canvas.cells)


def _with_groups(picture: Picture, diagram: Diagram) -> Picture:
    """Adds a line a group below the picture."""
    if not diagram.groups:
        return picture
    told = [""] + [f"· {cut(group.name, 30)}: {', '.join(group.boxes)}" for group in diagram.groups[:12]]
    told = [cut(line, 200) for line in told]
    return Picture(
        picture.lines + tuple(told),
        picture.styles + tuple((Styled(0, len(line), "note"),) if line else () for line in told),
        picture.shape,
        picture.boxes,
        picture.cells,
    )


def _sentence(words: str) -> Picture:
    return Picture((words,), ((Styled(0, len(words), "note"),),), "text")


def _in_ascii(picture: Picture) -> Picture:
    """The same picture in ASCII; letters of names that are not ASCII stay as the candidate wrote them."""
    return Picture(
        tuple(line.translate(_ASCII) for line in picture.lines),
        picture.styles,
        picture.shape,
        picture.boxes,
        {point: (char.translate(_ASCII), style) for point, (char, style) in picture.cells.items()},
    )


# -- SVG ---------------------------------------------------------------------------------------------------------------

_CELL_WIDTH, _CELL_HEIGHT = 8, 16
_DASHES = ' stroke-dasharray="3 2"'
_COLOURS = {
    "box": "#334155", "box-calm": "#15803d", "box-busy": "#a16207", "box-hot": "#c2410c", "box-over": "#b91c1c",
    "box-killed": "#b91c1c", "line": "#475569", "async": "#b45309", "head": "#0f172a", "label": "#0369a1",
    "name": "#0f172a", "load": "#334155", "note": "#475569",
}  # fmt: skip
_ARMS = {
    "│": "UD", "─": "LR", "┌": "DR", "╭": "DR", "┐": "DL", "╮": "DL", "└": "UR", "╰": "UR", "┘": "UL", "╯": "UL",
    "├": "UDR", "┤": "UDL", "┬": "DLR", "┴": "ULR", "┼": "UDLR", "┊": "UD", "┄": "LR",
}  # fmt: skip
_HEADS = {
    "▶": ((4, 0), (-4, -4), (-4, 4)), "◀": ((-4, 0), (4, -4), (4, 4)),
    "▼": ((0, 8), (-4, 0), (4, 0)), "▲": ((0, -8), (-4, 0), (4, 0)),
}  # fmt: skip


def to_svg(picture: Picture) -> str:
    """The picture as one self-contained SVG: strokes, polygons and text; no script, no font file, no link."""
    strokes: dict[tuple[str, bool], list[str]] = {}
    shapes: list[str] = []
    if picture.cells:
        for (column, row), (char, style) in picture.cells.items():
            x, y = column * _CELL_WIDTH + _CELL_WIDTH / 2, row * _CELL_HEIGHT + _CELL_HEIGHT / 2
            if char in _ARMS and style not in ("name", "label"):
                strokes.setdefault((style, char in "┊┄"), []).append(_stroke(x, y, _ARMS[char]))
            elif char in _HEADS and style == "head":
                points = " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in _HEADS[char])
                shapes.append(f'<polygon points="{points}" fill="{_COLOURS[style]}"/>')
    paths = [
        f'<path d="{"".join(parts)}" stroke="{_COLOURS[style]}" fill="none"{_DASHES if dashed else ""}/>'
        for (style, dashed), parts in strokes.items()
    ]
    width, height = (picture.width + 1) * _CELL_WIDTH, max(1, len(picture.lines)) * _CELL_HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="ui-monospace,Menlo,Consolas,monospace" font-size="13">'
        + "".join(paths + shapes + _texts(picture))
        + "</svg>"
    )


def _stroke(x: float, y: float, arms: str) -> str:
    ends = {"U": f"V{y - _CELL_HEIGHT / 2:g}", "D": f"V{y + _CELL_HEIGHT / 2:g}", "L": f"H{x - _CELL_WIDTH / 2:g}",
            "R": f"H{x + _CELL_WIDTH / 2:g}"}  # fmt: skip
    return "".join(f"M{x:g} {y:g}{ends[arm]}" for arm in arms)


def _texts(picture: Picture) -> list[str]:
    found = []
    for row, (line, stretches) in enumerate(zip(picture.lines, picture.styles)):
        for stretch in stretches:
            if stretch.style not in ("name", "load", "label", "note"):
                continue
            words = line[stretch.start : stretch.end]
            lead = len(words) - len(words.lstrip())
            column = width_of(line[: stretch.start + lead])
            words = words.strip()
            if words:
                safe = "".join(cluster for cluster, _ in clusters(words))
                safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                found.append(
                    f'<text x="{column * _CELL_WIDTH}" y="{row * _CELL_HEIGHT + 12}" fill="{_COLOURS[stretch.style]}"'
                    f' xml:space="preserve">{safe}</text>'
                )
    return found
