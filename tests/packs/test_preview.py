"""What an author sees of a problem and of a sheet in progress."""

import pytest

from coach.grading.grader import grade
from coach.language.sheets import parse
from coach.model.problem import Band
from coach.packs.library import bundled, load_rubrics
from coach.packs.preview import card_lines, golden_lines, problem_lines


@pytest.fixture(scope="module")
def loaded():
    return next(one for one in bundled().loaded if one.slug == "url-shortener")


def test_both_sides_of_a_problem_are_shown_within_the_width(loaded):
    lines = problem_lines(loaded.problem, 70)
    assert max(map(len, lines)) <= 70
    fact = loaded.problem.facts[0]
    page = " ".join(" ".join(lines).split())
    for said in (
        f"What the candidate is told ({len(loaded.problem.prompt.split())} words)",
        f"{fact.answer} “{fact.ask[0]}” and {len(fact.ask) - 1} more",
        "storage for all links, raw: 36.5 TB = rows * bytes_per_link",
        "How do you make the short codes?",
        "hint 1:",
        "senior: Also finds that storage is the constraint",
        "(weight 3, junior)",
    ):
        assert said in page, said


def test_a_formula_that_cannot_be_computed_is_told_in_its_place(loaded):
    first, *rest = loaded.problem.quantities
    broken = first.model_copy(update={"formula": "nothing_like_it / 2"})
    lines = problem_lines(loaded.problem.model_copy(update={"quantities": (broken, *rest)}))
    assert any("cannot be computed" in line for line in lines)


def test_every_criterion_is_shown_with_credit_and_quote(loaded):
    text = loaded.sheets["weak.md"]
    card = grade(parse(text, "weak.md"), loaded.problem, load_rubrics())
    lines = card_lines(card, 100)
    assert max(map(len, lines)) <= 100
    for score in card.phases:
        assert f"{score.phase.heading}: {score.score:.2f}" in lines
        for judgement in score.criteria:
            assert any(f" {judgement.credit:.2f} {judgement.id}" in line for line in lines)
    assert any("“" in line and "✓" in line for line in lines)


def test_a_golden_sheet_says_whether_its_bands_hold(loaded):
    (hollow,) = (sheet for sheet in loaded.golden.sheets if sheet.file == "hollow.md")
    told = golden_lines(loaded, "hollow.md", load_rubrics())
    assert told[-1].endswith("all of them hold.")
    from dataclasses import replace

    failing = hollow.model_copy(update={"overall": Band(low=0.9, high=1)})
    other = replace(loaded, golden=loaded.golden.model_copy(update={"sheets": (failing,)}))
    assert any(
        "failed: expected overall 0.90 to 1.00" in line for line in golden_lines(other, "hollow.md", load_rubrics())
    )
    assert golden_lines(loaded, "no-such-sheet.md", load_rubrics()) == []
