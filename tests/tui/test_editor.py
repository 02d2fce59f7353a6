"""The editor keeps its text whatever happens to it."""

import random

import pytest
from textual import events
from textual.app import App
from textual.containers import Horizontal
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.widgets import TextArea

from coach.tui.widgets.editor import MAX_CHARACTERS, Editor


class OneEditor(App):
    def compose(self):
        yield Editor("", id="editor")


@pytest.fixture
async def editor():
    app = OneEditor()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Editor).focus()
        await pilot.pause()
        yield app.query_one(Editor)


class Counting(Editor):
    """Notes the rows it paints."""

    def __init__(self):
        super().__init__(LONG)
        self.rows = []

    def render_line(self, y):
        self.rows.append(y)
        return super().render_line(y)


async def test_a_key_paints_the_rows_that_it_changes():
    class One(App):
        def compose(self):
            yield Counting()

    app = One()
    async with app.run_test(size=(80, 24)) as pilot:
        editor = app.query_one(Counting)
        editor.move_cursor((5, 10))
        await pilot.pause()
        editor.rows.clear()
        await pilot.press("x")
        assert set(editor.rows) == {5}
        editor.rows.clear()
        await pilot.press("up")
        assert set(editor.rows) == {4, 5}
        await pilot.press("shift+down")
        editor.rows.clear()
        await pilot.press("shift+down")
        assert set(editor.rows) == {5, 6}


async def test_enter_moves_the_rows_below_without_a_layout():
    class One(App):
        def compose(self):
            yield Editor(LONG)

    app = One()
    async with app.run_test(size=(80, 24)) as pilot:
        editor = app.query_one(Editor)
        editor.move_cursor((5, 10))
        await pilot.pause()
        laid_out = []
        app.screen.screen_layout_refresh_signal.subscribe(editor, laid_out.append)
        await pilot.press("enter")
        await pilot.pause()
        assert not laid_out
        assert editor.vertical_scrollbar.window_virtual_size == 201
        assert "".join(strip.text for strip in editor.render_lines(Region(0, 7, 80, 1))).strip().startswith("line 6:")


async def test_the_scroll_bar_comes_and_goes_with_the_length_of_the_text():
    class One(App):
        def compose(self):
            yield Editor("first")

    app = One()
    async with app.run_test(size=(80, 6)) as pilot:
        editor = app.query_one(Editor)
        assert not editor.show_vertical_scrollbar
        await pilot.press(*["enter"] * 8)
        await pilot.pause()
        assert editor.show_vertical_scrollbar
        await pilot.press(*["ctrl+z"] * 8)
        await pilot.pause()
        assert not editor.show_vertical_scrollbar
        assert editor.scroll_offset.y == 0


KEYS = (
    *("a", "(", ")", "space", "enter", "backspace", "delete", "up", "down", "left", "right"),
    *("shift+up", "shift+down", "home", "end", "ctrl+z", "ctrl+y", "pageup"),
)


async def test_what_stands_on_the_screen_is_what_painting_all_anew_shows():
    class One(App):
        def compose(self):
            yield Editor(f"f(a, {'wide ' * 40})\n" * 4 + LONG)

    chosen = random.Random(5)
    app = One()
    async with app.run_test(size=(60, 12)) as pilot:
        editor = app.query_one(Editor)
        for _ in range(120):
            await pilot.press(chosen.choice(KEYS))
            whole = Region(0, 0, *editor.size)
            shown = editor.render_lines(whole)
            editor.notify_style_update()
            editor.refresh()
            assert shown == editor.render_lines(whole)


async def test_rows_without_a_cursor_are_painted_as_textual_paints_them():
    class One(App):
        def compose(self):
            yield Editor(f"{'wide ' * 40}\n漢字 {'漢' * 70} é\n\n  a\tb\n{'x' * 150}\nf(a)\n{LONG}")

    app = One()
    async with app.run_test(size=(60, 30)) as pilot:
        editor = app.query_one(Editor)
        for place in ((0, 0), (5, 1), (4, 149), (150, 3)):
            editor.move_cursor(place)
            editor.move_cursor_relative(rows=1, select=True)
            await pilot.pause()
            for y in range(editor.size.height):
                assert cells(editor.render_line(y)) == cells(TextArea.render_line(editor, y)), (place, y)


def cells(strip):
    """Every character with its style."""
    return [(character, segment.style) for segment in strip for character in segment.text]


async def test_the_scroll_bar_looks_as_textual_paints_it():
    class Two(App):
        def compose(self):
            with Horizontal():
                yield Editor(LONG)
                yield TextArea(LONG, compact=True)

    app = Two()
    async with app.run_test(size=(80, 12)) as pilot:
        ours, its = app.query(TextArea)
        whole = its.vertical_scrollbar.size.region
        assert whole.size == (2, 12)
        assert type(its.vertical_scrollbar) is ScrollBar
        for step in range(40):
            for editor in (ours, its):
                editor.move_cursor((step * 5, 0))
                editor.insert("\n" * (step % 4))
            await pilot.pause()
            shown, right = (editor.vertical_scrollbar.render_lines(whole) for editor in (ours, its))
            assert [cells(strip) for strip in shown] == [cells(strip) for strip in right]


LONG = "\n".join(f"line {number}: reads 12k/s, writes 1.2k/s" for number in range(200))


async def test_undo_of_a_paste_longer_than_the_screen(editor):
    # TextArea 8.2.8 itself crashes here: its cursor stands on a line that is gone.
    editor.insert("before")
    editor.paste("\n" + LONG)
    editor.undo()
    assert editor.text == "before"
    editor.redo()
    assert editor.text == "before\n" + LONG


async def test_undo_after_select_all_and_delete(editor):
    editor.paste(LONG)
    editor.select_all()
    editor.action_delete_left()
    assert editor.text == ""
    editor.undo()
    assert editor.text == LONG


async def test_the_crash_this_editor_avoids_is_still_there():
    # When this fails, Textual has mended it, and the editor's undo and redo can go.
    class Plain(App):
        def compose(self):
            yield TextArea()

    app = Plain()
    async with app.run_test(size=(80, 24)):
        area = app.query_one(TextArea)
        area.move_cursor(area.insert(LONG).end_location)
        with pytest.raises(ValueError, match="out of bounds"):
            area.undo()


async def test_escape_sequences_in_a_paste_become_visible(editor):
    editor.paste("safe\x1b]0;owned\x07 \x1b[31mred\u202egnp.exe\r\nnext")
    assert "\x1b" not in editor.text
    assert "\x07" not in editor.text
    assert "\u202e" not in editor.text
    assert editor.text.startswith("safe␛]0;owned␇ ␛[31mred")
    assert editor.text.endswith("\nnext")


async def test_a_paste_of_the_terminal_goes_the_same_way(editor):
    await editor._dispatch_message(events.Paste("a\x1bb"))
    assert editor.text == "a␛b"


async def test_a_paste_beyond_the_limit_is_cut_and_told():
    told = []
    app = OneEditor()
    async with app.run_test(message_hook=told.append) as pilot:
        app.query_one(Editor).paste("x" * (MAX_CHARACTERS + 5))
        await pilot.pause()
        assert len(app.query_one(Editor).text) == MAX_CHARACTERS
    assert {message.left_out for message in told if isinstance(message, Editor.PasteCut)} == {5}


async def test_tab_indents_in_a_list_and_only_there(editor):
    editor.insert("- item")
    assert editor.tab_rule == "Tab indents"
    await editor._dispatch_message(events.Key("tab", "\t"))
    assert editor.text == "  - item"
    await editor._dispatch_message(events.Key("shift+tab", None))
    assert editor.text == "- item"
    editor.insert("\nprose")
    assert editor.tab_rule == "Tab leaves"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- reads 12k/s", "- reads 12k/s\n- "),
        ("  * cached", "  * cached\n  * "),
        ("9. ninth", "9. ninth\n10. "),
        ("2)  second", "2)  second\n3)  "),
        ("no list", "no list\n"),
        ("- ", ""),
        ("a -> b", "a -> b\n"),
    ],
)
async def test_enter_goes_on_with_a_list_and_ends_it_at_an_empty_item(editor, line, after):
    editor.insert(line)
    await editor._dispatch_message(events.Key("enter", "\r"))
    assert editor.text == after


async def test_enter_within_an_item_breaks_its_line_only(editor):
    editor.insert("- reads and writes")
    editor.move_cursor((0, 7))
    await editor._dispatch_message(events.Key("enter", "\r"))
    assert editor.text == "- reads\n and writes"


async def test_the_next_item_is_one_step_to_undo(editor):
    editor.paste("- reads")
    await editor._dispatch_message(events.Key("enter", "\r"))
    editor.undo()
    assert editor.text == "- reads"


async def test_who_types_the_mark_that_is_there_already_has_it_once(editor):
    editor.insert("- reads")
    await editor._dispatch_message(events.Key("enter", "\r"))
    editor.insert("-")
    await editor._dispatch_message(events.Key("space", " "))
    assert editor.text == "- reads\n- "
