"""Answers made from answers: seeded, and only what is meant to change changes."""

import re

import pytest

from coach.language.sheets import parse
from coach.model.words import Level, Phase
from coach.packs import variants
from coach.packs.library import find_problem, load_rubrics, reference

TEXT = reference("url-shortener")


@pytest.fixture(scope="module")
def problem():
    return find_problem("url-shortener")


def test_the_empty_sheet_has_every_phase_and_nothing_in_it(problem):
    sheet = parse(variants.empty_sheet(problem, Level.SENIOR), "")
    assert sheet.problem == problem.id
    assert [section.phase for section in sheet.sections] == list(Phase)
    assert not any(sheet.written(phase).strip() for phase in Phase)


def test_the_pasted_prompt_stands_in_every_phase(problem):
    sheet = parse(variants.prompt_pasted(problem, Level.SENIOR), "")
    assert all(problem.prompt in sheet.written(phase) for phase in Phase)


def test_the_list_of_words_holds_what_the_model_sentences_say(problem):
    sheet = parse(variants.words_listed(problem, load_rubrics(), Level.SENIOR), "")
    assert "browsers" in sheet.written(Phase.API)
    assert "browsers remember" not in sheet.written(Phase.API)


@pytest.mark.parametrize(
    "change", [lambda seed: variants.shuffled(TEXT, seed), lambda seed: variants.with_typos(TEXT, 0.02, seed)]
)
def test_a_seed_gives_the_same_variant_and_another_seed_another(change):
    assert change(1) == change(1)
    assert change(1) != change(2)
    assert change(1) != TEXT


def test_shuffling_keeps_every_line_in_its_phase_and_answers_with_their_questions():
    before, after = parse(TEXT, ""), parse(variants.shuffled(TEXT, 3), "")
    for phase in Phase:
        assert sorted(before.written(phase).split()) == sorted(after.written(phase).split())
    shown = after.written(Phase.DEEP_DIVES)
    assert shown.index("How do you make the short codes?") < shown.index("62", shown.index("How do you make"))
    answers = re.split(r"(?m)^## ", shown)[1:]
    assert next(one for one in answers if one.startswith("How do you count")).count("Workers add up") == 1


def test_two_percent_of_the_words_slip_and_no_number_or_heading_does():
    slipped = variants.with_typos(TEXT, 0.02, 5)
    words = len(re.findall(r"[^\W\d_]{4,}", TEXT))
    changed = sum(a != b for a, b in zip(TEXT.split(), slipped.split(), strict=True))
    assert 0.005 * words < changed < 0.05 * words
    assert re.findall(r"\d+", slipped) == re.findall(r"\d+", TEXT)
    assert [line for line in slipped.split("\n") if line.startswith("#")] == [
        line for line in TEXT.split("\n") if line.startswith("#")
    ]
