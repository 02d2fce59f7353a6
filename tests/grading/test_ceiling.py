"""The most a sheet can earn, told from its words, is never less than what it earns."""

import pytest

from coach.grading.ceiling import ceiling
from coach.grading.grader import grade
from coach.language.sheets import parse
from coach.packs.library import find_problem, load_rubrics
from coach.packs.loading import read_golden_sheets
from coach.resources import bundled_pack

RUBRICS = load_rubrics()


@pytest.mark.parametrize("home", ["checkout", "url-shortener"])
def test_no_sheet_earns_more_than_its_ceiling(home):
    problem = find_problem("url-shortener")
    for file, text in read_golden_sheets(bundled_pack(), home).items():
        sheet = parse(text, file)
        assert grade(sheet, problem, RUBRICS).overall.score <= ceiling(sheet, problem, RUBRICS) + 0.001, file


def test_an_answer_to_the_problem_is_held_back_by_nothing_and_one_to_another_by_much():
    problem = find_problem("url-shortener")
    own = parse(read_golden_sheets(bundled_pack(), "url-shortener")["strong.md"], "strong.md")
    other = parse(read_golden_sheets(bundled_pack(), "checkout")["strong.md"], "strong.md")
    assert ceiling(own, problem, RUBRICS) == 1.0
    assert ceiling(other, problem, RUBRICS) < 0.35
