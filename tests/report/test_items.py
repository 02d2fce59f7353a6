"""Item analysis against the textbook definitions in `statistics`."""

import random
from statistics import correlation, fmean

import pytest

from coach.report.items import FEWEST, Item, thousandths


def answers(count: int, seed: int = 1) -> list[list[float]]:
    """Sheets of six criteria that share a skill, in steps of a quarter."""
    chance = random.Random(seed)
    return [
        [min(1.0, max(0.0, round((skill + chance.gauss(0, 0.3)) * 4) / 4)) for _ in range(6)]
        for skill in (chance.random() for _ in range(count))
    ]


def items(rows: list[list[float]]) -> list[Item]:
    made = [Item() for _ in rows[0]]
    for row in rows:
        for item, credit in zip(made, row, strict=True):
            item.add(credit, sum(map(thousandths, row)))
    return made


@pytest.mark.parametrize("count", [FEWEST, 57, 400])
def test_figures_equal_the_definitions(count):
    rows = answers(count)
    for at, item in enumerate(items(rows)):
        own = [row[at] for row in rows]
        rest = [sum(row) - row[at] for row in rows]
        assert item.difficulty == pytest.approx(fmean(own), abs=1e-9)
        assert item.discrimination == pytest.approx(correlation(own, rest), abs=1e-9)


def test_the_order_of_the_sheets_changes_nothing():
    rows = answers(200)
    again = random.Random(2).sample(rows, len(rows))
    assert [item.discrimination for item in items(rows)] == [item.discrimination for item in items(again)]


def test_few_sheets_give_no_number():
    item = items(answers(FEWEST - 1))[0]
    assert item.difficulty is None
    assert item.discrimination is None
    assert 0 <= item.mean <= 1


def test_what_everybody_answers_alike_does_not_discriminate():
    rows = [[1.0, row[1]] for row in answers(50)]
    assert items(rows)[0].difficulty == 1.0
    assert items(rows)[0].discrimination is None


def test_a_criterion_that_weak_sheets_meet_is_negative():
    rows = [[1.0 - row[0], *row[1:]] for row in answers(200)]
    assert items(rows)[0].discrimination < 0
