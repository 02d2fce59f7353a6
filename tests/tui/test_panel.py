"""The panel beside the editor shows what it is given, with as little layout as that takes."""

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from coach.tui.widgets.panel import Panel

SMALL = Content("┌──┐\n│ab│\n└──┘")
OTHER = Content("┌──┐\n│cd│\n└──┘")
WIDE = Content("┌" + "─" * 80 + "┐\n" * 40)


class OnePanel(App):
    def compose(self):
        yield Panel()


async def test_a_drawing_in_the_same_room_is_shown_without_a_layout_and_a_larger_one_gets_its_own():
    app = OnePanel()
    async with app.run_test(size=(40, 12)) as pilot:
        panel, text = app.query_one(Panel), app.query_one(Static)
        panel.show("drawing", SMALL, drawn=True)
        await pilot.pause()
        before = text.region
        laid_out = text._layout_updates
        panel.show("drawing", OTHER, drawn=True)
        await pilot.pause()
        assert "cd" in "".join(strip.text for strip in text.render_lines(text.size.region))
        assert text.region == before
        assert text._layout_updates == laid_out
        panel.show("drawing", WIDE, drawn=True)
        await pilot.pause()
        assert text.size.width == 82
        panel.show("read as", Content("prose that wraps " * 20))
        await pilot.pause()
        assert text.size.width < 40
