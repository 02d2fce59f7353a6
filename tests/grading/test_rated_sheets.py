"""Grading agrees with people: on rated sheets of other hands it stays where it was measured, or better."""

from functools import cache
from pathlib import Path
from statistics import mean

import pytest
import yaml

from coach.grading import grade
from coach.language.sheets import parse
from coach.model.words import Phase
from coach.packs.errors import PackError
from coach.packs.library import find_problem, load_rubrics
from coach.review.agreement import quadratic_kappa

SETS = [
    pytest.param(folder, id=folder.name, marks=pytest.mark.xdist_group(folder.name))  # graded once, by one process
    for folder in sorted((Path(__file__).parent / "rated").iterdir())
    if folder.is_dir()
]
SOUND = ("strong", "terse", "unusual")


@cache
def problem_of(slug):
    try:
        return find_problem(slug)
    except PackError:
        return None


@pytest.fixture(scope="module", params=SETS)
def graded(request):
    """Kind, ratings and scorecard of every sheet of a set."""
    found = []
    for path in sorted(request.param.glob("*.md")):
        truth = yaml.safe_load(path.with_suffix(".yaml").read_text())
        sheet = parse(path.read_text(), path.name)
        found.append((truth["kind"], truth["ratings"], grade(sheet, problem_of(sheet.problem), load_rubrics())))
    return found


def test_the_phase_scores_agree_with_the_ratings(graded):
    pairs = [
        (ratings[phase.value], round(4 * card.phase(phase).score)) for _, ratings, card in graded for phase in Phase
    ]
    assert quadratic_kappa(pairs) > 0.7


def test_fluent_generalities_fail(graded):
    assert all(card.overall.score < 0.25 for kind, _, card in graded if kind == "hollow")


def test_sound_answers_pass_however_they_are_written(graded):
    assert all(card.overall.score > 0.6 for kind, _, card in graded if kind in SOUND)


def test_wrong_and_weak_answers_score_below_sound_ones(graded):
    sound = [card.overall.score for kind, _, card in graded if kind in SOUND]
    poor = [card.overall.score for kind, _, card in graded if kind in ("weak", "wrong", "hollow")]
    assert max(poor) < mean(sound)


def test_every_quote_is_at_its_place(graded):
    for _, _, card in graded:
        assert all(one.evidence or not one.credit for score in card.phases for one in score.criteria)
