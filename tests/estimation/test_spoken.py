"""Sums told in words: wrong ones are found, right ones pass in silence."""

from pathlib import Path

import pytest
import yaml

from coach.estimation.promised import against
from coach.estimation.worksheet import read
from coach.model.words import Severity

LINES = yaml.safe_load((Path(__file__).parent / "spoken_lines.yaml").read_text(encoding="utf-8"))


def told(text):
    sheet = read(text)
    return [one for one in (*sheet.remarks, *against(sheet, [text])) if one.severity is not Severity.NOTE]


@pytest.mark.parametrize("kind", LINES)
def test_right_lines_pass_in_silence(kind):
    flagged = [(text, one.message) for text in LINES[kind]["right"] for one in told(text)]
    assert flagged == []


@pytest.mark.parametrize("kind", LINES)
def test_nearly_all_wrong_lines_are_found(kind):
    missed = [text for text in LINES[kind]["wrong"] if not told(text)]
    assert len(missed) <= max(1, len(LINES[kind]["wrong"]) // 15), missed


def test_a_remark_in_a_sentence_stands_on_its_figures():
    text = "All in all we see 500 cameras sending 4 Mbit/s, so 200 Mbit/s in total, which is fine."
    (remark,) = told(text)
    assert text[remark.start : remark.end].startswith("500 cameras")
    assert text[remark.start : remark.end].endswith("200 Mbit/s")
    assert remark.factor == pytest.approx(0.1)


def test_what_rests_on_a_base_far_above_is_told_with_the_right_figure():
    (remark,) = told("reads: 40k/s\nhit ratio 95%, so 38k/s go to the database")
    assert "2,000, not 38,000" in remark.message


MIXED = yaml.safe_load((Path(__file__).parent / "mixed_lines.yaml").read_text(encoding="utf-8"))["sets"]


@pytest.mark.parametrize(("snippets", "least"), list(zip(MIXED, [61, 65, 52], strict=True)))
def test_snippets_of_any_notation_pass_when_right_and_mostly_fail_when_wrong(snippets, least):
    assert [text for text in snippets["right"] if told(text)] == []
    assert sum(bool(told(text)) for text in snippets["wrong"]) >= least
