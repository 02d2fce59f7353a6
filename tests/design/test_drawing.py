"""Pictures: they read back to the arrows they were drawn from, whatever the graph."""

import random
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.design.cells import width_of
from coach.design.diagram import Box, Diagram, Edge
from coach.design.drawing import draw, to_svg
from coach.design.flow import run
from coach.model.remark import Span
from tests.design.designs import SHORTENER, SIX, arrows_of, as_lines
from tests.design.readback import arrows_in

NOWHERE = Span(0, 1)
ACROSS, DOWN = 10_000, 60
"""Widths that make a picture run to the right, or downwards unless that is wider."""


def diagram_of(names, arrows):
    return Diagram(
        boxes=tuple(Box(name, "", (NOWHERE,)) for name in names),
        edges=tuple(
            Edge(source, target, NOWHERE, label=label, asynchronous=lazy) for source, target, label, lazy in arrows
        ),
    )


def random_design(chance, most=25):
    """A design as people draw them: mostly forward, some shortcuts, some arrows back."""
    count = chance.randint(3, most)
    names = [f"n{i}" for i in range(count)]
    pairs = {(chance.randint(max(0, i - 5), i - 1), i) for i in range(1, count)}
    for _ in range(chance.randint(0, count // 2 + 3)):
        source, target = chance.sample(range(count), 2)
        if chance.random() < 0.85 and source > target:
            source, target = target, source
        pairs.add((source, target))
    label = ["", "", "get", "POST /x", "miss"]
    return diagram_of(
        names, [(names[a], names[b], chance.choice(label), chance.random() < 0.2) for a, b in sorted(pairs)]
    )


def assert_reads_back(diagram):
    wanted = {(edge.source, edge.target) for edge in diagram.edges if edge.source != edge.target}
    for width in (ACROSS, DOWN):
        assert arrows_in(draw(diagram, width)) == wanted


@pytest.mark.parametrize("seed", range(40))
def test_random_designs_read_back(seed):
    assert_reads_back(random_design(random.Random(seed)))


@pytest.mark.long
def test_two_thousand_random_designs_read_back():
    for seed in range(2_000):
        assert_reads_back(random_design(random.Random(seed)))


@settings(max_examples=30, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30), st.integers(0, 2**12))
def test_any_small_graph_reads_back(pairs, lazy):
    names = [f"box {i}" for i in range(12)]
    assert_reads_back(diagram_of(names, [(names[a], names[b], "", bool(lazy >> a & 1)) for a, b in sorted(pairs)]))


@pytest.mark.parametrize("name", SIX)
def test_the_six_designs_read_back(drawn, name):
    for width in (ACROSS, 80):
        assert arrows_in(draw(drawn(as_lines(name)), width)) == arrows_of(name)


def test_every_label_is_in_the_picture(drawn):
    picture = "\n".join(draw(drawn(as_lines("feed")), 100).lines)
    assert not [label for *_, label in SIX["feed"] if label not in picture and label.split(" ")[0] not in picture]


def test_boxes_show_copies_and_load(drawn, catalogue):
    diagram = drawn(SHORTENER)
    picture = "\n".join(draw(diagram, 200, run=run(diagram, catalogue)).lines)
    assert "app ×12" in picture
    assert "▰▰▰▰▱ 73%" in picture


def test_a_picture_fits_the_width_or_stands_upright(drawn, catalogue):
    diagram = drawn(SHORTENER)
    assert draw(diagram, 200).shape == "across"
    upright = draw(diagram, 80)
    assert upright.shape == "down"
    assert max(map(width_of, upright.lines)) <= 80


def test_below_sixty_columns_it_is_a_tree(drawn):
    picture = draw(drawn(SHORTENER), 40)
    assert picture.shape == "tree"
    assert picture.lines[:3] == ("GET /{code}", "  client", "    → lb ×2")
    assert max(map(width_of, picture.lines)) <= 40


def test_a_killed_box_is_crossed_out(drawn):
    assert any("╳ db ╳" in line for line in draw(drawn(SHORTENER), 200, killed="DB").lines)


def test_ascii_pictures_are_ascii(drawn, catalogue):
    diagram = drawn(SHORTENER)
    for width in (40, 80, 200):
        picture = draw(diagram, width, run=run(diagram, catalogue), killed="cache", ascii_only=True)
        assert all(line.isascii() for line in picture.lines)


def test_wide_characters_keep_the_borders_straight(drawn):
    picture = draw(drawn("データベース -> キャッシュ: 読む"), 100)
    assert len({width_of(line) for line in picture.lines}) == 1


def test_a_box_that_calls_itself_is_marked(drawn):
    assert any("worker ↻" in line for line in draw(drawn("app -> worker\nworker -> worker"), 80).lines)


def test_groups_are_told_below(drawn):
    assert draw(drawn("lb -> app -> db\ngroup zone a: app, db"), 80).lines[-1] == "· zone a: app, db"


def test_styles_cover_the_lines_they_belong_to(drawn, catalogue):
    diagram = drawn(SHORTENER)
    picture = draw(diagram, 80, run=run(diagram, catalogue))
    for line, stretches in zip(picture.lines, picture.styles, strict=True):
        assert all(0 <= one.start < one.end for one in stretches)
        shown = {at for one in stretches for at in range(one.start, one.end)}
        assert not [char for at, char in enumerate(line) if char != " " and at not in shown]


def test_typing_one_more_line_keeps_the_boxes_where_they_were(drawn):
    lines = SHORTENER.strip().split("\n")[1:6]
    before = draw(drawn("\n".join(lines[:-1])), ACROSS).boxes
    after = draw(drawn("\n".join(lines)), ACROSS).boxes
    order = sorted(before, key=lambda name: (before[name].left, before[name].top))
    assert order == sorted(before, key=lambda name: (after[name].left, after[name].top))


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "Nothing is drawn yet"), ("\n".join(f"a{i} -> a{i + 1}" for i in range(200)), "more than a picture")],
)
def test_no_picture_is_a_plain_sentence(drawn, text, says):
    picture = draw(drawn(text), 100)
    assert picture.shape == "text"
    assert says in picture.lines[0]


def test_svg_is_one_file_without_script_or_link(drawn, catalogue):
    diagram = drawn(SHORTENER + "a<b> & c -> db: GET /{code}\n")
    root = ET.fromstring(to_svg(draw(diagram, 200, run=run(diagram, catalogue))))
    tags = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
    assert tags == {"svg", "path", "polygon", "text"}
    words = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert "app ×12" in words


def test_every_picture_has_an_svg(drawn):
    for width, text in ((40, SHORTENER), (80, ""), (80, "a -> b")):
        ET.fromstring(to_svg(draw(drawn(text), width)))
