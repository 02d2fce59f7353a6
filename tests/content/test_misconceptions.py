"""The listed misconceptions at work: their own wrong sentences are found, what the rubrics call right never is."""

import pytest

from coach.grading.misconceptions import misconceptions
from coach.grading.read import read
from coach.language.sheets import parse
from coach.model.problem import Rubrics
from coach.model.words import Phase
from coach.packs.library import load_rubrics


@pytest.fixture(scope="module")
def rubrics() -> Rubrics:
    return load_rubrics()


def found(rubrics: Rubrics, phase: Phase, sentences: list[str]) -> set[str]:
    """The misconceptions that the grader sees in a sheet whose `phase` holds `sentences`, a paragraph each."""
    answer = "\n\n".join(sentences)
    parts = [f"# {each.heading}\n{answer if each is phase else ''}\n" for each in Phase]
    sheet = parse("---\nproblem: none\nlevel: senior\n---\n" + "\n".join(parts), "sheet.md")
    return {remark.id for _, remark in misconceptions(read(sheet, None, rubrics))}


def test_wrong_sentences_are_found(rubrics):
    missed = [
        text
        for entry in rubrics.misconceptions
        for text in entry.wrong
        if entry.id not in found(rubrics, entry.phase or Phase.DESIGN, [text])
    ]
    assert len(missed) <= 0.08 * sum(len(entry.wrong) for entry in rubrics.misconceptions), missed


def test_every_misconception_can_be_found(rubrics):
    blind = [
        entry.id
        for entry in rubrics.misconceptions
        if not any(entry.id in found(rubrics, entry.phase or Phase.DESIGN, [text]) for text in entry.wrong)
    ]
    assert blind == []


@pytest.mark.parametrize("phase", list(Phase))
def test_what_is_right_is_not_taken_for_a_mistake(rubrics, phase):
    right = []
    for criterion in rubrics.of(phase):
        right += criterion.model_sentences
        right += [text for facet in criterion.facets for text in facet.model_sentences]
        right += [example.answer for example in criterion.examples if example.met]
    assert found(rubrics, phase, right) == set()


def test_the_right_answers_are_not_taken_for_the_mistake(rubrics):
    confused = [m.id for m in rubrics.misconceptions if m.id in found(rubrics, m.phase or Phase.DESIGN, [m.right])]
    assert confused == []


def test_right_sentences_near_a_mistake_stay_silent(rubrics):
    confused = [
        (entry.id, text)
        for entry in rubrics.misconceptions
        for text in entry.silent
        if entry.id in found(rubrics, entry.phase or Phase.DESIGN, [text])
    ]
    assert confused == []


def test_unless_never_excludes_a_combination_of_its_own(rubrics):
    clash = [
        (entry.id, combination)
        for entry in rubrics.misconceptions
        for combination in entry.any_of
        if set(combination) & set(entry.unless)
    ]
    assert clash == []
