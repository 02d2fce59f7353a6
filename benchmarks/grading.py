"""How fast sheets are graded: read, run and judged, after loading."""

import statistics
import time

from coach.grading import grade
from coach.language.sheets import parse
from coach.packs.library import find_problem, load_rubrics, reference

ROUNDS = 40


def measure() -> dict[str, float]:
    """Milliseconds a full sheet (median and worst of 40, one process) and sheets a second on one core."""
    rubrics, problem = load_rubrics(), find_problem("url-shortener")
    sheet = parse(reference("url-shortener"), "reference.md")
    grade(sheet, problem, rubrics)
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        grade(sheet, problem, rubrics)
        taken.append(time.process_time() - begun)
    middle = statistics.median(taken)
    return {
        "grade one sheet, median ms": round(middle * 1000, 1),
        "grade one sheet, worst ms": round(max(taken) * 1000, 1),
        "sheets a second on one core": round(1 / middle, 1),
    }
