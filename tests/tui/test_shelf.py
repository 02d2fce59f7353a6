"""What the first frame shows is only a picture: it may be missing or damaged without harm."""

import pytest

from coach.tui.shelf import ProblemRow, Shelf, Unfinished, remember, remembered

ROW = ProblemRow("url-shortener", "URL shortener", 45, 2, "Design …", "numbers", best=0.72, last_tried=1.0, sessions=3)
SHELF = Shelf((ROW,), (Unfinished("s1", "URL shortener", "senior", "API", 1880.0, 5.0),))


def test_what_was_remembered_comes_back(tmp_path):
    remember(tmp_path / "new" / "home.json", SHELF)
    assert remembered(tmp_path / "new" / "home.json") == SHELF


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"rows": 3}', '{"rows": [{"nope": 1}], "unfinished": []}', "\x00", "[" * 100_000]
)
def test_a_damaged_picture_is_no_picture(tmp_path, text):
    (tmp_path / "home.json").write_text(text)
    assert remembered(tmp_path / "home.json") is None


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path):
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file" / "home.json", SHELF)
    assert remembered(tmp_path / "file" / "home.json") is None
