"""`coach estimate` as a user runs it."""

import json

import pytest
from click.testing import CliRunner

from coach.cli.estimate import command


@pytest.fixture
def worksheet(tmp_path):
    file = tmp_path / "w.md"
    file.write_text("100M/day / 86400 ~ 1.2k writes/s\n100M * 500 bytes = 50 MB\n", encoding="utf-8")
    return file


def run(*arguments, text=None):
    return CliRunner().invoke(command, list(map(str, arguments)), input=text)


def test_json_is_one_object_a_file_with_offsets_into_it(worksheet):
    result = run(worksheet, worksheet, "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == second
    assert first["schema"] == "coach.estimate/1"
    (remark,) = first["lines"][1]["remarks"]
    assert worksheet.read_text()[remark["start"] : remark["end"]] == "100M * 500 bytes = 50 MB"
    assert first["lines"][0]["quantities"][0]["unit"] == "1/s"


def test_a_person_sees_the_line_its_remark_under_carets_and_its_reading(worksheet):
    rows = run(worksheet).stdout.splitlines()
    assert rows[2].endswith("100M * 500 bytes = 50 MB") or rows[3].endswith("100M * 500 bytes = 50 MB")
    assert any(row.strip(" │^") == "" and "^" in row for row in rows)
    assert any("error: 50 GB, not 50 MB" in row for row in rows)
    assert all(len(row) <= 80 for row in rows)


def test_a_dash_reads_standard_input():
    assert "1,157 per second" in run("-", text="100M/day / 86400 = 1157/s\n").stdout


def test_of_an_answer_sheet_only_the_estimation_is_read():
    text = "# Requirements\n100M * 500 bytes = 50 MB\n\n# Estimation\n2M / 86400 = 23/s\n\n# API\nnone\n"
    lines = json.loads(run("-", "--json", text=text).stdout)["lines"]
    assert [line["line"] for line in lines] == [5]


def test_a_problem_s_expected_quantities_are_compared():
    result = run("-", "--problem", "url-shortener", "--json", text="writes: 100M/day / 86400 = 1157/s\n")
    assert any(one["band"] == "right" for one in json.loads(result.stdout)["expected"])


def test_an_unknown_problem_or_file_is_told_in_words():
    assert run("-", "--problem", "no-such-problem", text="1").exit_code == 2
    assert run("no-such-file.md").exit_code == 2
