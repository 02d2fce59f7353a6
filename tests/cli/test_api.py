"""`coach api` as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openapi_spec_validator import validate

from coach.cli.api import command

SHEET = """---
problem: url-shortener
---
# Requirements
- shorten a link; GET /requirements is not an endpoint

# API
GET /create?url=x
GET /{code} -> 302

# High-level design
client -> lb -> app: GET /design
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "answer.md"
    file.write_text(SHEET, "utf-8")
    return file


def test_only_the_api_phase_of_a_sheet_is_read(sheet: Path) -> None:
    result = CliRunner().invoke(command, [str(sheet)])
    assert result.exit_code == 0
    assert "GET    /create?url" in result.output
    assert "/requirements" not in result.output
    assert "/design" not in result.output
    assert "line 8, error: “GET /create?url=x”" in result.output


def test_json_quotes_the_file(sheet: Path) -> None:
    result = CliRunner().invoke(command, [str(sheet), "--json"])
    found = json.loads(result.output)
    assert found["schema"] == "coach.api/1"
    assert [operation["name"] for operation in found["operations"]] == ["GET /create", "GET /{code}"]
    assert found["remarks"]
    assert all(SHEET[remark["start"] : remark["end"]] == remark["quote"] for remark in found["remarks"])


def test_openapi_is_a_valid_document(sheet: Path) -> None:
    found = json.loads(CliRunner().invoke(command, [str(sheet), "--openapi"]).output)
    validate(found)
    assert set(found["paths"]) == {"/create", "/{code}"}


def test_standard_input_is_read_whole() -> None:
    result = CliRunner().invoke(command, ["-"], input="POST /v1/urls {url} -> 201 {code}\nurls(code pk, url)\n")
    assert "POST   /v1/urls" in result.output
    assert "urls: code* url" in result.output


def test_a_text_without_an_api_says_so() -> None:
    assert "No endpoint and no table was found." in CliRunner().invoke(command, ["-"], input="hello\n").output


def test_several_files_are_named(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("GET /x -> 200\n", "utf-8")
    output = CliRunner().invoke(command, [str(sheet), str(other)]).output
    assert str(sheet) in output
    assert str(other) in output
    assert len(CliRunner().invoke(command, [str(sheet), str(other), "--json"]).output.splitlines()) == 2


def test_a_missing_file_is_told_in_words() -> None:
    result = CliRunner().invoke(command, ["nowhere.md"])
    assert result.exit_code == 2
    assert "there is no file nowhere.md" in result.output


def test_json_and_openapi_exclude_each_other(sheet: Path) -> None:
    assert CliRunner().invoke(command, [str(sheet), "--json", "--openapi"]).exit_code == 2
