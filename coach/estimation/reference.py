"""Latencies and capacities that engineers keep in their heads, with the band outside which a figure is surely wrong.

Published figures differ by up to a hundred times, and capacities are folklore; so nothing inside the hard band is ever
remarked on. Bands are from a dozen public lists and measurements (system-design-primer, napkin-math of March 2026,
interactive latencies, several interview guides).
"""

import re
from typing import NamedTuple

from coach.estimation.numbers import find_numbers
from coach.estimation.wording import duration, number
from coach.language.expressions import expression
from coach.model.remark import Remark
from coach.model.words import Severity

ONE_MACHINE: dict[str, tuple[float, float]] = {
    "ram": (1e12, 24e12),
    "laptop": (64e9, 4e12),
    "disk": (20e12, 200e12),
    "database": (20e12, 100e12),
    "database-rate": (30e3, 200e3),
    "cache-rate": (1e6, 5e6),
}
"""What one machine holds or does: up to the first figure nobody objects, beyond the second it is surely too much.
Bytes; requests per second for the rates."""


class ReferenceBand(NamedTuple):
    """A number worth knowing."""

    name: str
    words: re.Pattern[str]
    """How people call it."""
    unit: str
    """`s`, `1/s`, `B` or `B/s`."""
    low: float
    high: float
    """Inside, accepted in silence."""
    hard_low: float
    hard_high: float
    """Outside, surely wrong."""


def _band(name: str, words: str, unit: str, plausible: tuple[float, float], hard: tuple[float, float]) -> ReferenceBand:
    return ReferenceBand(name, expression(words, re.IGNORECASE), unit, *plausible, *hard)


_TRIP = r"\b(?:round[- ]?trips?|rtt|hop|latency)\b"
_NEAR = r"\b(?:same|within|inside|intra)[- ](?:a |the |one )?(?:datacenter|data center|region|az|zone)\b"
_FAR = r"\b(?:cross|inter)[- ]?(?:continent\w*|region\w*|ocean\w*)\b"
_ACROSS = r"\b(?:between|across) (?:the )?(?:continents|regions|oceans)\b"

BANDS: tuple[ReferenceBand, ...] = (
    _band("an L1 cache reference", r"\bl1 (?:cache|reference|hit)\b", "s", (0.3e-9, 2e-9), (0.1e-9, 10e-9)),
    _band(
        "a main memory reference",
        r"\b(?:main )?(?:memory|ram) (?:reference|access|lookup|read)\b",
        "s",
        (20e-9, 200e-9),
        (10e-9, 100e-6),
    ),
    _band("a random SSD read", r"\bssd (?:random )?(?:read|access)\b", "s", (15e-6, 200e-6), (5e-6, 10e-3)),
    _band("a disk seek", r"\b(?:disk|hdd) seek\b", "s", (2e-3, 15e-3), (1e-3, 50e-3)),
    _band(
        "a round trip inside one datacenter",
        rf"{_NEAR}.*{_TRIP}|{_TRIP}.*{_NEAR}",
        "s",
        (100e-6, 2e-3),
        (10e-6, 20e-3),
    ),
    _band(
        "a round trip between continents",
        rf"{_FAR}.*{_TRIP}|{_TRIP}.*{_ACROSS}|\b(?:transatlantic|intercontinental)\b",
        "s",
        (50e-3, 300e-3),
        (10e-3, 2.0),
    ),
    _band(
        "what one Redis node does",
        r"\b(?:one|single|a) redis (?:node|instance|server)? ?(?:does|handles|serves|can do|takes)\b",
        "1/s",
        (50e3, 1e6),
        (5e3, 20e6),
    ),
    _band(
        "what one Postgres primary writes",
        r"\b(?:one|single) (?:postgres|mysql|sql) (?:primary|node|instance|server|box)?.*\bwrites\b",
        "1/s",
        (500, 30e3),
        (50, 500e3),
    ),
)


def implausible(text: str) -> tuple[Remark, ...]:
    """Remarks on figures in `text` that lie outside the hard band of what the same sentence names. Never raises."""
    remarks = []
    numbers = find_numbers(text)
    for match in re.finditer(r"[^.;\n]+(?:\.\d[^.;\n]*)*", text):
        sentence = match.group()
        for band in BANDS:
            named = band.words.search(sentence)
            if named is None:
                continue
            inside = [
                n for n in numbers if match.start() <= n.start < match.end() and n.unit == band.unit and not n.factor
            ]
            behind = [n for n in inside if n.start >= match.start() + named.start()]
            if not behind:
                continue
            figure = min(behind, key=lambda n: n.start)
            if band.hard_low <= figure.value <= band.hard_high or figure.start - (match.start() + named.end()) > 40:
                continue
            if band.unit == "s":
                usual = f"takes {duration(band.low)} to {duration(band.high)}"
            else:
                usual = f"lies between {number(band.low)} and {number(band.high)} per second"
            message = f"{figure.text}? {band.name[0].upper()}{band.name[1:]} {usual}."
            remarks.append(
                Remark(
                    "implausible-figure",
                    Severity.ERROR,
                    figure.start,
                    figure.end,
                    message,
                    question="Where does that figure come from?",
                )
            )
    return tuple(remarks)
