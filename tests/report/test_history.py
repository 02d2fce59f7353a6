"""All interviews as one report: nothing foreign is markup, nothing private is in it."""

import csv
import io
from datetime import date
from html.parser import HTMLParser

import pytest

from coach.report import history
from coach.review.progress import Grade, Held, progress

EVIL = "<script>alert(1)</script> [x](javascript:y) | `"


def held(number, score, problem="p"):
    phases = {"requirements": score, "design": score / 2}
    started = f"2026-01-0{number}T10:00:00+00:00"
    return Held(str(number), problem, EVIL, "middle", started, score, phases, {"design": 600.0})


@pytest.fixture
def told():
    past = [held(1, 0.4), held(2, 0.6), held(3, 0.5), held(4, 0.7), held(5, 0.9, "=q")]
    grades = [
        Grade(one.session, one.problem, "design", "spof", f"Says {EVIL}", credit, 1.0)
        for one, credit in zip(past, (0, 0, 0, 1, 0), strict=True)
    ]
    return progress(past, grades, date(2026, 1, 5))


def tags(page):
    found = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Parser().feed(page)
    return found


def test_the_page_tells_trends_weak_points_and_the_same_problem_again(told):
    page = history.html(told)
    assert "Missed again and again" in page
    assert "Now there: Says" in page
    assert "5</b> graded" in page
    assert "5</b> days in a row" in page


def test_the_page_asks_for_nothing_and_runs_nothing(told):
    found = tags(history.html(told))
    assert "script" not in {tag for tag, _ in found}
    names = {name for _, attrs in found for name in attrs}
    assert not names & {"src", "href"}
    assert not any(name.startswith("on") for name in names)
    assert any("default-src 'none'" in (attrs.get("content") or "") for tag, attrs in found if tag == "meta")


def test_the_chart_has_a_name_and_its_numbers_stand_in_a_table(told):
    page = history.html(told)
    assert 'role="img" aria-labelledby="time-title time-desc"' in page
    assert page.count("<circle") == 5
    assert '<td class="n">90</td>' in page


def test_markdown_keeps_its_structure(told):
    text = history.markdown(told)
    assert "<script>" not in text
    assert all(line.count("|") - line.count("\\|") == 6 for line in text.splitlines() if line.startswith("| 2026"))


def test_rows_are_safe_to_open_in_a_spreadsheet(told):
    rows = list(csv.reader(io.StringIO(history.rows(told))))
    assert rows[0] == list(history.COLUMNS)
    assert rows[-1][1] == "'=q"
    assert rows[1] == ["2026-01-01", "p", "middle", "0.400", "0.400", "", "", "0.200", "", "10.0"]


def test_without_interviews_every_form_says_so():
    nothing = progress([], [], date(2026, 1, 1))
    assert "No interview has been graded yet" in history.html(nothing)
    assert "0 graded interviews" in history.markdown(nothing)
    assert history.rows(nothing).count("\n") == 1


def test_the_same_history_gives_the_same_bytes(told):
    assert history.html(told) == history.html(told)
