"""Rules on capacities in sentences: "peak 20k rps; one node does 5k rps, so a single node suffices"."""

import re
from typing import NamedTuple

from coach.estimation.checks.capacity import over
from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import figures, sentence_at
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import MACHINES, WORD_NUMBERS
from coach.model.words import Severity

_CARRIERS = (
    r"(?:nodes?|servers?|boxes|box|machines?|instances?|shards?|partitions?|brokers?|workers?|primary|primaries|"
    r"postgres|mysql|"
    r"redis|database|db|nics?|cards?|links?|uplinks?|lines?|ports?|disks?|drives?|hosts?|vms?|pods?|consumers?|"
    r"gateways?)"
)
_CARRIER = words_pattern(rf"\b{_CARRIERS}\b")
_DOES = words_pattern(
    rf"\b{_CARRIERS}(?:\s+(?:that|which|here|each|one|alone|easily|only|can|could|usually|already|will))*\s+(?:does|"
    rf"do|handles?|"
    rf"takes?|manages?|serves?|carr(?:y|ies)|sustains?|holds?|at|of|with)(?:\s+(?:do|handle|take|serve|about|"
    rf"up\s+to|some|roughly|"
    rf"maybe|around|only|say))*\s*[~≈]?$|\b{_CARRIERS}\s*[(:]\s*[~≈]?$|\b(?:on|through|over|in|into)\s+(?:a|an|one|"
    rf"the|our)\s+$"
)
_SUFFICES = words_pattern(
    r"\b(?:enough|suffices?|sufficient|fits?|copes?|easily|comfortabl[ey]|no (?:problem|issue)|plenty|room to spare|"
    r"will do|"
    r"are fine|is fine|carr(?:y|ies) (?:it|that|this)|handles? (?:it|that|this))\b"
)
_DENIED = words_pattern(
    r"\b(?:not|no longer|never|isn'?t|doesn'?t|won'?t|can'?t|cannot|aren'?t|don'?t|too|only if|unless|would|until|"
    r"per (?!sec|s\b|day|hour|min|month)|"
    r"shard(?:ed|s|ing)?|batch\w*|cach\w+|hit|hits|compress\w*|gzip\w*)\b"
)
_LINES = words_pattern(r"^(?:nics?|cards?|links?|uplinks?|lines?|ports?)$")
_HOW_MANY = words_pattern(
    rf"(?<![\d.,])\b(?P<count>\d{{1,4}}|a single|a|an|one|two|three|four|five|six|eight|ten|twelve|single|the)\s+"
    rf"(?:[a-z0-9]+\s+){{0,2}}?(?P<what>{_CARRIERS})\b"
)
_FIRST_HOLDS = words_pattern(
    r"\b(?:easily |comfortably |can )?(?:holds?|handles?|carr(?:y|ies)|takes?|serves?|copes? with|"
    r"enough for|suffices? for|sufficient for|fine for)\b"
)
_ASKED = words_pattern(r"\b(?:peak|load|demand|traffic|we (?:have|get|expect|need|see))\b[^.\d]{0,20}$")
_ON_ONE = words_pattern(
    rf"\bon (?:a|an|one|a single) (?:[a-z]+ )?{_CARRIERS} (?:that|which) (?:handles|does|takes|can do|manages)\b"
)
_WORDS = vocabulary(
    "enough suffices suffice sufficient fits fit copes cope easily comfortably problem issue plenty spare fine "
    "will on handles "
    "handle carries carry holds hold takes"
)


class _Held(NamedTuple):
    """What carries something, and how much of it."""

    load: NumberToken
    capacity: NumberToken
    machines: float


def said_to_suffice(sight: Sight) -> Finding | None:
    """ "20k rps; one node does 5k rps, so a single node suffices"."""
    if sight.words.isdisjoint(_WORDS) or sight.words.isdisjoint(_NAMED) or not sight.reading.items:
        return None
    line = sight.text
    tokens = figures(line)
    for at, capacity in enumerate(tokens):
        held = _held(line, tokens, at) if capacity.value > 0 and not capacity.high and not capacity.factor else None
        finding = over(held.load, held.capacity, held.machines) if held is not None else None
        if finding is not None:
            return finding
    return None


def _held(line: str, tokens: tuple[NumberToken, ...], at: int) -> _Held | None:
    """What is said to be carried by figure `at`; none when it is no capacity, or nothing is said to suffice."""
    capacity = tokens[at]
    if capacity.unit not in ("1/s", "B", "B/s", "1") or capacity.kind in ("percent", "ratio"):
        return None
    start, end = _scope(line, capacity.start)
    lead = line[max(start, capacity.start - 60) : capacity.start].lower()
    last = re.split(r"\d", lead)[-1]
    behind = line[capacity.end : capacity.end + 20].lower() + " "
    counted = line[capacity.start : capacity.end].lower()
    named = _CARRIER().search(counted) or _CARRIER().match(behind.strip())
    if capacity.unit == "1" and capacity.value < 100:
        return None
    if capacity.unit == "B" and named and _LINES().search(named.group()) and "bit" in counted:
        capacity = capacity._replace(unit="B/s")  # a 10 Gbit card
    if not (_DOES().search(last) or (named and capacity.unit in ("B", "B/s"))):
        return None
    if _DENIED().search(line[start:end].lower()):
        return None
    if _ON_ONE().search(line[start : capacity.start]):
        load = _load(tokens[:at], capacity, start)
        return _Held(load, capacity, 1.0) if load else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    first_holds = after is not None and _FIRST_HOLDS().search(line[capacity.end : after.start])
    if first_holds and after is not None and after.unit == capacity.unit and after.start < end:
        count = _count(line[start : capacity.start])
        return _Held(after, capacity, count) if count else None
    verdict = _SUFFICES().search(line, start, end)
    if after is not None and after.unit == capacity.unit and verdict is not None and after.end <= verdict.start():
        asked = _ASKED().search(line[capacity.end : after.start]) and len(tokens) == at + 2
        return _Held(after, capacity, _count(line[after.end : verdict.end()])) if asked else None
    load = _load(tokens[:at], capacity, start)
    if verdict is None or load is None or any(one.unit == capacity.unit for one in tokens[at + 1 :] if one.start < end):
        return None
    count = _count(line[load.end : verdict.end()])
    return _Held(load, capacity, count) if count else None


def _load(before: tuple[NumberToken, ...], capacity: NumberToken, start: int) -> NumberToken | None:
    """The figure nearest before a capacity that it may carry."""
    for one in reversed(before):
        if one.start < start:
            return None
        if one.factor or one.kind in ("percent", "ratio"):
            continue
        if one.unit == capacity.unit and (one.unit != "1" or (one.value >= 1000 and _share_a_noun(one, capacity))):
            return one
        if capacity.unit == "1" and one.unit == "1/s" and one.period == 1 and capacity.value >= 100:
            return one  # "20k rps on one node that does 5k"
    return None


def _share_a_noun(one: NumberToken, other: NumberToken) -> bool:
    return bool(set(one.text.lower().split()[1:]) & set(other.text.lower().split()[1:]))


def _count(words: str) -> float:
    """How many machines are spoken of; 1 for "one" or "a", 0 when several numbers are named."""
    counts = set()
    for match in _HOW_MANY().finditer(words):
        text = match["count"].lower()
        counts.add(float(text) if text.isdigit() else WORD_NUMBERS.get(text, 1.0))
    if not counts:
        return 1.0
    return counts.pop() if len(counts) == 1 else max(counts)


def _scope(line: str, at: int) -> tuple[int, int]:
    """The sentence around a place; a semicolon does not end it."""
    start, end = sentence_at(line.replace("; ", ", "), at)
    return start, end


_NAMED = MACHINES | vocabulary(
    "primary primaries postgres mysql redis database db nic nics card cards link links uplink line lines port "
    "ports consumer "
    "consumers disk drive"
)


SUFFICING: tuple[Rule, ...] = (
    Rule(
        "exceeds-capacity",
        Severity.ERROR,
        "a load larger than what is said to carry it, told in sentences",
        said_to_suffice,
        (
            "peak 20k rps; one node does 5k rps, so a single node suffices",
            "20k requests per second on one node that handles 5k/s",
            "8 Gbit/s through a 2.5 Gbit/s NIC is no problem",
        ),
        (
            "peak 20k rps; one node does 5k rps, so four nodes and a spare",
            "20k requests per second, a node handles 5k/s, so 4 nodes are enough",
            "20k rps in all, 2k rps of them writes, and a primary does 5k rps: enough",
            "100 servers (10k connections each) hold our 1M connections",
        ),
    ),
)
