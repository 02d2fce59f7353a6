"""A class on disk: every sheet a row, stopped and resumed, cut in parts and merged - the same bytes each time."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.cli.agree import command as agree
from coach.cli.grade import command as grade
from coach.cli.merge import command as merge

SHEET = """---
problem: url-shortener
level: middle
---
# Requirements
Do: create, follow, delete. redirect p99 < {p99} ms, 99.99%. Out: accounts.
# Estimation
{users}M/day = {rate}/s, peak 290
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A class of nine sheets in two groups, one of them unreadable, with what is no sheet beside them."""
    root = tmp_path / "class"
    for at in range(8):
        sheet = root / f"group-{at % 2}" / f"s{at}.md"
        sheet.parent.mkdir(parents=True, exist_ok=True)
        sheet.write_text(SHEET.format(p99=20 + 10 * at, users=at, rate=at * 12), encoding="utf-8")
    (root / "latin.md").write_bytes(b"\xe4\xf6")
    (root / "README.md").write_text("# About the class")
    (root / "notes.txt").write_text("no sheet")
    (root / ".hidden.md").write_text("no sheet")
    (root / "link.md").symlink_to(root / "group-0" / "s0.md")
    return root


def run(command, *arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def results(path: Path) -> dict[str, dict]:
    return {plain["sheet"]: plain for plain in map(json.loads, path.read_text().splitlines())}


def test_each_sheet_is_a_row_by_its_name_below_the_folder(folder, tmp_path):
    out = tmp_path / "r.jsonl"
    assert run(grade, folder, "-o", out)[0] == 2
    found = results(out)
    assert list(found) == ["group-0/s0.md", "group-0/s2.md", "group-0/s4.md", "group-0/s6.md",
                           "group-1/s1.md", "group-1/s3.md", "group-1/s5.md", "group-1/s7.md", "latin.md"]  # fmt: skip
    assert "not UTF-8" in found["latin.md"]["error"]
    assert all(0 <= one["score"] <= 1 for one in found.values() if "error" not in one)
    assert not Path(f"{out}.part").exists()


@pytest.mark.parametrize("form", ["html", "md", "csv", "json", "jsonl"])
def test_a_report_says_nothing_of_where_the_class_lies(folder, tmp_path, form):
    out = tmp_path / f"report.{form}"
    run(grade, folder, "-o", out)
    text = out.read_text(encoding="utf-8")
    assert text.count("s4.md") == 1
    assert str(tmp_path) not in text
    assert tmp_path.name not in text


def test_several_processes_write_the_same_bytes_as_one(folder, tmp_path):
    for at in range(20):
        (folder / f"more{at}.md").write_text(SHEET.format(p99=at, users=at, rate=at))
    for jobs in (1, 2):
        run(grade, folder, "-o", tmp_path / f"{jobs}.jsonl", "--jobs", jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


@pytest.mark.parametrize("form", ["html", "md", "csv", "json", "jsonl"])
def test_parts_merged_are_one_run_byte_for_byte(folder, tmp_path, form):
    whole, merged = tmp_path / f"whole.{form}", tmp_path / f"merged.{form}"
    run(grade, folder, "-o", whole)
    parts = [tmp_path / f"part{number}.jsonl" for number in (3, 1, 2)]
    for part in parts:
        run(grade, folder, "-o", part, "--shard", f"{part.stem[4:]}/3")
    assert run(merge, *parts, "-o", merged)[0] == 0
    assert merged.read_bytes() == whole.read_bytes()
    assert run(merge, *parts, parts[0], "-o", merged, "--force")[0] == 0
    assert merged.read_bytes() == whole.read_bytes()


def test_resuming_grades_only_what_is_missing_or_changed(folder, tmp_path):
    out = tmp_path / "r.jsonl"
    run(grade, folder, "-o", out)
    whole = out.read_bytes()
    marked = whole.replace(b'"errors":', b'"errors":9')  # a mark that only reused results can carry
    out.write_bytes(marked)
    (folder / "group-0" / "s2.md").write_text(SHEET.format(p99=1, users=9, rate=9))
    (folder / "group-1" / "s1.md").unlink()
    assert run(grade, folder, "-o", out, "--resume")[0] == 2
    found = results(out)
    assert "group-1/s1.md" not in found
    assert {name for name, one in found.items() if one.get("errors", 90) < 90} == {"group-0/s2.md"}


def test_another_level_is_graded_anew(folder, tmp_path):
    out = tmp_path / "r.jsonl"
    run(grade, folder, "-o", out)
    run(grade, folder, "-o", out, "--resume", "--level", "senior")
    assert {one["level"] for one in results(out).values() if "error" not in one} == {"senior"}


def test_a_run_that_was_stopped_anywhere_goes_on(folder, tmp_path):
    out = tmp_path / "r.jsonl"
    run(grade, folder, "-o", out)
    whole = out.read_bytes()
    for cut in range(0, len(whole), len(whole) // 12):
        out.unlink(missing_ok=True)
        Path(f"{out}.part").write_bytes(whole[:cut])
        code, _, err = run(grade, folder, "-o", out)
        assert code == 2
        assert "--resume" in err
        run(grade, folder, "-o", out, "--resume")
        assert out.read_bytes() == whole


def test_what_is_there_is_not_replaced_unasked(folder, tmp_path):
    out = tmp_path / "r.html"
    out.write_text("mine")
    code, _, err = run(grade, folder, "-o", out)
    assert code == 2
    assert "--force" in err
    assert out.read_text() == "mine"


def test_several_sheets_as_a_page_are_a_class(folder):
    code, out, _ = run(grade, folder / "group-0" / "s0.md", folder / "group-1" / "s1.md", "--html")
    assert code == 0
    assert "Class report" in out


def test_without_an_output_the_class_is_told_as_text(folder):
    code, out, err = run(grade, folder)
    assert code == 2
    assert out.startswith("9 sheets, 1 of them could not be graded")
    assert "not graded" in out
    assert err == "1 sheet could not be graded; the rows say why.\n"


def test_a_notice_is_told_once_with_its_count(folder):
    for path in folder.glob("group-*/*.md"):
        path.write_text(path.read_text().replace("url-shortener", "teapot"))
    _, _, err = run(grade, folder)
    assert err.count("teapot") == 1
    assert "8 sheets: " in err


def test_two_sheets_of_one_name_are_refused(folder):
    (folder / "group-1" / "s0.md").write_text("x")
    code, _, err = run(grade, folder / "group-0", folder / "group-1")
    assert code == 2
    assert "two sheets are called s0.md" in err


@pytest.mark.parametrize("arguments", [["--resume"], ["--shard", "1/2"], ["--shard", "1/2", "-o", "x.html"]])
def test_parts_need_a_results_file(folder, arguments):
    code, _, err = run(grade, folder, *arguments)
    assert code == 2
    assert "jsonl" in err


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_a_part_that_there_is_not_is_refused(folder, shard):
    assert run(grade, folder, "--shard", shard, "-o", "x.jsonl")[0] == 2


def test_a_folder_without_sheets_is_told(tmp_path):
    code, _, err = run(grade, tmp_path)
    assert code == 2
    assert "no answer sheets" in err


def test_fail_under_counts_every_sheet(folder):
    (folder / "latin.md").unlink()
    assert run(grade, folder, "--fail-under", "0.99")[0] == 1
    assert run(grade, folder, "--fail-under", "0")[0] == 0


def test_two_results_of_one_sheet_are_not_merged(folder, tmp_path):
    one, other = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    run(grade, folder, "-o", one)
    run(grade, folder, "-o", other, "--level", "junior")
    code, _, err = run(merge, one, other)
    assert code == 2
    assert "has two results" in err


def test_a_file_without_results_is_told_with_its_line(folder, tmp_path):
    (tmp_path / "r.jsonl").write_text("{}\n")
    code, _, err = run(merge, tmp_path / "r.jsonl")
    assert code == 2
    assert "line 1" in err
    assert run(merge, tmp_path / "none.jsonl")[0] == 2


def test_results_of_another_grader_are_pointed_out(folder, tmp_path):
    out, old = tmp_path / "r.jsonl", tmp_path / "old.jsonl"
    run(grade, folder, "-o", out)
    lines = out.read_text().splitlines(keepends=True)
    grader = json.loads(lines[0])["grader"]
    old.write_text(lines[0].replace(grader, "0" * 16) + "".join(lines[1:]))
    code, _, err = run(merge, old, "--csv")
    assert code == 0
    assert "another version" in err


def test_a_grader_agrees_with_itself_and_not_with_another(folder, tmp_path):
    out, other = tmp_path / "r.jsonl", tmp_path / "other.csv"
    run(grade, folder, "-o", out)
    code, table, _ = run(agree, out, out)
    assert code == 0
    assert table.splitlines()[1].split()[:3] == ["overall", "8", "100%"]
    other.write_text("sheet,overall\n" + "".join(f"{name},4\n" for name in results(out)))
    told = json.loads(run(agree, out, other, "--full", "4", "--json")[1])
    assert told["of"]["overall"]["pairs"] == 8
    assert told["of"]["overall"]["bias"] < 0
    assert told["of"]["overall"]["kappa"] is None


def test_files_without_a_common_sheet_cannot_be_compared(folder, tmp_path):
    out = tmp_path / "r.jsonl"
    run(grade, folder, "-o", out)
    (tmp_path / "o.csv").write_text("sheet,overall\nx.md,1\n")
    code, _, err = run(agree, out, tmp_path / "o.csv")
    assert code == 2
    assert "no sheet in common" in err
