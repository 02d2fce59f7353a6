"""The designs of the development sheets: the graph a person sees, and remarks that fit their ratings."""

from pathlib import Path

import pytest
import yaml

from coach.design.language import read
from coach.design.prose import mentions
from coach.design.smells import check
from coach.language.sheets import parse
from coach.model.words import Phase, Severity

SHEETS = Path(__file__).resolve().parents[3] / "shared" / "sheets"
GRAPHS = yaml.safe_load((Path(__file__).parent / "expected_graphs.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not SHEETS.is_dir(), reason="the development sheets are not beside this checkout")


def sheet(name):
    return parse((SHEETS / f"{name}.md").read_text(encoding="utf-8"), name)


def remarks(name, catalogue):
    from coach.design.flow import run

    answers = sheet(name)
    diagram = read(answers.written(Phase.DESIGN), catalogue)
    prose = mentions(answers.text, diagram, catalogue)
    return check(diagram, run(diagram, catalogue), prose, answers.text)


@pytest.mark.parametrize("name", GRAPHS)
def test_the_graph_a_person_sees(name, catalogue):
    diagram = read(sheet(name).written(Phase.DESIGN), catalogue)
    found = {f"{edge.source} > {edge.target}".lower() for edge in diagram.edges}
    assert found == set(GRAPHS[name])


def rated():
    if not SHEETS.is_dir():
        return []
    return [
        (path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))["ratings"]["design"])
        for path in sorted(SHEETS.glob("*.yaml"))
    ]


@pytest.mark.parametrize("name", [name for name, rating in rated() if rating == 4])
def test_an_excellent_design_gets_no_error(name, catalogue):
    assert [remark.message for remark in remarks(name, catalogue) if remark.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("url-shortener-b", "single-point-of-failure", "One Postgres box with a nightly dump"),
        ("url-shortener-c", "single-point-of-failure", "One big server with 64 GB"),
        ("url-shortener-c", "cache-as-truth", "redis keeps all of it"),
        ("pastebin-c", "cache-as-truth", "reads come only from Redis"),
        ("url-shortener-h", "acknowledged-before-durable", "New links are written to Redis and acknowledged"),
        ("twitter-c", "blobs-in-rows", "saved in the tweets table as a BLOB"),
        ("photo-feed-c", "blobs-in-rows", "base64 inside the MongoDB"),
        ("pastebin-b", "does-not-fit", "Bodies stay in the pastes table"),
        ("photo-feed-d", "writes-to-a-replica", "written to the nearest read replica"),
        ("photo-feed-b", "waiting-for-slow-work", "app makes 3 sizes"),
        ("photo-feed-b", "bytes-through-the-app", "streams it to the phone"),
        ("twitter-h", "waiting-for-slow-work", "the web request itself inserts"),
    ],
)
def test_planted_faults_are_found_where_they_stand(name, rule, words, catalogue):
    text = sheet(name).text
    assert any(remark.id == rule and words in text[remark.start : remark.end] for remark in remarks(name, catalogue))
