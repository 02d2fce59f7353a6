"""How fast sheets are graded: read, run and judged, after loading."""

import statistics
import time

from coach.grading import grade
from coach.language.sheets import parse
from coach.packs.library import find_problem, load_rubrics
from coach.resources import bundled_pack

ROUNDS = 8


def measure() -> dict[str, float]:
    """CPU milliseconds a sheet over the golden sheets of the bundled problem (median, worst), and sheets a second."""
    rubrics, problem = load_rubrics(), find_problem("url-shortener")
    folder = bundled_pack() / "problems" / "url-shortener" / "golden"
    sheets = [parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.md"))]
    for sheet in sheets:
        grade(sheet, problem, rubrics)
    taken = []
    for _ in range(ROUNDS):
        for sheet in sheets:
            begun = time.process_time()
            grade(sheet, problem, rubrics)
            taken.append(time.process_time() - begun)
    middle = statistics.median(taken)
    return {
        "grade one sheet, median ms": round(middle * 1000, 1),
        "grade one sheet, worst ms": round(max(taken) * 1000, 1),
        "sheets a second on one core": round(1 / statistics.mean(taken), 1),
        "words a sheet, mean": round(statistics.mean(len(sheet.text.split()) for sheet in sheets)),
    }
