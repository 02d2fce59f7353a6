"""Rules on sums in sentences: so many of so much each, a flow over a span of time, a share of an amount, a supply."""

import math
import re
from functools import partial

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.checks.spaces import space_in
from coach.estimation.memory import Remembered
from coach.estimation.names import singular
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import begins, behind_number, between, figures, is_clean, leads, power_of_ten, span_in
from coach.estimation.units import DAY, EVERY, HOUR, TIME
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import number, say, span_said
from coach.model.words import Severity

_SLIP = math.log(1.9)
"""|log| of a ratio from which a figure is no rounding."""
_PERIODS = frozenset(TIME) | frozenset(EVERY)
_EXPONENTS = {"1": (0, 0), "1/s": (-1, 0), "B": (0, 1), "B/s": (-1, 1), "s": (1, 0)}
_EACH_BEFORE = words_pattern(
    r"(?:\b(?:on|at|with|of|sending|each|drawing|pulling|using|watching|by|times|x|send)|[x×*])\s*$"
)
_IN_GROUPS = words_pattern(r"\b(?:batch(?:es)?|groups?|chunks?|bulks?|packs?|bundles?|pages?|blocks?) of\b")
_JOINING = vocabulary(
    "on at with of sending each drawing pulling using watching by times send them those these such altogether"
)
_OF_THEM = words_pattern(r"^\s*(?:of (?:them|those|these)|such)\b")
_OF = words_pattern(r"^\s*of\s+(?:the|our|all|all the|these|those|my|its)?\s*$")
_FRACTION = words_pattern(
    r"\b(?:(?P<word>half|a third|one third|a quarter|one quarter|a fifth|a tenth|one tenth)|1\s?/\s?(?P<of>\d{1,4}))"
    r"\s+(?:of\s+)?(?:the|our|all|all the)?\s*$"
)
_FRACTIONS = {"half": 2.0, "third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0}
_PART_OF_TIME = words_pattern(
    r"(?:\b1|\b(?:a|one))\s?/\s?(?P<of>\d{1,5})(?:th)?\s+of\s+(?:a|an|one|the)\s+(?P<whole>minute|hour|day|week|"
    r"month|year)"
    r"\s*(?:is|=|are|makes|~|≈|i\.e\.|,)\s*(?:about |just |only )?(?P<count>a|an|one|\d+(?:\.\d+)?)\s+"
    r"(?P<part>second|minute|hour|day|week|month)s?\b"
)
_AGAIN = vocabulary("twice two three four five double doubled each per times both again x copies replicas thrice every")
_UNIT_OF_FLOW = words_pattern(r"^\s*[kmgt]?(?:i?b|bits?|bytes?)?(?:ps|\s?/\s?s(?:ec|econd)?|\s?per\s+sec(?:ond)?)\b")
_PREDICATE = words_pattern(
    r"^\s*(?:[a-z'-]+\s+){0,4}?[a-z'-]*\s*[,;:]?\s*"
    r"(?P<lead>(?:so|thus|hence|therefore|that's|that is|which is|that makes|which makes|i\.e\.|->|=>|→|⇒)\s.*)$"
)
_LASTING = words_pattern(
    r"\b(?:lasts?|exhausted|used up|runs? out|full|fills?|filled|gone|enough for|suffic\w+ for|good for|eaten|empty)\b"
)
_LASTING_WORDS = vocabulary("last lasts exhausted used run runs full fill fills filled gone enough for eaten empty")
_PILING = words_pattern(r"\b(?:after|over|in|within|for)\s+(?:the\s+)?\w+\s+(?:day|week|month|year)s?\b")
_WEIGHING = vocabulary("is has takes weighs needs averages like with of be")
_SIZE_OF_ONE = words_pattern(
    r"\b(?:a|an|one|each|every|per|1)\s+(?P<thing>[a-z]{3,})(?:\s+(?:is|has|takes|weighs|needs|averages|like|about|"
    r"around|"
    r"roughly|maybe|say|with|of|=|~|be|will|would))+\s*[~≈]?$"
)
_ONE = vocabulary("a an one each every per")


def so_many_of_each(sight: Sight) -> Finding | None:
    """ "A million viewers on 5 Mbit/s, that's 5 Gbit/s altogether"."""
    line = sight.text
    if sight.words.isdisjoint(_JOINING) and not any(link.kind == "follows" for link in sight.reading.links):
        return None
    tokens = figures(line) if _spoken(sight, 3) else ()
    for first, second, claim in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not _is_amount(claim) or not leads(between(line, second, claim)) or first.factor or not begins(line, first):
            continue
        each = _EACH_BEFORE().search(line[first.start : second.start])
        of_them = _OF_THEM().search(line[second.end :]) or _OF_THEM().search(_counted(second))
        if (
            not (each or of_them)
            or _IN_GROUPS().search(line[first.end : second.start])
            or (second.factor and second.unit == "1")
            or second.kind in ("percent", "ratio")
            or first.kind in ("percent", "ratio")
        ):
            continue
        counts = (first, second) if each else (second, first)
        if counts[0].unit not in ("1", "1/s") or (counts[0].unit == "1" and counts[0].value < 2) or counts[1].high:
            continue
        finding = _held(first, claim, first.value * second.value, _product(first, second))
        if finding is not None:
            return finding
    return None


def flow_over_span(sight: Sight) -> Finding | None:
    """ "500 GB a day, so 5 TB per month"."""
    line = sight.text
    tokens = figures(line) if not sight.words.isdisjoint(_PERIODS) and _spoken(sight, 2) else ()
    for at, flow in enumerate(tokens[:-1]):
        if flow.unit not in ("B/s", "1/s") or flow.high or not begins(line, flow):
            continue
        if flow.period <= 1 and flow.unit != "B/s":
            continue
        claim = next((one for one in tokens[at + 1 : at + 3] if one.unit != "s"), None)
        if claim is None or claim.high or claim.factor or claim.unit not in (flow.unit, flow.unit[0]):
            continue
        words = between(line, flow, claim)
        if flow.period <= 1:
            words = _UNIT_OF_FLOW().sub("", behind_number(flow)) + words
        span, rest = span_in(words)
        if claim.unit == flow.unit:
            if span or claim.period == flow.period or claim.period <= 1:
                continue
            span = claim.period
        elif not span:
            rest = words
            span = _span_behind(line, claim)
        rest = "".join(letter for letter in rest if not letter.isdigit())
        piling = rest is not words and _PILING().search(words) is not None
        if (
            not span
            or span < (DAY if flow.period > 1 else HOUR)
            or not leads(rest.replace("of them", " ") + (" =" if piling else ""))
        ):
            continue
        amount = claim.value * (span if claim.unit == flow.unit else 1.0)
        if claim.unit == "1" and amount < 1000:
            continue
        right = flow.value * span
        ratio = amount / right if right else 0.0
        if ratio <= 0 or abs(math.log(ratio)) < _SLIP or (flow.unit == "1/s" and not is_clean(ratio)):
            continue
        what = say(right, 0, _EXPONENTS[flow.unit][1], 0)
        each = say(flow.value, *_EXPONENTS[flow.unit], 0, flow.period)
        message = f"{what}, not {say(amount, 0, _EXPONENTS[flow.unit][1], 0)}: {each} for {span_said(span)}."
        severity = Severity.ERROR if is_clean(ratio) else Severity.WARNING
        return Finding(flow.start, claim.end, message, ratio, "Can you walk me through that sum?", severity)
    return None


def share_of_amount(sight: Sight) -> Finding | None:
    """ "1% of 100M users post, so 100k posts a day"."""
    line = sight.text
    part = _PART_OF_TIME().search(line) if "/" in line and "of" in sight.words else None
    if part is not None:
        return _part_of_time(part)
    if "of" not in sight.words or not _spoken(sight, 1):
        return None
    tokens = figures(line)
    for at, whole in enumerate(tokens[:-1]):
        share, start = _share_before(line, tokens, at)
        claim = tokens[at + 1]
        alike = claim.unit == whole.unit and claim.period == whole.period
        in_time = whole.unit == "1" and claim.unit == "1/s" and claim.period > 1
        if not share or not (alike or in_time) or claim.high or claim.factor:
            continue
        words = between(line, whole, claim)
        told = _PREDICATE().match(words)
        direct = leads(words)
        if not direct and (told is None or not leads(told["lead"])):
            continue
        if not _AGAIN.isdisjoint(words.split()) or not _AGAIN.isdisjoint(whole.text.lower().split()):
            continue
        amount = claim.value * claim.period if claim.unit != whole.unit else claim.value
        right = share * whole.value
        ratio = amount / right if right else 0.0
        if not power_of_ten(ratio):
            continue
        shown = say(right, *_EXPONENTS.get(whole.unit, (0, 0)), 0, whole.period)
        times, way = number(max(ratio, 1 / ratio)), "less" if ratio > 1 else "more"
        message = f"{line[start : whole.end].strip()} is {shown}: {times} times {way}."
        severity = Severity.ERROR if direct else Severity.WARNING
        return Finding(start, claim.end, message, ratio, "Can you walk me through that sum?", severity)
    return None


def supply_lasts(sight: Sight) -> Finding | None:
    """ "56.8 billion codes, 1B a year, so they run out after 5 years"."""
    if sight.words.isdisjoint(_LASTING_WORDS) or not _LASTING().search(sight.text):
        return None
    line = sight.text
    tokens = figures(line)
    for at, use in enumerate(tokens[:-1]):
        lasts = tokens[at + 1]
        if use.unit not in ("1/s", "B/s") or lasts.unit != "s" or lasts.value < 3600 or lasts.kind != "duration":
            continue
        if not _LASTING().search(line[use.start : lasts.start]) or not use.value or use.high or lasts.high:
            continue
        before = tokens[at - 1] if at else None
        supply, start = 0.0, use.start
        space = space_in(line[: use.start])
        if space is not None:
            supply, start = space.size, space.start
        elif before is not None and before.unit == use.unit[0] and not before.factor and before.value >= 1e4:
            supply, start = before.value, before.start
        if not supply:
            continue
        right = supply / use.value
        ratio = lasts.value / right
        if abs(math.log(ratio)) < math.log(2.5):
            continue
        message = f"{say(right, 1, 0, 0)}, not {say(lasts.value, 1, 0, 0)}: the supply divided by its use."
        severity = Severity.ERROR if is_clean(ratio, 0.13) else Severity.WARNING
        return Finding(start, lasts.end, message, ratio, "How long does it last?", severity)
    return None


def size_of_one_times_many(sight: Sight) -> Finding | None:
    """ "A page is like 100 KB? so about 1 TB for the month", where 33 million pages a day were counted."""
    line = sight.text
    if sight.words.isdisjoint(_WEIGHING) or (sight.words.isdisjoint(_ONE) and "1" not in line):
        return None
    tokens = figures(line) if _spoken(sight, 2) else ()
    for size in tokens[:-1]:
        one = _SIZE_OF_ONE().search(line[: size.start].lower()) if size.unit == "B" and not size.high else None
        claim = tokens[-1]
        if one is None or claim is size or claim.unit not in ("B", "B/s") or claim.high:
            continue
        lead = between(line, tokens[-2], claim)
        span = claim.period if claim.unit == "B/s" else _span_behind(line, claim)
        if span < DAY or not leads(lead[max(lead.rfind(mark) for mark in ",?;.") + 1 :]):
            continue
        others = [figure for figure in tokens[:-1] if not one.start() <= figure.start <= size.start]
        if len(others) > 1 or any(figure.unit != "1/s" or figure.factor for figure in others):
            continue
        amount = claim.value * (span if claim.unit == "B/s" else 1.0)
        ratio = _off_by_all(
            sight, singular(one["thing"]), [figure.value for figure in others], amount / size.value / span
        )
        if not ratio:
            continue
        right = say(amount / ratio, 0, 1, 0)
        message = f"By the figures here I get {right} in {span_said(span)}, not {say(amount, 0, 1, 0)}."
        return Finding(size.start, claim.end, message, ratio, "How many of them are there in that time?")
    return None


def _off_by_all(sight: Sight, thing: str, own: list[float], claimed: float) -> float:
    """Claimed rate ÷ the nearest rate of `thing` known; 0 when one agrees, none is known, or they lie on both sides."""
    rates = own or list(sight.memory.ask(f"rates of {thing}", partial(_rates, thing=thing)))
    away = math.log(2.5 if rates else 7.0)
    rates = rates or list(sight.memory.ask("all rates", _rates))
    ratios = [claimed / rate for rate in rates if rate]
    if not ratios or any(abs(math.log(ratio)) < away for ratio in ratios) or max(ratios) > 1 > min(ratios):
        return 0.0
    return min(ratios, key=lambda ratio: abs(math.log(ratio)))


def _spoken(sight: Sight, fewest: int) -> bool:
    """Whether a line may hold a sum in words: `fewest` numbers, and not all of them related by sums that are right."""
    reading = sight.reading
    if len(sight.words) < 3 or not reading.items:
        return False
    if sight.holds:
        return False
    return [token.kind for token in reading.tokens].count("num") >= fewest


def _counted(figure: NumberToken) -> str:
    """What stands behind a figure's number and unit, as far as it was read with it."""
    at = figure.text.lower().find(" of ")
    return figure.text[at:] if at >= 0 else ""


def _is_amount(figure: NumberToken) -> bool:
    return figure.unit in ("B", "B/s", "1/s") and not figure.factor and not figure.high


def _product(first: NumberToken, second: NumberToken) -> str:
    """The unit of a product; empty when it has none of ours."""
    one, other = _EXPONENTS.get(first.unit), _EXPONENTS.get(second.unit)
    if one is None or other is None:
        return ""
    both = one[0] + other[0], one[1] + other[1]
    return next((unit for unit, exponents in _EXPONENTS.items() if exponents == both), "")


def _held(first: NumberToken, claim: NumberToken, right: float, unit: str) -> Finding | None:
    """The finding for a claim that a product does not give."""
    if unit != claim.unit or not right:
        return None
    ratio = claim.value / right
    if ratio <= 0 or not (power_of_ten(ratio) or abs(abs(math.log(ratio)) - math.log(8)) < 0.05):
        return None
    exponents = _EXPONENTS[unit]
    bits = "bit" in claim.text.lower() or "bps" in claim.text.lower()
    shown = say(right, *exponents, 0, claim.period, as_bits=bits)
    wrong = say(claim.value, *exponents, 0, claim.period, as_bits=bits)
    message = f"{shown}, not {wrong}: {number(max(ratio, 1 / ratio))} times {'less' if ratio > 1 else 'more'}."
    return Finding(first.start, claim.end, message, ratio, "Can you walk me through that sum?")


def _span_behind(line: str, claim: NumberToken) -> float:
    """The span of time right behind a claim: "for the month", "over five years", "after 2 years"; 0 without one."""
    behind = line[claim.end : claim.end + 28].lower()
    words = behind.split()
    if not words or (
        words[0] not in ("for", "over", "in", "after", "per", "a", "within", "each", "every") and words[0] not in TIME
    ):
        return 0.0
    cut = min((at for mark in ",.;:(" if (at := behind.find(mark)) >= 0), default=len(behind))
    span, rest = span_in(behind[:cut])
    return span if len(rest.split()) <= 3 else 0.0


def _share_before(line: str, tokens: tuple[NumberToken, ...], at: int) -> tuple[float, int]:
    """The share that is taken of the figure `at`, and where it begins; 0 when none is."""
    whole = tokens[at]
    before = tokens[at - 1] if at else None
    if before is not None and before.kind == "percent" and before.value and not before.high:
        words = before.text.lower().partition("%")[2] + between(line, before, whole)
        if _OF().match(words):
            return before.value, before.start
    fraction = _FRACTION().search(line[: whole.start])
    if fraction is None:
        return 0.0, 0
    if fraction["of"]:
        return 1 / float(fraction["of"]), fraction.start()
    return 1 / _FRACTIONS[fraction["word"].lower().split()[-1]], fraction.start()


def _part_of_time(part: re.Match[str]) -> Finding | None:
    whole, small = TIME[part["whole"].lower()], TIME[part["part"].lower()]
    count = 1.0 if part["count"].isalpha() else float(part["count"])
    right = whole / float(part["of"]) if float(part["of"]) else 0.0
    if not right or abs(math.log(count * small / right)) < 0.3:
        return None
    message = (
        f"1/{part['of']} of a {part['whole'].lower()} is {say(right, 1, 0, 0)}, not {say(count * small, 1, 0, 0)}."
    )
    return Finding(part.start(), part.end(), message, count * small / right, "How long is that?")


def _rates(known: list[Remembered], thing: str = "") -> tuple[float, ...]:
    """The rates so far, of `thing` only where it is named."""
    return tuple(
        one.value.number
        for one in known
        if one.value.dimension == (-1, 0, 0)
        and one.value.number > 0
        and not (one.value.share or one.value.factor)
        and (not thing or thing in {singular(word.lower()) for word in (*one.key.split(), *one.value.nouns)})
    )


SPOKEN: tuple[Rule, ...] = (
    Rule(
        "total-of-many",
        Severity.ERROR,
        "so many of so much each, with a total that is off by zeros or by bits",
        so_many_of_each,
        ("A million concurrent viewers on 5 Mbit/s, that's 5 Gbit/s altogether",),
        (
            "A million concurrent viewers on 5 Mbit/s, that's 5 Tbit/s altogether",
            "A million viewers on 5 Mbit/s, the CDN carries 98%, that leaves 100 Gbit/s for us",
            "1M viewers at 5 Mbit/s, our uplink is 10 Gbit/s",
            "3 x 500 = 1.5k/s, in batches of 100 -> ~15 commits/s",
        ),
    ),
    Rule(
        "flow-over-time",
        Severity.ERROR,
        "what piles up in a span of time, off by zeros or by another span",
        flow_over_span,
        ("500 GB a day, so 150 TB per month", "40 TB a month is 5 PB in a year", "at 5 Mbps one hour of it is 18 GB"),
        (
            "500 GB a day, so 15 TB per month",
            "500 GB a day, kept for a week, so 3.5 TB",
            "at 5 Mbps one hour of it is 2.25 GB",
            "150 GB daily, of which 5 TB are kept for the year",
            "500 GB a day, so with three copies 45 TB a month",
        ),
    ),
    Rule(
        "share-of-amount",
        Severity.ERROR,
        "a share of an amount, off by zeros",
        share_of_amount,
        ("half of 80k/s is 4k/s", "1 / 60 of a day is a minute"),
        (
            "half of 80k/s is 40k/s",
            "1 / 24 of a day is an hour",
            "1% of 100M users post twice a day, so 2M posts",
            "5% of 2 TB is hot, 64 GB of RAM hold most of it",
        ),
    ),
    Rule(
        "supply-lasts",
        Severity.ERROR,
        "a supply of ids or disk that is used up sooner or later than is said",
        supply_lasts,
        ("56.8 billion codes, 1B a year, so they run out after 5 years",),
        (
            "56.8 billion codes, 1B a year, so they run out after 57 years",
            "a disk of 4 TB with 20 GB a day is full in 200 days",
        ),
    ),
    Rule(
        "size-times-many",
        Severity.WARNING,
        "a total far from the size of one times the number that was counted",
        size_of_one_times_many,
        ("1 billion / 30 = 33 million per day\na page is like 100 KB? so we need about 1 TB for the month",),
        (
            "1 billion / 30 = 33 million per day\na page is like 100 KB? so we need about 100 TB for the month",
            "a page is like 100 KB? so we need about 1 TB for the month",
        ),
    ),
)
