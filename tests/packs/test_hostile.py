"""Packs from strangers: the security cases that concern reading them, each in a test that names its number."""

import os
import subprocess
import sys
import time

import pytest

from coach.packs.check import check
from coach.packs.errors import InvalidPackError, PackError
from coach.packs.files import inside
from coach.packs.library import load_pack, load_rubrics
from coach.packs.yaml_events import read_yaml

PROBLEM = "problems/my-problem/problem.yaml"


def test_case_1_a_tag_runs_nothing(pack, tmp_path):
    sentinel = tmp_path / "sentinel"
    (pack / PROBLEM).write_text(
        f"format: 1\nid: !!python/object/apply:os.system [touch {sentinel}]\n", encoding="utf-8"
    )
    assert [finding.code for finding in check(pack).findings] == ["tag"]
    assert not sentinel.exists()


def test_case_2_an_alias_bomb_is_refused_at_its_first_anchor():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)]
    begun = time.process_time()
    with pytest.raises(InvalidPackError, match="alias"):
        read_yaml("\n".join(lines), "bomb.yaml")
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize("what", ["[", "- ", "{a: "])
def test_case_3_deep_nesting_ends_in_words_and_not_in_a_crash(what, tmp_path):
    code = (
        "import sys, time; from coach.packs.yaml_events import read_yaml; from coach.packs.errors import PackError\n"
        "begun = time.process_time()\n"
        f"try: read_yaml({what!r} * 200_000, 'deep.yaml')\n"
        "except PackError as error: print(error.findings[0].code, time.process_time() - begun < 2)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() in (["too-deep", "True"], ["too-big", "True"])


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "..\\problem.yaml",
        "c:strong.md",
        "//server/share",
        "golden/../../../x",
        "strong.md\0",
    ],
)
def test_case_7_a_path_out_of_the_pack_is_refused(pack, name):
    with pytest.raises(PackError):
        inside(pack, name)


def test_case_7_a_link_out_of_the_pack_is_refused(pack, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    golden = pack / "problems/my-problem/golden/strong.md"
    golden.unlink()
    golden.symlink_to(secret)
    assert "outside-pack" in {finding.code for finding in check(pack).findings}
    with pytest.raises(PackError):
        load_pack(pack)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_case_7_a_pipe_is_not_waited_for(pack):
    golden = pack / "problems/my-problem/golden/strong.md"
    golden.unlink()
    os.mkfifo(golden)
    assert "outside-pack" in {finding.code for finding in check(pack).findings}


def test_case_7_a_golden_sheet_is_named_inside_its_folder_only(pack, edit):
    edit("file: strong.md", "file: ../../../../../etc/hostname", "problems/my-problem/golden/golden.yaml")
    found = check(pack).findings
    assert "outside-pack" in {finding.code for finding in found}
    assert not any("hostname" in finding.source_line and finding.code != "outside-pack" for finding in found)


def test_case_9_escape_codes_in_pack_text_never_reach_a_terminal(pack, edit):
    edit("title: My problem", 'title: "My \\e]52;c;ZXZpbA==\\a problem"')
    shown = "".join(str(finding) for finding in check(pack).findings)
    assert "character" in shown
    assert "\x1b" not in shown
    edit('title: "My \\e]52;c;ZXZpbA==\\a problem"', "title: My \x1b]0;x\x07 problem")
    shown = "".join(str(finding) for finding in check(pack).findings)
    assert "character" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\U000e0041", "\u200b"])
def test_case_12_characters_that_hide_or_reorder_are_refused(pack, edit, character):
    edit("title: My problem", f"title: My {character}problem")
    assert "character" in {finding.code for finding in check(pack).findings}


def test_case_20_no_pattern_of_a_pack_is_ever_compiled(pack, edit):
    edit("- [view-counter, exactness]", "- ['\"(a+)+$\"', exactness]")
    edit("- what is the retention?", "- (a+)+$")
    begun = time.process_time()
    from coach.grading.grader import grade
    from coach.language.sheets import parse
    from coach.packs.library import find_problem, load_rubrics

    sheet = parse("# Requirements\n\n" + "a" * 40 + "b clicks are exact\n", "x.md")
    grade(sheet, find_problem("my-problem", pack), load_rubrics())
    assert time.process_time() - begun < 5


def test_case_21_code_in_a_pack_is_data_that_nobody_imports(pack, tmp_path):
    sentinel = tmp_path / "sentinel"
    before = set(sys.modules)
    for name in ("conftest.py", "__init__.py", "evil.py"):
        (pack / "problems/my-problem" / name).write_text(f"open({str(sentinel)!r}, 'w')\n", encoding="utf-8")
    found = check(pack).findings
    load_pack(pack)
    assert [finding.code for finding in found] == ["stray-file"] * 3
    assert not sentinel.exists()
    assert not any(
        "my-problem" in str(getattr(sys.modules[name], "__file__", "")) for name in set(sys.modules) - before
    )


def test_case_21_the_room_neither_evaluates_nor_compiles_text():
    import re
    from pathlib import Path

    import coach.packs

    calls = re.compile(r"(?<![\w.])(eval|exec|compile|__import__)\(|importlib|re\.compile\((?!r?[\"'(]|\s)")
    for source in Path(coach.packs.__path__[0]).rglob("*.py"):
        assert not calls.search(source.read_text(encoding="utf-8")), source


def test_case_20_a_word_pattern_in_a_problem_is_refused(pack, edit):
    edit(
        "\nmisconceptions:\n", "\nmisconceptions:\n  - id: slow\n    says: [['(a+)+$']]\n    wrong: [x]\n    right: y\n"
    )
    with pytest.raises(InvalidPackError) as caught:
        load_pack(pack)
    assert "pattern" in [finding.code for finding in caught.value.findings]


def test_case_20_word_patterns_in_the_rubrics_of_another_pack_are_left_out(pack_with_rubrics):
    assert not any(one.says for one in load_rubrics(pack_with_rubrics).misconceptions)
    assert any(one.says for one in load_rubrics().misconceptions)
