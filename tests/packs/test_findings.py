"""Findings as a person reads them, and the comments that quiet them."""

from coach.model.words import Severity
from coach.packs.findings import Finding, allowed_codes, cells, without_allowed


def finding(**changes):
    return Finding(**{"file": "p.yaml", "line": 3, "column": 5, "code": "unused-fact", "message": "said", **changes})


def test_prints_place_level_code_source_caret_and_fix():
    shown = str(finding(fix="do this", source_line="    abc: 1", end_column=8))
    assert shown == ("p.yaml:3:5: error[unused-fact] said\n     3 |     abc: 1\n       |     ^^^\n  fix: do this")


def test_the_caret_stands_under_wide_characters():
    shown = str(finding(column=4, source_line="漢字: x", end_column=5)).splitlines()
    assert shown[2].index("^") - shown[1].index("漢") == cells("漢字:")
    assert cells("漢字e\u0301") == 5


def test_a_long_line_is_cut_around_the_caret():
    lines = str(finding(column=500, source_line="x" * 499 + "HERE" + "y" * 900, end_column=504)).splitlines()
    assert len(lines[1]) < 130
    caret = lines[2].index("^")
    assert lines[1][caret : caret + 4] == "HERE"


def test_control_characters_of_a_source_line_are_not_printed():
    assert "\x1b" not in str(finding(source_line="a: \x1b]0;x\x07"))


def test_a_comment_allows_a_code_on_its_line_the_next_line_or_the_whole_file():
    lines = ["# coach: allow few-hints", "format: 1", "# coach: allow unused-fact, few-asks", "a: 1"]
    text = "\n".join([*lines, "b: 2  # coach: allow same-words", ""])
    assert allowed_codes(text) == {
        0: {"few-hints"},
        4: {"unused-fact", "few-asks"},
        5: {"same-words"},
    }


def test_warnings_can_be_allowed_and_errors_cannot():
    text = "format: 1\n# coach: allow unused-fact\na: 1\n"
    warning, error = finding(severity=Severity.WARNING), finding()
    assert without_allowed([warning, error], text) == [error]
