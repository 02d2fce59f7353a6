"""Every drill that can be dealt has a right answer that is marked right, and wrong ones that are not."""

import random

import pytest

from coach.api.reader import read as read_contract
from coach.estimation.worksheet import read as read_worksheet
from coach.model.words import Severity
from coach.packs.drilling import load_drills
from coach.packs.library import load_rubrics
from coach.review.drills.deck import LONG, draw, material
from coach.review.drills.drill import Kind
from coach.review.drills.estimation import spot
from coach.review.drills.repairs import contract_remarks, design_remarks
from coach.review.drills.worksheets import SUMS, figures


@pytest.fixture(scope="module")
def given():
    return material(load_rubrics(), load_drills())


@pytest.fixture(scope="module")
def dealt(given):
    return [draw(kind, seed, given) for kind in Kind for seed in range(60)]


def test_the_right_answer_is_marked_right(dealt):
    assert [(one.kind, one.seed) for one in dealt if not one.mark(one.answer).right] == []


def test_every_other_option_is_marked_wrong(dealt):
    passed = [
        (one.kind, one.seed, option)
        for one in dealt
        for option in one.options
        if option != one.answer and one.mark(option).right
    ]
    assert passed == []


def test_options_are_told_apart_and_hold_the_answer(dealt):
    choosing = [one for one in dealt if one.options]
    assert all(len(set(one.options)) == len(one.options) >= 4 and one.answer in one.options for one in choosing)


def test_an_option_may_be_named_by_its_number(dealt):
    choosing = next(one for one in dealt if one.options)
    assert choosing.mark(str(choosing.options.index(choosing.answer) + 1)).right


@pytest.mark.parametrize("said", ["", "0", "nothing", "no idea"])
def test_what_is_no_answer_is_not_right(dealt, said):
    assert [one.kind for one in dealt if one.mark(said).right] == []


def test_the_same_seed_deals_the_same_drill(given):
    assert all(draw(kind, 7, given) == draw(kind, 7, given) for kind in Kind)


def test_seeds_deal_different_drills(given):
    for kind in Kind:
        asked = {(one.asks, one.shown) for one in (draw(kind, seed, given) for seed in range(40))}
        assert len(asked) >= 8, kind


def test_without_a_kind_all_kinds_come(given):
    assert {draw(None, seed, given).kind for seed in range(60)} == set(Kind)


def test_every_kind_is_named_in_words():
    assert set(LONG) == set(Kind)


def test_made_up_sums_hold():
    for seed in range(80):
        product = figures(random.Random(seed))
        lines = [make(product).line() for make in SUMS]
        wrong = [
            (line, remark.message)
            for line in lines
            for remark in read_worksheet(line).remarks
            if remark.severity is Severity.ERROR
        ]
        assert wrong == []


def test_the_slips_to_spot_are_of_many_kinds():
    assert len({spot(seed).subject for seed in range(150)}) >= 7


@pytest.mark.parametrize(
    ("said", "right"), [("110 TB", True), ("90 TB", True), ("1.1 PB", False), ("110", False), ("110 GB", False)]
)
def test_a_number_within_a_factor_of_two_is_right(said, right):
    from coach.review.drills.drill import near

    assert near(1.1e14, "B", "110 TB", "the sum").__call__(said).right is right


def test_a_share_of_the_year_is_a_downtime():
    from coach.review.drills.drill import near

    assert near(3153.6, "s", "52.6 min", "99.99%")("53 min a year").right


@pytest.mark.parametrize("line", load_drills().endpoints, ids=lambda line: line.id)
def test_the_fault_of_an_endpoint_is_found_and_its_mending_passes(line):
    assert line.rule in {remark.id for remark in contract_remarks(line.broken)}
    after = contract_remarks(line.mended)
    assert line.rule not in {remark.id for remark in after}
    assert not any(remark.severity is Severity.ERROR for remark in after)
    assert read_contract(line.mended).operations


@pytest.mark.parametrize("design", load_drills().designs, ids=lambda design: design.id)
def test_a_sound_design_gets_no_warning_and_each_edit_plants_its_fault(given, design):
    sound = design_remarks(design.drawing, given.catalogue)
    assert [remark.id for remark in sound if remark.severity is not Severity.NOTE] == []
    for edit in design.edits:
        assert design.drawing.count(edit.find) == 1
        broken = design_remarks(design.drawing.replace(edit.find, edit.put), given.catalogue)
        assert edit.rule in {remark.id for remark in broken}


def test_an_endpoint_that_repeats_the_fault_is_not_mended(dealt):
    api = [one for one in dealt if one.kind is Kind.API]
    assert not any(one.mark(one.shown).right for one in api)
