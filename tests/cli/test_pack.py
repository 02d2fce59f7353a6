"""`coach pack` as its user meets it: what is printed, and with which exit code it ends."""

import json
import os
import shutil

import jsonschema
import pytest
from click.testing import CliRunner

from coach.cli.pack import command
from coach.packs.schemas import KINDS


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        return CliRunner().invoke(command, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def new(run, tmp_path):
    """A new pack in the current folder, called `my-problem`."""
    assert run("new", "my-problem").exit_code == 0
    return tmp_path / "my-problem"


def test_new_makes_a_pack_that_passes_its_own_check(run, new):
    done = run("check", new, "--quick")
    assert done.exit_code == 0, done.output
    assert "1 problem, no findings" in done.output


@pytest.mark.parametrize("name", ["My Problem", "../up", "", "a--b"])
def test_new_refuses_what_is_no_name(run, name):
    done = run("new", name)
    assert done.exit_code == 2
    assert "not a name" in done.output


def test_new_writes_into_no_folder_that_holds_something(run, new):
    done = run("new", "my-problem")
    assert done.exit_code == 2
    assert "not an empty folder" in done.output


def test_check_prints_every_finding_and_ends_with_one(run, new):
    path = new / "problems/my-problem/problem.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 45", "minuts: 45"), encoding="utf-8")
    done = run("check", new)
    assert done.exit_code == 1
    assert "problem.yaml:" in done.output
    assert "error[unknown-key] unknown key 'minuts'" in done.output
    assert "fix: did you mean 'minutes'?" in done.output


def test_check_as_json(run, new):
    (new / "problems/my-problem/stray.txt").write_text("x", encoding="utf-8")
    done = run("check", new, "--json", "--quick")
    assert done.exit_code == 1
    (finding,) = json.loads(done.output)["findings"]
    assert (finding["code"], finding["severity"]) == ("stray-file", "warning")


@pytest.mark.parametrize("verb", ["check", "test", "list", "add"])
def test_no_pack_is_told_in_words(run, verb):
    done = run(verb, "nowhere")
    assert done.exit_code == 2
    assert "no such folder" in done.output


def test_without_a_path_the_pack_stood_in_is_meant(run, new, monkeypatch):
    monkeypatch.chdir(new)
    assert "My problem: 1 problem" in run("check", "--quick").output


def test_one_problem_is_meant_by_its_folder_or_its_name(run, new):
    path = new / "problems/my-problem/problem.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 45", "minutes: 4"), encoding="utf-8")
    done = run("check", path.parent, "--quick")
    assert done.exit_code == 1
    assert "out-of-range" in done.output
    assert run("check", "url-shortener", "--quick").exit_code == 0


def test_list_shows_every_pack_and_what_is_shadowed(run, new, monkeypatch):
    monkeypatch.setenv("COACH_PACK_PATH", f"{new}{os.pathsep}nowhere")
    path = new / "problems/url-shortener"
    shutil.copytree(new / "problems/my-problem", path)
    run("add", new)
    shown = run("list").output
    assert f"my-problem · COACH_PACK_PATH · {new}" in shown
    assert "not used: there is a pack of this name before it (COACH_PACK_PATH)" in shown
    assert "URL shortener, 45 min, difficulty 2 of 5 (taken from my-problem)" in shown
    assert "COACH_PACK_PATH names nowhere, where there is no pack." in shown


def test_list_of_one_pack_shows_its_problems(run, new):
    assert run("list", new).output.startswith("my-problem  My problem, 45 min")


def test_add_and_remove_a_pack(run, new, tmp_path):
    done = run("add", new)
    assert done.exit_code == 0, done.output
    assert "My problem 0.1.0 was added: 1 problem" in done.output
    assert "my-problem · yours" in run("list").output
    assert run("add", new).exit_code == 2
    assert "in place of 0.1.0" in run("add", new, "--force").output
    assert "was removed" in run("remove", "my-problem").output
    assert run("remove", "my-problem").exit_code == 2
    assert "yours" not in run("list").output


def test_add_tells_what_it_leaves_out_and_what_is_wrong(run, new):
    (new / "setup.py").write_text("raise SystemExit", encoding="utf-8")
    assert "Left out, being no part of a pack: setup.py." in run("add", new).output
    path = new / "problems/my-problem/problem.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 45", "minutes: 4"), encoding="utf-8")
    done = run("add", new, "--force")
    assert done.exit_code == 2
    assert "error[out-of-range]" in done.output


def test_a_folder_given_to_the_program_is_searched_first(new):
    from coach.cli.main import coach

    before = os.environ.get("COACH_PACK_PATH")
    try:
        shown = CliRunner().invoke(coach, ["--pack-dir", str(new), "pack", "list"]).output
    finally:
        os.environ.pop("COACH_PACK_PATH", None)
        assert before is None
    assert shown.startswith("my-problem · COACH_PACK_PATH")


def test_test_prints_scores_and_a_last_line(run, new):
    done = run("test", new)
    assert done.exit_code in (0, 1)
    assert "held" in done.output.strip().splitlines()[-1]
    assert "strong" in done.output


def test_schema_prints_each_kind_and_refuses_others(run):
    for kind in KINDS:
        schema = json.loads(run("schema", kind).output)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert "format" in schema["required"]
    done = run("schema", "nonsense")
    assert done.exit_code == 2
    assert "golden" in done.output


def test_schema_writes_all_kinds(run, tmp_path):
    (tmp_path / "out").mkdir()
    assert run("schema", "--write", tmp_path / "out").exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == len(KINDS)
    assert run("schema", "--write", tmp_path / "out").exit_code == 2


def test_preview_shows_both_sides_of_a_problem(run):
    shown = run("preview", "url-shortener").output
    assert "What the candidate is told" in shown
    assert "storage for all links, raw: 36.5 TB" in shown
    assert all(len(line) <= 80 for line in shown.split("\n"))


def test_preview_grades_a_sheet(run, tmp_path):
    sheet = tmp_path / "a.md"
    sheet.write_text("# Requirements\n\nUsers can shorten a link and follow it.\n", encoding="utf-8")
    done = run("preview", "url-shortener", "--sheet", sheet)
    assert done.exit_code == 0, done.output
    assert "functional-verbs  “Users can shorten a link and follow it.”" in done.output
    assert "Expected of it" not in done.output


def test_preview_of_the_problem_one_stands_in_and_of_its_golden_sheet(run, new, monkeypatch):
    monkeypatch.chdir(new / "problems/my-problem")
    assert run("preview").output.startswith("My problem · 45 minutes")
    assert "Expected of it" in run("preview", "--sheet", "golden/weak.md").output
    assert run("preview", "my-problem", "--pack", new).output.startswith("My problem")


def test_preview_of_a_pack_with_several_problems_asks_which(run, new):
    shutil.copytree(new / "problems/my-problem", new / "problems/other")
    done = run("preview", new)
    assert done.exit_code == 2
    assert "my-problem, other" in done.output


def test_preview_follows_the_files_through_errors_until_it_is_ended(run, new, monkeypatch):
    path = new / "problems/my-problem/problem.yaml"
    text = path.read_text(encoding="utf-8")
    edits = iter([text.replace("minutes: 45", "minuts: 45"), text.replace("minutes: 45", "minutes: 50")])

    def edit(_seconds):
        content = next(edits, None)
        if content is None:
            raise KeyboardInterrupt
        path.write_text(content, encoding="utf-8")

    monkeypatch.setattr("coach.cli.preview.time.sleep", edit)
    done = run("preview", new, "--follow")
    assert done.exit_code == 0
    first, second, third = done.output.split("Following; Ctrl-C ends it.")[:3]
    assert "45 minutes" in first
    assert "error[unknown-key]" in second
    assert "Changed: problem.yaml." in second
    assert "50 minutes" in third


def test_standard_input_cannot_be_followed(run, new):
    done = run("preview", new, "--sheet", "-", "--follow")
    assert done.exit_code == 2
    assert "standard input" in done.output


def test_preview_of_an_unknown_problem_offers_the_nearest(run):
    done = run("preview", "url-shortner")
    assert done.exit_code == 2
    assert "Did you mean url-shortener" in done.output


def test_case_10_escape_codes_in_names_are_shown_as_signs(run, new, tmp_path):
    evil = tmp_path / "evil\x1b]0;x\x07"
    new.rename(evil)
    (evil / "problems/my-problem").rename(evil / "problems/my\x1b[2Jproblem")
    for arguments in (("check", evil), ("list", evil), ("check", "\x1b[2Jnowhere"), ("preview", "\x1b[2J")):
        done = run(*arguments)
        assert "\x1b" not in done.output
        assert done.output


def test_coverage_shows_the_matrix_and_ends_with_one_when_a_section_is_missing(run, new):
    done = run("coverage")
    assert done.exit_code == 0, done.output
    assert "0 missing." in done.output
    assert run("coverage", new).exit_code == 0
    (new / "rubrics").mkdir()
    (new / "rubrics/sources.yaml").write_text(
        "format: 1\ndocuments:\n  - {doc: mine, title: Mine, sections: [{id: a, heading: A}]}\n", encoding="utf-8"
    )
    done = run("coverage", new)
    assert done.exit_code == 1
    assert "missing: mine a" in done.output
    sections = [json.loads(line) for line in run("coverage", new, "--json").output.splitlines()]
    (mine,) = (section for section in sections if section["doc"] == "mine")
    assert mine == {"doc": "mine", "section": "a", "heading": "A", "not_assessed": "", "cited_by": []}
