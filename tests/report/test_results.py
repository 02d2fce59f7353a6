"""Results of a class, a line each: what is written is read back, and nothing else is taken for a result."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.report.results import NoResultError, Result, line_of, result_in, result_of


def test_a_scorecard_comes_back_from_its_line(scorecard):
    made = result_of(scorecard, "group/a.md", "key", "grader")
    assert result_in(line_of(made)) == made
    assert made.score == scorecard.overall.score
    assert made.errors == 1
    assert {phase: len(credits_) for phase, credits_ in made.credits.items()} == {
        one.phase: len(one.criteria) for one in scorecard.phases
    }


def test_an_error_row_comes_back_from_its_line():
    made = Result("a.md", "", "", error="it is not UTF-8 text")
    assert result_in(line_of(made)) == made


def test_a_name_of_any_kind_stays_on_its_line(scorecard):
    made = result_of(scorecard, "a\nb\u2028\ud800.md", "key", "grader")
    line = line_of(made)
    assert line.count("\n") == 1
    assert line.isascii()
    assert result_in(line) == made


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "{}", '{"schema": "coach.grade/1"}', '{"schema": "coach.result/1"}', "[" * 9999]
)
def test_what_is_no_result_is_refused_in_words(line):
    with pytest.raises(NoResultError, match=r"\w+ \w+|JSON"):
        result_in(line)


WRONG = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
)


@given(field=st.sampled_from(["sheet", "level", "score", "verdict", "phases", "errors", "credits"]), value=WRONG)
def test_a_field_of_another_kind_never_crashes(field, value):
    plain = {
        "schema": "coach.result/1", "sheet": "a", "key": "k", "grader": "g", "problem": "p", "level": "middle",
        "score": 0.5, "verdict": "hire", "phases": {}, "errors": 0, "doubtful": 0, "credits": {},
    }  # fmt: skip
    plain[field] = value
    with contextlib.suppress(NoResultError):
        result_in(json.dumps(plain))
