import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.cli.grade import command

SHEET = """---
problem: url-shortener
level: middle
---
# Requirements
Do: create, follow, delete. redirect p99 < 50 ms, 99.99%. Out: accounts.
# Estimation
5M/day = 58/s, peak 290
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(*arguments: object, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments], input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_json_is_one_object_a_line(sheet: Path) -> None:
    code, out, _ = run(sheet, sheet, "--json")
    assert code == 0
    cards = [json.loads(line) for line in out.splitlines()]
    assert [card["schema"] for card in cards] == ["coach.grade/1"] * 2
    assert cards[0]["sheet"] == "a.md"


def test_text_begins_with_the_verdict_and_stays_narrow(sheet: Path) -> None:
    code, out, _ = run(sheet)
    assert code == 0
    assert "hire" in "".join(out.splitlines()[:3])
    assert max(map(len, out.splitlines())) <= 80


def test_standard_input_is_graded(sheet: Path) -> None:
    code, out, _ = run("-", "--json", stdin=SHEET)
    assert code == 0
    assert json.loads(out)["overall"]["score"] == json.loads(run(sheet, "--json")[1])["overall"]["score"]


def test_a_bad_file_is_said_and_the_others_are_graded(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"\xe4\xf6")
    for bad in (tmp_path / "none.md", tmp_path / "latin.md"):
        code, out, err = run(bad, sheet, "--json")
        assert code == 2
        assert len(out.splitlines()) == 1
        assert str(bad.name) in err


def test_an_unknown_problem_is_graded_by_the_general_rubrics(sheet: Path) -> None:
    sheet.write_text(SHEET.replace("url-shortener", "teapot"), encoding="utf-8")
    code, out, err = run(sheet, "--json")
    assert code == 0
    assert json.loads(out)["problem"] == "teapot"
    assert "general rubrics" in err


def test_fail_under_ends_with_one(sheet: Path) -> None:
    assert run(sheet, "--fail-under", "0.99")[0] == 1
    assert run(sheet, "--fail-under", "0.01")[0] == 0


def test_the_output_file_is_not_replaced_unasked(sheet: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    assert run(sheet, "--html", "-o", target)[0] == 0
    assert "<html" in target.read_text(encoding="utf-8")
    code, _, err = run(sheet, "--html", "-o", target)
    assert code == 2
    assert "--force" in err
    assert run(sheet, "--html", "-o", target, "--force")[0] == 0


def test_csv_has_one_header_and_a_row_a_sheet(sheet: Path, tmp_path: Path) -> None:
    code, out, _ = run(sheet, tmp_path / "none.md", sheet, "--csv")
    assert code == 2
    lines = out.splitlines()
    assert lines[0].startswith("sheet,")
    assert [line.split(",")[0] for line in lines[1:]] == ["a.md", str(tmp_path / "none.md"), "a.md"]
    assert len({line.count(",") for line in lines}) == 1


def test_explain_shows_checks_facets_and_rules(sheet: Path) -> None:
    code, out, _ = run(sheet, "--explain", "scope-cut")
    assert code == 0
    assert "check scope-cut" in out
    assert "There are:" in run(sheet, "--explain", "nonsense")[1]


def test_level_and_problem_can_be_given(sheet: Path) -> None:
    card = json.loads(run(sheet, "--json", "--level", "senior", "--problem", "url-shortener")[1])
    assert (card["level"], card["problem"]) == ("senior", "url-shortener")
    assert run(sheet, "--problem", "url-shortner")[0] == 2


def test_many_sheets_are_graded_by_several_processes_in_order(sheet: Path) -> None:
    code, out, _ = run(*[sheet] * 14, "--json", "--jobs", "2")
    assert code == 0
    assert len(set(out.splitlines())) == 1
    assert len(out.splitlines()) == 14
