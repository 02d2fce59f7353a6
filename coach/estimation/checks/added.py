"""Parts and their total in sentences: "100, 200, 400 and 800 ms add up to 1.5 s", "90% at 1 ms, 10% at 51 ms"."""

import itertools
import math

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.combined import EXPONENTS
from coach.estimation.numbers import NumberToken
from coach.estimation.patterns import words_pattern
from coach.estimation.prose import behind_number, between, figures, leads
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import say
from coach.estimation.words import AVERAGE_WORDS
from coach.model.words import Severity

_OFF = math.log(1.15)
"""|log| of a ratio from which a total is no rounding of its parts."""
_TOTAL_WORDS = vocabulary("total totals sum sums altogether together overall add adds added all budget")
_TOTAL = words_pattern(
    r"\b(?:adds? up|added up|sums? up|sums? to|totals?|altogether|together|in all|all in all|overall)\b"
)
_NO_PARTS = vocabulary("parallel max worst of which whichever between or versus vs instead per times each x every")
_LISTED = words_pattern(r"(?:,|;|\+|\band\b|\bplus\b)")
_MEAN = AVERAGE_WORDS | vocabulary("effective expected overall")


def total_of_parts(sight: Sight) -> Finding | None:
    """ "Retries after 100, 200, 400 and 800 ms add up to 15 s"."""
    if sight.words.isdisjoint(_TOTAL_WORDS) or not sight.words.isdisjoint(_NO_PARTS) or len(sight.reading.tokens) < 6:
        return None
    line = sight.text
    tokens = figures(line)
    if len(tokens) < 4:
        return None
    *parts, total = tokens
    unit, value = parts[-1].unit, parts[-1].value
    scale = 1.0
    if any(one.unit == "1" for one in parts) and unit in ("s", "B"):
        scale = _scale(parts[-1], value)  # "100, 200 and 400 ms"
    amounts = [one.value * (scale if one.unit == "1" else 1.0) for one in parts]
    lead = behind_number(parts[-1]) + between(line, parts[-1], total)
    said = _TOTAL().search(lead + line[total.end :].lower()) or _TOTAL().search(total.text.lower())
    if total.unit != unit or unit not in ("s", "B", "1/s", "B/s") or not said or not scale:
        return None
    if any(one.unit not in (unit, "1") or one.factor or one.high or one.kind == "percent" for one in tokens):
        return None
    if any(not _LISTED().search(between(line, one, other)) for one, other in itertools.pairwise(parts)):
        return None
    right = sum(amounts)
    ratio = total.value / right if right else 1.0
    if ratio <= 0 or abs(math.log(ratio)) < _OFF:
        return None
    exponents = EXPONENTS[unit]
    shown, wrong = (say(one, *exponents, 0, total.period) for one in (right, total.value))
    message = f"The parts add up to {shown}, not {wrong}."
    return Finding(parts[0].start, total.end, message, ratio, "Which parts are in it?")


def mean_of_shares(sight: Sight) -> Finding | None:
    """ "90% hits at 1 ms, 10% misses at 51 ms, so 26 ms on average"."""
    if sight.words.isdisjoint(_MEAN) or "%" not in sight.text:
        return None
    line = sight.text
    tokens = figures(line)
    if len(tokens) != 5:
        return None
    first, one, second, other, mean = tokens
    shares = first.kind == second.kind == "percent" and abs(first.value + second.value - 1) < 0.001
    if not shares or not one.unit == other.unit == mean.unit or mean.unit not in ("s", "B"):
        return None
    words = between(line, other, mean)
    if not leads(" ".join(word for word in words.split() if word.strip("(,;:)") not in _MEAN)):
        return None
    right = first.value * one.value + second.value * other.value
    ratio = mean.value / right if right else 1.0
    if ratio <= 0 or abs(math.log(ratio)) < _OFF:
        return None
    exponents = EXPONENTS[mean.unit]
    shown, wrong = (say(amount, *exponents, 0) for amount in (right, mean.value))
    message = f"{first.text} of the one and {second.text} of the other make {shown}, not {wrong}."
    return Finding(first.start, mean.end, message, ratio, "How much does each part count?")


def _scale(figure: NumberToken, value: float) -> float:
    """SI value of one of a figure's unit, from the number as it is written; 0 when it cannot be told."""
    written = figure.text.split(maxsplit=1)[0].rstrip("abcdefghijklmnopqrstuvwxyzµABCDEFGHIJKLMNOPQRSTUVWXYZ")
    try:
        return value / float(written.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return 0.0


ADDED: tuple[Rule, ...] = (
    Rule(
        "total-of-parts",
        Severity.ERROR,
        "a total that its parts do not add up to",
        total_of_parts,
        ("retries after 100, 200, 400 and 800 ms add up to 15 s", "20 ms TLS, 30 ms app, 45 ms db -> 200 ms in all"),
        (
            "retries after 100, 200, 400 and 800 ms add up to 1.5 s",
            "20 ms TLS, 30 ms app, 45 ms db -> 95 ms in all",
            "two calls of 50 ms in parallel, 30 ms each, so 80 ms in all",
        ),
    ),
    Rule(
        "mean-of-shares",
        Severity.ERROR,
        "a mean of two shares that is weighed wrongly",
        mean_of_shares,
        ("90% hits @ 1 ms, 10% misses @ 51 ms → average 26 ms",),
        ("90% hits @ 1 ms, 10% misses @ 51 ms → average 6 ms",),
    ),
)
