"""Each rule: a phase that breaks it, and one like it that does not."""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from coach.api.checks import RULES, check
from coach.api.reader import read
from coach.model.words import Severity


class Pair(NamedTuple):
    """A phase that breaks a rule, and one like it that does not."""

    rule: str
    broken: str
    sound: str
    requirements: str = ""
    quote: str = ""
    """What the remark points at; empty: anything."""


PAIRS = [Pair(**pair) for pair in yaml.safe_load((Path(__file__).parent / "data" / "rules.yaml").read_text("utf-8"))]


def found(text: str, requirements: str = "") -> dict[str, list[str]]:
    hits: dict[str, list[str]] = {}
    for remark in check(read(text), text, requirements=requirements):
        hits.setdefault(remark.id, []).append(text[remark.start : remark.end])
    return hits


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.rule)
def test_the_rule_sees_the_fault_and_leaves_the_sound_line_alone(pair: Pair) -> None:
    hits = found(pair.broken, pair.requirements)
    assert pair.rule in hits
    assert any(pair.quote in quote for quote in hits[pair.rule])
    assert pair.rule not in found(pair.sound, pair.requirements)


def test_every_rule_has_a_pair_an_id_of_its_own_and_a_source() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids)) >= 30
    assert {pair.rule for pair in PAIRS} == set(ids)
    assert all(rule.sources and rule.sentence.endswith((".", "?")) for rule in RULES)


def test_documents_come_before_the_standard() -> None:
    for rule in RULES:
        kinds = [source.doc == "rfc9110" for source in rule.sources]
        assert kinds == sorted(kinds), rule.id


def test_an_error_is_only_what_the_text_gets_wrong() -> None:
    grave = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    assert grave == {
        "get-writes", "permanent-redirect-counted", "redirect-by-script", "always-200", "id-space-miscounted",
        "float-for-money",
    }  # fmt: skip


def test_a_miscounted_id_space_tells_the_factor() -> None:
    text = "The id is 6 random hex digits, about 56 billion combinations."
    (remark,) = [remark for remark in check(read(text), text) if remark.id == "id-space-miscounted"]
    assert remark.factor == pytest.approx(56e9 / 16**6)
    assert "16.8 million" in remark.message


def test_a_scan_over_many_rows_is_a_warning_with_the_number() -> None:
    text = "GET /v1/users/{email} -> 200\nusers(id pk, name, email)"
    (few,) = [r for r in check(read(text), text, rows=5_000) if r.id == "read-scans"]
    (many,) = [r for r in check(read(text), text, rows=33e9) if r.id == "read-scans"]
    assert (few.severity, many.severity) == (Severity.NOTE, Severity.WARNING)
    assert "33 billion rows" in many.message


def test_nothing_is_said_about_nothing() -> None:
    assert check(read(""), "") == ()
    assert check(read("  \n "), "  \n ") == ()


def test_offsets_count_from_the_start_of_a_blanked_sheet() -> None:
    text = " " * 500 + "\nGET /create?url=x\nPOST /v1/a {b} -> 201"
    remarks = check(read(text), text)
    assert "GET /create?url=x" in {text[remark.start : remark.end] for remark in remarks}


def test_the_guide_lists_every_rule() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "api-phase.md").read_text("utf-8")
    for rule in RULES:
        assert f"| `{rule.id}` | {rule.severity.value} |" in guide
