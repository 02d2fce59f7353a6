"""Agreement between own and coach's grades, against known values."""

import pytest

from coach.review.agreement import KAPPA_FROM, Pair, agreement, quadratic_kappa, step


def test_exact_within_one_and_bias():
    found = agreement([Pair(1, 1), Pair(1, 0.5), Pair(1, 0), Pair(0, 0)])
    assert (found.exact, found.within_one, found.bias) == (0.5, 0.75, 0.375)


def test_nothing_to_compare_is_none_not_zero():
    found = agreement([])
    assert (found.exact, found.within_one, found.bias, found.kappa) == (None, None, None, None)


def test_kappa_waits_for_30_pairs():
    pairs = [Pair(0, 0), Pair(1, 1), Pair(0.5, 1)] * 10
    assert agreement(pairs[: KAPPA_FROM - 1]).kappa is None
    assert agreement(pairs).kappa == pytest.approx(0.8)


def test_kappa_is_undefined_when_both_use_one_step():
    assert agreement([Pair(1, 1)] * 40).kappa is None
    assert agreement([Pair(1, 1)] * 40).exact == 1


def test_kappa_by_hand_and_at_its_ends():
    assert quadratic_kappa([(0, 0), (1, 1), (2, 2)]) == 1
    assert quadratic_kappa([(0, 2), (2, 0)]) == -1
    assert quadratic_kappa([(0, 1), (0, 2)]) == 0  # one rater says nothing: no better than chance
    # for two raters quadratic kappa is 2 cov / (var + var + (difference of means)^2)
    rated = [(0, 1), (1, 1), (2, 2), (2, 0), (1, 2), (0, 0)]
    assert quadratic_kappa(rated) == pytest.approx(2 * (1 / 6) / (2 / 3 + 2 / 3))


def test_kappa_agrees_with_scikit_learn_where_it_is_installed():
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    rated = [(n * 7 % 3, n * n % 3) for n in range(50)]
    owns, coaches = zip(*rated)
    assert quadratic_kappa(rated) == pytest.approx(metrics.cohen_kappa_score(owns, coaches, weights="quadratic"))


def test_credits_fall_on_the_nearest_step():
    assert [step(credit) for credit in (0, 0.2, 0.25, 0.5, 0.74, 0.75, 1)] == [0, 0, 1, 1, 1, 2, 2]
