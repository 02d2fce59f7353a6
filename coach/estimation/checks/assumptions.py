"""Rules that need the candidate's own assumptions: what was said before, forgotten, counted twice or turned round."""

import functools
import math
import re

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.lines import Item
from coach.estimation.memory import Remembered
from coach.estimation.names import singular
from coach.estimation.patterns import words_pattern
from coach.estimation.trees import Leaf, leaves
from coach.estimation.wording import number, told
from coach.estimation.words import REPLICATED_WORDS
from coach.model.words import Severity

_READ = words_pattern(r"\b(reads?|r)\b")
_WRITE = words_pattern(r"\b(writes?|w)\b")


def ratio_turned_round(sight: Sight) -> Finding | None:
    """reads = writes ÷ 100 where read:write was said to be 100:1."""
    item = next((item for item in sight.reading.items if item.is_sum), None)
    if item is None:
        return None
    label = (item.part.label or sight.reading.label or item.total.labelled).lower()
    kind = "reads" if _READ().search(label) else "writes" if _WRITE().search(label) else ""
    other = "writes" if kind == "reads" else "reads"
    if not kind or item.value.time != -1:
        return None
    ratio = sight.memory.ask("reads a write", _read_write_ratio)
    base = sight.memory.ask(f"latest {other}", lambda known: _latest_rate(known, other))
    if ratio is None or base is None or not base.value.number:
        return None
    expected = base.value.number * (ratio if kind == "reads" else 1 / ratio)
    value = item.value
    if not value.number:
        return None
    off = value.number / expected
    if abs(math.log(ratio)) > 0.6 and abs(math.log(off * (ratio**2 if kind == "reads" else ratio**-2))) < 0.15:
        sign = "×" if (kind == "reads") == (ratio > 1) else "÷"
        step = f"{kind} = {told(base.value)} {sign} {number(max(ratio, 1 / ratio))}"
        message = f"{number(expected)} per second: {number(ratio)} reads a write means {step}."
        return Finding(item.total.start, item.total.end, message, off, "Which way round is the ratio?")
    return None


def counted_twice(sight: Sight) -> Finding | None:
    """Copies multiplied again onto a figure that holds them already."""
    for item in sight.reading.items:
        if not item.is_sum or item.value.dimension != (0, 1, 0):
            continue
        words = item.words | sight.reading.label_words | {word for other in sight.reading.items for word in other.words}
        if not words & REPLICATED_WORDS:
            continue
        stored = [leaf for leaf in leaves(item.total.root) if leaf.readings[0].dimension == (0, 1, 0)]
        times = [
            leaf for leaf in leaves(item.total.root) if leaf.readings[0].bare and 2 <= leaf.readings[0].number <= 5
        ]
        if len(stored) != 1 or len(times) != 1 or len(list(leaves(item.total.root))) != 2:
            continue
        amount = stored[0].readings[0].number
        known = sight.memory.ask(f"replicated {amount}", functools.partial(_replicated, amount=amount))
        if known is not None:
            factor = times[0].readings[0].number
            held = f"{told(known.value)} holds the copies already (line {known.line})"
            message = f"{held}: × {number(factor)} counts them twice."
            return Finding(item.total.start, item.total.end, message, factor, "What does that figure already include?")
    return None


def contradicts_own_assumption(sight: Sight) -> Finding | None:
    """Another size for a thing whose size was stated before."""
    for item in sight.reading.items:
        if not item.is_sum:
            continue
        parts = [leaf for leaf in leaves(item.total.root) if not leaf.name]
        sizes = [leaf for leaf in parts if leaf.readings[0].dimension == (0, 1, 0) and not leaf.readings[0].nouns]
        if len(sizes) != 1 or len(parts) != 2:
            continue
        size = sizes[0].readings[0]
        counted = next(leaf for leaf in parts if leaf is not sizes[0]).readings[0]
        key = f"size of what counts {counted.flat}"
        stated = sight.memory.ask(key, functools.partial(_thing_with_size, amount=counted.flat))
        if (
            stated is None
            or not stated.value.number
            or not size.number
            or _same(stated.value.number, size.number, 0.26)
        ):
            continue
        factor = size.number / stated.value.number
        thing = stated.key.replace("size", "").strip()
        message = f"{told(stated.value)} a {thing} was your figure in line {stated.line}; here it is {told(size)}."
        return Finding(sizes[0].start, sizes[0].end, message, factor, "Which of the two do you mean?")
    return None


def peak_for_storage(sight: Sight) -> Finding | None:
    """Bytes piled up at the peak rate."""
    for item in sight.reading.items:
        if not item.is_sum or item.value.dimension != (0, 1, 0) or not item.value.durations:
            continue
        if max(d.amount * d.unit for d in item.value.durations) < 7 * 86400.0:
            continue
        rates = [leaf for leaf in leaves(item.total.root) if leaf.readings[0].dimension == (-1, 0, 0)]
        for leaf in rates:
            if _known_peak(sight, leaf):
                message = f"{told(leaf.readings[0])} is the peak; bytes pile up at the average rate."
                return Finding(leaf.start, leaf.end, message, None, "Is it at peak all day?")
    return None


def monthly_users_for_daily(sight: Sight) -> Finding | None:
    """A day's requests reckoned from monthly users while daily ones are known."""
    if "mau" not in sight.words:
        return None
    daily = sight.memory.ask("daily users", _daily_users)
    if daily is None:
        return None
    for item in sight.reading.items:
        if not item.is_sum or ("day" not in item.words and not _by_day(item)):
            continue
        for leaf in leaves(item.total.root):
            words = {noun.lower() for noun in leaf.readings[0].nouns} | set(leaf.name.lower().split())
            if "mau" in words and "dau" not in item.words:
                factor = leaf.readings[0].number / daily.value.number if daily.value.number else None
                source = f"the {number(daily.value.number)} daily users of line {daily.line}"
                message = f"A day's load comes from {source}, not from the monthly ones."
                return Finding(leaf.start, leaf.end, message, factor, "How many of them come on one day?")
    return None


def false_precision(sight: Sight) -> Finding | None:
    """More digits than the inputs carry."""
    for link in sight.reading.links:
        if link.verdict != "exact" or not link.is_sum or link.right.is_sum or link.claim.operations:
            continue
        text = sight.text[link.right.total.start : link.right.total.end]
        match = re.match(r"[\d,]*\.?\d+", text)
        if match is None or "." not in match.group():
            continue
        digits = len(match.group().replace(",", "").replace(".", "").lstrip("0"))
        if digits >= 6:
            return Finding(
                link.right.total.start,
                link.right.total.end,
                f"{number(link.claim.shown, 2)} is enough: the inputs are rough.",
            )
    return None


def _read_write_ratio(known: list[Remembered]) -> float | None:
    """Reads a write, as stated before; none when it was not."""
    for one in reversed(known):
        if one.value.factor and one.value.share and one.key:
            words = one.key.split()
            reads = [i for i, word in enumerate(words) if singular(word) in ("read", "r")]
            writes = [i for i, word in enumerate(words) if singular(word) in ("write", "w")]
            if reads and writes and one.value.number:
                return one.value.number if reads[0] < writes[0] else 1 / one.value.number
    return None


def _latest_rate(known: list[Remembered], kind: str) -> Remembered | None:
    return next((one for one in reversed(known) if one.kind == kind and one.value.time == -1), None)


def _daily_users(known: list[Remembered]) -> Remembered | None:
    return next((one for one in known if "dau" in one.key.split()), None)


def _replicated(known: list[Remembered], amount: float) -> Remembered | None:
    """A size that holds its copies already and is `amount`."""
    return next(
        (one for one in known if one.replicated and one.value.data == 1 and _same(one.value.number, amount)), None
    )


def _thing_with_size(known: list[Remembered], amount: float) -> Remembered | None:
    """The stated size of a thing of which `amount` were stated to be counted."""
    for one in known:
        if " " in one.key or not one.key or one.role != "assumed" or one.value.data or one.value.money:
            continue
        if not _same(one.value.flat, amount):
            continue
        names = (one.key, f"{one.key} size", f"size {one.key}")
        for other in reversed(known):
            if other.key in names and other.value.dimension == (0, 1, 0) and other.value.number < 1e9:
                return other
    return None


def _known_peak(sight: Sight, leaf: Leaf) -> bool:
    amount = leaf.readings[0].number
    return sight.memory.ask(f"only as a peak {amount}", lambda known: _only_peaks(known, amount))


def _only_peaks(known: list[Remembered], amount: float) -> bool:
    rates = [one for one in known if one.value.dimension == (-1, 0, 0) and _same(one.value.number, amount, 0.03)]
    return bool(rates) and all(one.peak for one in rates)


def _by_day(item: Item) -> bool:
    return any(constant > 80000 and power == -1 for constant, power in item.value.constants)


def _same(first: float, second: float, tolerance: float = 0.02) -> bool:
    return first > 0 and second > 0 and abs(math.log(first) - math.log(second)) < tolerance


ASSUMPTIONS: tuple[Rule, ...] = (
    Rule(
        "ratio-turned-round",
        Severity.ERROR,
        "reads and writes exchanged against the stated ratio",
        ratio_turned_round,
        ("writes = 40/s\nread:write = 100:1\nreads = writes / 100 = 0.4/s",),
        ("writes = 40/s\nread:write = 100:1\nreads = writes * 100 = 4000/s",),
    ),
    Rule(
        "counted-twice",
        Severity.ERROR,
        "copies multiplied onto a figure that holds them",
        counted_twice,
        ("raw = 100 TB\nstored with replication 3 = 300 TB\nwith 3x replication: 300 TB * 3 = 900 TB",),
        ("raw = 100 TB\nwith 3x replication: 100 TB * 3 = 300 TB",),
    ),
    Rule(
        "contradicts-assumption",
        Severity.ERROR,
        "another size than the one stated before",
        contradicts_own_assumption,
        ("urls = 100M/day\nurl = 500 bytes\n100M * 200 bytes = 20 GB/day",),
        (
            "urls = 100M/day\nurl = 500 bytes\n100M * 500 bytes = 50 GB/day",
            "row ~ 250 B\n50M hot links * 200 B = 10 GB",
        ),
    ),
    Rule(
        "peak-for-storage",
        Severity.WARNING,
        "storage reckoned from the peak rate",
        peak_for_storage,
        ("peak writes = 5000/s\n5000/s * 500 B * 30 days = 6.5 TB",),
        ("writes = 5000/s\n5000/s * 500 B * 30 days = 6.5 TB",),
    ),
    Rule(
        "monthly-for-daily",
        Severity.WARNING,
        "monthly users where a day's load is reckoned",
        monthly_users_for_daily,
        ("DAU = 10M\n50M MAU * 10 / 86400 = 5.8k rps",),
        ("DAU = 10M\n10M DAU * 10 / 86400 = 1.2k rps",),
    ),
    Rule(
        "false-precision",
        Severity.NOTE,
        "more digits than the inputs carry",
        false_precision,
        ("100M / 86400 = 1157.407/s",),
        ("100M / 86400 = 1157/s",),
    ),
)
