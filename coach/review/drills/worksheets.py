"""Worksheets that are made up: a product with its figures, the sums that follow, and the slips people make in each.

A product is one entry of `PRODUCTS`, a sum one function of `SUMS`; the reader of estimations says whether the finished
line holds, so what is asked here is what is checked there.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from coach.estimation.wording import bits, duration, number, size

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Product:
    """What is used, by whom, how often."""

    name: str
    thing: str
    """What one action makes, in the plural."""
    many: tuple[float, float]
    """Users a day: smallest and largest."""
    actions: tuple[int, ...]
    """Things that one user makes a day."""
    item: tuple[int, ...]
    """Bytes of one thing."""
    reads: tuple[int, ...]
    """Reads for each write."""


PRODUCTS: tuple[Product, ...] = (
    Product("a photo app", "photos", (2e6, 2e8), (1, 2), (200_000, 500_000, 2_000_000), (10, 50, 100)),
    Product("a messenger", "messages", (1e7, 5e8), (20, 40), (100, 200, 500), (1, 2)),
    Product("a link shortener", "links", (1e6, 1e8), (1, 2), (100, 200, 500), (10, 100)),
    Product("a paste service", "pastes", (1e6, 1e7), (1,), (5_000, 10_000), (5, 10)),
    Product("a ride service", "positions", (1e6, 5e6), (1_000, 2_000), (50, 100), (1, 2)),
    Product("a video site", "comments", (1e7, 1e8), (1, 3), (300, 500), (100, 200)),
    Product("a shop", "orders", (1e6, 2e7), (1,), (1_000, 2_000), (50, 100)),
    Product("a tracker of parcels", "scans", (1e6, 5e7), (5, 10), (150, 300), (3, 5)),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a worksheet."""

    label: str
    left: str
    """The sum as it is written, without its result."""
    value: float
    """SI."""
    unit: str
    asks: str
    slips: tuple[tuple[str, float], ...]
    """What goes wrong in such a line: the slip's name, and what it multiplies the result by."""
    as_bits: bool = False

    def told(self, value: float | None = None) -> str:
        """The result, or another value in its unit, as a person writes it."""
        shown = self.value if value is None else value
        if self.unit == "1/s":
            return f"{number(shown)}/s"
        if self.unit == "B":
            return size(shown)
        if self.unit == "s":
            return duration(shown)
        if self.unit == "B/s":
            return bits(shown) if self.as_bits else f"{size(shown)}/s"
        return number(shown)

    def line(self, value: float | None = None) -> str:
        """The whole line, with the right result or with another one."""
        return f"{self.label}: {self.left} = {self.told(value)}{' a year' if self.unit == 's' else ''}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one made-up product."""

    product: Product
    users: float
    actions: int
    item: int
    reads: int
    years: int
    copies: int
    peak: int
    nines: float
    """Percent of the time that it is to be up."""

    @property
    def a_day(self) -> float:
        """Things made a day."""
        return self.users * self.actions

    def introduced(self) -> str:
        """What is known, in a sentence."""
        product = self.product
        return (
            f"{product.name.capitalize()}: {_count(self.users)} users a day, {self.actions:,} {product.thing} each,"
            f" {size(self.item)} apiece, {self.reads} read{'s' * (self.reads > 1)} a write, kept {self.years} years,"
            f" {self.copies} copies, peak {self.peak} times the average, up {self.nines:g}% of the time."
        )


def figures(rng: random.Random) -> Figures:
    """A product with round figures."""
    product = rng.choice(PRODUCTS)
    low, high = product.many
    steps = [1e6, 2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8, 5e8]
    return Figures(
        product,
        rng.choice([step for step in steps if low <= step <= high]),
        rng.choice(product.actions),
        rng.choice(product.item),
        rng.choice(product.reads),
        rng.choice((2, 3, 5)),
        3,
        rng.choice((2, 3)),
        rng.choice((99.0, 99.5, 99.9, 99.95, 99.99)),
    )


def writes(given: Figures) -> Sum:
    """Writes a second, on average."""
    return Sum(
        "writes",
        f"{_count(given.a_day)} {given.product.thing} a day / 86,400",
        given.a_day / DAY,
        "1/s",
        f"How many {given.product.thing} are written a second, on average?",
        (("hours-or-days", 24.0), ("tenfold", 10.0), ("tenfold", 0.1)),
    )


def peak_reads(given: Figures) -> Sum:
    """Reads a second at peak."""
    average = given.a_day / DAY
    return Sum(
        "reads at peak",
        f"{number(average)}/s x {given.reads} reads x {given.peak}",
        average * given.reads * given.peak,
        "1/s",
        "How many reads a second at peak?",
        (("tenfold", 10.0), ("tenfold", 0.1)),
    )


def storage_a_day(given: Figures) -> Sum:
    """Bytes written a day."""
    return Sum(
        "a day",
        f"{_count(given.a_day)} x {size(given.item)}",
        given.a_day * given.item,
        "B",
        "How many bytes come in a day, one copy?",
        (("prefix-slip", 1000.0), ("prefix-slip", 0.001), ("tenfold", 10.0)),
    )


def storage(given: Figures) -> Sum:
    """Bytes of all years and copies."""
    a_day = given.a_day * given.item
    return Sum(
        "in all",
        f"{size(a_day)}/day x 365 x {given.years} years x {given.copies} copies",
        a_day * 365 * given.years * given.copies,
        "B",
        f"What is on disk after {given.years} years, with all copies?",
        (("days-or-years", 1 / 365), ("factor-left-out", 1 / given.copies), ("prefix-slip", 0.001), ("tenfold", 0.1)),
    )


def egress(given: Figures) -> Sum:
    """Bits a second that leave."""
    rate = given.a_day / DAY * given.reads
    return Sum(
        "out",
        f"{number(rate)}/s x {size(given.item)}",
        rate * given.item,
        "B/s",
        "How many bits a second go out, on average?",
        (("bits-vs-bytes", 1 / 8), ("prefix-slip", 1000.0), ("prefix-slip", 0.001)),
        as_bits=True,
    )


def hot_memory(given: Figures) -> Sum:
    """Memory for a fifth of a day's things."""
    return Sum(
        "cache",
        f"20% of {_count(given.a_day)} x {size(given.item)}",
        given.a_day * 0.2 * given.item,
        "B",
        f"How much memory holds a fifth of a day's {given.product.thing}?",
        (("prefix-slip", 1000.0), ("prefix-slip", 0.001), ("tenfold", 10.0)),
    )


def downtime(given: Figures) -> Sum:
    """Seconds a year that an availability leaves."""
    return Sum(
        "may be down",
        f"{given.nines:g}%",
        (1 - given.nines / 100) * 365 * DAY,
        "s",
        "How long may it be down in a year?",
        (("wrong-nines", 0.1), ("wrong-nines", 10.0)),
    )


def rows(given: Figures) -> Sum:
    """Things that have to be told apart in all the years."""
    return Sum(
        "rows",
        f"{_count(given.a_day)}/day x 365 x {given.years} years",
        given.a_day * 365 * given.years,
        "1",
        f"How many {given.product.thing} are there after {given.years} years?",
        (("days-or-years", 1 / 365), ("months-for-days", 12 / 365), ("tenfold", 10.0)),
    )


SUMS: tuple[Callable[[Figures], Sum], ...] = (
    writes,
    peak_reads,
    storage_a_day,
    storage,
    egress,
    hot_memory,
    downtime,
    rows,
)


def _count(many: float) -> str:
    for scale, suffix in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if many >= scale:
            return f"{many / scale:g}{suffix}"
    return f"{many:g}"
