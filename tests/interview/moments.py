"""Moments for sessions: seconds since noon on both clocks."""

from datetime import UTC, datetime, timedelta

from coach.interview.clock import Moment

NOON = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


def at(seconds: float) -> Moment:
    return Moment(NOON + timedelta(seconds=seconds), 1000.0 + seconds)
