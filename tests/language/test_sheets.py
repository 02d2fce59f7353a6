"""A sheet is read as people write it: headings in any dress, and no character lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.sheets import parse, phase_of
from coach.model.words import Level, Phase

PLAIN = """---
problem: url-shortener
level: senior
---

# Requirements
users can shorten a link
> Interviewer: 100M a day.
# Estimation
100M/day / 86400 ~ 1.2k/s
# API
POST /v1/urls
# High-level design
```
client -> lb -> app
# Deep dives is only a comment here
```
# Deep dives
warming up
## How would you generate the codes?
random, put-if-absent
### and collisions
retry
## Cache?
shed load
"""


def test_front_matter_names_problem_and_level():
    sheet = parse(PLAIN, "a.md")
    assert (sheet.name, sheet.problem, sheet.level) == ("a.md", "url-shortener", Level.SENIOR)


def test_every_phase_is_found_in_order():
    assert [section.phase for section in parse(PLAIN).sections] == list(Phase)


def test_a_phase_keeps_its_offsets_and_blanks_the_rest():
    sheet = parse(PLAIN)
    written = sheet.written(Phase.ESTIMATION)
    assert len(written) == len(PLAIN)
    assert written.split() == ["100M/day", "/", "86400", "~", "1.2k/s"]
    assert written.index("100M") == PLAIN.index("100M/day /")


def test_the_interviewers_lines_are_not_the_candidates():
    assert "100M a day" not in parse(PLAIN).written(Phase.REQUIREMENTS)


def test_a_heading_in_a_code_fence_is_a_comment():
    assert "only a comment" in parse(PLAIN).written(Phase.DESIGN)


def test_deep_dives_are_split_into_their_questions():
    parts = parse(PLAIN).sections[-1].parts
    assert [part.heading for part in parts] == ["How would you generate the codes?", "Cache?"]
    assert "retry" in PLAIN[parts[0].start : parts[0].end]


@pytest.mark.parametrize(
    ("heading", "phase"),
    [
        ("HLD", Phase.DESIGN),
        ("2. Capacity estimation", Phase.ESTIMATION),
        ("Phase 3: API design (10 min)", Phase.API),
        ("**High-Level Design**", Phase.DESIGN),
        ("DEEP DIVES", Phase.DEEP_DIVES),
        ("Functional & non-functional requirements", Phase.REQUIREMENTS),
        ("API + data model", Phase.API),
        ("Why I like caches", None),
    ],
)
def test_headings_match_loosely(heading, phase):
    assert phase_of(heading) is phase


@pytest.mark.parametrize("dress", ["## {}", "{}\n=====", "**{}**", "# {} #"])
def test_headings_in_any_dress(dress):
    text = "\n".join(f"{dress.format(phase.heading)}\nwords of {phase.value}\n" for phase in Phase)
    sheet = parse(text)
    assert [section.phase for section in sheet.sections] == list(Phase)
    assert all(f"words of {phase.value}" in sheet.written(phase) for phase in Phase)


def test_one_wrong_letter_in_a_long_word_still_opens_the_phase():
    sheet = parse("# Requirments\nshorten\n# Estmation\n5/s\n# Higl level desing\nlb\n# API\nPOST\n")
    assert [section.phase for section in sheet.sections] == [Phase.REQUIREMENTS, Phase.ESTIMATION, Phase.API]


def test_a_misspelt_heading_below_the_rank_of_phases_is_content():
    sheet = parse("# Requirements\n## Estimatoin\n5/s\n# API\nPOST\n")
    assert [section.phase for section in sheet.sections] == [Phase.REQUIREMENTS, Phase.API]


def test_a_question_named_like_a_phase_stays_in_the_deep_dives():
    sheet = parse("# Deep dives\n## Storage\nshard by code\n")
    assert [section.phase for section in sheet.sections] == [Phase.DEEP_DIVES]


def test_a_heading_that_names_no_phase_is_content():
    sheet = parse("# Requirements\na\n# Assumptions of mine\nb\n# API\nc\n")
    assert "b" in sheet.written(Phase.REQUIREMENTS)


def test_a_phase_in_two_places_is_read_in_both():
    sheet = parse("# API\nGET /a\n# Design\nx\n# Data model\nurls(code pk)\n")
    written = sheet.written(Phase.API)
    assert written.split() == ["GET", "/a", "urls(code", "pk)"]
    assert len(written) == len(sheet.text)


def test_a_missing_phase_is_empty_and_no_error():
    assert parse("# API\nGET /a\n").written(Phase.DESIGN) == ""


def test_an_unknown_level_is_said_and_taken_as_middle():
    sheet = parse("---\nlevel: staff\n---\n# API\nx\n")
    assert sheet.level is Level.MIDDLE
    assert "staff" in sheet.notices[0]


def test_text_without_any_heading_says_what_to_do():
    assert "# Requirements" in parse("just words").notices[0]


def test_carriage_returns_count_as_characters():
    text = "# API\r\nGET /a\r\n"
    assert parse(text).written(Phase.API).index("GET") == text.index("GET")


@given(st.text(alphabet=st.sampled_from("# \n\r->`~*=aAPIdesign:\t\ufeff\x00😀"), max_size=300))
def test_any_text_is_read_and_keeps_its_length(text):
    sheet = parse(text)
    for section in sheet.sections:
        assert 0 <= section.start <= section.end <= len(text)
        assert len(sheet.written(section.phase)) == len(text)
