"""The panel shows what the rooms computed, and never more than the mode allows."""

import pytest

from coach.interview.agreed import Agreed
from coach.interview.standing import Check
from coach.model.words import Phase
from coach.tui import live

SUM = "100M/day / 86400 ~ 12k writes/s"


def shown(phase, text, **more):
    return live.read(phase, live.Notes(text, more.pop("coached", False), more.pop("width", 60), **more)).content.plain


def test_a_sum_is_shown_with_its_value():
    assert "1,157 /s" in shown(Phase.ESTIMATION, SUM)


def test_an_interview_shows_values_and_no_remark():
    assert "✗" not in shown(Phase.ESTIMATION, SUM)


def test_coached_practice_shows_the_remark():
    assert "✗" in shown(Phase.ESTIMATION, SUM, coached=True)


def test_endpoints_become_a_table():
    assert "POST   /v1/urls" in shown(Phase.API, "POST /v1/urls {url} -> 201 {code}")


def test_arrows_become_a_drawing():
    assert "┌" in shown(Phase.DESIGN, "client -> lb -> api", width=70)


DAILY = Agreed("links-per-day", "100 million a day", 1e8, "1")
IMMUTABLE = Agreed("editable", "A target never changes.", None, "1")


def test_told_facts_are_listed_where_they_count():
    assert "• links per day: 100 million a day" in shown(Phase.REQUIREMENTS, "", agreed=(DAILY, IMMUTABLE))
    assert "• links per day: 100 million a day" in shown(Phase.DESIGN, "client -> api", agreed=(DAILY,))
    sums = shown(Phase.ESTIMATION, "100M / 86400 = 1157 /s", agreed=(DAILY, IMMUTABLE))
    assert "• links per day: 100 million a day" in sums
    assert "never changes" not in sums


def test_a_checklist_shows_what_is_met():
    checks = (Check("Names the peak.", 1.0, 2.0), Check("Sizes the storage.", 0.4, 3.0))
    text = shown(Phase.ESTIMATION, "", checklist=checks)
    assert "Looked for: 1 of 2" in text
    assert text.index("◐ Sizes the storage.") < text.index("✓ Names the peak.")


def test_the_question_being_answered_is_marked():
    text = shown(Phase.DEEP_DIVES, "", questions=("Codes?", "Cache gone?"), question=1)
    assert "▸ 2  Cache gone?" in text
    assert "▸ 1" not in text


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("text", ["", "[/foo] [b]", "\x1b[31m", "->->", "| |", "9" * 400, "a/0", "\ud800"])
def test_no_text_breaks_a_panel(phase, text):
    result = live.read(phase, live.Notes(text, True, 30))
    assert result.title != "not understood"
    assert "\x1b" not in result.content.plain


def test_a_reader_that_fails_is_told_in_words(monkeypatch):
    monkeypatch.setitem(live.PANELS, Phase.API, lambda _notes: 1 / 0)
    result = live.read(Phase.API, live.Notes("POST /x", False, 40))
    assert "your text is safe" in result.content.plain
