"""Any text, any size: no exception, a picture or a sentence, in time."""

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.design.drawing import draw, to_svg
from coach.design.failures import kill_all
from coach.design.flow import run
from coach.design.language import read
from coach.design.prose import mentions
from coach.design.smells import check
from tests.design.designs import SHORTENER, sixteen_operations
from tests.timing import least

chance = random.Random(1)

LARGE = {
    "500 boxes in a row": "\n".join(f"b{i} -> b{i + 1}" for i in range(499)),
    "10,000 arrows": "\n".join(f"b{chance.randrange(300)} -> b{chance.randrange(300)}" for _ in range(10_000)),
    "everything to everything": ", ".join(f"a{i}" for i in range(60)) + " -> " + ", ".join(f"c{i}" for i in range(60)),
    "loops": "a -> a\nb -> b\na -> b -> c -> a\nc -> b",
    "wide": "\n".join(f"データベース{i} -> キャッシュ{i}: 読む" for i in range(20)),
    "right to left": "שלום -> عالم\nعالم -> שלום: مرحبا",
    "one long line": " -> ".join(f"b{i}" for i in range(3_000)),
    "brackets": "a -> b (" * 4_000,
    "arrows only": "->" * 20_000,
    "no newline": "word " * 40_000,
    "open shapes": "```mermaid\nflowchart LR\n" + 'A["' * 5_000,
}  # fmt: skip


def picture_of(text, catalogue):
    diagram = read(text, catalogue)
    return draw(diagram, 100, run=run(diagram, catalogue, {"GET": 1000.0, "POST": 10.0}))


@pytest.mark.parametrize("name", LARGE)
def test_large_and_odd_texts_are_drawn_or_told_in_time(name, catalogue):
    assert picture_of(LARGE[name], catalogue).lines
    assert least(lambda: picture_of(LARGE[name], catalogue), 3) < 1.0  # 0.2 to 0.3 measured


ALPHABET = "ab ->~:x*%,()[]{}|\"'`#\n\t\\=<.→⇒日é\u202e\u0301\x00;&/0"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=300))
def test_every_part_takes_any_text(catalogue, text):
    diagram = read(text, catalogue)
    result = run(diagram, catalogue, {"GET": 10.0, "POST": 1e9})
    for width in (20, 60, 120):
        to_svg(draw(diagram, width, run=result, ascii_only=width == 60))
    kill_all(diagram, result)
    for remark in check(diagram, result, mentions(text, diagram, catalogue), text):
        assert 0 <= remark.start < remark.end


def test_ten_boxes_from_text_to_picture(catalogue):
    assert least(lambda: picture_of(SHORTENER, catalogue), 10) < 0.020  # 0.005 measured


def test_twenty_boxes_and_sixteen_operations_from_text_to_picture(catalogue):
    text = sixteen_operations()
    assert least(lambda: picture_of(text, catalogue)) < 0.100  # 0.03 measured


def test_all_kills_of_twenty_boxes(catalogue):
    diagram = read(sixteen_operations(), catalogue)
    result = run(diagram, catalogue)
    assert least(lambda: kill_all(diagram, result)) < 0.040  # 0.01 measured


def test_the_room_loads_without_pydantic_yaml_or_textual():
    code = (
        "import sys, coach.design.smells, coach.design.drawing, coach.design.export, coach.design.language\n"
        "print([name for name in ('pydantic', 'yaml', 'textual', 'click', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
