"""How numbers and sums are said: thousands separated, few digits, the unit a person would choose."""

import math

from coach.estimation.lines import LineReading, Link
from coach.estimation.trees import WAYS_OF_AT, Call, Hole, Leaf, Node, Operation, Sum
from coach.estimation.units import DAY, HOUR, MINUTE, MONTH, YEAR
from coach.estimation.values import Value, renumbered

PERIODS = {1.0: "second", MINUTE: "minute", HOUR: "hour", DAY: "day", 7 * DAY: "week", MONTH: "month", YEAR: "year"}
_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−", "^": "^"}
_DATA = (
    (1e24, "YB"),
    (1e21, "ZB"),
    (1e18, "EB"),
    (1e15, "PB"),
    (1e12, "TB"),
    (1e9, "GB"),
    (1e6, "MB"),
    (1e3, "KB"),
    (1.0, "B"),
)
_WORDS = ((1e15, "quadrillion"), (1e12, "trillion"), (1e9, "billion"))
_SPANS = (
    (YEAR, "years"),
    (MONTH, "months"),
    (DAY, "days"),
    (HOUR, "h"),
    (MINUTE, "min"),
    (1.0, "s"),
    (1e-3, "ms"),
    (1e-6, "µs"),
    (1e-9, "ns"),
)


def number(amount: float, digits: int = 4) -> str:
    """`amount` with at most `digits` significant digits: 1,157, 0.96, 3.52 trillion."""
    if not math.isfinite(amount):
        return "beyond counting"
    size = abs(amount)
    if size >= 1e18 or 0 < size < 1e-4:
        return f"{amount:.3g}"
    for scale, word in _WORDS:
        if size >= scale:
            return f"{_rounded(amount / scale, digits)} {word}"
    return _rounded(amount, digits)


def exact(amount: float) -> str:
    """`amount` in full where that is readable: 100,000,000."""
    if not math.isfinite(amount):
        return "beyond counting"
    if abs(amount) >= 1e16 or 0 < abs(amount) < 1e-4:
        return f"{amount:.6g}"
    if amount == int(amount):
        return f"{int(amount):,}"
    return f"{amount:,.6g}" if abs(amount) < 1e6 else f"{amount:,.1f}"


def size(amount: float) -> str:
    """Bytes: 36.5 TB."""
    for scale, unit in _DATA:
        if abs(amount) >= scale * 0.9995:
            return f"{_rounded(amount / scale, 3)} {unit}"
    return f"{_rounded(amount, 3)} B"


def bits(amount: float) -> str:
    """Bytes a second as bits a second: 280 Mbps."""
    many = amount * 8
    for scale, unit in ((1e15, "Pbps"), (1e12, "Tbps"), (1e9, "Gbps"), (1e6, "Mbps"), (1e3, "kbps")):
        if abs(many) >= scale:
            return f"{_rounded(many / scale, 3)} {unit}"
    return f"{_rounded(many, 3)} bps"


def duration(amount: float) -> str:
    """Seconds: 52.6 min, 125 ms."""
    for scale, unit in _SPANS:
        if abs(amount) >= scale * 0.9995 and (scale < DAY or abs(amount) >= 2 * scale or scale == DAY):
            return f"{_rounded(amount / scale, 3)} {unit}"
    return f"{amount:.3g} s"


def span_said(amount: float) -> str:
    """A span of time, as people call it: a year, 30 days, 5 years."""
    near = next((word for span, word in PERIODS.items() if span > 1 and abs(amount / span - 1) < 0.015), "")
    if near == "month":
        return "30 days"
    if near:
        return f"an {near}" if near == "hour" else f"a {near}"
    return f"{_rounded(amount / DAY, 3)} days" if 2 * DAY <= amount < 400 * DAY else duration(amount)


def say(amount: float, time: int, data: int, money: int, period: float = 1.0, *, as_bits: bool = False) -> str:
    """`amount`, in SI with the exponents given, in the unit and per the period that suit.

    `period` is the number of seconds a rate is told per; `as_bits` tells bytes a second in bits.
    """
    word = PERIODS.get(period, "second")
    if period not in PERIODS:
        period = 1.0
    per = f" per {word}"
    if money:
        told = f"${number(amount * (period if time == -1 else 1))}" if data == 0 else number(amount)
        return told + (per if time == -1 else "")
    if (time, data) == (0, 1):
        return size(amount)
    if (time, data) == (-1, 1):
        if as_bits and period == 1.0:
            return bits(amount)
        return size(amount * period) + (f" per {word}" if period != 1.0 else "/s")
    if (time, data) == (1, 0):
        return duration(amount)
    if (time, data) == (-1, 0):
        return number(amount * period) + per
    return number(amount)


def told(value: Value, *, period: float | None = None) -> str:
    """A value in its own terms."""
    if value.durations and value.periods and value.dimension == (0, 0, 0):
        return f"{duration(value.number * value.period)} per {PERIODS.get(value.period, 'period')}"
    if value.share:
        if value.factor:
            if value.number >= 1 or value.number < 1e-12:
                return f"{number(value.number)}:1"
            return f"1:{number(1 / value.number)}"
        percent = value.number * 100
        return f"{percent:.6g}%" if percent > 99 else f"{_rounded(percent, 3)}%"
    return say(
        value.number,
        value.time,
        value.data,
        value.money,
        period if period is not None else value.period,
        as_bits=value.bits,
    )


def reading_in_words(reading: LineReading) -> str:
    """How a line was understood: "100,000,000 per day ÷ 86,400 = 1,157 per second; you wrote 1,200 per second"."""
    links = {id(link.right): link for link in reading.links}
    lefts = {id(link.left): link for link in reading.links}
    texts: list[str] = []
    for item in reading.items:
        option = item.chosen or item.options[0]
        link, next_link = links.get(id(item)), lefts.get(id(item))
        if link is not None and not item.is_sum:
            texts.append(f"you wrote {told(item.value)}")
        elif item.is_sum:
            texts.append(f"{spelled(item.total, option.picks, option.hole)} = {_result(item.value, next_link)}")
        else:
            texts.append(spelled(item.total, option.picks, option.hole))
    return "; ".join(texts)


def _result(value: Value, link: Link | None) -> str:
    """A sum's result in the unit in which the claim behind it is told."""
    if link is None or link.reading is None or link.verdict == "clash" or not link.claim.number or link.right.is_sum:
        return told(value)
    claim = link.claim
    if claim.bare and not claim.share:
        in_own_terms = not value.bare and " each" not in link.reading.how
        return told(value) if in_own_terms else number(claim.number / link.reading.ratio)
    return (
        told(renumbered(claim, claim.number / link.reading.ratio)) if link.reading.how != "complement" else told(value)
    )


def spelled(total: Sum, picks: tuple[int, ...], hole: Value | None) -> str:
    """A sum as it was read: 100,000,000 per day ÷ 86,400."""
    return _spell(total.root, picks, hole)


def _spell(node: Node, picks: tuple[int, ...], hole: Value | None) -> str:
    if isinstance(node, Leaf):
        pick = picks[node.slot] if node.slot >= 0 and picks else 0
        value, unit = node.readings[pick], node.units[pick]
        if node.name:
            return f"{node.name} ({told(value)})"
        if value.factor:
            return told(value) if value.share else f"{exact(value.shown)}"
        sign = "$" if value.money else ""
        if value.share:
            return told(value)
        amount = f"{sign}{exact(value.shown)}"
        if value.high is not None and value.number:
            amount += f"–{exact(value.shown * value.high / value.number)}"
        return f"{amount} {unit}".strip()
    if isinstance(node, Hole):
        return told(hole) if hole is not None else "…"
    if isinstance(node, Call):
        return f"{node.name}({_spell(node.argument, picks, hole)})"
    sign = node.sign
    if sign == "@":
        sign = WAYS_OF_AT[picks[node.slot] if node.slot >= 0 and picks else 0]
        if sign == "\\":
            return f"{_spell(node.right, picks, hole)} ÷ {_spell(node.left, picks, hole)}"
    left, right = _spell(node.left, picks, hole), _spell(node.right, picks, hole)
    if sign in "*/" or sign == "^":
        left = f"({left})" if isinstance(node.left, Operation) and node.left.sign in "+-" else left
        right = (
            f"({right})" if isinstance(node.right, Operation) and (node.right.sign in "+-" or sign == "/") else right
        )
    return f"{left} {_SIGNS[sign]} {right}"


def _rounded(amount: float, digits: int) -> str:
    if amount == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(amount)))
    if places <= 0:
        return f"{round(amount):,}"
    text = f"{amount:,.{places}f}"
    return text.rstrip("0").rstrip(".")
