"""Reads a picture back: follows every line in the printed characters from box to arrow head.

Knows nothing of the layout: only the characters, where the boxes are, and which characters belong to a label.
"""

from coach.design.drawing import Picture

ARMS = {
    "│": "UD", "─": "LR", "╭": "DR", "╮": "DL", "╰": "UR", "╯": "UL", "├": "UDR", "┤": "UDL", "┬": "DLR", "┴": "ULR",
    "┼": "UDLR", "┊": "UD", "┄": "LR",
}  # fmt: skip
STEP = {"U": (0, -1, "D"), "D": (0, 1, "U"), "L": (-1, 0, "R"), "R": (1, 0, "L")}
HEADS = {"▶": "R", "◀": "L", "▼": "D", "▲": "U"}


def arrows_in(picture: Picture) -> set[tuple[str, str]]:
    """The arrows that a person would follow; a line with several sources gives an arrow from an extra box "?"."""
    owner = {
        (box.left + x, box.top + y): name
        for name, box in picture.boxes.items()
        for x in range(box.width)
        for y in range(box.height)
    }
    ink = {
        point: char
        for point, (char, style) in picture.cells.items()
        if point not in owner and (char != " " or style == "label")
    }
    style = {point: style for point, (_, style) in picture.cells.items()}

    def arms(point):
        if style[point] == "label":
            return ""
        char = ink[point]
        if char in HEADS:
            return HEADS[char] + STEP[HEADS[char]][2]
        return ARMS.get(char, "")

    parent = {point: point for point in ink}

    def root(point):
        while parent[point] != point:
            parent[point] = parent[parent[point]]
            point = parent[point]
        return point

    def follow(point, way):
        """What a line that leaves `point` runs into: a box, a joining cell, or nothing; it passes labels and"
        " bridges."""
        x, y = point
        while True:
            x, y = x + STEP[way][0], y + STEP[way][1]
            if (x, y) in owner:
                return "box", owner[x, y]
            if (x, y) not in ink:
                return None
            if style[x, y] == "label":
                if way in "LR":
                    continue
                return None
            here = arms((x, y))
            if STEP[way][2] in here:
                return "cell", (x, y)
            if way in here:
                return None
            if (way in "LR" and set(here) <= set("UD")) or (way in "UD" and set(here) <= set("LR")):
                continue
            return None

    for point in ink:
        for way in arms(point):
            met = follow(point, way)
            if met and met[0] == "cell":
                parent[root(point)] = root(met[1])
    ends: dict = {}
    for point in ink:
        for way in arms(point):
            met = follow(point, way)
            if met and met[0] == "box":
                sources, targets = ends.setdefault(root(point), (set(), set()))
                (targets if HEADS.get(ink[point]) == way else sources).add(met[1])
    found = set()
    for sources, targets in ends.values():
        if sources:
            found |= {(source, target) for source in sources for target in targets}
        else:  # heads at both ends
            found |= {(source, target) for source in targets for target in targets if source != target}
        if len(sources) > 1:
            found.add(("?", ", ".join(sorted(sources))))
    return found
