"""Draws the README's pictures: the program's own screens, exported by the program. Run: python docs/pictures.py"""

import asyncio
import os
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from coach.interview.clock import Moment
from coach.tui.app import CoachApp
from coach.tui.desk import Desk
from coach.tui.opening import Opening
from coach.tui.screens.ask_first import AskFirst
from coach.tui.screens.debrief import DebriefScreen
from coach.tui.screens.interview import InterviewScreen

HERE = Path(__file__).parent
SIZE = (100, 28)
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp()
PHASES = ("requirements", "estimation", "api", "design")
NOTES = {
    "requirements": """users can shorten a link, follow it, delete it
redirect p99 50 ms, 99.99%
out of scope: accounts, QR""",
    "estimation": """100M/day / 86400 ~ 1.2k writes/s, peak x3
10:1 -> 12k rps, peak 36k
100M*365*5*200B = 36 TB, x3 copies
62^7 = 3.5T, 5% full -> 7 chars
=> reads and bytes decide, writes are small""",
    "api": """POST /v1/urls {long_url, alias?} -> 201 {code} | 400 | 409 | 429
GET /{code} -> 302 | 404 | 410""",
    "design": """client -> lb -> app x12 -> redis -> store: GET /{code}
client -> lb -> app -> store: POST /v1/urls
redis: redis x3 hit=97%
store: dynamodb x4""",
}


class Clock:
    """Both clocks of the program, moved by hand."""

    def __init__(self) -> None:
        self.passed = 0.0

    def monotonic(self) -> float:
        return 100.0 + self.passed

    def wall(self) -> float:
        return START + self.passed

    def moment(self) -> Moment:
        return Moment(datetime.fromtimestamp(self.wall(), UTC), self.monotonic())


async def until(condition: Callable[[], object]) -> None:
    """Wait for a state of the program."""
    while not condition():
        await asyncio.sleep(0.02)


def save(app: CoachApp, name: str) -> None:
    """Write the screen as SVG, without the addresses of web fonts that Rich puts in."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", app.export_screenshot(title="coach"), flags=re.DOTALL)
    (HERE / "images" / f"{name}.svg").write_text(svg, encoding="utf-8")


async def draw() -> None:
    """Hold an interview and take its pictures."""
    from coach.store.store import Store

    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        app = CoachApp(
            lambda now: Desk(Store.open(data, wall=clock.wall), now),
            picture=data / "home.json",
            reports=data / "reports",
            opening=Opening(problem="url-shortener", level="senior"),
            monotonic=clock.monotonic,
            wall=clock.wall,
            tick=86_400.0,
        )
        async with app.run_test(size=SIZE) as pilot:
            await until(lambda: isinstance(app.screen, InterviewScreen) and app.screen.query("#notes"))
            screen = app.screen
            for phase in PHASES:
                await screen.action_go_to(phase)
                screen.editor.insert(NOTES[phase])
                clock.passed += 150
                screen.look_at_clock()
                await pilot.pause(1.2)
                screen.look_at_clock()
                await pilot.pause(0.3)
                if phase == "estimation":
                    save(app, "interview")
            await screen.action_go_to("deep_dives")
            screen.editor.insert("Random 7 characters, put if absent; 5% full, so one create in 20 retries once.")
            await pilot.press("f6")  # the interviewer may have a question first
            await until(lambda: screen.sitting.questioned or isinstance(app.screen, AskFirst))
            if screen.sitting.questioned:
                await pilot.press("f6")
                await until(lambda: isinstance(app.screen, AskFirst))
            await pilot.press("y")
            await until(lambda: isinstance(app.screen, DebriefScreen))
            await pilot.pause(2)
            for key in ("6", "right", "y", "y", "p", "n", "right"):
                await pilot.press(key)
                await pilot.pause(0.2)
            await pilot.press("down", "down", "down", "down", "down", "down")
            await pilot.pause(0.5)
            save(app, "debrief")


if __name__ == "__main__":
    asyncio.run(draw())
