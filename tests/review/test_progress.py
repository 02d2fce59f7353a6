"""What many interviews say together."""

from datetime import date

from coach.review.progress import Grade, Held, again, calibration, day_of, sentence, streak, trends, weakest


def held(session, score, problem="p", **phases):
    return Held(session, problem, problem.upper(), "middle", "2026-01-01T10:00:00+00:00", score, phases, {})


def grade(session, criterion, credit, own=None, problem="p", phase="design"):
    return Grade(session, problem, phase, criterion, f"Says {criterion}.", credit, own)


def test_a_trend_follows_each_phase_and_the_whole():
    by_name = {one.name: one for one in trends([held("a", 0.4, design=0.3), held("b", 0.6, design=0.5, api=0.9)])}
    assert by_name["overall"].scores == (0.4, 0.6)
    assert by_name["design"].scores == (0.3, 0.5)
    assert by_name["api"].scores == (0.9,)


def test_a_change_is_told_from_four_interviews_on():
    three = trends([held(str(at), at / 10) for at in range(3)])[0]
    five = trends([held(str(at), score) for at, score in enumerate((0.2, 0.4, 0.6, 0.6, 0.6))])[0]
    assert three.change is None
    assert round(five.change, 3) == 0.3


def test_what_is_missed_again_and_again_is_weak():
    grades = [
        grade("a", "spof", 0),
        grade("b", "spof", 0.5, problem="q"),
        grade("a", "cache", 1),
        grade("b", "cache", 1),
    ]
    (weak,) = weakest(grades)
    assert (weak.criterion, weak.mean, weak.times, weak.problems) == ("spof", 0.25, 2, 2)


def test_once_is_not_again():
    assert weakest([grade("a", "spof", 0)]) == ()


def test_the_same_problem_again_shows_what_changed():
    grades = [grade("a", "spof", 0), grade("a", "cache", 1), grade("b", "spof", 1), grade("b", "cache", 0)]
    (one,) = again([held("a", 0.5), held("b", 0.4), held("c", 0.9, problem="q")], grades)
    assert (one.first, one.latest, one.best, one.times) == (0.5, 0.4, 0.5, 2)
    assert (one.gained, one.lost) == (("Says spof.",), ("Says cache.",))


def test_calibration_counts_only_what_was_graded_by_oneself():
    agreed = calibration([grade("a", "x", 0, own=1), grade("a", "y", 1, own=1), grade("a", "z", 1)])
    assert agreed.pairs == 2
    assert (
        sentence(agreed) == "2 grades of your own: 50% the same, 50% within a step. You are 50% kinder than the coach."
    )


def test_without_grades_nothing_is_said():
    assert sentence(calibration([])) == ""


def test_a_streak_is_not_broken_by_a_day_that_has_not_ended():
    days = [date(2026, 1, day) for day in (1, 3, 4, 5)]
    assert streak(days, date(2026, 1, 5)) == 3
    assert streak(days, date(2026, 1, 6)) == 3
    assert streak(days, date(2026, 1, 7)) == 0


def test_days_are_read_from_times():
    assert day_of("2026-01-05T23:00:00+00:00") == date(2026, 1, 5)
