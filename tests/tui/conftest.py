"""An application with clocks that stand still, a store of its own, and a small pack that never changes."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.interview.clock import Moment
from coach.store.store import Store
from coach.tui.app import CoachApp
from coach.tui.desk import Desk

PACK = Path(__file__).parent / "pack"
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp()
NEVER = 86_400.0
"""Seconds between two looks at the clock: tests look themselves."""


class Clock:
    """Both clocks of the program, moved by hand."""

    def __init__(self):
        self.passed = 0.0

    def monotonic(self):
        return 100.0 + self.passed

    def wall(self):
        return START + self.passed

    def moment(self):
        return Moment(datetime.fromtimestamp(self.wall(), UTC), self.monotonic())

    def pass_by(self, seconds):
        self.passed += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def make_app(clock, folder, tmp_path):
    """Make an application on the tests' own pack; `opening` is what a command line asks for."""

    stores = []

    def open_desk(now, pack):
        stores.append(Store.open(folder, wall=clock.wall))
        return Desk(stores[-1], now, pack)

    def make(opening=None, *, pack=PACK):
        return CoachApp(
            lambda now: open_desk(now, pack),
            picture=tmp_path / "home.json",
            reports=tmp_path / "reports",
            opening=opening,
            monotonic=clock.monotonic,
            wall=clock.wall,
            tick=NEVER,
        )

    yield make
    for store in stores:
        store.close()


async def until(condition, limit=120.0):
    """Wait for a state, never for a time; `limit` only ends a broken test."""
    for _ in range(int(limit / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never: {condition}")
