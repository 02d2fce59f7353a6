"""The test of a pack: golden sheets against their bands, and what must hold for every problem."""

from dataclasses import replace

import pytest

from coach.model.problem import Band
from coach.packs.library import bundled, load_rubrics
from coach.packs.outcomes import Outcome, State, Trial
from coach.packs.summary import trial_lines
from coach.packs.trial import ForeignSheet, Part, try_problem


@pytest.fixture(scope="module")
def loaded():
    return next(one for one in bundled().loaded if one.slug == "url-shortener")


def only(loaded, file, **changes):
    """The problem with one golden sheet, changed, and without a reference."""
    sheet = next(sheet for sheet in loaded.golden.sheets if sheet.file == file).model_copy(update=changes)
    return replace(loaded, golden=loaded.golden.model_copy(update={"sheets": (sheet,)}), reference="")


def outcomes(loaded, file):
    return [one for one in try_problem(loaded, load_rubrics(), parts=[Part.GOLDEN]).outcomes if one.sheet == file]


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


@pytest.fixture(scope="module")
def whole(loaded):
    return try_problem(loaded, load_rubrics())


def test_the_general_tests_run_for_every_problem(whole):
    tried = {one.sheet for one in whole.outcomes}
    assert {"empty sheet", "prompt pasted back", "model words as a list", "reference.md"} <= tried
    assert {f"strong beats weak, {phase}" for phase in ("requirements", "deep_dives")} <= tried
    assert {"strong.md, 2% typos", "strong.md, paragraphs shuffled", "strong.md, graded twice"} <= tried


def test_a_part_runs_by_itself(loaded, whole):
    golden = try_problem(loaded, load_rubrics(), parts=[Part.GOLDEN])
    assert {one.sheet for one in golden.outcomes} < {one.sheet for one in whole.outcomes}
    assert golden.scores == whole.scores


def test_a_reference_below_the_floor_fails_in_that_phase(loaded):
    tried = outcomes(replace(only(loaded, "weak.md"), reference=loaded.sheets["decent.md"]), "reference.md")
    assert {one.expects for one in tried if one.state is State.FAILED} >= {"design at least 0.90"}


def test_a_sheet_of_another_problem_is_no_answer_to_this_one(loaded):
    """Told to be another problem's, this problem's own strong sheet has to be caught."""
    sheet = ForeignSheet("other-problem", "strong.md", loaded.sheets["strong.md"])
    tried = try_problem(loaded, load_rubrics(), others=[sheet], parts=[Part.FOREIGN]).outcomes
    assert [(one.sheet, one.state) for one in tried] == [("other-problem's strong.md", State.FAILED)]


def test_one_problem_gets_a_row_a_sheet_and_one_last_line(loaded):
    failing = only(loaded, "hollow.md", overall=Band(low=0.9, high=1), phases={})
    lines = trial_lines(try_problem(failing, load_rubrics(), parts=[Part.GOLDEN]))
    assert lines[0].split() == ["overall", "req", "est", "api", "des", "deep"]
    assert any(
        line.startswith("FAILED: url-shortener, hollow.md: expected overall 0.90 to 1.00, got") for line in lines
    )
    assert lines[-1].startswith("1 problem: ")
    assert lines[-1].endswith("1 failed, 0 known gaps.")


def test_several_problems_get_a_row_each():
    tried = [Outcome(slug, "weak.md", "overall", "0.2", State.HELD) for slug in ("a", "b")]
    lines = trial_lines(Trial(tuple(tried), ()))
    assert [line.split() for line in lines[1:3]] == [["a", "1", "0", "0"], ["b", "1", "0", "0"]]


def test_the_share_of_known_gaps_counts_the_authors_own_expectations():
    states = [State.HELD, State.HELD, State.HELD, State.KNOWN_GAP]
    banded = [Outcome("a", f"{n}.md", "x", "y", state, banded=True) for n, state in enumerate(states)]
    trial = Trial((*banded, Outcome("a", "empty sheet", "0", "0", State.HELD)), ())
    assert trial.gap_share == 0.25
    assert "1 known gap, 25.0%" in trial_lines(trial)[-1]


def test_a_known_gap_that_is_closed_is_told():
    held = Outcome("a", "b.md", "x", "y", State.HELD, why="it cannot be read yet", banded=True)
    assert Trial((held,), ()).closed_gaps == (("a", "b.md"),)
    assert Trial((held, replace(held, state=State.KNOWN_GAP)), ()).closed_gaps == ()
    assert any("its known_gap can go" in line for line in trial_lines(Trial((held,), ())))


def test_a_trial_passes_when_nothing_failed():
    assert Trial((), ()).passed
