"""A check finds everything at once: one test a rule, each on a pack with that one thing wrong."""

import re

import pytest

from coach.model.words import Severity
from coach.packs import library
from coach.packs.check import check
from coach.packs.files import problem_folders
from coach.resources import bundled_pack

PROBLEM = "problems/my-problem/problem.yaml"
GOLDEN = "problems/my-problem/golden/golden.yaml"
WAYS = next(fact.ask for fact in library.find_problem("url-shortener").facts if fact.id == "bytes-per-link")
"""The ways to ask for one fact, in their order."""


def codes(pack, *, quick=True):
    return {finding.code for finding in check(pack, quick=quick).findings}


def only(pack, code, *, quick=True):
    """The findings of `code`; there must be no others."""
    found = check(pack, quick=quick).findings
    assert {finding.code for finding in found} == {code}, "\n".join(map(str, found))
    return found


def test_a_new_pack_has_no_findings(pack):
    assert check(pack).findings == ()


def test_the_bundled_pack_has_neither_errors_nor_warnings():
    checked = check(bundled_pack(), quick=True)
    assert checked.clean, "\n".join(map(str, checked.findings))


@pytest.mark.parametrize("slug", problem_folders(bundled_pack()))
def test_the_grader_has_nothing_against_a_bundled_problem(slug):
    checked = check(bundled_pack(), slug)
    assert checked.clean, "\n".join(map(str, checked.findings))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{doc: playbook, section: worked-estimation-url-shortener}", "{doc: playbok, section: '2'}", "unknown-source"),
        ("section: worked-estimation-url-shortener}", "section: worked-estimation}", "unknown-source"),
        ("- [view-counter, exactness]", "- [view-countr, exactness]", "unknown-concept"),
        ("checks: [keyspace-computed]", "checks: [keyspace-compted]", "unknown-check"),
        ("id: takedown-deadline", "id: same-address-twice-settled", "duplicate-id"),
        ("id: takedown-deadline", "id: scope-cut", "duplicate-id"),
        ("- id: hot-links", "- id: retention", "duplicate-id"),
        ("id: my-problem", "id: your-problem", "folder-name"),
        ("formula: writes_average * peak_factor", "formula: writes_avrage * peak_factor", "formula"),
        ("formula: writes_average * peak_factor", "formula: writes_average * (1 - 1)", "formula"),
        ("formula: code_alphabet ** 7", "formula: 62 ** 7", "unused-fact"),
        ("Ask whatever you need", "Ask " + "and ask " * 30 + "whatever you need", "long-prompt"),
        (
            "- Collisions are so unlikely that we ignore them.",
            "- Collisions are so unlikely that we ignore them.\n    x: 1",
            "unknown-key",
        ),
        ("".join(f"      - {way}\n" for way in WAYS[2:]), "", "too-short"),
        ("".join(f"      - {way}\n" for way in WAYS[3:]), "", "few-asks"),
        ("\n  middle: >-\n    Also separates", "\n  x: >-\n    Also separates", "wrong-value"),
    ],
)
def test_one_thing_wrong_gives_its_code(pack, edit, old, new, code):
    edit(old, new)
    assert code in codes(pack)


def test_an_unknown_concept_is_pointed_at_and_offers_the_nearest(pack, edit):
    edit("- [view-counter, exactness]", "- [view-countr, exactness]")
    (finding,) = only(pack, "unknown-concept")
    assert finding.fix == "did you mean 'view-counter'?"
    assert finding.source_line[finding.column - 1 :].startswith("view-countr")


def test_a_phrase_that_cannot_be_read_is_pointed_at(pack, edit):
    edit(
        "\nmisconceptions:\n",
        "\nmisconceptions:\n  - id: slow\n    unless: [fast, 'a | | b', '@no-such']\n    wrong: [x]\n    right: y\n",
    )
    first, second = only(pack, "bad-phrase")
    assert first.source_line[first.column - 1 :].startswith("'a | | b'")
    assert second.source_line[second.column - 1 :].startswith("'@no-such'")


def test_a_model_sentence_that_stands_in_the_prompt_is_an_error(pack, edit):
    edit("- GET /{code} answers 302 with the Location of the page.", "- Lands on the original page!")
    (finding,) = only(pack, "free-points")
    assert finding.severity is Severity.ERROR


def test_few_sentences_and_thin_criterion(pack, edit):
    edit("              - A token bucket per API key, above it 429 with Retry-After.\n", "")
    edit("        advice: Limit at the door, per key, with 429 and a time to come back.\n", "")
    assert codes(pack) == {"few-sentences", "thin-criterion"}


def test_few_hints(pack, edit):
    edit("      - Follow that one key through your boxes. Where does it always end up?\n", "")
    only(pack, "few-hints")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("Count 200 bytes for a link", "Count 300 bytes for a link", True),
        ("Count 200 bytes for a link", "Count a few hundred bytes for a link", False),
        ("99 percent of the redirects", "98 percent of the redirects", False),
        ("99 percent of the redirects", "90 percent of the redirects", True),
        ("value: 157680000", "value: 99999999", False),
        ("Five years unless", "5 years unless", False),
        ("Five years unless", "2 years unless", True),
    ],
)
def test_a_number_in_an_answer_that_is_not_the_value(pack, edit, old, new, wrong):
    edit(old, new)
    assert ("answer-value" in codes(pack)) is wrong


def test_a_level_without_expectation_and_a_fact_that_does_not_matter(pack, edit):
    edit("levels: [junior, middle, senior]", "levels: [junior, middle, senior]\n# levels end here")
    text = (pack / PROBLEM).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  junior: >-\n(    .*\n)+", "", text, count=1)
    text = re.sub(r"(?m)^    matters: Links? .*\n|^    matters: It rules out a bare.*\n", "", text, count=1)
    (pack / PROBLEM).write_text(text, encoding="utf-8")
    assert codes(pack) == {"missing-level", "silent-fact"}


def test_a_missing_reference_and_one_without_a_phase(pack, edit):
    edit("# Estimation\n", "# Sums and guesses\n", "problems/my-problem/reference.md")
    (finding,) = only(pack, "reference-phase")
    assert "Estimation" in finding.message
    assert "unreached-figure" not in codes(pack, quick=False)
    (pack / "problems/my-problem/reference.md").unlink()
    only(pack, "missing-reference")


def test_golden_sheets_missing_unnamed_or_contradictory(pack, edit):
    (pack / "problems/my-problem/golden/extra.md").write_text("x", encoding="utf-8")
    edit("file: terse.md", "file: tersest.md", GOLDEN)
    edit("misses: [takedown-deadline]", "misses: [redirect-status-chosen]", GOLDEN)
    edit("kind: weak", "kind: terse", GOLDEN)
    assert codes(pack) == {"missing-file", "stray-file", "contradiction", "missing-golden"}


def test_what_must_be_missed_has_to_exist(pack, edit):
    edit("misses: [takedown-deadline]", "misses: [takedown-dedline]", GOLDEN)
    (finding,) = only(pack, "unknown-miss")
    assert finding.severity is Severity.NOTE


def test_a_band_upside_down(pack, edit):
    edit("overall: {low: 0.75, high: 1.0}", "overall: {low: 1.0, high: 0.75}", GOLDEN)
    only(pack, "empty-band")


def test_a_problem_without_golden_sheets_is_warned_of(pack):
    for path in (pack / "problems/my-problem/golden").iterdir():
        path.unlink()
    (finding,) = only(pack, "missing-golden")
    assert finding.severity is Severity.WARNING


def test_an_empty_pack_is_told(pack):
    import shutil

    shutil.rmtree(pack / "problems")
    only(pack, "empty-pack")


def test_a_form_that_two_concepts_share_and_a_section_nobody_cites(pack_with_rubrics, edit):
    edit('aliases: ["409", conflict', 'aliases: ["410", "409", conflict', "rubrics/concepts.yaml")
    other = "  - doc: other\n    title: Other\n    sections: [{id: '1', heading: One}]\n"
    edit("  - doc: middle\n", other + "  - doc: middle\n", "rubrics/sources.yaml")
    found = check(pack_with_rubrics, quick=True).findings
    assert "shared-alias" in {finding.code for finding in found}
    assert any(finding.code == "uncited-section" and "other" in finding.message for finding in found)


def test_a_comment_quiets_a_warning_and_not_an_error(pack, edit):
    edit("formula: code_alphabet ** 7", "formula: 62 ** 7")
    edit("    value: 62\n", "    # coach: allow unused-fact\n    value: 62\n")
    assert codes(pack) == set()


def test_every_error_of_every_file_at_once(pack, edit):
    edit("minutes: 45", "minutes: 4")
    edit("difficulty: 2", "difficulty: 9")
    edit("kind: strong", "kind: brilliant", GOLDEN)
    assert {(finding.file.rsplit("/", 1)[-1], finding.code) for finding in check(pack, quick=True).findings} == {
        ("problem.yaml", "out-of-range"),
        ("golden.yaml", "wrong-value"),
    }


def test_one_problem_alone_shows_its_own_findings(pack, edit):
    import shutil

    shutil.copytree(pack / "problems/my-problem", pack / "problems/other")
    edit("id: my-problem", "id: other", "problems/other/problem.yaml")
    edit("minutes: 45", "minutes: 4", "problems/other/problem.yaml")
    edit("title: My problem", "titel: My problem", "pack.yaml")
    assert check(pack, "my-problem", quick=True).pack is None
    edit("titel: My problem", "title: My problem", "pack.yaml")
    assert check(pack, "my-problem", quick=True).findings == ()
    assert [finding.code for finding in check(pack, "other", quick=True).findings] == ["out-of-range"]


def test_what_lies_beside_problems_and_rubrics_is_told(pack_with_rubrics):
    (pack_with_rubrics / "problems/half-made").mkdir()
    (pack_with_rubrics / "rubrics/concept.yaml").write_text("format: 1\n", encoding="utf-8")
    (pack_with_rubrics / "rubrics/.hidden").touch()
    stray = [one for one in check(pack_with_rubrics, quick=True).findings if one.code == "stray-file"]
    assert [one.message for one in stray] == [
        "problems/half-made is named by nothing",
        "rubrics/concept.yaml is named by nothing",
    ]
    assert stray[1].fix == "did you mean concepts.yaml?"
