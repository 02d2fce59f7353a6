"""Packs from elsewhere: copied whole once they are sound, refused in words otherwise, and nothing half done."""

import shutil
import sys

import pytest

from coach.packs import search
from coach.packs.adding import add, remove
from coach.packs.errors import InvalidPackError, PackError
from coach.packs.library import load_pack
from tests.packs.zips import zipped


@pytest.fixture
def no_rest():
    """Whatever happens, nothing half written is left in the user's folder."""
    yield
    own = search.own_packs()
    assert not own.exists() or not [one for one in own.iterdir() if one.name.startswith(".")]


pytestmark = pytest.mark.usefixtures("no_rest")


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_is_copied_whole_and_found(pack):
    added = add(pack)
    assert (added.info.id, added.problems, added.replaced) == ("my-problem", ("my-problem",), "")
    assert added.root == search.own_packs() / "my-problem"
    assert files(added.root) == files(pack)
    assert search.home_of("my-problem") == added.root
    assert load_pack(added.root).info.version == "0.1.0"


@pytest.mark.parametrize("inside", ["", "my-pack-main/"])
def test_a_zip_is_a_folder_with_or_without_one_folder_around_it(pack, tmp_path, inside):
    added = add(zipped(pack, tmp_path / "pack.zip", inside=inside))
    assert files(added.root) == files(pack)


def test_what_is_no_part_of_a_pack_is_left_out_and_named(pack):
    (pack / "problems/my-problem/conftest.py").write_text("raise SystemExit", encoding="utf-8")
    (pack / "setup.py").write_text("raise SystemExit", encoding="utf-8")
    (pack / "README.md").write_text("Mine.", encoding="utf-8")
    (pack / ".git").mkdir()
    (pack / ".git/config").write_text("x", encoding="utf-8")
    added = add(pack)
    assert added.left_out == ("problems/my-problem/conftest.py", "setup.py")
    assert set(files(added.root)) >= {"README.md", "pack.yaml"}
    assert not [name for name in files(added.root) if name.endswith(".py") or ".git" in name]


def test_a_pack_that_is_there_is_replaced_only_when_told(pack, edit):
    add(pack)
    edit("version: 0.1.0", "version: 0.2.0", "pack.yaml")
    with pytest.raises(PackError, match=r"my-problem 0\.1\.0 was added before; --force"):
        add(pack)
    assert load_pack(search.own_packs() / "my-problem").info.version == "0.1.0"
    assert add(pack, replace=True).replaced == "0.1.0"
    assert load_pack(search.own_packs() / "my-problem").info.version == "0.2.0"


def test_a_pack_with_errors_is_not_added_and_they_are_told_at_their_place(pack, edit):
    edit("minutes: 45", "minutes: 4")
    with pytest.raises(InvalidPackError) as caught:
        add(pack)
    (finding,) = caught.value.findings
    assert finding.file == f"{pack}/problems/my-problem/problem.yaml"
    assert not (search.own_packs() / "my-problem").exists()


def test_a_broken_pack_does_not_take_the_place_of_a_sound_one(pack, edit):
    before = files(add(pack).root)
    edit("minutes: 45", "minutes: 4")
    with pytest.raises(InvalidPackError):
        add(pack, replace=True)
    assert files(search.own_packs() / "my-problem") == before


def test_an_empty_pack_is_not_added(pack):
    shutil.rmtree(pack / "problems")
    with pytest.raises(PackError, match="neither a problem nor a rubric"):
        add(pack)


def test_a_problem_that_an_earlier_pack_has_is_told(pack, tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_PACK_PATH", str(shutil.copytree(pack, tmp_path / "first")))
    assert add(pack).shadowed == ("my-problem",)


def test_remove_takes_away_what_was_added_and_nothing_else(pack, tmp_path, monkeypatch):
    root = add(pack).root
    assert remove("my-problem") == root
    assert not root.exists()
    with pytest.raises(PackError, match="no such pack was added"):
        remove("my-problem")
    with pytest.raises(PackError, match="comes with coach"):
        remove("coach")
    monkeypatch.setenv("COACH_PACK_PATH", str(pack))
    with pytest.raises(PackError, match="it lies in"):
        remove("my-problem")
    assert (pack / "pack.yaml").is_file()


@pytest.mark.parametrize("name", ["..", "../my-problem", "", "/"])
def test_remove_takes_names_and_no_paths(pack, name):
    root = add(pack).root
    with pytest.raises(PackError):
        remove(name)
    assert root.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
def test_what_was_added_is_its_owners_alone(pack):
    root = add(pack).root
    assert root.stat().st_mode & 0o077 == 0


def test_adding_imports_nothing_of_a_pack(pack, tmp_path):
    sentinel = tmp_path / "sentinel"
    for name in ("__init__.py", "problems/my-problem/evil.py", "sitecustomize.py"):
        (pack / name).write_text(f"open({str(sentinel)!r}, 'w')\n", encoding="utf-8")
    before = set(sys.modules)
    add(pack)
    assert not sentinel.exists()
    assert not any("my-problem" in str(getattr(sys.modules[n], "__file__", "")) for n in set(sys.modules) - before)
