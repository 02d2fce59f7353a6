"""Rules on what a sum leaves out although the candidate stated it: the peak, the copies, actions a user, bytes each."""

import functools
import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.lines import Item, Link
from coach.estimation.memory import Remembered
from coach.estimation.names import key_of, singular
from coach.estimation.trees import Operation, leaves
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number, told
from coach.estimation.words import AVERAGE_WORDS, MACHINES, PEAK_WORDS, REPLICATED_WORDS
from coach.model.words import Severity

_LOAD = vocabulary("qps rps load traffic request rate")
_USERS = vocabulary("dau user")
_AS_BYTES = ("in bytes", "a count as bytes", "in the claim's unit")


def peak_forgotten(sight: Sight) -> Finding | None:
    """Machines counted from an average whose peak was reckoned before."""
    if not sight.words & MACHINES or sight.words & PEAK_WORDS or sight.words & AVERAGE_WORDS:
        return None
    for item in sight.reading.items:
        root = item.total.root
        if not isinstance(root, Operation) or root.sign != "/" or not (_words(sight, item) & MACHINES):
            continue
        load = leaves(root.left)
        if len(load) != 1 or load[0].readings[0].dimension not in ((-1, 0, 0), (0, 0, 0)):
            continue
        if load[0].readings[0].number < 100:
            continue
        amount = load[0].readings[0].number
        peak = sight.memory.ask(f"peak over {amount}", functools.partial(_peak_over, amount=amount))
        if peak is not None:
            message = f"{told(load[0].readings[0])} is the average; the peak is {told(peak.value)} (line {peak.line})."
            return Finding(load[0].start, load[0].end, message, None, "How many machines does the peak need?")
    return None


def copies_forgotten(sight: Sight) -> Finding | None:
    """A size that is said to hold the copies, and is the raw one."""
    if not sight.words & REPLICATED_WORDS:
        return None
    items = sight.reading.items
    if any(item.value.bare for item in items) or any(_holds_factor(item) for item in items):
        return None
    for item in items:
        label = frozenset((item.part.label or sight.reading.label).lower().split())
        if not label & REPLICATED_WORDS or item.value.dimension != (0, 1, 0):
            continue
        amount = item.value.number
        factor = sight.memory.ask(f"copies of raw {amount}", functools.partial(_copies_of_raw, amount=amount))
        if factor:
            message = f"{told(item.value)} is the raw size; you set {number(factor)} copies: × {number(factor)}."
            return Finding(item.total.start, item.total.end, message, 1 / factor, "How many copies are in it?")
    return None


def actions_left_out(sight: Sight) -> Finding | None:
    """A rate of requests that is only a rate of users."""
    for item in sight.reading.items:
        parts = leaves(item.total.root)
        if not item.is_sum or len(parts) != 2 or item.total.has_hole or not isinstance(item.total.root, Operation):
            continue
        day = parts[1].readings[0]
        if item.total.root.sign != "/" or not any(0.8e5 < count <= 1e5 for count, _ in day.constants):
            continue
        users = parts[0].readings[0].flat
        subject = frozenset(key_of(item.part.label or sight.reading.label or item.total.labelled).split())
        subject = subject or frozenset(singular(word) for word in sight.words) & _LOAD
        told_before = sight.memory.ask(
            f"actions of {users} users for {sorted(subject)}",
            functools.partial(_actions, users=users, subject=subject),
        )
        if told_before is not None:
            times = number(told_before.value.shown)
            message = f"Each user makes {times} of them (line {told_before.line}): × {times}."
            factor = 1 / told_before.value.shown
            return Finding(item.total.start, item.total.end, message, factor, "How often does each user do it?")
    return None


def count_taken_for_bytes(sight: Sight) -> Finding | None:
    """ "500M tweets a day × 365 = 182 GB", where a tweet was said to have 280 bytes."""
    for link in sight.reading.links:
        if link.kind != "eq" or link.claim.data != 1 or link.computed.data or not link.is_sum or not link.sure:
            continue
        if link.verdict not in ("exact", "rounded") or link.reading is None or link.reading.how not in _AS_BYTES:
            continue
        if abs(math.log(link.claim.number) - math.log(max(link.computed.flat, 1e-9))) > 0.25:
            continue  # the claim's digits agree, its prefix does not
        counted = [noun for leaf in leaves(link.left.total.root) for noun in leaf.readings[0].nouns]
        things = tuple(singular(noun.lower()) for noun in counted)
        size = sight.memory.ask(f"size of {things}", functools.partial(_size_of, things=things)) if things else None
        if size is not None and not _is_multiplied(link, size.value.number):
            each = told(size.value)
            message = f"{number(link.computed.flat)} is a count, not bytes: × {each} each (line {size.line})."
            first, last = link.left.total.start, link.right.total.end
            return Finding(first, last, message, 1 / size.value.number, "How many bytes has each?")
    return None


def _is_multiplied(link: Link, size: float) -> bool:
    """Whether the size is a factor already, as a bare number: 500M tweets × 280."""
    return any(
        _same(leaf.readings[0].shown * scale, size)
        for leaf in leaves(link.left.total.root)
        for scale in (1.0, 1e3, 1e6, 1e9)
    )


def _words(sight: Sight, item: Item) -> frozenset[str]:
    """The words that tell what an item counts: its own, its label's, and those of what it is said to be."""
    claims = [link.right.words for link in sight.reading.links if link.left is item]
    return item.words.union(sight.reading.label_words, *claims)


def _holds_factor(item: Item) -> bool:
    return any(leaf.readings[0].factor or leaf.readings[0].bare for leaf in leaves(item.total.root))


def _peak_over(known: list[Remembered], amount: float) -> Remembered | None:
    """The peak that was reckoned for the average rate `amount`, when it was said of nothing else."""
    rates = [one for one in known if one.value.dimension == (-1, 0, 0)]
    same = [one for one in rates if _same(one.value.number, amount)]
    if not same or any(one.peak for one in same):
        return None
    kinds = {one.kind for one in same}
    peaks = [one for one in rates if one.peak and one.kind in kinds | {""}]
    return next((one for one in reversed(peaks) if 1.3 <= one.value.number / amount <= 20), None)


def _copies_of_raw(known: list[Remembered], amount: float) -> float:
    """The stated number of copies, when a size that does not hold them is `amount`; 0 otherwise."""
    factor = next(
        (
            one.value.number
            for one in reversed(known)
            if one.replicated and one.role == "assumed" and one.value.bare and 2 <= one.value.number <= 5
        ),
        0.0,
    )
    sizes = [one for one in known if one.value.dimension == (0, 1, 0)]
    raw = any(_same(one.value.number, amount) and not one.replicated for one in sizes)
    return factor if raw and not any(_same(one.value.number * factor, amount) for one in sizes) else 0.0


def _actions(known: list[Remembered], users: float, subject: frozenset[str]) -> Remembered | None:
    """What each user was said to do of `subject` a day, when there are `users` of them."""
    people = [one.value.flat for one in known if not _USERS.isdisjoint(one.key.split()) and one.value.bare]
    if not any(_same(amount, users) for amount in people):
        return None
    for one in reversed(known):
        words = frozenset(singular(word) for noun in one.value.nouns for word in noun.lower().split())
        words |= frozenset(one.key.split())
        if one.role != "assumed" or not 1.5 <= one.value.shown <= 1000 or one.value.data or one.value.money:
            continue
        if any(_same(amount * one.value.shown, users) for amount in people):
            continue  # what a part of the users do comes to as many
        if "user" in words and ((words & subject) - _USERS or (subject <= _LOAD and words & _LOAD)):
            return one
    return None


def _size_of(known: list[Remembered], things: tuple[str, ...]) -> Remembered | None:
    """The stated size of one of `things`."""
    for one in reversed(known):
        names = {thing for name in things for thing in (name, f"{name} size", f"size {name}")}
        if one.key in names and one.role == "assumed" and one.value.dimension == (0, 1, 0) and one.value.number >= 2:
            return one
    return None


def _same(first: float, second: float) -> bool:
    return first > 0 and second > 0 and abs(math.log(first) - math.log(second)) < 0.03


FORGOTTEN: tuple[Rule, ...] = (
    Rule(
        "count-as-bytes",
        Severity.ERROR,
        "a count told in bytes, with the size of each stated before",
        count_taken_for_bytes,
        ("tweet = 280 bytes\n500M tweets * 365 = 182 GB",),
        (
            "tweet = 280 bytes\n500M tweets * 365 = 182B",
            "tweet = 280 bytes\n500M tweets * 280 = 140 GB",
            "500M tweets * 365 = 182 GB",
        ),
    ),
    Rule(
        "copies-forgotten",
        Severity.ERROR,
        "a size that is said to hold the copies and is the raw one",
        copies_forgotten,
        ("replication factor = 3\nraw storage = 91 TB\nreplicated storage = 91 TB",),
        (
            "replication factor = 3\nraw storage = 91 TB\nreplicated storage = 273 TB",
            "replication factor = 3\nreplicated storage = 91 TB",
            "raw storage = 91 TB\nstorage before replication = 91 TB",
        ),
    ),
    Rule(
        "peak-forgotten",
        Severity.WARNING,
        "machines counted from an average whose peak is known",
        peak_forgotten,
        ("reads = 12k/s\npeak reads = 36k/s\n12k/s / 4k/s per server = 3 servers",),
        (
            "reads = 12k/s\npeak reads = 36k/s\n36k/s / 4k/s per server = 9 servers",
            "reads = 12k/s\npeak writes = 36k/s\n12k/s / 4k/s per server = 3 servers",
            "reads = 12k/s\npeak reads = 36k/s\non average 12k/s / 4k/s per server = 3 servers busy",
        ),
    ),
    Rule(
        "actions-left-out",
        Severity.WARNING,
        "a rate of requests that is a rate of users",
        actions_left_out,
        ("DAU = 50M\nrequests per user = 10\nrequests: 50M / 86400 = 579/s",),
        (
            "DAU = 50M\nrequests per user = 10\nrequests: 50M * 10 / 86400 = 5,787/s",
            "DAU = 50M\nposts per user = 2\nlogins: 50M / 86400 = 579/s",
            "DAU = 50M\n10 requests per user per day\nactive users: 50M / 86400 = 579/s",
            "users = 500M\nDAU = 100M\nuploads per user = 5\nuploads: 500M / 86400 = 5,787/s",
            "requests per user = 10\nrequests = 50M/day / 86400 = 579/s",
        ),
    ),
)
