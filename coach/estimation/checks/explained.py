"""What explains a difference between a sum and its claim without any mistake."""

import math

from coach.estimation.checks.rule import Sight
from coach.estimation.lines import Link
from coach.estimation.memory import Remembered
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures
from coach.estimation.trees import leaves
from coach.estimation.words import AVERAGE_WORDS, MACHINES, PEAK_WORDS, REPLICATED_WORDS

_EACH = words_pattern(r"\b(?:each|every one|everyone|everybody|apiece)\b")


def explained(sight: Sight, link: Link) -> bool:
    """Whether the difference has a good reason: a factor in brackets, a peak, copies, machines rounded up."""
    assert link.reading is not None
    ratios = [reading.ratio for reading in link.tried]
    words = link.right.words | link.left.words | sight.reading.label_words
    if any(_near(ratio, factor) or _near(ratio, 1 / factor) for ratio in ratios for factor in _asides(sight)):
        return True
    if counts_machines(link) and any(0.5 <= ratio <= 2.05 for ratio in ratios):
        return True
    to_peak = (link.right.words & PEAK_WORDS) and not (link.left.words & PEAK_WORDS)
    if to_peak and any(1.2 <= ratio <= 20 for ratio in ratios):
        return True
    if (
        (link.left.words & PEAK_WORDS)
        and (link.right.words & AVERAGE_WORDS)
        and any(1.2 <= 1 / r <= 20 for r in ratios)
    ):
        return True
    copies = link.right.words & REPLICATED_WORDS or sight.reading.label_words & REPLICATED_WORDS
    if copies and any(_near(ratio, factor) for ratio in ratios for factor in (2, 3, 4, 5)):
        return True
    if link.left.total.has_hole and not link.sure:
        return True
    if _tenfold_growth(link):
        return True
    if _unit_elsewhere(link) or _of_so_many(sight, link) or _goes_on_from_before(sight, link):
        return True
    return bool(words) and any(_near(ratio, factor) for ratio in ratios for factor in _own_factors(sight))


def _asides(sight: Sight) -> list[float]:
    """Numbers in brackets and labels, alone and multiplied."""
    values = [value.number for value in sight.reading.asides if value.number > 0 and not value.time]
    if len(values) > 1 and len(values) < 6:
        values.append(math.prod(values))
    return [value for value in values if value not in (1.0,) and math.isfinite(value) and value > 0]


def _own_factors(sight: Sight) -> tuple[float, ...]:
    return sight.memory.ask("stated factors", _stated_factors)


def _stated_factors(known: list[Remembered]) -> tuple[float, ...]:
    """Peak factors, replication, ratios and shares that were stated, apart from powers of ten."""
    out = []
    for one in known:
        amount = one.value.number
        if not (one.value.factor or one.value.share) or one.role != "assumed" or amount <= 0:
            continue
        if abs(math.log10(amount) - round(math.log10(amount))) > 0.02:
            out.append(amount)
    return tuple(out)


def _tenfold_growth(link: Link) -> bool:
    """ "10x posts = 17 GB, 100x = 170 GB": growth by a power of ten of a base that may stand anywhere before."""
    parts = [leaf.readings[0] for leaf in leaves(link.left.total.root)]
    grown = [value.shown for value in parts if value.factor and value.shown >= 10]
    return bool(grown) and all(_near(10.0 ** round(math.log10(factor)), factor) for factor in grown) and len(parts) <= 2


def _of_so_many(sight: Sight, link: Link) -> bool:
    """ "1 million users, each gets 10 a day = 10 million / day": what one has, with the number of all before it."""
    before = sight.text[: link.left.total.start]
    if link.is_sum or not _EACH().search(before):
        return False
    ratio = link.claim.number / link.computed.number if link.computed.number else 0.0
    return any(_near(ratio, one.value) for one in figures(before) if one.unit == "1" and one.value > 1)


def _goes_on_from_before(sight: Sight, link: Link) -> bool:
    """ "= 185/s, monday 9h x5 = 925/s": hours of the day beside a factor that multiplies the result before."""
    results = [leaf.readings[0] for leaf in leaves(link.left.total.root)]
    if not any(value.time > 0 for value in results) or link.claim.time >= 0:
        return False
    factors = [value.shown for value in results if not value.time and value.shown]
    rates = [one.value for one in figures(sight.text[: link.left.total.start]) if one.unit == "1/s"]
    return any(_near(link.claim.number / rate, factor) for rate in rates if rate for factor in factors)


def _unit_elsewhere(link: Link) -> bool:
    """`640 × 2 = 1.28 Gbps`, `2.67 × 30 d = 80 GB`: small numbers whose unit stands in another line."""
    left, claim = link.computed, link.claim
    if left.data or left.money or left.periods or left.nouns or claim.bare or not claim.shown:
        return False
    if not (claim.data or claim.money):
        return False
    if any(abs(leaf.readings[0].flat) >= 1e5 for leaf in leaves(link.left.total.root)):
        return False
    return (
        any(_near(claim.shown / left.flat * 1000.0**power, 1.0) for power in (-3, -2, -1, 0, 1, 2, 3))
        if left.flat
        else False
    )


def counts_machines(link: Link) -> bool:
    """A number of machines is rounded up, and a spare may be counted in."""
    return bool(link.right.words & MACHINES) and link.claim.bare and link.claim.number < 1000


def _near(ratio: float, factor: float) -> bool:
    return factor > 0 and ratio > 0 and abs(math.log(ratio) - math.log(factor)) < 0.06
