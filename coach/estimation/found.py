"""The quantities of a line: what its sums compute, what it claims, what it assumes."""

from typing import NamedTuple

from coach.estimation.lines import Item, LineReading, Link
from coach.estimation.names import words_of
from coach.estimation.patterns import words_pattern
from coach.estimation.units import PER_SECOND, TIME
from coach.estimation.values import Value, renumbered
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import MACHINES

_PERIOD_OF_LABEL = words_pattern(r"(?:/|\bper|\ba)\s*([a-z]+)\s*$|^\s*(?:per)\s+([a-z]+)\b")
_BEGINNINGS = vocabulary(
    "we i you it they so then and thus hence have has had get gets expect assume assuming need needs say that this "
    "there is are will would with plus also now let's lets i'd we'd i'll we'll"
)
_OWN_TERMS = ("in its own period", "as written", "in the sum's unit", "in bytes", "strict")


class Found(NamedTuple):
    """A quantity of a line, in the line's own offsets."""

    name: str
    value: Value
    role: str
    """computed, claimed or assumed."""
    words: frozenset[str]
    start: int
    end: int
    chain: int
    column: int


def quantities_of(reading: LineReading) -> list[Found]:
    """The quantities of a line, in the order in which they stand."""
    found: list[Found] = []
    links = {id(link.right): link for link in reading.links}
    left_of = {id(link.left) for link in reading.links}
    names: dict[int, str] = {}
    for item in reading.items:
        own = item.part.label or item.total.labelled
        if own or item.chain not in names:
            names[item.chain] = _telling(own or reading.label)
        name = names[item.chain] or " ".join(item.value.nouns[:2])
        words = item.words | reading.label_words | words_of(names[item.chain])
        link = links.get(id(item))
        if link is not None and not link.is_sum:
            words |= link.left.words
        if link is not None and link.reading is not None and not _is_new(link):
            computed, claim = _both(link)
            if (link.is_sum or link.reading.how == "downtime") and not link.right.is_sum:
                _put(
                    found,
                    Found(
                        name,
                        computed,
                        "computed",
                        words | link.left.words,
                        *_span(link.left),
                        item.chain,
                        item.part.column,
                    ),
                )
            if item.is_sum:
                found.append(Found(name, item.value, "computed", words, *_span(item), item.chain, item.part.column))
            else:
                found.append(Found(name, claim, "claimed", words, *_span(item), item.chain, item.part.column))
        elif item.is_sum and not item.value.factor:
            found.append(Found(name, item.value, "computed", words, *_span(item), item.chain, item.part.column))
        elif not item.value.factor or item.value.share or id(item) not in left_of:
            found.append(Found(name, item.value, "assumed", words, *_span(item), item.chain, item.part.column))
    return found


def _telling(label: str) -> str:
    """A label without the words that only begin a sentence; empty when nothing is left: "so we have 5M users"."""
    words = label.split()
    while words and words[0].lower() in _BEGINNINGS:
        words.pop(0)
    return " ".join(words)


def is_estimate(reading: LineReading, found: list[Found]) -> bool:
    """Whether the line holds anything to compute with; everything else is left alone."""
    assigned = any(token.kind in ("eq", "about", "colon") for token in reading.tokens)
    return any(_counts(one, assigned=assigned) for one in found)


def label_period(label: str) -> float:
    """Seconds of the period that a label ends with ("tweets/day", "views per month"); 0 without one."""
    match = _PERIOD_OF_LABEL().search(label)
    if match is None:
        return 0.0
    return TIME.get((match[1] or match[2]).lower(), 0.0)


def _span(item: Item) -> tuple[int, int]:
    return item.total.start, item.total.end


def _is_new(link: Link) -> bool:
    """Whether the right side states something new rather than repeating the left in other terms."""
    return link.verdict in ("off", "clash") and not link.is_sum


def _put(found: list[Found], computed: Found) -> None:
    """Add a computed quantity, in place of the same sum's result before the claim told its unit."""
    for index, one in enumerate(found):
        if one.role == "computed" and (one.start, one.end) == (computed.start, computed.end):
            found[index] = computed
            return
    found.append(computed)


def _both(link: Link) -> tuple[Value, Value]:
    """What follows and what was claimed, both in the terms of the one that has a unit."""
    assert link.reading is not None
    left, claim, ratio = link.computed, link.claim, link.reading.ratio
    daily = any(number > 80000 and power == -1 for number, power in left.constants) and not left.time
    if link.reading.how == "complement":
        return left, claim
    if link.reading.how == "downtime":
        span = claim.durations[0]
        claim = Value(span.amount * span.unit, time=1, flat=span.amount, shown=span.amount, bare=False)
        return claim._replace(number=claim.number / ratio), claim
    if claim.bare and {noun.lower() for noun in claim.nouns} & MACHINES:
        return renumbered(claim, claim.number / ratio), claim
    if claim.bare and not claim.share and not left.bare and link.reading.how.split(" per")[0].endswith(_OWN_TERMS):
        periods = () if "conversion" in link.reading.how else left.periods
        known = left._replace(operations=0, high=None, periods=periods)
        return known, known._replace(number=left.number * ratio)
    if claim.bare and not claim.share and daily:
        claim = claim._replace(time=-1, bare=False)
    return renumbered(claim, claim.number / ratio), claim


def _counts(found: Found, *, assigned: bool) -> bool:
    value = found.value
    if not value.bare or value.share or found.role == "claimed":
        return True
    if found.role == "computed":
        return value.operations > 1 or abs(value.number) >= 100
    if abs(value.shown) >= 10000 or (abs(value.shown) >= 100 and found.words & PER_SECOND):
        return True
    return assigned and bool(found.name) and bool((found.words | frozenset(value.nouns)) & _ESTIMATED)


_ESTIMATED = vocabulary(
    "dau mau users user writes reads write read storage peak avg average rf replication replicas ratio followers "
    "retention bandwidth cache qps rps tps factor size rows row keys requests posts days years servers nodes "
    "shards hit"
)
_UNITS = {
    (-1, 0, 0): "1/s",
    (0, 1, 0): "B",
    (-1, 1, 0): "B/s",
    (1, 0, 0): "s",
    (0, 0, 1): "$",
    (-1, 0, 1): "$/month",
    (0, 0, 0): "1",
}


def unit_of(value: Value) -> str:
    """The unit a value is told in, one of `1/s`, `B`, `B/s`, `s`, `$`, `$/month`, `1`; empty for anything else."""
    return _UNITS.get((value.time, value.data, value.money), "")
