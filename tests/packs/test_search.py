"""Where packs are found, and which of two with one name is used."""

import os
import shutil
import subprocess
import sys

import pytest

from coach.packs import search
from coach.packs.adding import add
from coach.resources import bundled_pack


@pytest.fixture
def second(pack, tmp_path):
    """A pack of another id with the same problem and one more."""
    folder = shutil.copytree(pack, tmp_path / "second")
    path = folder / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: my-problem", 'id: "second"  # mine'))
    shutil.copytree(folder / "problems/my-problem", folder / "problems/another")
    return folder


def names():
    return [(home.name, home.origin) for home in search.homes()]


def test_without_anything_there_is_the_bundled_pack():
    assert names() == [("coach", "bundled")]
    assert search.home_of("url-shortener") == bundled_pack()
    assert search.home_of("nothing-like-it") == bundled_pack()


def test_the_path_comes_first_then_the_users_own_then_the_bundled(pack, second, monkeypatch):
    add(pack)
    monkeypatch.setenv("COACH_PACK_PATH", str(second))
    assert names() == [("second", "COACH_PACK_PATH"), ("my-problem", "yours"), ("coach", "bundled")]
    owners = search.owners()
    assert owners["my-problem"].name == "second"
    assert owners["url-shortener"].name == "coach"


def test_a_pack_id_twice_shadows_the_later_pack_as_a_whole(pack, monkeypatch):
    add(pack)
    monkeypatch.setenv("COACH_PACK_PATH", str(pack))
    assert [(home.origin, home.shadowed_by) for home in search.homes()] == [
        ("COACH_PACK_PATH", ""),
        ("yours", "COACH_PACK_PATH"),
        ("bundled", ""),
    ]
    assert search.home_of("my-problem") == pack
    assert len(search.in_use()) == 2


def test_a_folder_of_packs_gives_them_by_name_and_a_pack_is_found_once(pack, second, tmp_path, monkeypatch):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.move(pack, shelf / "b")
    shutil.move(second, shelf / "a")
    (shelf / "notes").mkdir()
    monkeypatch.setenv("COACH_PACK_PATH", os.pathsep.join([str(shelf), str(shelf / "b"), "", "~/nowhere"]))
    assert [home.root.name for home in search.homes()][:2] == ["a", "b"]
    assert len(search.homes()) == 3
    assert search.missing() == ("~/nowhere",)


def test_folders_put_first_come_before_the_variables(pack, second, monkeypatch):
    monkeypatch.setenv("COACH_PACK_PATH", str(pack))
    search.put_first((str(second),))
    assert [home.name for home in search.homes()] == ["second", "my-problem", "coach"]
    search.put_first(())
    assert os.environ["COACH_PACK_PATH"] == f"{second}{os.pathsep}{pack}"


def test_an_installed_distribution_declares_a_pack_by_its_package_and_nothing_is_imported(pack, tmp_path, monkeypatch):
    site = tmp_path / "site"
    shutil.copytree(pack, site / "their_pack")
    (site / "their_pack/__init__.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    info = site / "their_pack-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-pack\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[coach.packs]\ntheirs = their_pack\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    assert ("my-problem", "installed") in names()
    assert search.home_of("my-problem") == site / "their_pack"
    assert "their_pack" not in sys.modules


def test_a_pack_whose_file_cannot_be_read_goes_by_its_folder(pack, tmp_path, monkeypatch):
    (pack / "pack.yaml").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("COACH_PACK_PATH", str(pack))
    assert names()[0] == (pack.name, "COACH_PACK_PATH")


def test_searching_loads_neither_models_nor_yaml_nor_metadata():
    code = (
        "import sys; from coach.packs import search; search.homes()\n"
        "assert not {'yaml', 'pydantic', 'importlib.metadata'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
