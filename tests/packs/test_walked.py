"""A small problem as somebody wrote it by the guide in half an hour: it passes the check and the test."""

from pathlib import Path

from coach.packs.check import check
from coach.packs.outcomes import State
from coach.packs.trials import trial_of

WALKED = Path(__file__).parent / "walked"


def test_a_problem_written_by_the_guide_has_no_findings():
    assert [str(finding) for finding in check(WALKED, jobs=1).findings] == []


def test_its_answers_land_where_their_author_put_them():
    trial = trial_of(WALKED, jobs=1)
    assert [f"{one.sheet}: {one.expects}, got {one.got}" for one in trial.of(State.FAILED)] == []
