"""Figures that questions offer are read with their unit, and a bare "a" is none."""

import pytest

from coach.interview.guesses import Guess, guesses


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("can I take 5M people?", Guess(5e6, "1")),
        ("two hundred million accounts?", Guess(2e8, "1")),
        ("would a minute be fine?", Guess(60, "s")),
        ("is half a second OK?", Guess(0.5, "s")),
        ("320 kbps?", Guess(40_000, "B")),
        ("100 KB for each?", Guess(1e5, "B")),
        ("two cents a gigabyte?", Guess(0.02, "$")),
    ],
)
def test_a_figure_is_read_with_its_unit(question, read):
    assert guesses(question) == (read,)


def test_nines_and_percentages_are_shares():
    assert [round(one.value, 4) for one in guesses("three nines or 99.95%?")] == [0.999, 0.9995]


@pytest.mark.parametrize("question", ["how many uploads a day?", "is there a limit?", "what is stored in S3?"])
def test_a_question_without_a_figure_offers_none(question):
    assert guesses(question) == ()
