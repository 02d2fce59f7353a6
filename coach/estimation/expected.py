"""A problem's expected quantities: what they come to, and what a candidate has of them.

A candidate may assume other facts than the problem's. So a found quantity is held against two numbers: what the
problem's facts give, and what the same formula gives with the candidate's own figures in place of the facts they
restate. Distances are in log10: 0.3 is twice or half, 1 is ten times.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coach.estimation.formula import FormulaError, evaluate, names_in
from coach.estimation.names import singular
from coach.estimation.patterns import pattern
from coach.estimation.vocabulary import vocabulary
from coach.estimation.worksheet import Quantity, Worksheet
from coach.model.words import Severity

if TYPE_CHECKING:
    from coach.model.problem import ExpectedQuantity

RIGHT, CLOSE, SAME_ORDER = 0.3, 0.6, 1.0
"""Largest |log10| of each band."""

_WORD = pattern(r"[a-z0-9]+")
_COMMON = vocabulary(
    "per second day month year of the a an in at and average avg peak total rate for to one each s number"
)
_PERIODS = {
    "day": 86400.0,
    "daily": 86400.0,
    "month": 2592000.0,
    "monthly": 2592000.0,
    "year": 31536000.0,
    "hour": 3600.0,
}


class Comparison(NamedTuple):
    """One expected quantity beside what the candidate has of it."""

    id: str
    label: str
    expected: float
    """From the problem's facts, SI."""
    found: Quantity | None
    own: float | None
    """What follows from the candidate's own figures; none when they restate no fact of the formula."""
    log10: float | None
    """Distance of what was found from the nearer of `expected` and `own`; none when nothing was found."""
    band: str
    """right, close, same order, off or missing."""


def expect(quantities: "Sequence[ExpectedQuantity]", facts: Mapping[str, float]) -> dict[str, float]:
    """The values of a problem's expected quantities, by id, from its facts.

    Ids are written with underscores in formulas; a formula may use the quantities before it.

    Raises:
        FormulaError: when a formula cannot be computed.
    """
    values = {name.replace("-", "_"): value for name, value in facts.items()}
    out: dict[str, float] = {}
    for quantity in quantities:
        value = evaluate(quantity.formula, values)
        values[quantity.id.replace("-", "_")] = value
        out[quantity.id] = value
    return out


def compare(
    worksheet: Worksheet, quantities: "Sequence[ExpectedQuantity]", facts: Mapping[str, float]
) -> tuple[Comparison, ...]:
    """Find each expected quantity in a worksheet and say how near it is, in the problem's order.

    Raises:
        FormulaError: when a formula cannot be computed.
    """
    expected = expect(quantities, facts)
    own_values = _own_values(worksheet, {name.replace("-", "_"): value for name, value in facts.items()})
    wrong = _wrong_lines(worksheet)
    out = []
    for quantity in quantities:
        target = expected[quantity.id]
        own = _own(quantity, own_values)
        if own is not None:
            own_values[quantity.id.replace("-", "_")] = own
        found, strength = _match(worksheet, quantity, target, own)
        if found is None:
            out.append(Comparison(quantity.id, quantity.label, target, None, own, None, "missing"))
            continue
        amount = _amount(found, quantity.unit) or found.value
        distance = _distance(amount, target)
        if own is not None:
            distance = min(distance, _distance(amount, own))
        band = _band(distance)
        if band in ("close", "same order") and strength >= 3 and found.role != "assumed" and found.line not in wrong:
            band = "right"  # it follows from the candidate's own figures, which are not the problem's
        out.append(Comparison(quantity.id, quantity.label, target, found, own, round(distance, 3), band))
    return tuple(out)


def _band(distance: float) -> str:
    if distance <= RIGHT:
        return "right"
    if distance <= CLOSE:
        return "close"
    return "same order" if distance <= SAME_ORDER else "off"


def _match(
    worksheet: Worksheet, quantity: "ExpectedQuantity", target: float, own: float | None
) -> tuple[Quantity | None, float]:
    """The candidate's quantity that is meant, and how sure that is."""
    marks = _words(f"{quantity.id} {quantity.label}")
    best: tuple[float, float, Quantity] | None = None
    for found in worksheet.quantities:
        amount = _amount(found, quantity.unit)
        if not amount or amount <= 0 or found.factor:
            continue
        near = _distance(amount, target) if own is None else min(_distance(amount, target), _distance(amount, own))
        strength = 0.0
        if quantity.kind != "count" and found.kind:
            strength += 2 if found.kind == quantity.kind else -1
        strength += 1.5 * min(2, len(marks & _words(found.name)))
        if quantity.peak:
            strength += 2 if found.peak else -2
        elif found.peak:
            continue
        if near <= RIGHT:
            strength += 2
        elif near > 2:
            strength -= 1.5
        if found.role == "assumed":
            strength -= 0.5
        rank = strength - near
        if strength >= 1.5 and (best is None or rank > best[0] + 1e-9):
            best = rank, strength, found
    return (best[2], best[1]) if best is not None else (None, 0.0)


def _amount(found: Quantity, unit: str) -> float | None:
    """The found quantity in the expected unit; none when the kinds differ."""
    if found.unit == unit:
        return found.value
    if {found.unit, unit} == {"$", "$/month"}:
        return found.value
    if found.unit == "B/s" and unit == "B" and found.period > 1:
        return found.value * found.period  # 36 TB a year, where 36 TB is expected
    if found.unit == "1/s" and unit == "1" and found.period > 1:
        return found.value * found.period
    return None


def _own(quantity: "ExpectedQuantity", values: dict[str, float]) -> float | None:
    """The formula over the candidate's own figures; none when none of them differs from the facts."""
    try:
        names = names_in(quantity.formula)
        if not any(f"own:{name}" in values for name in names):
            return None
        own = evaluate(
            quantity.formula, {name: values.get(f"own:{name}", values.get(name, math.nan)) for name in names}
        )
    except FormulaError:
        return None
    values[f"own:{quantity.id.replace('-', '_')}"] = own
    return own


def _own_values(worksheet: Worksheet, facts: dict[str, float]) -> dict[str, float]:
    """Facts, and beside them under `own:` the candidate's figures for them."""
    values = dict(facts)
    for name, fact in facts.items():
        marks = _words(name.replace("_", " "))
        if fact <= 0 or not marks:
            continue
        period = next((_PERIODS[word] for word in _WORD().findall(name.replace("_", " ")) if word in _PERIODS), 0.0)
        best: tuple[float, float] | None = None
        for found in worksheet.quantities:
            common = marks & _words(found.name)
            if not common or found.role == "computed":
                continue
            amounts = [found.value]
            if found.unit in ("1/s", "B/s"):
                amounts = [found.value * (period or found.period)]
            for amount in amounts:
                if amount > 0 and _distance(amount, fact) <= 2:
                    rank = _distance(amount, fact) - len(common)
                    if best is None or rank < best[0]:
                        best = rank, amount
        if best is not None:
            values[f"own:{name}"] = best[1]
    return values


def _wrong_lines(worksheet: Worksheet) -> set[int]:
    return {line.number for line in worksheet.lines if any(r.severity is Severity.ERROR for r in line.remarks)}


def _words(text: str) -> frozenset[str]:
    return frozenset(singular(word) for word in _WORD().findall(text.lower().replace("_", " ")) if word not in _COMMON)


def _distance(first: float, second: float) -> float:
    if first <= 0 or second <= 0:
        return math.inf
    return abs(math.log10(first / second))
