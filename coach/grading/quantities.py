"""Quantities that are told twice with two results: how long it is kept, how large it may be, how many a page has.

A `Measure` finds the one number that a statement gives for something; two statements of different phases that speak of
the same thing have to agree. The others are promises in time that what is built cannot keep.
"""

import re
from collections.abc import Callable, Iterator

from coach.grading.assertions import Assertions, told
from coach.grading.attributes import things
from coach.grading.figures import seconds_of
from coach.grading.reading import Statement
from coach.language.wording import wording
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.words import Phase

_BUILT = frozenset({Phase.DESIGN, Phase.DEEP_DIVES})
_HOUR, _DAY = 3600.0, 86400.0
_ANY_SIZE = wording(r"\d\s?[kmgt]?i?b\b")
_BYTES = {"b": 1.0, "kb": 1e3, "kib": 1e3, "mb": 1e6, "mib": 1e6, "gb": 1e9, "gib": 1e9, "tb": 1e12}
_SIZE = r"(\d[\d,.]*)\s?(kb|kib|mb|mib|gb|gib|tb|b)\b"
_CASES = wording(
    r"\b(?:if|unless|later|would|default|free|paid|premium|plan|tier|except|instead|rather than|alternativ\w*|e\.g|"
    r"example|range|between|from \d|burst|vs|versus|why|options?)\b"
)
"""What says that a number holds in some case only."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that a thing has one of."""

    id: str
    message: str
    value: Callable[[str], float]
    """The number that a statement in lower case gives, or 0."""
    factor: float = 1.01
    """By how much two results have to differ."""
    shared: bool = True
    """Whether both statements have to name the same thing."""
    phases: frozenset[Phase] = frozenset(Phase)
    required: bool = False
    """Whether one of the two has to stand in the requirements."""


def _one(pattern: str, text: str, units: dict[str, float]) -> float:
    """The number that `pattern` finds, if it finds just one."""
    found = {_scaled(match.group(1), units.get(match.group(2) or "", 1.0)) for match in re.finditer(pattern, text)}
    return found.pop() if len(found) == 1 else 0.0


def _scaled(number: str, unit: float) -> float:
    try:
        return float(number.replace(",", "").rstrip(".")) * unit
    except ValueError:
        return 0.0


_PART = wording(
    r"\b(?:chunk\w*|parts?|blocks?|segments?|batch\w*|thumbnails?|avatars?|memory|ram|row|rows|inline|smaller|cache\w*|"
    r"disk|buffer|preview|index|redis|log|logs|range|multipart)\b"
)


_LIMITED = wording(r"\b(?:up to|max\w*|at most|limit|rejects?|413|larger than|above|over|beyond|no more than)\b")
_SENT = wording(r"\b(?:uploads?|bod(?:y|ies)|payloads?|files?|pastes?|photos?|images?|413)\b")
_LARGEST = (
    r"(?:up to|max\w*(?: size| upload| file)*(?: of| is)?|at most|limit(?: is| of)?|larger than|above|over|beyond|"
    r"no more than|[≤<>])\s*" + _SIZE
)


def _largest(text: str) -> float:
    """The most bytes that one may have."""
    if not _ANY_SIZE.search(text) or not _LIMITED.search(text) or _PART.search(text) or not _SENT.search(text):
        return 0.0
    return _one(_LARGEST, text, _BYTES)


_NOT_TYPICAL = wording(r"\b(?:max|up to|metadata|compress\w*|originals?|video|keys?)\b")
_TYPICAL = r"(?:(?:average|avg|mean|typical)(?:ly)?\s(?:\w+\s){0,3}?(?:size\s)?(?:is\s|of\s|=\s|~\s?|:\s)?)" + _SIZE
_EACH = _SIZE + r"\s(?:per|each|a piece)\s(?:image|photo|paste|post|tweet|message|file|picture|link|document)"


def _typical(text: str) -> float:
    """The bytes that one has on average."""
    if not _ANY_SIZE.search(text) or _PART.search(text) or _NOT_TYPICAL.search(text):
        return 0.0
    return _one(_TYPICAL, text, _BYTES) or _one(_EACH, text, _BYTES)


_NOT_PAGES = wording(r"\b(?:max\w*|up to|at most|bytes|kb|ram|cache\w*)\b")


def _page(text: str) -> float:
    """How many come at a time."""
    if "page" not in text or _NOT_PAGES.search(text):
        return 0.0
    return _one(r"\bpages? (?:size )?(?:of|is|=)\s?(\d+)()\b", text, {}) or _one(
        r"\b(\d+)()\s(?:\w+\s){0,2}(?:per|a|each) page\b", text, {}
    )


_CALLER = wording(r"\b(?:keys?|users?|clients?|ips?|customers?|tenants?|accounts?|callers?)\b")
_ALLOWED = wording(r"\b(?:limit\w*|429|at most|max\w*|up to|over|allow\w*|quota|may|above)\b|^\W*\d")
_CALLS = wording(
    r"(\d[\d,.]*)\s?(k|thousand|m|million)?\s(?:requests?|calls?|req)\s?(?:per|a|an|each|/|every)\s?(s|min|h|d)\w*\b"
)
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_PER = {"s": 1.0, "min": 60.0, "h": _HOUR, "d": _DAY}


def _rate(text: str) -> float:
    """The requests per second that one of them may make."""
    if "req" not in text and "call" not in text:
        return 0.0
    if not _CALLER.search(text) or not _ALLOWED.search(text):
        return 0.0
    found = {
        _scaled(match.group(1), _SCALE.get(match.group(2) or "", 1.0)) / _PER[match.group(3)]
        for match in _CALLS.finditer(text)
    }
    return found.pop() if len(found) == 1 else 0.0


_CODE = wording(r"\b(?:codes?|slugs?|short|links?|keys?|ids?)\b")
_NOT_THE_CODE = wording(r"\b(?:custom|alias\w*|up to|to \d|longer|more|extra|shorter|fewer)\b")


def _letters(text: str) -> float:
    """How long a code is: as it is said, or as it stands in the sum."""
    said = _one(r"\b(\d+)()[ -](?:characters?|chars?|letters?|symbols?|digits?)\b", text, {})
    counted = _one(r"\b(?:62|base62|58|36|64)\s?(?:\^|\*\*)\s?(\d+)()\b", text, {})
    if said and _CODE.search(text):
        return said if counted in (0.0, said) and not _NOT_THE_CODE.search(text) else 0.0
    return counted


def _members(text: str) -> float:
    """How many a group may have."""
    if not any(noun in text for noun in ("group", "room", "channel")):
        return 0.0
    return _one(
        r"\b(\d[\d,.]*)\s?(k|thousand)?\s(?:members|participants|people|users)\s(?:in|per|a|to) (?:a |one |the )?"
        r"(?:group|room|channel)\b",
        text,
        _SCALE,
    ) or _one(r"\b(?:groups?|rooms?|channels?) of (\d[\d,.]*)\s?(k|thousand)?", text, _SCALE)


_NOT_KEPT = wording(
    r"\b(?:logs?|backups?|snapshots?|cache\w*|sessions?|tokens?|hot|warm|cold|metrics|drafts?|trash|audit|redis|ttl|"
    r"queue|topic|kafka|stream|window|undo|growth|first|each|clicks?|events?|phone|device|client|anonym\w*|"
    r"aggregat\w*|counts?|legal|recent|deleted)\b"
)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
_KEPT = (
    r"\b(?:kept|keep|keeps|lives?|retention|retain\w*|stays?|stored|store|saved)\s(?:\w+\s){0,3}?"
    r"(?:for |of |is |= ?)?(\d+)[ -](day|week|month|year)s?\b"
)


def _kept(text: str) -> float:
    """For how many days it is kept."""
    return 0.0 if not any(unit in text for unit in _DAYS) or _NOT_KEPT.search(text) else _one(_KEPT, text, _DAYS)


_HELD = wording(r"\b(?:hold|holds|held|reservation|reservations)\b")
_NOT_HELD = wording(r"\b(?:sweep\w*|poll\w*|renew\w*|extend\w*|p99|peak|every|refresh\w*|grace|requests?)\b")
_HELD_FOR = (
    r"\b(?:expires?_in|expires in|ttl(?: of| is)?|ttl_s|for|lasts?)\W{0,3}(\d+)\s?(s|sec|seconds|min|minutes|h)?\b"
)


def _held(text: str) -> float:
    """For how many seconds a seat is held."""
    if not _HELD.search(text) or _NOT_HELD.search(text):
        return 0.0
    return _one(_HELD_FOR, text, {"min": 60.0, "minutes": 60.0, "h": _HOUR})


_SAID = frozenset({Phase.REQUIREMENTS, Phase.API, Phase.DESIGN, Phase.DEEP_DIVES})
MEASURES: tuple[Measure, ...] = (
    Measure("retention", "How long it is kept is told twice, with two results.", _kept, 1.5, required=True),
    Measure("largest", "How large one may be is told twice, in two ways.", _largest, 1.2, shared=False, phases=_SAID),
    Measure("typical", "How large one is on average is told twice, with two results.", _typical, 1.9),
    Measure("page", "How many a page has is told twice, with two results.", _page, shared=False, phases=_SAID),
    Measure("rate", "How many calls are allowed is told twice, in two ways.", _rate, 1.2, shared=False, phases=_SAID),
    Measure("letters", "The code has one length here and another there.", _letters, shared=False, required=True),
    Measure("members", "How many a group may have is told twice, with two results.", _members, 1.2, shared=False),
    Measure("seat", "A hold lasts for one time here and another there.", _held, 1.2, shared=False, phases=_SAID),
)  # fmt: skip
"""A quantity is added here, with a pair in the tests."""


def quantities(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """A remark for each quantity that is told twice, and each time that what is built cannot keep."""
    plain = [(one, one.lower) for one in sheet.statements if _DIGIT.search(one.lower) and not _CASES.search(one.lower)]
    for measure in MEASURES:
        told_by = [
            (one, value) for one, text in plain if one.phase in measure.phases and (value := measure.value(text))
        ]
        pair = next(_differing(measure, told_by), None)
        if pair is not None:
            yield told(f"two-values-{measure.id}", measure.message, *pair)
    yield from _polled(sheet)
    yield from _too_far(sheet)


_DIGIT = wording(r"\d")


def _differing(measure: Measure, told_by: list[tuple[Statement, float]]) -> Iterator[tuple[Statement, Statement]]:
    """Two statements that disagree, unless the sheet weighs more values than these: then none of them is the one."""
    if len({value for _, value in told_by}) != 2:
        return
    for at, (one, value) in enumerate(told_by):
        for other, again in told_by[at + 1 :]:
            low, high = sorted((value, again))
            if measure.required and Phase.REQUIREMENTS not in (one.phase, other.phase):
                continue
            if one.phase is other.phase or high < measure.factor * low:
                continue
            if not measure.shared or things(one, "") & things(other, ""):
                yield one, other


_EVERY = wording(
    r"\b(?:polls?|checks?|scans?|looks?|wakes?|runs?)\b.*\bevery \d+\s?(?:min|minutes|hours?|h)\b.*"
    r"\b(?:sends?|delivers?)\b"
)
_DELIVERED = wording(r"\b(?:delivered|delivery|arrives?|sent|reach\w*|received)\b.*\b(?:within|in|under|less than)\b")


def _polled(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Delivered within seconds, by somebody who looks every few minutes."""
    for other in sheet.statements:
        if (
            other.phase not in _BUILT
            or "every" not in other.lower
            or not _EVERY.search(other.lower)
            or _CASES.search(other.lower)
        ):
            continue
        between = max(seconds_of(other), default=0.0)
        for one in sheet.statements:
            if one.phase is not Phase.REQUIREMENTS or not _DELIVERED.search(one.lower):
                continue
            if 0 < 2 * max(seconds_of(one), default=0.0) < between:
                yield told("later-than-promised", "It is promised sooner than anybody looks.", one, other)
                return


_ACROSS = wording(
    r"\b(?:round trips?|rtt|cross\w*|atlantic|pacific|ocean|virginia|other continent|three regions|all regions)\b"
)
_EACH_READ = wording(
    r"\b(?:each|every|all|any) (?:lookup|read|redirect|request|call|search|query|lookups|reads|click)s?\b"
)


def _too_far(sheet: Assertions) -> Iterator[tuple[Phase, Remark]]:
    """Answered within 10 ms, over a way that takes 150."""
    for other in sheet.statements:
        text = other.lower
        if other.phase not in _BUILT or not _ACROSS.search(text) or not _EACH_READ.search(text) or _CASES.search(text):
            continue
        way = max((value for value in seconds_of(other) if value < 1), default=0.0)
        for one in sheet.statements:
            target = [value for value in seconds_of(one) if value < 1]
            if one.phase is not Phase.REQUIREMENTS or len(target) != 1 or "write" in one.lower:
                continue
            if way > 1.2 * target[0]:
                yield told("slower-than-promised", "The way alone takes longer than was promised.", one, other)
                return
