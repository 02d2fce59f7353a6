"""The list of all rules on lines, in the order in which they are asked; the first error on a line is told."""

from coach.estimation.checks.added import ADDED
from coach.estimation.checks.assumptions import ASSUMPTIONS
from coach.estimation.checks.caches import CACHES
from coach.estimation.checks.capacity import CAPACITY
from coach.estimation.checks.concluded import CONCLUDED
from coach.estimation.checks.converted import CONVERTED
from coach.estimation.checks.facts import FACTS
from coach.estimation.checks.forgotten import FORGOTTEN
from coach.estimation.checks.nines import NINES
from coach.estimation.checks.peaks import PEAKS
from coach.estimation.checks.restated import RESTATED
from coach.estimation.checks.rule import Finding, Rule, Sight
from coach.estimation.checks.spaces import SPACES
from coach.estimation.checks.spoken import SPOKEN
from coach.estimation.checks.sufficing import SUFFICING
from coach.estimation.checks.sums import SUMS
from coach.estimation.checks.tails import TAILS
from coach.model.words import Severity

RULES: tuple[Rule, ...] = (
    *FACTS,
    *CACHES,
    *ASSUMPTIONS,
    *CAPACITY,
    *FORGOTTEN,
    *SUMS,
    *SPACES,
    *SPOKEN,
    *PEAKS,
    *TAILS,
    *NINES,
    *SUFFICING,
    *RESTATED,
    *CONVERTED,
    *CONCLUDED,
    *ADDED,
)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def first_finding(sight: Sight) -> tuple[Rule, Finding] | None:
    """The weightiest finding on a line, the earlier rule first among equals; none when all is well."""
    best: tuple[Rule, Finding] | None = None
    for rule in RULES:
        finding = rule.check(sight)
        if finding is None:
            continue
        weight = _WEIGHT[finding.severity or rule.severity]
        if best is None or weight < _WEIGHT[best[1].severity or best[0].severity]:
            best = rule, finding
        if weight == 0:
            break
    return best
