"""Changes of files are noticed one look later, whatever happens to the files."""

import contextlib
import itertools
import os

from coach.packs.following import changes


def followed(places, *edits):
    """The names that changed after each edit; an edit runs where a person would wait between two looks."""
    left = iter(edits)

    def pause():
        edit = next(left, None)
        if edit is None:
            raise KeyboardInterrupt
        edit()

    found = []
    with contextlib.suppress(KeyboardInterrupt):
        found.extend([path.name for path in changed] for changed in changes(places, pause))
    return found


def test_a_file_that_changes_comes_or_goes_is_told(tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.md"
    one.write_text("a", encoding="utf-8")
    clock = itertools.count(1)

    def write(path, text):
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(next(clock), next(clock)))

    assert followed(
        [tmp_path],
        lambda: write(one, "b"),
        lambda: None,
        lambda: write(two, "c"),
        two.unlink,
        lambda: (write(one, "d"), write(two, "e")),
    ) == [["one.yaml"], ["two.md"], ["two.md"], ["one.yaml", "two.md"]]


def test_a_place_need_not_exist_and_hidden_files_do_not_count(tmp_path):
    def swap():
        (tmp_path / ".one.yaml.swp").write_text("x", encoding="utf-8")

    later = tmp_path / "later" / "sheet.md"
    assert followed([tmp_path / "later", later, tmp_path], swap, later.parent.mkdir, later.touch) == [["sheet.md"]]
