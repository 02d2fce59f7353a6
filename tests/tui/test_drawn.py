"""The panel of the design phase: the load of the candidate's own estimation, and what a loss does."""

import pytest

from coach.grading.rooms import catalogue_of
from coach.model.words import Phase
from coach.packs.library import load_rubrics
from coach.tui import drawn
from coach.tui.notes import Notes

DESIGN = "client -> lb -> app x12 -> cache -> db: GET /{code}\napp -> db: POST /urls"
SUMS = {Phase.ESTIMATION: "100M/day / 86400 = 1157 writes/s\npeak reads = 20k reads/s"}


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_of(load_rubrics())


@pytest.fixture
def panel(catalogue):
    def shown(text=DESIGN, *, width=80, coached=False, killed="", others=SUMS):
        return drawn.shown(Notes(text, coached, width, others=others, catalogue=catalogue, killed=killed))

    return shown


def test_boxes_carry_the_load_of_the_estimation(panel):
    text = panel().content.plain
    assert "▰" in text
    assert "Under your 20,000 /s reads and 1,157 /s writes." in text


def test_without_an_estimation_the_panel_says_what_fills_the_boxes(panel):
    text = panel(others={}).content.plain
    assert "▰" not in text
    assert "A rate under Estimation" in text


def test_loads_written_in_the_design_win(panel):
    assert "Under your" not in panel(f"load GET=500\n{DESIGN}").content.plain


def test_an_interview_shows_no_remark(panel):
    assert "There is one db" not in panel().content.plain


def test_coached_practice_shows_at_most_three(panel):
    lines = panel(coached=True, width=300).content.plain.split("\n")
    remarks = [line for line in lines if line.startswith(("✗ ", "! ", "· "))]
    assert 1 <= len(remarks) <= 3
    assert any("There is one db" in line for line in remarks)


@pytest.mark.parametrize("width", [40, 80])
def test_a_killed_box_is_crossed_out_and_its_operations_are_told(panel, width):
    result = panel(killed="db", width=width)
    text = result.content.plain
    assert "╳ db" in text
    assert "✗ POST /urls: fails" in text
    assert result.title == "without db (4 of 4)"


def test_an_operation_that_does_not_suffer_is_left_out(panel):
    text = panel(killed="cache").content.plain
    assert "! GET /{code}: slower" in text
    assert "POST /urls:" not in text


def test_a_killed_box_that_is_gone_from_the_text_leaves_the_design_whole(panel):
    assert panel(killed="no such box").title == "drawing"


def test_the_steps_go_through_every_box_but_the_client_and_end_whole(panel):
    boxes = panel().boxes
    killed, seen = "", []
    while killed := drawn.next_killed(boxes, killed):
        seen.append(killed)
    assert seen == ["lb", "app", "cache", "db"]


def test_a_design_without_boxes_has_nothing_to_take_out():
    assert drawn.next_killed((), "db") == ""
