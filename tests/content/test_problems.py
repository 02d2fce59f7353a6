"""The bundled problems: every number recomputed from its facts, every answer where the author says it belongs."""

import re
from pathlib import Path

import pytest
import yaml

from coach.estimation.formula import evaluate
from coach.language.sheets import parse
from coach.model.words import Level, Phase
from coach.packs.library import bundled, load_rubrics
from coach.packs.trial import State, try_problem
from coach.resources import bundled_pack

LOADED = {one.slug: one for one in bundled().loaded}

NUMBERS = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in (Path(__file__).parent / "numbers").glob("*.yaml")
}
"""What each expected quantity comes to, worked out by hand: a file for each problem."""


def quantities(slug):
    problem = LOADED[slug].problem
    values = {fact.id.replace("-", "_"): fact.value for fact in problem.facts if fact.value is not None}
    for quantity in problem.quantities:
        values[quantity.id.replace("-", "_")] = evaluate(quantity.formula, values)
    return {quantity.id: values[quantity.id.replace("-", "_")] for quantity in problem.quantities}


@pytest.mark.parametrize("slug", LOADED)
def test_every_expected_quantity_follows_from_the_facts(slug):
    assert quantities(slug) == pytest.approx(NUMBERS[slug], rel=1e-3)


@pytest.mark.parametrize("slug", LOADED)
def test_a_problem_is_complete(slug):
    problem = LOADED[slug].problem
    assert len(problem.prompt.split()) <= 60
    assert len(problem.facts) >= 12
    assert len(problem.quantities) >= 5
    assert len(problem.criteria) >= 8
    assert {entry.phase for entry in problem.criteria} >= set(Phase) - {Phase.DEEP_DIVES}
    assert len(problem.deep_dives) >= 6
    assert all(len(dive.criteria) >= 3 and len(dive.hints) >= 3 for dive in problem.deep_dives)
    assert len(problem.misconceptions) >= 8
    assert len(problem.curveballs) >= 2
    assert set(problem.expects) == set(Level)
    assert {sheet.kind for sheet in LOADED[slug].golden.sheets} >= {"strong", "decent", "weak", "wrong"}


@pytest.mark.parametrize("slug", LOADED)
def test_the_golden_sheets_land_where_they_belong(slug):
    tried = try_problem(LOADED[slug], load_rubrics(), others=[])
    failed = [f"{one.sheet}: {one.expects}, got {one.got}" for one in tried.of(State.FAILED)]
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("slug", LOADED)
def test_the_reference_answer_is_the_best_of_its_problem(slug):
    from coach.grading.grader import grade

    one = LOADED[slug]
    card = grade(parse(one.reference, "reference.md"), one.problem, load_rubrics())
    assert all(phase.score >= 0.8 for phase in card.phases), {phase.phase: phase.score for phase in card.phases}


def test_the_sums_of_the_url_shortener_reference_are_right():
    text = LOADED["url-shortener"].reference
    per_second = 100e6 / 86_400
    claims = {
        r"= ([\d,]+)/s on average, x 2 at peak = 2\.3k/s": per_second,
        r"-> ([\d.]+)k/s on average": per_second * 10 / 1e3,
        r"= ([\d.]+) billion links": 100e6 * 1825 / 1e9,
        r"x 200 B = ([\d.]+) TB": 100e6 * 1825 * 200 / 1e12,
        r"three copies = (\d+) TB": 100e6 * 1825 * 200 * 2.75 * 3 / 1e12,
        r"4 TB per node = (\d+) nodes": 301.125 / 4,
        r"62\^6 = ([\d.]+) billion": 62**6 / 1e9,
        r"3\.5e12, ([\d.]+)% full": 182.5e9 / 62**7 * 100,
        r"= ([\d.]+) MB/s = 37 Mbit/s": per_second * 20 * 200 / 1e6,
        r"= (\d+)/s for the store at peak": per_second * 20 / 100,
        r"5,000 per server = ([\d.]+)": per_second * 20 / 5000,
        r"a third of 23k/s = ([\d.]+)k/s": per_second * 20 / 3e3,
        r"x 60 s = (\d+) MB": per_second * 20 * 100 * 60 / 1e6,
        r"one create in (\d+) draws": 62**7 / 182.5e9,
        r"that is (\d+)k codes": 1e6 / 24 / 1e3,
    }
    for pattern, value in claims.items():
        match = re.search(pattern, text)
        assert match, pattern
        assert float(match[1].replace(",", "")) == pytest.approx(value, rel=0.02), pattern


def test_the_example_sheet_is_a_good_answer():
    from coach.grading.grader import grade

    text = (bundled_pack() / "examples" / "url-shortener-good.md").read_text(encoding="utf-8")
    card = grade(parse(text, "url-shortener-good.md"), LOADED["url-shortener"].problem, load_rubrics())
    assert card.overall.score >= 0.7
