"""How long nines allow to be down: "99.99% means we can be down about 53 minutes a year", "five nines = 5 min/yr"."""

import math
import re

from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.patterns import words_pattern
from coach.estimation.units import TIME
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import duration, span_said
from coach.estimation.words import MACHINES, WORD_NUMBERS
from coach.model.words import Severity

_OFF = math.log(1.9)
_NINES = words_pattern(
    r"(?<![\d.])(?P<share>9[0-9](?:[.,]\d{1,5})?)\s?%|\b(?P<count>two|three|four|five|six|[2-6])[ -](?:nines|9s|9's)\b"
)
_DOWN = words_pattern(
    r"(?<![\d.,])(?P<amount>\d+(?:[.,]\d+)?)\s?(?P<unit>seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?|d)\b"
    r"(?P<words>[^.,;()\d]{0,24}?)\s?(?:\b(?:per|an?|each|every)\s+|/\s?)(?P<span>year|yr|y|month|mo|week|quarter|day)\b"
)
_BETWEEN = words_pattern(r"^(?:i\.e\.|e\.g\.|[^.;\d|]){0,48}$")
_ANOTHER = words_pattern(
    r"\b(?:if|than|last|lost|took|used|burnt|spent|restart|upgrades?|deploys?|each|node|was|were)\b"
)
_WORDS = vocabulary("nines 9s down downtime unavailable unavailability outage outages year yr month mo week quarter")


def downtime_of_nines(sight: Sight) -> Finding | None:
    """ "99.99% means we can be down about 8.8 hours a year"."""
    if sight.words.isdisjoint(_WORDS) or not sight.words.isdisjoint(MACHINES):
        return None  # one machine may be down for longer than the service
    line = sight.text
    for nines in _NINES().finditer(line):
        down = _DOWN().search(line, nines.end())
        if down is None or not _BETWEEN().match(line[nines.end() : down.start()]):
            continue
        if _ANOTHER().search(line[nines.end() : down.end()]):
            continue
        span = TIME[down["span"].lower()]
        claimed = float(down["amount"].replace(",", ".")) * TIME[down["unit"].lower()]
        allowed = (1 - _share(nines)) * span
        ratio = claimed / allowed if allowed else 1.0
        if ratio <= 0 or abs(math.log(ratio)) < _OFF:
            continue
        message = f"{nines[0].strip()} allows {duration(allowed)} in {span_said(span)}, not {duration(claimed)}."
        return Finding(nines.start(), down.end(), message, ratio, "How did you get from the nines to it?")
    return None


def _share(nines: re.Match[str]) -> float:
    """Availability as a share."""
    if nines["share"]:
        return float(nines["share"].replace(",", ".")) / 100
    count = nines["count"]
    return 1 - math.pow(0.1, float(count) if count.isdigit() else WORD_NUMBERS[count.lower()])


NINES: tuple[Rule, ...] = (
    Rule(
        "wrong-nines",
        Severity.ERROR,
        "a downtime that the nines beside it do not allow",
        downtime_of_nines,
        (
            "99.99 % of redirects, i.e. we may be down for about 8.8 hours a year",
            "99.99% means we can be down about 8.8 hours a year",
            "SLA: four nines => 43 min of downtime per month",
            "five nines = ~53 sec/year",
            "at 99.5%, which is only 4.4 hours down per year",
        ),
        (
            "99.99 % of redirects, i.e. we may be down for about 53 minutes a year",
            "99.99% for reads; so each node may be down 2 hours a year for upgrades",
            "three nines: 8.76 hours down a year; four nines: 53 min a year",
            "99.9% is promised, last year we were down 30 min a month",
            "five nines = ~5 min/year",
        ),
    ),
)
