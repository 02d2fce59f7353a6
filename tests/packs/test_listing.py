"""The head of a problem file read without YAML is what YAML reads, or is left to YAML."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.packs.listing import plain_head
from coach.packs.yaml_events import read_yaml

HEAD = """\
format: 1
id: x
title: A title
prompt: >-
  One line
  and another.
trains: this, that
minutes: 45
difficulty: 2
facts:
  - a
end: x
"""


def test_plain_lines_and_a_folded_block():
    assert plain_head(HEAD) == {
        "id": "x",
        "title": "A title",
        "prompt": "One line and another.",
        "trains": "this, that",
        "minutes": "45",
        "difficulty": "2",
    }


@pytest.mark.parametrize(
    "title",
    [
        '"quoted"',
        "'quoted'",
        "with: colon",
        "with # comment",
        "[list]",
        "{a: b}",
        "!tag x",
        "&a x",
        "*a",
        "|",
        "",
        "ends:",
        "@x",
        "- x",
    ],
)
def test_what_is_not_plain_is_left_to_yaml(title):
    assert plain_head(HEAD.replace("A title", title)) is None


@pytest.mark.parametrize(
    "prompt",
    ["  One\n   deeper\n", "  One\n\n  after a gap\n", "", "One at the margin\n"],
)
def test_an_unusual_block_is_left_to_yaml(prompt):
    assert plain_head(HEAD.replace("  One line\n  and another.\n", prompt)) is None


def test_a_value_that_goes_on_below_is_left_to_yaml():
    assert plain_head(HEAD.replace("title: A title", "title: A title\n  that goes on")) is None


def test_a_block_that_the_cut_may_have_shortened_is_left_to_yaml():
    assert plain_head(HEAD[: HEAD.index("  and another")]) is None


@settings(max_examples=300, deadline=None)
@given(title=st.text(alphabet=st.sampled_from(list("ab1 -:#'\"[]{}>|&*!%@`?,é\\~.")), min_size=1, max_size=12))
def test_whatever_is_read_without_yaml_is_what_yaml_reads(title):
    text = HEAD.replace("A title", title)
    head = plain_head(text)
    if head is not None:
        event = next(
            e
            for e in yaml.parse(text)
            if isinstance(e, yaml.ScalarEvent) and e.start_mark.line == 2 and e.start_mark.column > 0
        )
        assert head["title"].strip() == event.value
        read_yaml(text, "x.yaml")
