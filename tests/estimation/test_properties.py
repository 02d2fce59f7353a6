"""Any text at all: no error, no endless loop, no number that is none, no number without its reading."""

import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.estimation.conclusions import find
from coach.estimation.worksheet import read, reread

LINES = [
    item["line"] for item in yaml.safe_load((Path(__file__).parent / "fresh_lines.yaml").read_text(encoding="utf-8"))
]

PIECES = st.sampled_from(
    [
        *"()[]{}|*/x×÷+-–^=~≈→%$:;,.&<>\\ \t\0é漢²'`#_½٣∞",
        "10^10^10",
        "1e999",
        "->",
        "per",
        "of",
        "at",
        "each",
        "\\frac{",
        "x3",
        "GB",
        "mb",
        "B",
        "/day",
        "80/20",
        "call it",
        "log2(",
        "nan",
        "two copies",
    ]
)


@st.composite
def mutated(draw):
    line = draw(st.sampled_from(LINES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(line)))
        line = line[:at] + draw(PIECES) + line[at + draw(st.integers(0, 4)) :]
    return line


def assert_sound(text):
    sheet = read(text)
    for line in sheet.lines:
        assert text[line.start : line.end] == line.text
        assert not line.quantities or line.read_as
        for quantity in line.quantities:
            assert math.isfinite(quantity.value)
            assert line.start <= quantity.start <= quantity.end <= line.end
        for remark in line.remarks:
            assert line.start <= remark.start < remark.end <= line.end
            assert remark.factor is None or math.isfinite(remark.factor)
    return sheet


@settings(max_examples=150, deadline=None)
@given(st.lists(mutated(), max_size=5))
def test_mutated_lines_are_read_soundly(lines):
    text = "\n".join(lines)
    find(assert_sound(text), text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_soundly(text):
    assert_sound(text)


@settings(max_examples=50, deadline=None)
@given(st.lists(mutated(), min_size=2, max_size=5), st.integers(0, 4), mutated())
def test_rereading_after_an_edit_is_the_same_as_reading(lines, at, line):
    before = read("\n".join(lines))
    lines[at % len(lines)] = line
    text = "\n".join(lines)
    assert reread(before, text).lines == read(text).lines


@pytest.mark.parametrize("line", ["0 h a day", "0 s per serice", "0 h 200 core hours a day", "-0 min a day = 3"])
def test_no_time_at_all_in_a_period_is_a_number_like_any_other(line):
    assert_sound(line)
