"""Counted time: budgets of the phases, what a stretch between two looks at the clock counts, and what is announced.

Nothing here reads a clock. A `Moment` comes in from outside and holds both clocks a computer has: the wall clock, which
may be set forward or back, and the monotonic one, which never steps but stands still (or jumps) while a laptop sleeps.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from coach.model.words import Level, Phase

SHARES: Mapping[Phase, int] = {
    Phase.REQUIREMENTS: 6,
    Phase.ESTIMATION: 6,
    Phase.API: 6,
    Phase.DESIGN: 16,
    Phase.DEEP_DIVES: 11,
}
"""Minutes of each phase in an interview of 45; other lengths are shared out in the same proportion."""

SHARES_AT: Mapping[Level, Mapping[Phase, int]] = {
    Level.JUNIOR: {**SHARES, Phase.REQUIREMENTS: 7, Phase.API: 7, Phase.DEEP_DIVES: 9},
    Level.MIDDLE: SHARES,
    Level.SENIOR: {**SHARES, Phase.REQUIREMENTS: 5, Phase.API: 5, Phase.DEEP_DIVES: 13},
}
"""The same by level: a junior gets more time for the groundwork, a senior is questioned longer."""

CURVEBALL_BETWEEN = (0.5, 0.7)
"""A requirement changes at a moment in this part of an interview; which one exactly, the seed says."""

GAP_MS = 30_000
"""A longer gap between two looks at the clock is sleep, not thinking. Screens look twice a second."""

_PHASE_WARNING_S = 60
_TOTAL_WARNINGS_S = (300, 60)


@dataclass(frozen=True, slots=True)
class Moment:
    """One look at the clocks."""

    wall: datetime
    """UTC."""
    monotonic: float
    """Seconds since some fixed point of this run; comparable within one run of the program only."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies between two moments, in milliseconds."""

    counted: int
    """Time that was there to think."""
    slept: int
    """Time that passed while the computer slept or the program was stopped; 0 when it was awake."""


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """A point of time that is announced once: `left` seconds before the end of a budget, 0 when it is used up."""

    phase: Phase | None
    """Whose budget; none: the whole interview's."""
    left: int


def budgets(minutes: int, phases: Sequence[Phase] = tuple(Phase), level: Level = Level.MIDDLE) -> dict[Phase, int]:
    """Seconds of each of `phases` in a session of `minutes`; they add up to the whole exactly.

    A single phase gets all of it.
    """
    shares = SHARES_AT[level]
    whole = sum(shares[phase] for phase in phases)
    shared = {phase: minutes * 60 * shares[phase] // whole for phase in phases}
    longest = max(phases, key=lambda phase: shares[phase])
    shared[longest] += minutes * 60 - sum(shared.values())
    return shared


def curveball_at(minutes: int, seed: int) -> float:
    """Counted seconds after which a requirement changes in an interview of `minutes`."""
    first, last = CURVEBALL_BETWEEN
    share = zlib.crc32(f"curveball:{seed}".encode()) / 0xFFFFFFFF
    return minutes * 60 * (first + (last - first) * share)


def between(before: Moment, after: Moment) -> Stretch:
    """What the time from `before` to `after` counts.

    The monotonic clock counts. A gap longer than `GAP_MS` on it, or on the wall clock beyond it, is sleep; a wall
    clock that was set back changes nothing.
    """
    ticked = max(0, round(after.monotonic * 1000) - round(before.monotonic * 1000))
    passed = round((after.wall - before.wall).total_seconds() * 1000)
    if ticked > GAP_MS:
        return Stretch(counted=0, slept=max(ticked, passed))
    if passed - ticked > GAP_MS:
        return Stretch(counted=ticked, slept=passed - ticked)
    return Stretch(counted=ticked, slept=0)


def due(
    booked: Mapping[Phase, int], budget: Mapping[Phase, int], phase: Phase, given: frozenset[Notice]
) -> Iterator[Notice]:
    """The notices to give, the whole interview's first: due by the time booked (milliseconds) and not yet `given`.

    Only the phase one is in is warned about. The half is announced from 20 minutes on; in a budget of two minutes or
    less there is no warning.
    """
    whole = sum(budget.values())
    left = whole - sum(booked.values()) / 1000
    for notice in _total_notices(whole):
        if left <= notice.left and notice not in given:
            yield notice
    left = budget[phase] - booked.get(phase, 0) / 1000
    if len(budget) > 1:
        for mark in (_PHASE_WARNING_S, 0):
            notice = Notice(phase, mark)
            if left <= mark and notice not in given and budget[phase] > 2 * mark:
                yield notice


def utc(at: datetime) -> datetime:
    """`at` in UTC, to the millisecond: what an event carries.

    Raises:
        ValueError: `at` does not say its offset.
    """
    if at.tzinfo is None:
        raise ValueError("a moment's wall clock must say its offset")
    whole = at.astimezone(UTC)
    return whole.replace(microsecond=whole.microsecond // 1000 * 1000)


def _total_notices(whole: int) -> Iterator[Notice]:
    half = whole // 2
    if whole >= 20 * 60:
        yield Notice(None, half)
    for mark in _TOTAL_WARNINGS_S:
        if whole > 2 * mark:
            yield Notice(None, mark)
    yield Notice(None, 0)
