"""Grades of two graders, out of whatever file they kept them in."""

import json

import pytest

from coach.grading.jsonform import as_json
from coach.report.grades import NoGradesError, grades_in
from coach.report.results import line_of, result_of


def test_results_and_scorecards_hold_the_same_grades(scorecard):
    results = grades_in(line_of(result_of(scorecard, scorecard.sheet, "k", "g")))
    assert results == grades_in(json.dumps(as_json(scorecard)))
    assert results[scorecard.sheet, "overall"] == scorecard.overall.score


def test_a_table_is_read_by_its_header():
    found = grades_in("sheet,overall,api,comment\na.md,2,4,good\nb.md,,1,\n", full=4)
    assert found == {("a.md", "overall"): 0.5, ("a.md", "api"): 1.0, ("b.md", "api"): 0.25}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column"),
        ("name,overall\na,1\n", "no column"),
        ("sheet,overall\na,much\n", "is no number"),
        ("sheet,overall\na,5\n", "from 0 to 1"),
        ("sheet,overall\na,nan\n", "from 0 to 1"),
        ("sheet,comment\na,fine\n", "no grades"),
        ("sheet,overall\na,1\na,0\n", "two grades"),
        ("{}", "line 1"),
        ('{"schema": "coach.grade/1", "sheet": "a"}', "line 1"),
        ('{"schema": "coach.result/1", "sheet": "a"}', "line 1"),
        ('{"schema": []}', "line 1"),
    ],
)
def test_what_holds_no_grades_is_told_in_words(text, said):
    with pytest.raises(NoGradesError, match=said):
        grades_in(text)


@pytest.mark.parametrize(
    "text",
    [
        'sheet,overall\n"' + "q" * 200_000 + "\n",
        '{"schema": "coach.grade/1", "sheet": "a", "overall": {"score": NaN}, "phases": {}}',
        '{"schema": "coach.grade/1", "sheet": "a", "overall": {"score": 7}, "phases": {}}',
    ],
)
def test_what_holds_no_grades_is_refused_in_words(text):
    with pytest.raises(NoGradesError):
        grades_in(text, 1.0)
