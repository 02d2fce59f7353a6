"""A pack on disk that a test may change: the bundled problem under the bundled rubrics."""

import shutil

import pytest

from coach.packs.starting import start_pack
from coach.resources import bundled_pack


@pytest.fixture(scope="session")
def made_pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "my-problem"
    start_pack(folder, "my-problem")
    return folder


@pytest.fixture
def pack(made_pack, tmp_path):
    """The folder of a fresh pack with one problem, `my-problem`, and no rubrics of its own."""
    return shutil.copytree(made_pack, tmp_path / "pack")


@pytest.fixture
def pack_with_rubrics(pack):
    """The same with a copy of the bundled rubrics."""
    shutil.copytree(bundled_pack() / "rubrics", pack / "rubrics")
    return pack


@pytest.fixture
def edit(pack):
    """Replace text in one file of the pack; the text must be there."""

    def change(old, new, file="problems/my-problem/problem.yaml"):
        path = pack / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
