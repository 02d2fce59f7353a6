"""The cache of packs: it saves time and nothing else, whatever happens to its files."""

import json
import os
import subprocess
import sys

import pytest

from coach.language.readings import Readings
from coach.packs import cache, library, prepared
from coach.packs.errors import InvalidPackError
from coach.resources import bundled_pack

BODY = b'{"some": "data"}'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty cache of this test's own."""
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pack(tmp_path):
    """A pack with one small rubric file."""
    root = tmp_path / "pack"
    (root / "rubrics").mkdir(parents=True)
    (root / "pack.yaml").write_text("format: 1\nid: p\ntitle: P\nversion: '1'\n")
    (root / "rubrics" / "numbers.yaml").write_text(NUMBERS)
    return root


NUMBERS = """format: 1
numbers:
  - {id: ssd-read, label: SSD random read, value: 0.0001, unit: s, low: 0.00001, high: 0.001}
"""


def entry(folder):
    (path,) = folder.iterdir()
    return path


def test_what_was_saved_is_loaded(folder):
    cache.save("a", BODY)
    assert cache.load("a") == BODY
    assert cache.load("b") is None


def test_only_the_owner_can_read_the_entries(folder):
    cache.save("a", BODY)
    assert entry(folder).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("cut", range(0, 80, 7))
def test_a_truncated_entry_is_no_entry(folder, cut):
    cache.save("a", BODY)
    path = entry(folder)
    path.write_bytes(path.read_bytes()[:cut])
    assert cache.load("a") is None


def test_a_changed_byte_is_no_entry(folder):
    cache.save("a", BODY)
    path = entry(folder)
    path.write_bytes(path.read_bytes().replace(b"data", b"dato"))
    assert cache.load("a") is None


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_an_entry_that_others_may_write_is_no_entry(folder, mode):
    cache.save("a", BODY)
    entry(folder).chmod(mode)
    assert cache.load("a") is None


def test_a_link_is_no_entry(folder, tmp_path):
    cache.save("a", BODY)
    path = entry(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert cache.load("a") is None


def test_a_pipe_is_no_entry_and_does_not_stop_the_program(folder):
    folder.mkdir()
    os.mkfifo(folder / "a.json")
    assert cache.load("a") is None


def test_a_folder_that_cannot_be_made_is_no_trouble(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "file" / "cache"))
    cache.save("a", BODY)
    assert cache.load("a") is None


def test_the_cache_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("COACH_CACHE_DIR", "")
    cache.save("a", BODY)
    assert cache.load("a") is None


def test_the_entries_do_not_grow_without_bound(folder):
    for number in range(cache.MOST_ENTRIES + 5):
        cache.save(str(number), BODY)
        os.utime(folder / f"{number}.json", (number, number))
    cache.save("last", BODY)
    assert len(list(folder.iterdir())) <= cache.MOST_ENTRIES
    assert cache.load("last") == BODY


def test_parts_are_told_apart():
    assert cache.digest("k", [b"ab", b"c"]) != cache.digest("k", [b"a", b"bc"])
    assert cache.digest("k", [b"a"]) != cache.digest("l", [b"a"])


def test_the_second_reading_equals_the_first(folder):
    first = prepared.rubrics(bundled_pack()), prepared.problem(bundled_pack(), "url-shortener")
    second = prepared.rubrics(bundled_pack()), prepared.problem(bundled_pack(), "url-shortener")
    assert second == first
    assert len(list(folder.iterdir())) == 2


def test_a_changed_file_is_read_anew(folder, pack):
    assert prepared.rubrics(pack).numbers[0].value == 0.0001
    (pack / "rubrics" / "numbers.yaml").write_text(NUMBERS.replace("0.0001", "0.0002"))
    assert prepared.rubrics(pack).numbers[0].value == 0.0002


def test_errors_are_told_every_time(folder, pack):
    (pack / "rubrics" / "numbers.yaml").write_text(NUMBERS.replace("0.0001", "none"))
    for _ in range(2):
        with pytest.raises(InvalidPackError):
            prepared.rubrics(pack)
    assert not folder.exists()


def test_an_entry_that_is_no_valid_pack_is_read_anew(folder, pack):
    wanted = prepared.rubrics(pack)
    name = entry(folder).stem
    cache.save(name, b'{"rubrics": "all of them"}')
    assert prepared.rubrics(pack) == wanted


def test_a_link_that_leads_out_of_the_pack_is_refused_though_its_content_is_known(folder, pack, tmp_path):
    prepared.rubrics(pack)
    path = pack / "rubrics" / "numbers.yaml"
    path.rename(tmp_path / "numbers.yaml")
    path.symlink_to(tmp_path / "numbers.yaml")
    with pytest.raises(InvalidPackError):
        prepared.rubrics(pack)


READ = {
    "aliases": {"hot copy": ["hot", "copi"]},
    "spelled": {"copy": "copi"},
    "phrases": {},
    "words": {},
    "units": {"a": ["b"]},
    "required": {"0 queues?": ["queue"]},
}


def test_readings_come_back_as_they_were():
    readings = Readings()
    assert readings.add(READ)
    assert readings.plain() == READ
    assert readings.units == {"a": frozenset({"b"})}


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {**READ, "more": {}},
        {**READ, "aliases": {"a": "b"}},
        {**READ, "phrases": {"a": [1]}},
        {**READ, "units": [["a", "b"]]},
        {**READ, "spelled": {"a": ["b"]}},
        {**READ, "words": {"a": 1}},
    ],
)
def test_readings_of_another_form_are_left_out_altogether(plain):
    readings = Readings()
    assert not readings.add(plain)
    assert not readings.count


@pytest.mark.parametrize("kept", [b"", b"[", b"[" * 100_000, b'{"aliases": 3}', json.dumps(READ).encode()])
def test_whatever_is_kept_of_readings_the_lexicon_answers_alike(folder, kept):
    from coach.language.lexicon import Lexicon
    from coach.language.sentences import sentences

    concepts = library.load_rubrics().concepts
    (sentence,) = sentences("the hot copies stay in memory, Redis holds them")
    wanted = Lexicon(concepts)
    expected = wanted.mentions(sentence)
    before = set(folder.glob("*"))
    prepared.keep_readings(bundled_pack(), wanted)
    (path,) = set(folder.iterdir()) - before
    again = Lexicon(concepts)
    prepared.recall_readings(bundled_pack(), again)
    assert again.readings.count == wanted.readings.count
    assert again.mentions(sentence) == expected
    cache.save(path.stem, kept)
    doubtful = Lexicon(concepts)
    prepared.recall_readings(bundled_pack(), doubtful)
    assert doubtful.mentions(sentence) == expected


LOADED = """
import sys
from coach.cli.main import run
run(["grade", sys.argv[1], "--json"])
print(sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def test_a_second_grade_is_the_same_and_needs_neither_yaml_nor_templates_nor_screens(folder):
    sheet = str(bundled_pack() / "examples" / "url-shortener-good.md")
    first, second = (
        subprocess.run([sys.executable, "-c", LOADED, sheet], capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert "'yaml'" in first.stderr
    for module in ("yaml", "jinja2", "textual", "rich", "sqlite3"):
        assert f"'{module}'" not in second.stderr
