"""Packs, problems and rubrics by name."""

import subprocess
import sys

import pytest

from coach.model.words import Phase
from coach.packs.errors import InvalidPackError, PackError, UnknownProblemError
from coach.packs.library import bundled, find_problem, load_pack, load_rubrics, problems, reference
from tests.timing import least


def test_the_bundled_pack_holds_the_url_shortener():
    assert "url-shortener" in {problem.id for problem in bundled().problems}


def test_rubrics_are_joined_from_their_files():
    rubrics = load_rubrics()
    assert all(rubrics.of(phase) for phase in Phase)
    assert rubrics.concepts
    assert rubrics.sources
    assert rubrics.components


def test_a_pack_without_rubrics_uses_the_bundled_ones(pack):
    assert load_rubrics(pack) == load_rubrics()


def test_a_problem_is_found_and_an_unknown_one_offers_the_nearest():
    assert find_problem("url-shortener").title == "URL shortener"
    with pytest.raises(UnknownProblemError, match="url-shortener"):
        find_problem("url-shortner")


def test_a_pack_is_its_folder_or_its_file(pack):
    assert load_pack(pack / "pack.yaml").info == load_pack(pack).info


@pytest.mark.parametrize("where", ["nowhere", "problems"])
def test_no_pack_is_told_in_words(pack, where):
    with pytest.raises(PackError, match=r"no such folder|no pack here"):
        load_pack(pack / where)


def test_errors_of_several_files_come_together(pack, edit):
    edit("title: My problem", "titel: My problem")
    edit("kind: strong", "kind: brilliant", "problems/my-problem/golden/golden.yaml")
    edit("version: 0.1.0", "version: 1", "pack.yaml")
    with pytest.raises(InvalidPackError) as caught:
        load_pack(pack)
    assert {finding.file.rsplit("/", 1)[-1] for finding in caught.value.findings} == {
        "problem.yaml",
        "golden.yaml",
        "pack.yaml",
    }


def test_the_reference_answer_is_a_sheet():
    assert reference("url-shortener").startswith("---\nproblem: url-shortener\n")


def test_the_list_tells_what_a_first_screen_shows(pack):
    (entry,) = problems(pack)
    assert (entry.slug, entry.title, entry.minutes) == ("my-problem", "My problem", 45)
    assert entry.prompt == find_problem("my-problem", pack).prompt
    assert entry.trains == find_problem("my-problem", pack).trains


def test_the_list_reads_on_where_the_head_comes_late(pack, edit):
    edit("\ntitle: My problem\n", "\n")
    path = pack / "problems/my-problem/problem.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\ntitle: At the very end\n", encoding="utf-8")
    assert [entry.title for entry in problems(pack)] == ["At the very end"]


def test_the_list_leaves_out_what_cannot_be_read(pack, edit):
    edit("title: My problem", "title: [")
    assert problems(pack) == ()


def test_listing_the_bundled_problems_loads_neither_models_nor_yaml():
    code = "import sys, coach.packs.library as l; l.problems(); assert not {'yaml', 'pydantic'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_fifteen_problems_are_listed_in_no_time(pack):
    import shutil

    for number in range(14):
        shutil.copytree(pack / "problems/my-problem", pack / f"problems/p{number}")
    assert len(problems(pack)) == 15
    assert least(lambda: problems(pack)) < 0.015
