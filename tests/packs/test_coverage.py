"""The documents, covered: every section is rested on by something that judges, or says why nothing can."""

import pytest

from coach.packs.check import check
from coach.packs.coverage import Citer, as_plain, coverage, matrix_lines
from coach.packs.library import bundled, load_pack
from coach.packs.rules.scope import scope_of
from coach.resources import bundled_pack

FIVE = {"playbook", "middle", "junior", "intro", "primer"}


@pytest.fixture(scope="module")
def documents():
    return coverage(scope_of(load_pack(bundled_pack())))


def test_every_section_of_the_five_documents_is_assessed_or_says_why_not(documents):
    assert {one.doc for one in documents if one.kind == "document"} == FIVE
    missing = [f"{s.doc} {s.section}" for document in documents for s in document.sections if s.missing]
    assert missing == []


def test_each_kind_of_citer_is_told_by_its_place(documents):
    cited = {section["section"]: section["cited_by"] for section in as_plain(documents) if section["doc"] == "playbook"}
    said = {(one["kind"], one["id"]) for one in cited["worked-estimation-url-shortener"]}
    assert {("number", "writes-average"), ("other", "new-links-per-day"), ("other", "url-shortener")} <= said
    kinds = {
        citation.citer for document in documents for section in document.sections for citation in section.citations
    }
    assert kinds == set(Citer)


def test_the_matrix_marks_what_is_missing_and_sums_it_up(pack_with_rubrics, edit):
    other = "  - doc: other\n    title: Other\n    sections:\n      - {id: a, heading: A}\n"
    other += "      - {id: b, heading: B, not_assessed: an advert}\n"
    edit("  - doc: middle\n", other + "  - doc: middle\n", "rubrics/sources.yaml")
    lines = matrix_lines(coverage(scope_of(load_pack(pack_with_rubrics))), 90)
    assert lines[0] == "other: Other"
    assert lines[2].split()[:3] == ["!", "a", "A"]
    assert lines[3].endswith("not assessed: an advert")
    assert "missing: other a" in lines[-1]
    assert max(map(len, lines[:-1])) <= 90


def test_a_fact_alone_does_not_assess_a_section(pack_with_rubrics, edit):
    other = "  - doc: other\n    title: Other\n    sections:\n      - {id: a, heading: A}\n"
    edit("  - doc: middle\n", other + "  - doc: middle\n", "rubrics/sources.yaml")
    edit("source: [{doc: playbook, section: worked-estimation-url-shortener}]", "source: [{doc: other, section: a}]")
    (first, *_) = coverage(scope_of(load_pack(pack_with_rubrics)))
    assert [(one.citer, one.name) for one in first.sections[0].citations] == [(Citer.OTHER, "new-links-per-day")]
    assert first.sections[0].missing


def test_a_pack_without_sources_shows_what_it_assesses_of_the_bundled_ones(pack):
    shown = coverage(scope_of(load_pack(pack)))
    sections = {(section.doc, section.section) for document in shown for section in document.sections}
    whole = {(one.doc, section.id) for one in bundled().rubrics.sources for section in one.sections}
    assert ("playbook", "worked-estimation-url-shortener") in sections
    assert sections < whole
    assert all(section.assessed for document in shown for section in document.sections)


def test_sources_of_its_own_stand_beside_the_bundled_ones(pack, edit):
    (pack / "rubrics").mkdir()
    own = "format: 1\ndocuments:\n  - {doc: mine, title: Mine, sections: [{id: a, heading: A}, {id: b, heading: B}]}\n"
    (pack / "rubrics/sources.yaml").write_text(own, encoding="utf-8")
    edit("- {doc: playbook, section: idempotency-and-retries}", "- {doc: mine, section: a}")
    assert "unknown-source" not in {finding.code for finding in check(pack, quick=True).findings}
    shown = coverage(scope_of(load_pack(pack)))
    assert [section.section for document in shown for section in document.sections if section.missing] == ["b"]
    assert "playbook" in {document.doc for document in shown}
