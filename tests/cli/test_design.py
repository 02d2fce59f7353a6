"""`coach design` as a user runs it."""

import json
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner

from coach.cli.design import command

DESIGN = (
    "load GET=20k POST=2k\nclient -> lb x2 -> app x12 -> cache x2 -> db: GET /{code}\n"
    "client -> lb -> app -> db: POST /urls\ncache: redis hit=99%\n"
)

SHEET = """---
problem: url-shortener
level: middle
---

# Requirements
client -> nothing: this line belongs to another phase

# Estimation
- writes: 86,400,000 / 86,400 = 1,000/s
- reads: 864,000,000 / 86,400 = 10,000/s

# High-level design
> client -> interviewer's own box
client -> LB (two) -> app x8 -> Redis -> Postgres

# Deep dives
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "design.txt"
    path.write_text(DESIGN, encoding="utf-8")
    return str(path)


def run(*arguments, stdin=None):
    return CliRunner().invoke(command, list(arguments), input=stdin)


def test_it_draws_counts_and_asks(file):
    result = run(file, "--width", "200")
    assert result.exit_code == 0
    assert "app ×12" in result.output
    assert "bottleneck: app, 73% full, breaks at x1.4" in result.output
    assert "warning: There is one db." in result.output


def test_json_has_everything_with_offsets_that_quote(file):
    found = json.loads(run(file, "--json").output)
    assert found["schema"] == "coach.design/1"
    assert [box["name"] for box in found["boxes"]] == ["client", "lb", "app", "cache", "db"]
    assert {"source": "cache", "target": "db", "operation": "GET /{code}"}.items() <= found["edges"][3].items()
    assert found["loads"] == {"GET /{code}": 20000.0, "POST /urls": 2000.0}
    assert found["bottleneck"] == "app"
    assert all(DESIGN[one["start"] : one["end"]] == one["quote"] for one in found["findings"])
    assert all(DESIGN[span["start"] : span["end"]] == box["name"] for box in found["boxes"] for span in box["spans"])


def test_of_a_sheet_only_the_design_is_read_and_its_estimate_flows(tmp_path):
    path = tmp_path / "sheet.md"
    path.write_text(SHEET, encoding="utf-8")
    found = json.loads(run(str(path), "--json").output)
    assert [box["name"] for box in found["boxes"]] == ["client", "LB", "app", "Redis", "Postgres"]
    assert found["loads"] == {"WRITE": 1000.0, "READ": 10000.0}


def test_loads_from_the_command_line(file):
    found = json.loads(run("-", "--json", "--load", "GET=1.5k POST=20", stdin="client -> app -> postgres").output)
    assert found["loads"] == {"GET": 1500.0, "POST": 20.0}


def test_killing_a_box(file):
    result = run(file, "--kill", "CACHE", "--width", "200")
    assert "╳ cache ×2 ╳" in result.output
    assert "GET /{code}: slower, db 21% → 87%" in result.output
    killed = json.loads(run(file, "--json", "--kill", "db").output)["killed"]
    assert (killed["single_point_of_failure"], killed["dependency"]) == (True, "hard")


def test_svg_mermaid_and_d2(file):
    assert ET.fromstring(run(file, "--svg").output).tag.endswith("svg")
    assert run(file, "--mermaid").output.startswith("flowchart LR\n")
    assert run(file, "--d2").output.startswith("direction: right\n")


def test_several_files_are_named(file):
    output = run(file, file).output
    assert output.count("design.txt") == 2
    assert len(run(file, file, "--json").output.splitlines()) == 2


def test_ascii(file):
    assert run(file, "--ascii", "--width", "80").output.isascii()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--load", "GET=fast"], "is not NAME=RATE"),
        (["--load", "20k"], "is not NAME=RATE"),
        (["--kill", "cach"], "did you mean “cache”?"),
    ],
)
def test_wrong_use_is_told_in_words(file, arguments, words):
    result = run(file, *arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_a_missing_file_is_told_in_words():
    result = run("nowhere.md")
    assert result.exit_code == 2
    assert "nowhere.md" in result.output


def test_nothing_drawn_is_no_error():
    result = run("-", stdin="We would use microservices.\n")
    assert result.exit_code == 0
    assert "Nothing is drawn yet" in result.output
