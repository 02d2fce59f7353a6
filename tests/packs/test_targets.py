"""What an argument names: a pack, or one problem of it."""

import pytest

from coach.packs.errors import PackError, UnknownProblemError
from coach.packs.targets import Target, target
from coach.resources import bundled_pack


@pytest.fixture
def inside(pack, monkeypatch):
    """Stand in a place of the pack."""

    def go(where=""):
        monkeypatch.chdir(pack / where)

    return go


def meant(said=None):
    found = target(said)
    return Target(found.root.resolve(), found.slug)


@pytest.mark.parametrize("said", [".", "pack.yaml", "problems"])
def test_a_pack_is_its_folder_its_file_or_its_folder_of_problems(pack, inside, said):
    inside()
    assert meant(said) == Target(pack)


@pytest.mark.parametrize(
    "said", ["problems/my-problem", "problems/my-problem/", "problems/my-problem/golden/weak.md", "my-problem"]
)
def test_a_problem_is_its_folder_what_lies_in_it_or_its_name(pack, inside, said):
    inside()
    assert meant(said) == Target(pack, "my-problem")


@pytest.mark.parametrize(("where", "slug"), [("", None), ("problems/my-problem/golden", "my-problem")])
def test_without_words_it_is_where_one_stands(pack, inside, where, slug):
    inside(where)
    assert meant() == Target(pack, slug)


def test_elsewhere_it_is_the_bundled_pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert target() == Target(bundled_pack())
    assert target("url-shortener") == Target(bundled_pack(), "url-shortener")


def test_what_is_not_there_is_told_with_near_names(inside, tmp_path):
    inside()
    with pytest.raises(UnknownProblemError, match="my-problem"):
        target("my-problm")
    with pytest.raises(PackError, match="no such folder"):
        target("nowhere")
    with pytest.raises(PackError, match="no pack here"):
        target(str(tmp_path.parent))
