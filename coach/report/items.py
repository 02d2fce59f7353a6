"""Item analysis of a class: how hard a criterion is, and whether it tells strong sheets from weak ones.

Difficulty is the share of the credit that was won: 0 nobody, 1 everybody. Discrimination is the correlation of a
criterion with the rest of the sheet (corrected item-total correlation, Henrysson 1963). Both are worked out from sums
of whole thousandths of credit, so that they do not depend on the order of the sheets, nor on how a class was split.
"""

import math

from coach.model.quick import dataclass

FEWEST = 20
"""Sheets below which neither is given: a few answers decide it."""
_UNITS = 1000
MET = 0.75
"""Credit from which a criterion counts as met."""


@dataclass(slots=True)
class Item:
    """The sums of one criterion over the sheets it was judged in."""

    sheets: int = 0
    met: int = 0
    own: int = 0
    """Credit won, in thousandths."""
    own_squared: int = 0
    total: int = 0
    """Credit won on all criteria of those sheets, in thousandths."""
    total_squared: int = 0
    own_by_total: int = 0

    def add(self, credit: float, total: int) -> None:
        """Count a sheet: the credit 0..1 for this criterion, and `thousandths` of all its criteria together."""
        own = thousandths(credit)
        self.sheets += 1
        self.met += credit >= MET
        self.own += own
        self.own_squared += own * own
        self.total += total
        self.total_squared += total * total
        self.own_by_total += own * total

    @property
    def mean(self) -> float:
        """Mean credit 0..1, of however few sheets; 0 of none."""
        return self.own / _UNITS / self.sheets if self.sheets else 0.0

    @property
    def difficulty(self) -> float | None:
        """Share of the credit won, 0..1, the larger the easier; none of fewer than `FEWEST` sheets."""
        return self.mean if self.sheets >= FEWEST else None

    @property
    def discrimination(self) -> float | None:
        """Correlation -1..1 with the rest of the sheet; none of fewer than `FEWEST` sheets or where all are alike."""
        if self.sheets < FEWEST:
            return None
        rest = self.total - self.own
        rest_squared = self.total_squared - 2 * self.own_by_total + self.own_squared
        own_by_rest = self.own_by_total - self.own_squared
        spread = (self.sheets * self.own_squared - self.own**2) * (self.sheets * rest_squared - rest**2)
        if not spread:
            return None
        return (self.sheets * own_by_rest - self.own * rest) / math.sqrt(spread)


def thousandths(credit: float) -> int:
    """A credit 0..1 in whole thousandths."""
    return round(credit * _UNITS)
