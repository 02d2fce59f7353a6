"""Rules on what is concluded: a flow larger than the line that carries it, machines sized for the average."""

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.memory import Remembered
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import pattern, words_pattern
from coach.estimation.prose import begins, figures
from coach.estimation.trees import Leaf, Node, Operation
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number, say, told
from coach.estimation.words import MACHINES, PEAK_WORDS
from coach.model.words import Severity

_HOLDS = words_pattern(
    r"\b(?:carries|carry|handles?|copes?|fits?|supports|enough|sufficient|room to spare|easily|comfortably)\b"
)
_HOLDING = vocabulary(
    "carries carry handle handles cope copes fit fits supports enough sufficient room easily comfortably"
)
_NOT = words_pattern(
    r"\b(?:not|no|never|doesn'?t|won'?t|can'?t|cannot|isn'?t|too|only|over|exceeds?|more|than|per|each|every|nodes|shards)\b"
)
_CARRIER = vocabulary(
    "uplink nic link network line pipe port box machine server node instance ram memory disk drive laptop card"
)
_SIZING = words_pattern(
    r"\b(?:boxes|servers?|machines?|nodes?|instances?)\b(?:[^.]|\.\d)*\b(?:must|need\w*|carry|carries|handle|enough|spare)\b|"
    r"\b(?:so|hence|thus|->|→|=>)\s+(?:one|two|three|\d+)\s+(?:app )?"
    r"(?:servers?|box|boxes|machines?|nodes?|instances?)\b"
)
_DISMISSED = words_pattern(
    r"\b(?P<what>bandwidth|storage|network|traffic|memory)\b[^.,;]{0,30}\b(?:no (?:problem|issue)|not an? "
    r"(?:problem|issue|concern)|negligible|neglected|irrelevant|does not matter|doesn'?t matter)\b"
)
_WORD = pattern(r"[a-z]+")
_NUMBER = pattern(r"[\d=]")
_CHANGED = words_pattern(r"\bto\s*[~≈]?$")
_OVER = 1.3
"""A load this many times a capacity is no rounding of it."""
_CODED = vocabulary("link url code key paste row record slug id short")
_BITS = pattern(r"bit|bps|\b[KMGT]b\b")
_MADE_OF = {
    "bandwidth": ("bandwidth",),
    "network": ("bandwidth",),
    "traffic": ("bandwidth", "reads"),
    "storage": ("storage",),
    "memory": ("cache", "storage"),
}


def exceeds_capacity(sight: Sight) -> Finding | None:
    """ "140 MB/s, which a 200 Mbit/s uplink carries"."""
    holds = _HOLDS().search(sight.text) if sight.words & _HOLDING else None
    if holds is None or _NOT().search(sight.text[max(0, holds.start() - 60) : holds.end() + 20]):
        return None
    numbers = [figure for figure in figures(sight.text) if figure.unit in ("B", "B/s")]
    for capacity in numbers:
        behind = _NUMBER().split(sight.text[capacity.end : capacity.end + 25].lower())[0]
        if not set(_WORD().findall(capacity.text.lower() + " " + behind)) & _CARRIER:
            continue
        if not begins(sight.text, capacity) or _CHANGED().search(sight.text[: capacity.start]):
            continue  # "3 shards × 7 TB each", "compresses 1 TB to 64 GB"
        loads = [one for one in numbers if one.unit == capacity.unit and one.end <= capacity.start]
        if loads and loads[-1].end <= holds.start() and capacity.start <= holds.end() + 40:
            return over(loads[-1], capacity)
    return None


def over(load: NumberToken, capacity: NumberToken, count: float = 1.0) -> Finding | None:
    """The finding for a load that is larger than `count` times what carries it; none when it is not."""
    most = capacity.value * count
    ratio = load.value / most if most else 0.0
    if ratio < _OVER:
        return None
    bits = _BITS().search(load.text) is not None
    mixed = load.unit[0] == "B" and bits != (_BITS().search(capacity.text) is not None) and ratio / 8 <= 1.1
    rule = "bits-vs-bytes" if mixed else "exceeds-capacity"
    exponents = -1 if load.unit.endswith("/s") else 0, int(load.unit[0] == "B")
    asked = say(load.value, *exponents, 0, load.period, as_bits=bits)
    held = say(most, *exponents, 0, load.period, as_bits=bits)
    message = f"{asked} is more than the {held} that carries it" + (": a byte has 8 bits." if mixed else ".")
    first, last = min(load.start, capacity.start), max(load.end, capacity.end)
    return Finding(first, last, message, ratio, "How much of it does that carry?", rule=rule)


def codes_too_few(sight: Sight) -> Finding | None:
    """ "62^6 = 56.8 billion, six characters are enough" where 91 billion links were counted."""
    holds = _HOLDS().search(sight.text) if sight.words & _HOLDING else None
    if holds is None or _NOT().search(sight.text[max(0, holds.start() - 20) : holds.end()]):
        return None
    codes = next((item for item in sight.reading.items if item.is_sum and _counts_codes(item.total.root)), None)
    if codes is None:
        return None
    needed = sight.memory.ask("things to give a code", _latest_count)
    if needed is None or needed.value.number <= codes.value.number * 1.05:
        return None
    message = (
        f"{number(codes.value.number)} codes for the {number(needed.value.number)} of line {needed.line}: too few."
    )
    ratio = needed.value.number / codes.value.number
    return Finding(codes.total.start, holds.end(), message, ratio, "How many characters make enough codes?")


def _counts_codes(root: Node) -> bool:
    """Whether it is an alphabet to the power of a length."""
    if isinstance(root, Operation) and root.sign == "^":
        return True
    return isinstance(root, Leaf) and root.readings[0].operations == 1 and root.readings[0].bare


def _latest_count(known: list[Remembered]) -> Remembered | None:
    """The latest number of rows, links or the like that a sum gave."""
    return next(
        (
            one
            for one in reversed(known)
            if one.value.bare
            and not (one.value.share or one.value.factor)
            and one.role != "assumed"
            and not _CODED.isdisjoint(one.key.split())
        ),
        None,
    )


def sized_for_average(sight: Sight) -> Finding | None:
    """Machines counted from an average while no peak was ever named."""
    if (
        not sight.words & MACHINES
        or not _SIZING().search(sight.text)
        or sight.memory.ask("any peak", lambda known: any(one.peak for one in known))
    ):
        return None
    rate = next((item for item in sight.reading.items if item.value.dimension == (-1, 0, 0)), None)
    if rate is None or any(token.text.lower() in PEAK_WORDS for token in sight.reading.tokens):
        return None
    if not sight.memory.ask("any rate", lambda known: any(one.value.dimension == (-1, 0, 0) for one in known)):
        return None
    message = f"{told(rate.value)} is an average and no peak was named: machines are sized for the peak."
    return Finding(rate.total.start, rate.total.end, message, question="What is it in the busiest hour?")


def dismissed_without_figure(sight: Sight) -> Finding | None:
    """ "Bandwidth is no problem" where none was computed."""
    match = _DISMISSED().search(sight.text) if sight.words & _MADE_OF.keys() else None
    if match is None:
        return None
    kinds = _MADE_OF[match["what"].lower()]
    if sight.memory.ask(f"any of {kinds}", lambda known: any(one.kind in kinds for one in known)) or any(
        item.value.data for item in sight.reading.items
    ):
        return None
    message = f"No figure for {match['what'].lower()} stands here: rate × bytes tells whether it is one."
    return Finding(match.start(), match.end(), message, question=f"How much {match['what'].lower()} is it?")


CAPACITY: tuple[Rule, ...] = (
    Rule(
        "exceeds-capacity",
        Severity.ERROR,
        "a load larger than what is said to carry it",
        exceeds_capacity,
        (
            "350,000/s makes 140 MB/s, which a 200 Mbit/s uplink carries with room to spare",
            "3.2 TB fits in the RAM of a 64 GB box",
        ),
        ("~4.5GB as hash map. fits in RAM of a 16GB box", "sum ~ 32 GB -> one 64 GiB machine holds it"),
    ),
    Rule(
        "codes-too-few",
        Severity.WARNING,
        "fewer codes than things to be told apart",
        codes_too_few,
        (
            "Links after five years: 50M * 365 * 5 = 91 billion\n"
            "Codes: 62^6 = 56.8 billion, so six characters are enough",
        ),
        (
            "Links after five years: 50M * 365 * 5 = 91 billion\nCodes: 62^7 = 3.5T, so seven characters are enough",
            "Links after five years: 50M * 365 * 5 = 91 billion\nCodes: 62^6 = 56.8 billion, which is not enough",
        ),
    ),
    Rule(
        "sized-for-average",
        Severity.WARNING,
        "machines counted from an average, with no peak",
        sized_for_average,
        ("reads: 20M / 86400 = 231/s\n231 reads per sec is what the boxes must carry, so one server.",),
        ("reads: 20M / 86400 = 231/s, peak x3 = 700/s\n700 reads per sec is what the boxes must carry, so one.",),
    ),
    Rule(
        "dismissed-without-figure",
        Severity.WARNING,
        "a load waved away without a figure",
        dismissed_without_figure,
        ("feed: 200k * 10 = 2M/day -> 23 QPS\nBandwidth is no problem with 116 QPS.",),
        ("out: 116/s * 200 KB = 23 MB/s\nBandwidth is no problem with 23 MB/s.",),
    ),
)
