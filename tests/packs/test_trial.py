"""The test of a pack: golden sheets against their bands, and what must hold for every problem."""

import shutil
from dataclasses import replace

import pytest

from coach.model.problem import Band
from coach.packs.library import bundled, load_pack, load_rubrics
from coach.packs.summary import trial_lines
from coach.packs.trial import State, Trial, try_pack, try_problem


@pytest.fixture(scope="module")
def loaded():
    return next(one for one in bundled().loaded if one.slug == "url-shortener")


def only(loaded, file, **changes):
    """The problem with one golden sheet, changed."""
    sheet = next(sheet for sheet in loaded.golden.sheets if sheet.file == file).model_copy(update=changes)
    return replace(loaded, golden=loaded.golden.model_copy(update={"sheets": (sheet,)}))


def outcomes(loaded, file):
    return [one for one in try_problem(loaded, load_rubrics(), others=[]).outcomes if one.sheet == file]


def test_a_sheet_in_its_bands_holds(loaded):
    whole = Band(low=0, high=1)
    tried = outcomes(only(loaded, "hollow.md", overall=whole, phases={}, finds=(), misses=()), "hollow.md")
    assert [one.state for one in tried] == [State.HELD]


def test_a_sheet_outside_its_band_fails_and_says_what_it_got(loaded):
    (failed,) = outcomes(
        only(loaded, "hollow.md", overall=Band(low=0.9, high=1), phases={}, finds=(), misses=()), "hollow.md"
    )
    assert failed.state is State.FAILED
    assert failed.expects == "overall 0.90 to 1.00"
    assert float(failed.got) < 0.9


def test_a_known_gap_is_reported_and_does_not_fail(loaded):
    gap = only(loaded, "hollow.md", overall=Band(low=0.9, high=1), phases={}, known_gap="it cannot be read yet")
    (first, *_) = outcomes(gap, "hollow.md")
    assert (first.state, first.why) == (State.KNOWN_GAP, "it cannot be read yet")


def test_what_must_be_found_or_missed_is_a_criterion_or_a_remark(loaded):
    sheet = only(
        loaded,
        "strong.md",
        phases={},
        finds=("redirect-status-chosen", "no-such-thing"),
        misses=("permanent-redirect-counts-clicks", "redirect-status-chosen"),
    )
    found = {one.expects: one.state for one in outcomes(sheet, "strong.md")}
    assert found["finds redirect-status-chosen"] is State.HELD
    assert found["finds no-such-thing"] is State.FAILED
    assert found["misses permanent-redirect-counts-clicks"] is State.HELD
    assert found["misses redirect-status-chosen"] is State.FAILED


def test_the_general_tests_run_for_every_problem(loaded):
    tried = {one.sheet for one in try_problem(loaded, load_rubrics(), others=[]).outcomes}
    assert {"empty sheet", "prompt pasted back", "model words as a list"} <= tried
    assert {f"strong beats weak, {phase}" for phase in ("requirements", "deep_dives")} <= tried
    assert {"strong.md, 2% typos", "strong.md, paragraphs shuffled", "strong.md, graded twice"} <= tried


def test_a_strong_sheet_of_another_problem_is_tried_as_well(loaded):
    other = replace(loaded, slug="other-problem")
    tried = try_problem(only(loaded, "weak.md"), load_rubrics(), others=[other]).outcomes
    foreign = [one for one in tried if one.sheet == "other-problem's strong.md"]
    assert [one.state for one in foreign] == [State.FAILED]  # here it is the same problem's, so it scores


def test_progress_names_each_problem(pack):
    shutil.rmtree(pack / "problems/my-problem/golden")
    told = []
    try_pack(load_pack(pack), progress=told.append)
    assert told == ["My problem"]


def test_the_summary_shows_scores_failures_and_one_last_line(loaded):
    trial = try_problem(only(loaded, "hollow.md", overall=Band(low=0.9, high=1), phases={}), load_rubrics(), others=[])
    lines = trial_lines(trial)
    assert lines[0] == "url-shortener"
    assert any(
        line.startswith("FAILED: url-shortener, hollow.md: expected overall 0.90 to 1.00, got") for line in lines
    )
    assert lines[-1].endswith("1 failed, 0 known gaps.")


def test_a_trial_passes_when_nothing_failed():
    assert Trial((), ()).passed
