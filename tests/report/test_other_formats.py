"""Markdown, plain text and CSV keep their structure whatever stands in the answer."""

import csv
import io

from coach.language.sheets import parse
from coach.report import markdown, rows, text


def test_markdown_begins_with_the_verdict(scorecard, sheet):
    lines = markdown.render(scorecard, sheet).splitlines()
    assert lines[0] == "# url-shortener"
    assert lines[2] == "**52 of 100 · lean no hire** (senior level, a.md)"


def test_a_fence_in_the_answer_does_not_end_the_fence_around_it(scorecard, sheet):
    page = markdown.render(scorecard, parse(sheet.text + "````\n# not a heading\n", "a.md"))
    assert "\n`````text\n" in page
    assert page.rstrip().endswith("`````")


def test_a_line_that_nothing_was_found_for_does_not_say_so_again(scorecard, sheet):
    page = markdown.render(scorecard, sheet)
    unfound = [
        one for score in scorecard.phases for one in score.criteria if one.state == "unaddressed" and not one.evidence
    ]
    assert unfound
    assert markdown.LEGEND in page
    for one in unfound:
        (line,) = (line for line in page.splitlines() if markdown.escape(one.statement) in line and "- ✗" in line)
        assert one.reason not in line


def test_names_cannot_make_markup(scorecard, sheet):
    card = scorecard.model_copy(update={"sheet": "[x](javascript:1) | <b>\n# h"})
    page = markdown.render(card, sheet)
    assert r"\[x\](javascript:1) \| \<b\> \# h" in page


def test_plain_text_fits_its_width_and_names_everything(scorecard):
    shown = text.render(scorecard, 60)
    assert max(len(line) for line in shown.splitlines()) <= 60
    for words in ("52 of 100 · lean no hire", "What would gain most", "✗ error: 1,157 per second", "“= 12k/s”"):
        assert words in shown


def test_plain_text_cannot_steer_the_terminal(scorecard):
    assert "\x1b" not in text.render(scorecard.model_copy(update={"sheet": "a\x1b]0;x\x07"}))


def test_csv_reads_back_with_a_row_a_sheet(scorecard):
    table = list(csv.DictReader(io.StringIO(rows.render([scorecard, scorecard]))))
    assert len(table) == 2
    assert table[0]["overall"] == "0.520"
    assert table[0]["api"] == ""
    assert (table[0]["errors"], table[0]["doubtful"]) == ("1", "1")


def test_a_name_that_a_spreadsheet_would_compute_is_quoted(scorecard):
    for name in ("=1+1", "+1", "-1", "@x", "\tx"):
        card = scorecard.model_copy(update={"sheet": name})
        value = next(iter(csv.DictReader(io.StringIO(rows.render([card])))))["sheet"]
        assert value.startswith("'")
