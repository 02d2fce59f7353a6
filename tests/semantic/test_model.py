import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.cli.grade import command
from coach.semantic import setting
from coach.semantic.model import INSTALL, MODULE, PINNED, Likeness, SemanticUnavailableError, load

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "url-shortener-good.md"


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the package were not installed."""
    monkeypatch.setitem(sys.modules, MODULE, None)


@pytest.fixture(autouse=True)
def _not_loaded_yet() -> None:
    setting._loaded.cache_clear()


def test_without_the_package_it_says_how_to_get_it(absent: None) -> None:
    assert INSTALL in setting.trouble()
    assert setting.tier(on=True) == (None, setting.trouble())


def test_other_weights_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    for name in PINNED:
        (tmp_path / name).write_bytes(b"other")
    with pytest.raises(SemanticUnavailableError, match=r"sp\.model is not the one .* Graded without it"):
        load(tmp_path)


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SemanticUnavailableError, match=r"cannot be read \(No such file"):
        load(tmp_path)


@pytest.mark.parametrize(("value", "on"), [("1", True), (" On ", True), ("0", False), ("", False), ("no", False)])
def test_the_setting_is_off_unless_asked_for(value: str, on: bool) -> None:
    assert setting.wanted({setting.VARIABLE: value}) is on
    assert not setting.wanted({})


def test_off_loads_nothing() -> None:
    assert setting.tier(on=False) == (None, "")
    assert setting._loaded.cache_info().misses == 0


def _grade(*options: str) -> tuple[str, str]:
    result = CliRunner().invoke(command, [str(EXAMPLE), "--json", *options])
    assert result.exit_code == 0
    return result.stdout, result.stderr


def test_grading_goes_on_without_it(absent: None, monkeypatch: pytest.MonkeyPatch) -> None:
    said = setting.trouble()
    plain, _ = _grade()
    assert _grade("--semantic") == (plain, said + "\n")
    monkeypatch.setenv(setting.VARIABLE, "1")
    assert _grade() == (plain, said + "\n")
    assert _grade("--no-semantic") == (plain, "")


@pytest.fixture(scope="module")
def model() -> Likeness:
    pytest.importorskip(MODULE, reason=f"the optional language model is not installed: {INSTALL}")
    return load()


def test_like_sentences_are_nearer_than_others(model: Likeness) -> None:
    hot = "Hot profiles are kept in memory next to the service."
    cached, paged = model.likeness((hot,), ("A cache holds the popular users.", "Page somebody at 1% errors."))[0]
    assert cached > paged


def test_the_figures_do_not_depend_on_what_was_asked_before(model: Likeness) -> None:
    sentences, others = ("One leader, two followers.", "Reads may be late."), ("A follower is promoted.", "Lag is 1 s.")
    first = model.likeness(sentences, others)
    model.likeness(("Something else.",), others)
    assert model.likeness(sentences, others) == first == load().likeness(sentences, others)
    assert all(value == round(value, 2) for row in first for value in row)


def test_the_same_sheet_gives_the_same_bytes_with_it(model: Likeness) -> None:
    first, second = _grade("--semantic"), _grade("--semantic")
    assert first == second
    assert json.loads(first[0])["schema"] == "coach.grade/1"
    assert first[1] == ""
