"""The conversation in its column: what was said last is in sight."""

from textual.app import App, ComposeResult

from coach.tui.widgets.talk import Line, Talk

QUESTION = "How do you find the nearest free cars among half a million that move, and what does it cost? "


class Room(App[None]):
    def compose(self) -> ComposeResult:
        yield Talk()


async def test_the_last_line_is_in_sight_however_long_it_is():
    app = Room()
    async with app.run_test(size=(38, 40)) as pilot:
        talk, lines = app.query_one(Talk), []
        for number in range(20):
            lines.append(Line("interviewer", f"{number}: {QUESTION * (1 + number % 3)}"))
            talk.show(tuple(lines))
            await pilot.pause()
            assert talk.scroll_y == talk.max_scroll_y


async def test_a_short_conversation_begins_at_the_top():
    app = Room()
    async with app.run_test(size=(38, 10)) as pilot:
        app.query_one(Talk).show((Line("you", "how many users?"),))
        await pilot.pause()
        assert app.query_one("#said").region.y == 0
