"""The marked examples of the bundled criteria, judged: nobody gets all, so the share that comes out right is held."""

from collections import Counter

import pytest

from coach.grading.grader import grade
from coach.grading.single import judge
from coach.language.sheets import parse
from coach.model.criterion import Criterion, Example
from coach.model.problem import Rubrics
from coach.model.words import Phase
from coach.packs.library import load_rubrics

pytestmark = pytest.mark.xdist_group("examples")  # judged once, by one process

LEAST = {
    "plain": 0.85,
    "terse": 0.80,
    "hollow": 0.90,
    "negated": 0.80,
    "stuffing": 0.80,
    "partial": 0.75,
    "paraphrase": 0.10,
}
"""Share of the examples of a kind that has to come out as marked."""


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    rubrics = load_rubrics()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for phase in Phase:
        for criterion in rubrics.of(phase):
            for example in criterion.examples:
                total[example.kind] += 1
                right[example.kind] += comes_out(rubrics, phase, criterion, example)
    return {kind: right[kind] / total[kind] for kind in total}


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_examples_come_out_as_marked(shares, kind):
    assert shares[kind] >= LEAST[kind]


def test_every_kind_of_example_has_its_bar(shares):
    assert set(shares) == set(LEAST)


def comes_out(rubrics: Rubrics, phase: Phase, criterion: Criterion, example: Example) -> bool:
    """Whether the verdict is the marked one: in a sheet that holds nothing else, or, to be credited, on its own."""
    credit = in_a_sheet(rubrics, phase, criterion, example.answer)
    if example.met and credit < 0.5:
        credit = judge(example.answer, criterion).credit
    return (credit >= 0.5) == example.met


def in_a_sheet(rubrics: Rubrics, phase: Phase, criterion: Criterion, answer: str) -> float:
    parts = [f"# {each.heading}\n{answer if each is phase else ''}\n" for each in Phase]
    text = "---\nproblem: none\nlevel: senior\n---\n" + "\n".join(parts)
    card = grade(parse(text, "example.md"), None, rubrics)
    judged = next(score for score in card.phases if score.phase is phase)
    return next(one.credit for one in judged.criteria if one.id == criterion.id)
