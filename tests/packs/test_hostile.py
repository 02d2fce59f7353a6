"""Packs from strangers: the security cases that concern reading them, each in a test that names its number."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.packs import search
from coach.packs.adding import add
from coach.packs.check import check
from coach.packs.contents import contents
from coach.packs.errors import InvalidPackError, PackError
from coach.packs.files import inside
from coach.packs.library import load_pack, load_rubrics
from coach.packs.yaml_events import read_yaml
from tests.packs.zips import entry, zipped
from tests.timing import least

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

    def refused():
        with pytest.raises(InvalidPackError, match="alias"):
            read_yaml("\n".join(lines), "bomb.yaml")

    assert least(refused) < 0.1


@pytest.mark.parametrize("what", ["[", "- ", "{a: "])
def test_case_3_deep_nesting_ends_in_words_and_not_in_a_crash(what, tmp_path):
    code = (
        "from coach.packs.yaml_events import read_yaml; from coach.packs.errors import PackError\n"
        f"try: read_yaml({what!r} * 200_000, 'deep.yaml')\n"
        "except PackError as error: print(error.findings[0].code)\n"
    )
    # Half a second as a rule; a reader that goes all the way down would need minutes, or crash.
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in ("too-deep", "too-big")


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
    from coach.grading.grader import grade
    from coach.language.sheets import parse
    from coach.packs.library import find_problem, load_rubrics

    sheet = parse("# Requirements\n\n" + "a" * 40 + "b clicks are exact\n", "x.md")
    problem, rubrics = find_problem("my-problem", pack), load_rubrics()
    assert least(lambda: grade(sheet, problem, rubrics), 2) < 1  # compiled, it would try a million million ways


@pytest.mark.parametrize(
    "unit",
    ["a ", "the cache is ", "not ", "10k/s -> ", "a,", "(", "{", "w(", "no cache and ", "later ", "10k ", "a. "],
)
def test_case_20_a_long_line_takes_time_in_step_with_its_length(unit):
    from coach.grading.grader import grade
    from coach.language.sheets import parse
    from coach.packs.library import find_problem

    problem, rubrics = find_problem("url-shortener"), load_rubrics()

    def spent(length):
        sheet = parse("# Requirements\n\n" + unit * (length // len(unit)) + "\n", "x.md")
        return least(lambda: grade(sheet, problem, rubrics), 3)

    short, long = spent(5_000), spent(20_000)
    assert long < max(10 * short, 0.5), (short, long)


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

    calls = re.compile(
        r"(?<![\w.])(eval|exec|compile|__import__)\("
        r"|importlib(?!\.metadata import entry_points)"
        r"|re\.compile\((?!r?[\"'(]|\s)"
    )
    for source in Path(coach.packs.__path__[0]).rglob("*.py"):
        assert not calls.search(source.read_text(encoding="utf-8")), source


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "problems/../../evil.yaml",
        "/etc/evil.yaml",
        "C:/evil.yaml",
        "problems\\..\\..\\evil.yaml",
        "problems//evil.yaml",
        "problems/./evil.yaml",
        "problems/\x1b]0;x\x07.yaml",
        "problems/\u202eevil.yaml",
        "problems/" + "x" * 300 + ".yaml",
    ],
)
def test_case_8_a_zip_with_a_name_that_leads_out_or_steers_is_refused(pack, tmp_path, name):
    """Names as some other program may write them; zipfile itself would mend a few on the way out."""
    evil = zipped(pack, tmp_path / "evil.zip", extra=[(name, b"x")])
    with pytest.raises(PackError) as caught:
        add(evil)
    assert "\x1b" not in str(caught.value)
    assert not list(search.own_packs().glob("*"))


@pytest.mark.parametrize("mode", [0o120777, 0o010644, 0o020644])
def test_case_8_a_link_or_a_device_in_a_zip_is_refused(pack, tmp_path, mode):
    evil = zipped(
        pack, tmp_path / "evil.zip", extra=[(entry("problems/my-problem/golden/x.md", mode=mode), "/etc/passwd")]
    )
    with pytest.raises(PackError, match="link or a device"):
        add(evil)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "name", ["pack.yaml", "PACK.YAML", "problems/my-problem/Reference.md", "problems/my-problem/golden/STRONG.MD"]
)
def test_case_8_two_names_that_one_disk_takes_for_one_are_refused(pack, tmp_path, name):
    with pytest.raises(PackError, match="twice"):
        add(zipped(pack, tmp_path / "evil.zip", extra=[(name, b"format: 1\n")]))


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ([("problems/bomb.md", b"\0" * 30_000_000)], "more than 1,000,000 bytes"),
        ([(f"problems/{n}.md", b"\0" * 999_999) for n in range(60)], "bytes together"),
        ([(f"problems/{n}.md", b"") for n in range(5_001)], "more than 5,000 files"),
    ],
)
def test_case_8_a_bomb_is_refused_before_it_is_written(pack, tmp_path, extra, words):
    evil = zipped(pack, tmp_path / "evil.zip", extra=extra)

    def refused():
        with pytest.raises(PackError, match=words):
            add(evil)

    assert least(refused, 2) < 2
    assert not list(search.own_packs().glob("*"))


def test_case_8_a_zip_that_lies_about_a_size_is_refused(pack, tmp_path):
    evil = zipped(pack, tmp_path / "evil.zip", extra=[("problems/bomb.md", b"\0" * 30_000_000)])
    raw = evil.read_bytes()
    size = (30_000_000).to_bytes(4, "little")
    assert raw.count(size) == 2
    evil.write_bytes(raw.replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(PackError):
        add(evil)


def test_case_8_an_encrypted_zip_and_one_that_is_cut_off_are_refused(pack, tmp_path):
    plain = zipped(pack, tmp_path / "plain.zip")
    raw = bytearray(plain.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "encrypted.zip").write_bytes(raw)
    with pytest.raises(PackError, match="encrypted"):
        add(tmp_path / "encrypted.zip")
    (tmp_path / "cut.zip").write_bytes(plain.read_bytes()[:2000])
    with pytest.raises(PackError, match="neither a folder nor a zip"):
        add(tmp_path / "cut.zip")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_case_8_no_damaged_zip_ends_in_anything_but_words(small_zip, at, byte):
    raw = bytearray(small_zip.read_bytes())
    raw[at % len(raw)] = byte
    damaged = small_zip.with_name("damaged.zip")
    damaged.write_bytes(raw)
    with contextlib.suppress(PackError):
        contents(damaged)


@pytest.fixture
def small_zip(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "pack.yaml").write_text("format: 1\nid: x\ntitle: X\nversion: 0.1.0\n", encoding="utf-8")
    return zipped(folder, tmp_path / "small.zip")


@pytest.mark.parametrize(
    "place", ["problems", "problems/my-problem/reference.md", "problems/my-problem/golden", "pack.yaml"]
)
def test_case_7_a_folder_with_a_link_in_it_is_not_added(pack, tmp_path, place):
    path = pack / place
    moved = tmp_path / "elsewhere"
    path.rename(moved)
    path.symlink_to(moved)
    with pytest.raises(PackError, match="is a link"):
        add(pack)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_case_7_a_folder_with_a_pipe_in_it_is_not_added(pack):
    os.mkfifo(pack / "problems/pipe.md")
    with pytest.raises(PackError, match="neither a file nor a folder"):
        add(pack)


@pytest.mark.parametrize(
    "source", ["--upload-pack=touch x", "ext::sh -c touch% x", "file:///etc", "https://example.org/pack.git", "git@x:y"]
)
def test_case_25_only_folders_and_zips_are_added(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackError, match="git clone"):
        add(Path(source))
    assert not list(tmp_path.glob("x"))
