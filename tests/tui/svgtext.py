"""The screen of a running app as plain text, read from its public SVG export, and goldens made of it.

`COACH_UPDATE_GOLDENS=1 python -m pytest tests/tui/test_goldens.py` writes the goldens anew; look at the difference
before you commit it.
"""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

CELL_WIDTH = 12.2  # of Rich's SVG export at its default font size
GOLDENS = Path(__file__).parent / "goldens"
_TEXT = "{http://www.w3.org/2000/svg}text"


def screen_text(app) -> str:
    """Lines of `app`'s screen without trailing blanks; call it while the app runs."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for node in ET.fromstring(app.export_screenshot(simplify=True)).iter(_TEXT):
        clip = node.attrib.get("clip-path")
        if clip:  # all but the window's title
            row = int(re.search(r"line-(\d+)", clip)[1])
            rows.setdefault(row, []).append((round(float(node.attrib["x"]) / CELL_WIDTH), node.text or ""))
    lines = []
    for row in range(app.size.height):
        line = ""
        for column, part in sorted(rows.get(row, [])):
            line = line.ljust(column) + part.replace("\xa0", " ")
        lines.append(line.rstrip())
    return "\n".join(lines)


def assert_golden(app, name: str) -> None:
    """Compare the screen with the golden called `name` for this size, or write it when asked to."""
    path = GOLDENS / f"{name}-{app.size.width}x{app.size.height}.txt"
    shown = screen_text(app) + "\n"
    if os.environ.get("COACH_UPDATE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), f"{path.name} differs; see tests/tui/svgtext.py"
