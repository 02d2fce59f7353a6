"""A design as an indented tree, an operation after the other, for panes too narrow for boxes."""

from coach.design.cells import cut
from coach.design.diagram import Diagram, Edge
from coach.design.flow import Run

_MOST_LINES = 200


def tree(diagram: Diagram, run: Run | None, killed: str, width: int) -> list[str]:
    """The lines of the tree; each box once an operation, later visits as a name only."""
    lines: list[str] = []
    labelled = diagram.operations
    for operation in labelled or ("",):
        edges = [edge for edge in diagram.edges if edge.operation in (operation, "")]
        if operation:
            lines.append(cut(operation, max(8, width)))
        out: dict[str, list[Edge]] = {}
        for edge in edges:
            out.setdefault(edge.source, []).append(edge)
        called = {edge.target for edge in edges}
        roots = [name for name in out if name not in called] or list(out)[:1]
        if operation:
            own = {edge.source for edge in edges if edge.operation == operation}
            roots = [name for name in roots if name in own] or list(own)[:1]
        seen: set[str] = set()
        for root in roots:
            _branch(root, "", 1 if operation else 0, out, seen, lines, diagram, run, killed, width)
    drawn = {name for edge in diagram.edges for name in (edge.source, edge.target)}
    lines += [cut(_line(box.name, diagram, run, killed), width) for box in diagram.boxes if box.name not in drawn]
    return lines[:_MOST_LINES]


def _branch(
    root: str,
    mark: str,
    depth: int,
    out: dict[str, list[Edge]],
    seen: set[str],
    lines: list[str],
    diagram: Diagram,
    run: Run | None,
    killed: str,
    width: int,
) -> None:
    stack = [(root, mark, depth)]
    while stack and len(lines) < _MOST_LINES:
        name, mark, depth = stack.pop()
        lines.append(cut("  " * min(depth, 12) + mark + _line(name, diagram, run, killed), max(8, width)))
        if name in seen:
            continue
        seen.add(name)
        stack.extend(
            (edge.target, "⇢ " if edge.asynchronous else "→ ", depth + 1) for edge in reversed(out.get(name, []))
        )


def _line(name: str, diagram: Diagram, run: Run | None, killed: str) -> str:
    box = diagram.box(name)
    words = name if box is None or box.replicas == 1 else f"{name} ×{box.replicas}"
    if name.casefold() == killed.casefold():
        return f"╳ {words} (killed)"
    load = run.boxes.get(name) if run is not None and run.loaded else None
    if load is not None and load.utilisation > 0:
        words += f" {load.utilisation:.0%}"
    return words
