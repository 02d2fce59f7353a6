"""The rules that ask the grader: what the answers of a problem earn, and what its wordings do."""

import re

import pytest

from coach.packs.check import check
from coach.packs.rules.scope import scope_of

PROBLEM = "problems/my-problem/problem.yaml"
REFERENCE = "problems/my-problem/reference.md"


def found(pack, code):
    """The findings of `code`, as messages."""
    return [finding.message for finding in check(pack).findings if finding.code == code]


def test_a_sentence_that_stands_in_two_criteria(pack, edit):
    edit("- 409 when the alias is already taken.", "- GET /{code} answers 302 with the Location of the page.")
    assert any("redirect-status-chosen" in message for message in found(pack, "same-words"))


def test_a_sentence_copied_from_the_general_criteria(pack, edit):
    from coach.packs.library import load_rubrics

    general = next(one for rubric in load_rubrics().rubrics for one in rubric.criteria if one.facets)
    sentence = next(s for facet in general.facets for s in facet.model_sentences).replace('"', "'")
    edit("- 409 when the alias is already taken.", f'- "{sentence}"')
    assert any(general.id in message for message in found(pack, "same-words"))


def test_two_criteria_that_earn_each_other(pack, edit):
    text = (pack / PROBLEM).read_text(encoding="utf-8")
    start = text.index("      - id: creation-limited\n")
    end = text.index("      - id: targets-checked\n")
    twin = text[start:end].replace("creation-limited", "creation-capped")
    for old, new in (
        ("A token bucket per API key", "A bucket of tokens per API key"),
        ("10/s", "20/s"),
        ("Each", "Any"),
    ):
        assert old in twin
        twin = twin.replace(old, new)
    (pack / PROBLEM).write_text(text[:end] + twin + text[end:], encoding="utf-8")
    assert "the sentences of 'creation-limited' earn this, and its own earn that" in found(pack, "same-words")


def test_a_criterion_that_its_own_sentences_do_not_earn(pack, edit):
    edit(
        "          - id: limited\n",
        "          - id: unspoken\n            any_of: [['\"never\"', '\"spoken\"']]\n          - id: limited\n",
    )
    (message,) = found(pack, "own-words")
    assert "'creation-limited' only 0.50 of 1" in message


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (
            "List every place that holds a copy of this link.",
            "The redirect is a 302 with no-store, so browsers keep nothing.",
        ),
        (
            "How do you keep spammers and phishers out?",
            "Do you limit creation to 10/s per key at the gateway, then 429?",
        ),
    ],
)
def test_a_hint_or_a_question_that_earns_a_criterion(pack, edit, place, text):
    edit(place, text)
    assert found(pack, "hint-gives-away")


def test_an_error_in_the_reference_is_pointed_at_and_can_be_allowed(pack, edit):
    edit("62^6 = 56.8 billion < 182.5 billion", "62^6 = 568 billion > 182.5 billion", REFERENCE)
    faults = [finding for finding in check(pack).findings if finding.code == "reference-fault"]
    assert faults
    assert all("568" in finding.source_line for finding in faults)
    edit("level: senior\n", "level: senior\n# coach: allow reference-fault\n", REFERENCE)
    assert not found(pack, "reference-fault")


def test_a_figure_that_the_reference_does_not_arrive_at(pack, edit):
    edit("value: 100000000\n", "value: 7100000000\n")
    messages = found(pack, "unreached-figure")
    assert any("new links per second" in message for message in messages)


def test_a_criterion_that_no_answer_meets(pack, edit):
    edit("## How do you keep spammers and phishers out?", "## On whales and dolphins", REFERENCE)
    met = found(pack, "never-met")
    assert {name for name in ("creation-limited", "targets-checked") if any(name in message for message in met)}


def test_a_deep_dive_that_earns_nothing_at_a_level(pack, edit):
    text = (pack / PROBLEM).read_text(encoding="utf-8")
    start = text.index("    question: How do you keep spammers")
    end = start + re.search(r"\n(?=\S)", text[start:]).start()
    dive = text[start:end].replace("        weight: 2\n", "        weight: 2\n        level: senior\n")
    (pack / PROBLEM).write_text(text[:start] + dive + text[end:], encoding="utf-8")
    assert found(pack, "no-weight") == [
        "at level junior no criterion of 'abuse' counts: an answer earns nothing",
        "at level middle no criterion of 'abuse' counts: an answer earns nothing",
    ]


def test_a_sheet_is_graded_once_however_many_rules_look_at_it(pack):
    from coach.packs.library import load_pack

    scope = scope_of(load_pack(pack))
    first, second = (next(scope.problems()).card("weak.md") for _ in range(2))
    assert first is second
