"""Each rule with a design that shows its smell and one that does not."""

from pathlib import Path

import pytest
import yaml

from coach.design import smells
from coach.design.flow import run
from coach.design.prose import mentions
from coach.design.wants import Wants
from coach.model.words import Severity
from coach.resources import bundled_pack

CASES = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))

CORE = frozenset(
    {
        "A1", "A2", "A3", "A5", "A7", "A8", "A9", "A10", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B9", "B10", "C1",
        "C2", "C3", "C4", "C5", "C6", "C7", "C10", "D1", "D2", "D3", "E1", "E2", "E3", "E4", "E6", "F1", "F2", "F3",
        "G1", "H1",
    }
)  # fmt: skip
"""Letters of the checks that any design is held against; D4 and D6 are judged with H1, by taking the box out."""


def wants_of(case):
    told = case.get("wants", {})
    return Wants(**{key: tuple(value) if isinstance(value, list) else value for key, value in told.items()})


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=[f"{index}-{case['rule']}" for index, case in enumerate(cases)])


@pytest.fixture
def remarks(drawn, catalogue):
    def found(text, wants):
        diagram = drawn(text)
        prose = mentions(text, diagram, catalogue)
        return smells.check(diagram, run(diagram, catalogue), prose, text, wants=wants)

    return found


@named(CASES)
def test_a_rule_finds_its_smell_and_nothing_else(remarks, case):
    assert case["rule"] in {remark.id for remark in remarks(case["shows"], wants_of(case))}
    assert case["rule"] not in {remark.id for remark in remarks(case["does_not"], wants_of(case))}


def test_every_rule_has_a_case():
    assert {rule.id for rule in smells.RULES} == {case["rule"] for case in CASES}


@named(CASES[::4])
def test_remarks_point_at_words_and_ask_a_question(remarks, case):
    for remark in remarks(case["shows"], wants_of(case)):
        assert case["shows"][remark.start : remark.end].strip()
        assert remark.question.endswith("?")
        assert remark.message.endswith(".")


def test_the_core_of_the_list_is_covered():
    assert not CORE - {rule.code for rule in smells.RULES}


def test_sources_are_sections_of_the_documents():
    listed = yaml.safe_load((bundled_pack() / "rubrics" / "sources.yaml").read_text(encoding="utf-8"))["documents"]
    known = {(document["doc"], section["id"]) for document in listed for section in document["sections"]}
    assert not [
        rule.id for rule in smells.RULES for source in rule.sources if (source.doc, source.section) not in known
    ]


def test_worst_first_and_three_at_a_time(remarks):
    text = (
        "browser -> postgres: GET /x\nclient -> app x3 -> mystery: GET /y\nA video is saved in the posts table.\n"
        "lonely: redis x2"
    )
    found = remarks(text, Wants())
    assert [remark.severity for remark in found] == sorted((r.severity for r in found), key=list(Severity).index)
    assert len(smells.live(found)) == 3


def test_what_was_answered_is_not_asked_again(drawn, catalogue):
    text = "client -> lb -> app x2 -> postgres"
    diagram = drawn(text)
    result, prose = run(diagram, catalogue), mentions(text, diagram, catalogue)
    asked = {remark.id for remark in smells.check(diagram, result, prose, text)}
    again = {remark.id for remark in smells.check(diagram, result, prose, text, answered=["single-door"])}
    assert asked - again == {"single-door"}


def test_a_plain_sound_design_gets_no_errors(remarks):
    text = "client -> lb (two) -> app x3 -> redis -> postgres (+ standby)\nRedis dies: slower. Entries live 10 minutes."
    assert [remark.id for remark in remarks(text, Wants()) if remark.severity is not Severity.NOTE] == []
