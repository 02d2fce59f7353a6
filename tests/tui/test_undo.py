"""What was typed can be taken back as in any editor, and hours of it take little room."""

import random

import pytest
from textual.app import App
from textual.document._history import EditHistory

from coach.tui.widgets.editor import Editor
from coach.tui.widgets.undo import MOST_LETTERS, MOST_STEPS, STEP_ENDS_AFTER


class Two(App):
    """The editor, and one with Textual's own history."""

    def compose(self):
        yield Editor("", id="editor")
        yield Editor("", id="plain")

    def on_mount(self):
        self.query_one("#plain", Editor).history = EditHistory(MOST_STEPS, STEP_ENDS_AFTER, MOST_LETTERS)


def edits(editor):
    return sum(map(len, editor.history.undo_stack))


@pytest.fixture
async def two(monkeypatch):
    monkeypatch.setattr(EditHistory, "_get_time", lambda _: 0.0)  # nobody rests, however slow the machine is
    app = Two()
    async with app.run_test(size=(80, 24)):
        yield app.query_one("#editor", Editor), app.query_one("#plain", Editor)


async def test_letters_typed_in_a_row_are_one_edit(two):
    editor, _ = two
    for _ in range(2000):
        editor.insert("a")
    assert edits(editor) == 20
    editor.undo()
    assert editor.text == "a" * 1900


async def test_letters_deleted_in_a_row_are_one_edit_and_come_back_together(two):
    editor, _ = two
    editor.insert("one line")
    for _ in range(5):
        editor.action_delete_left()
    assert edits(editor) == 2
    editor.undo()
    assert (editor.text, editor.cursor_location) == ("one line", (0, 8))
    editor.redo()
    assert (editor.text, editor.cursor_location) == ("one", (0, 3))


async def test_hours_of_typing_keep_no_more_edits_than_steps(two):
    editor, _ = two
    for _ in range(300):
        for letter in "a line that somebody types\n":
            editor.insert(letter)
    assert edits(editor) <= MOST_STEPS


@pytest.mark.parametrize("seed", range(8))
async def test_every_step_is_taken_back_and_done_again_as_textual_does(two, seed):
    some = random.Random(seed)
    for _ in range(60):
        what, times, where = some.choice(("type", "delete", "ahead", "line", "go")), some.randint(1, 6), some.random()
        for area in two:
            if what == "go":
                row = int(where * area.document.line_count)
                area.move_cursor((row, int(where * 7919) % (len(area.document.get_line(row)) + 1)))
                area.history.checkpoint()
            for _ in range(times):
                if what == "type":
                    area.insert("x")
                elif what == "delete":
                    area.action_delete_left()
                elif what == "ahead":
                    area.action_delete_right()
                elif what == "line":
                    area.insert("\n")
    editor, plain = two
    assert editor.text == plain.text
    texts = [plain.text]
    while plain.history.undo_stack:
        for area in two:
            area.undo()
        assert editor.text == plain.text
        texts.append(plain.text)
    assert not editor.history.undo_stack
    for text in reversed(texts[:-1]):
        for area in two:
            area.redo()
        assert editor.text == plain.text == text
