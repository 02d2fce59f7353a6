"""A pack on disk that a test may change: a bundled problem, whole, under another name and the bundled rubrics."""

import shutil

import pytest

from coach.resources import bundled_pack

INFO = "format: 1\nid: my-problem\ntitle: My problem\nversion: 0.1.0\n"


@pytest.fixture(scope="session")
def made_pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "my-problem"
    problem = folder / "problems/my-problem"
    shutil.copytree(bundled_pack() / "problems/url-shortener", problem)
    for path in (problem / "problem.yaml", *problem.glob("**/*.md")):
        text = path.read_text(encoding="utf-8").replace("\ntitle: URL shortener\n", "\ntitle: My problem\n", 1)
        text = text.replace("\nid: url-shortener\n", "\nid: my-problem\n", 1)
        path.write_text(text.replace("\nproblem: url-shortener\n", "\nproblem: my-problem\n", 1), encoding="utf-8")
    (folder / "pack.yaml").write_text(INFO, encoding="utf-8")
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
