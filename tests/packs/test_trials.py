"""The test of a whole pack in several processes comes to what one process finds."""

import shutil

import pytest

from coach.packs.errors import InvalidPackError, PackError
from coach.packs.trials import foreign_sheets, trial_of


@pytest.fixture
def two_problems(pack, edit):
    """The pack with a second problem, each with one golden sheet."""
    edit("kind: weak", "kind: hollow", "problems/my-problem/golden/golden.yaml")
    other = shutil.copytree(pack / "problems/my-problem", pack / "problems/other")
    for path in (other / "problem.yaml", *other.glob("**/*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("id: my-problem", "id: other").replace("problem: my-problem", "problem: other"))
    for folder in (pack / "problems/my-problem", other):
        golden = folder / "golden/golden.yaml"
        text = golden.read_text(encoding="utf-8")
        last = text.index("  - file: hollow.md")
        golden.write_text(text[: text.index("sheets:")] + "sheets:\n" + text[last:], encoding="utf-8")
    return pack


def test_several_processes_find_what_one_finds_in_the_same_order(two_problems):
    told = []
    one = trial_of(two_problems, jobs=1, progress=lambda done, of: told.append((done, of)))
    assert trial_of(two_problems, jobs=2) == one
    assert told == [(n, 4) for n in range(1, 5)]
    assert {outcome.problem for outcome in one.outcomes} == {"my-problem", "other"}
    assert "other's hollow.md" in {outcome.sheet for outcome in one.outcomes}


def test_one_problem_is_tested_although_another_is_broken(two_problems):
    (two_problems / "problems/other/problem.yaml").write_text("format: 1\n", encoding="utf-8")
    tried = trial_of(two_problems, "my-problem", jobs=1)
    assert {outcome.problem for outcome in tried.outcomes} == {"my-problem"}
    with pytest.raises(InvalidPackError):
        trial_of(two_problems, jobs=1)


def test_sheets_of_other_problems_that_cannot_be_read_are_left_out(two_problems):
    assert [(one.problem, one.file) for one in foreign_sheets(two_problems, "my-problem")] == [("other", "hollow.md")]
    (two_problems / "problems/other/golden/golden.yaml").write_text("format: 2\n", encoding="utf-8")
    assert foreign_sheets(two_problems, "my-problem") == []


def test_no_pack_is_told_in_words(tmp_path):
    with pytest.raises(PackError, match="no pack here"):
        trial_of(tmp_path)
