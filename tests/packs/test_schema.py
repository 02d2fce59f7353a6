"""Schema errors: all at once, at their place, in our words, with a mend."""

import pytest

from coach.model.criterion import Rubric
from coach.packs.errors import InvalidPackError
from coach.packs.schema import validated
from coach.packs.yaml_events import read_yaml

GOOD = "format: 1\nphase: api\ncriteria:\n  - id: a\n    statement: It is said.\n"


def findings(text, model=Rubric):
    with pytest.raises(InvalidPackError) as caught:
        validated(read_yaml(text, "r.yaml"), model)
    return caught.value.findings


def only(text):
    (finding,) = findings(text)
    return finding


def test_a_valid_file_becomes_its_model():
    assert validated(read_yaml(GOOD, "r.yaml"), Rubric).criteria[0].statement == "It is said."


def test_every_error_of_a_file_at_once_and_sorted():
    found = findings("format: 1\nphase: apii\ncriteria:\n  - id: Not A Name\n    statment: x\n    weight: nine\n")
    assert [(one.line, one.code) for one in found] == [
        (2, "wrong-value"),
        (4, "missing-key"),
        (4, "bad-name"),
        (5, "unknown-key"),
        (6, "wrong-type"),
    ]


def test_an_unknown_key_offers_the_nearest_one_known_there():
    finding = only(GOOD + "    advise: x\n")
    assert finding.code == "unknown-key"
    assert finding.fix == "did you mean 'advice'?"
    assert finding.column == 5


def test_a_missing_key_points_at_what_it_is_missing_from():
    finding = only("format: 1\nphase: api\ncriteria:\n  - id: a\n")
    assert (finding.code, finding.line) == ("missing-key", 4)
    assert "statement" in finding.message


def test_text_that_yaml_reads_as_a_number_is_told_with_its_quotes():
    finding = only(GOOD + "    source: [{doc: playbook, section: 2}]\n")
    assert finding.code == "wrong-type"
    assert finding.fix == 'write "2"'


def test_a_value_that_fits_no_alternative_is_one_finding():
    assert only(GOOD + "    rule: most\n").code == "wrong-value"


def test_a_value_out_of_range_says_the_limit():
    finding = only(GOOD + "    weight: 9\n")
    assert finding.code == "out-of-range"
    assert "5" in finding.message


def test_an_empty_list_and_a_missing_text_are_told():
    assert only("format: 1\nphase: api\ncriteria: []\n").code == "too-short"
    assert only(GOOD.replace("It is said.", "")).message.endswith("text is missing here")


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("format: 2", "update coach"),
        ("format: 0", "docs/authoring.md"),
        ("format: one", "write"),
        ("form: 1", "begin the file"),
    ],
)
def test_format_is_read_before_anything_else(first, words):
    finding = only(f"{first}\nphase: nonsense\n")
    assert finding.code == "format"
    assert words in finding.fix


def test_a_file_that_is_no_mapping_is_told_so():
    assert only("- 1\n- 2\n").code == "wrong-type"
