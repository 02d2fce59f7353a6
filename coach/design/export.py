"""A design as Mermaid and as D2, to put it elsewhere. One-way views: the own text stays the source."""

import re

from coach.design.catalogue import Catalogue
from coach.design.diagram import Box, Diagram

_MERMAID_SHAPES = {"store": ("[(", ")]"), "sink": ("[(", ")]"), "queue": ("[[", "]]"), "cache": ("([", "])")}
_D2_SHAPES = {"store": "cylinder", "sink": "cylinder", "queue": "queue", "cache": "hexagon"}


def to_mermaid(diagram: Diagram, catalogue: Catalogue) -> str:
    """A Mermaid flowchart; ends with a line feed."""
    ids = _ids(diagram)
    lines = ["flowchart LR"]
    grouped = {name for group in diagram.groups for name in group.boxes}

    def node(box: Box, indent: str) -> str:
        opening, closing = _MERMAID_SHAPES.get(catalogue[box.kind].role, ("[", "]"))
        return f'{indent}{ids[box.name]}{opening}"{_escaped(_label(box))}"{closing}'

    for index, group in enumerate(diagram.groups):
        lines.append(f'    subgraph g{index}["{_escaped(group.name)}"]')
        lines += [node(box, " " * 8) for box in diagram.boxes if box.name in group.boxes]
        lines.append("    end")
    lines += [node(box, "    ") for box in diagram.boxes if box.name not in grouped]
    for source, target, label, lazy in _arrows(diagram):
        arrow = "-.->" if lazy else "-->"
        words = f'|"{_escaped(label)}"|' if label else ""
        lines.append(f"    {ids[source]} {arrow}{words} {ids[target]}")
    return "\n".join(lines) + "\n"


def to_d2(diagram: Diagram, catalogue: Catalogue) -> str:
    """A D2 diagram; ends with a line feed."""
    ids = _ids(diagram)
    lines = ["direction: right"]
    inside = {name: f"g{index}." for index, group in enumerate(diagram.groups) for name in group.boxes}
    for index, group in enumerate(diagram.groups):
        lines.append(f"g{index}: {_quoted(group.name)}")
    for box in diagram.boxes:
        kind = catalogue[box.kind]
        shape = "person" if kind.id == "client" else _D2_SHAPES.get(kind.role, "")
        style = f" {{shape: {shape}}}" if shape else ""
        lines.append(f"{inside.get(box.name, '')}{ids[box.name]}: {_quoted(_label(box))}{style}")
    for source, target, label, lazy in _arrows(diagram):
        ends = f"{inside.get(source, '')}{ids[source]} -> {inside.get(target, '')}{ids[target]}"
        style = " {style.stroke-dash: 3}" if lazy else ""
        lines.append(f"{ends}: {_quoted(label)}{style}")
    return "\n".join(lines) + "\n"


def _ids(diagram: Diagram) -> dict[str, str]:
    """For each box an identifier that both languages take: word characters, no reserved word, none twice."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for box in diagram.boxes:
        plain = re.sub(r"\W+", "_", box.name, flags=re.ASCII).strip("_")
        # a trailing underscore keeps clear of words that mean something to one of the languages ("end", "style")
        wanted = f"{plain}_" if plain.lower() in _RESERVED else plain
        if not plain or plain[0].isdigit():
            wanted = f"n_{plain}"
        name, number = wanted, 2
        while name.lower() in taken:
            name, number = f"{wanted}_{number}", number + 1
        taken.add(name.lower())
        ids[box.name] = name
    return ids


_RESERVED = frozenset(
    {
        "end", "graph", "flowchart", "subgraph", "style", "class", "classdef", "classes", "click", "linkstyle",
        "direction", "default", "label", "shape", "near", "icon", "tooltip", "link", "width", "height", "vars",
        "layers", "scenarios", "steps", "null", "true", "false", "top", "left", "right", "bottom",
    }
)  # fmt: skip


def _label(box: Box) -> str:
    parts = [box.name]
    if box.replicas > 1:
        parts.append(f"x{box.replicas}")
    for key, value in box.attributes.items():
        parts.append(f"{key}={value:g}" if isinstance(value, float) else f"{key}={value}")
    return " ".join(parts)


def _arrows(diagram: Diagram) -> list[tuple[str, str, str, bool]]:
    """One arrow for each pair of boxes and way of calling, with all its labels."""
    labels: dict[tuple[str, str, bool], dict[str, None]] = {}
    for edge in diagram.edges:
        found = labels.setdefault((edge.source, edge.target, edge.asynchronous), {})
        for words in (edge.operation, edge.label):
            if words:
                found[words] = None
    return [(source, target, " / ".join(words), lazy) for (source, target, lazy), words in labels.items()]


def _escaped(words: str) -> str:
    """Text inside a quoted Mermaid string, where entities stand for the characters that end or open something."""
    words = words.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return " ".join(words.replace("`", "'").split())


def _quoted(words: str) -> str:
    words = words.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return '"' + " ".join(words.split()) + '"'
