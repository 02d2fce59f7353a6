"""The executable design: milliseconds from text to picture (the fastest of several runs), and pictures read back."""

import random
import sys
import time
from pathlib import Path

import yaml

from coach.design.catalogue import build
from coach.design.drawing import draw
from coach.design.failures import kill_all
from coach.design.flow import run
from coach.design.language import read
from coach.design.prose import mentions
from coach.design.smells import check
from coach.resources import bundled_pack

TESTS = Path(__file__).resolve().parents[1] / "tests" / "design"
GRAPHS = 300


def measure() -> dict[str, float]:
    """Figures by name: milliseconds, counts and shares."""
    sys.path.insert(0, str(TESTS))
    try:
        from designs import SHORTENER, sixteen_operations
        from readback import arrows_in
        from test_drawing import random_design
    finally:
        sys.path.remove(str(TESTS))
    path = bundled_pack() / "rubrics" / "components.yaml"
    catalogue = build(yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    small, large = SHORTENER, sixteen_operations()

    def picture(text):
        diagram = read(text, catalogue)
        return draw(diagram, 100, run=run(diagram, catalogue))

    figures = {
        "text to picture, 10 boxes, ms": best(lambda: picture(small)),
        "text to picture, 20 boxes, ms": best(lambda: picture(large)),
    }
    for name, text in (("10 boxes", small), ("20 boxes", large)):
        diagram = read(text, catalogue)
        result = run(diagram, catalogue)
        figures[f"run, {name}, ms"] = best(lambda diagram=diagram: run(diagram, catalogue))
        figures[f"all kills, {name}, ms"] = best(lambda diagram=diagram, result=result: kill_all(diagram, result))
        figures[f"all rules, {name}, ms"] = best(
            lambda diagram=diagram, result=result, text=text: check(
                diagram, result, mentions(text, diagram, catalogue), text
            )
        )
    arrows = wrong = 0
    for seed in range(GRAPHS):
        diagram = random_design(random.Random(10_000 + seed))
        wanted = {(edge.source, edge.target) for edge in diagram.edges}
        for width in (60, 10_000):
            arrows += len(wanted)
            wrong += len(wanted ^ arrows_in(draw(diagram, width)))
    figures["arrows drawn in random designs"] = float(arrows)
    figures["arrows wrong when read back"] = float(wrong)
    return figures


def best(function, times=25):
    """Milliseconds of processor time of the fastest run."""
    found = []
    for _ in range(times):
        begin = time.process_time()
        function()
        found.append(time.process_time() - begin)
    return 1000 * min(found)
