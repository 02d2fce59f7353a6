"""A change paints what can be seen where something changed, and shows what painting everything shows."""

import random

from textual.app import App
from textual.containers import Horizontal, ScrollableContainer
from textual.geometry import Region
from textual.widgets import Static

from coach.tui.compositing import ThriftyCompositor
from coach.tui.screens.base import CoachScreen

from .walking import INTERVIEW, at_interview


class Two(CoachScreen[None]):
    """Two texts side by side, one of which scrolls."""

    asked: list[str]

    def compose(self):
        self.asked = []
        with Horizontal():
            yield Noting("\n".join(f"left {line}" for line in range(20)), id="left")
            with ScrollableContainer():
                yield Noting("\n".join(f"right {line}" for line in range(60)), id="right")


class Noting(Static):
    def render_lines(self, crop):
        self.screen.asked += [f"{self.id} {y}" for y in crop.line_range]
        return super().render_lines(crop)


async def test_only_what_lies_in_the_changed_part_is_asked_for_its_lines():
    app = App()
    async with app.run_test(size=(80, 12)) as pilot:
        screen = Two()
        await app.push_screen(screen)
        await pilot.pause()
        screen.asked.clear()
        screen.query_one("#left").refresh(Region(0, 3, 10, 2))
        await pilot.pause()
        assert screen.asked == ["left 3", "left 4"]


def _cells(chops, part):
    """Characters and styles in `part` of lines that were cut into pieces."""
    found = {}
    for y in part.line_range:
        for x, strip in chops[y].items():
            for segment in strip or ():
                for character in segment.text:
                    if part.x <= x < part.right:
                        found[x, y] = (character, segment.style)
                    x += 1
    return found


async def test_any_part_of_the_interview_is_what_painting_everything_shows(make_app):
    chosen = random.Random(3)
    app = make_app(INTERVIEW)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await at_interview(app)
        await pilot.press("enter", "a")
        await pilot.pause()
        compositor = screen._compositor
        assert isinstance(compositor, ThriftyCompositor)
        everything = _cells(compositor._render_chops(compositor.size.region, lambda _: True), compositor.size.region)
        for _ in range(60):
            x, y = chosen.randrange(139), chosen.randrange(39)
            part = Region(x, y, chosen.randint(1, 140 - x), chosen.randint(1, 40 - y))
            shown = _cells(compositor._render_chops(part, lambda _: True), part)
            assert shown == {at: cell for at, cell in everything.items() if part.contains(*at)}
