import pytest

from coach.grading.scoring import CURVES, MISSING, overall
from coach.model.scorecard import PhaseScore
from coach.model.words import Level, Phase, Verdict


def phases(**scores: float) -> list[PhaseScore]:
    return [PhaseScore(phase=phase, score=scores.get(phase.value, 0.9), criteria=()) for phase in Phase]


@pytest.mark.parametrize("phase", Phase)
def test_a_curve_rises_from_nothing_to_full_marks(phase: Phase) -> None:
    points = [CURVES[phase].score(raw / 20) for raw in range(21)]
    assert points == sorted(points)
    assert points[0] == 0
    assert points[-1] == 1


def test_a_design_that_does_not_work_is_no_hire() -> None:
    result = overall(phases(design=0.1), Level.SENIOR)
    assert result.verdict not in (Verdict.HIRE, Verdict.STRONG_HIRE, Verdict.LEAN_HIRE)
    assert any("end to end" in reason for reason in result.why)


def test_requirements_not_gathered_cap_the_total() -> None:
    assert overall(phases(requirements=0.0), Level.MIDDLE).score == 0.5


def test_the_verdict_follows_the_score() -> None:
    assert overall(phases(), Level.MIDDLE).verdict is Verdict.STRONG_HIRE
    low = dict.fromkeys((phase.value for phase in Phase), 0.1)
    assert overall(phases(**low), Level.MIDDLE).verdict is Verdict.STRONG_NO_HIRE


def test_what_is_only_missing_is_named_by_rule() -> None:
    assert all(rule == rule.lower() and " " not in rule for rule in MISSING)
