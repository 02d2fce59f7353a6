"""Figures that contradict what was agreed: the interviewer said ten reads for every write, the sum takes a hundred.

A figure restates an agreed fact when words of the fact's name stand beside it in its clause, or when a result is the
agreed formula over the candidate's own results with another factor, and that factor stands in the line. Anything less
sure is let pass: a candidate may well count something else.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from coach.estimation.expected import compare
from coach.estimation.formula import FormulaError
from coach.estimation.names import singular
from coach.estimation.numbers import NumberToken, find_numbers
from coach.estimation.patterns import pattern
from coach.estimation.vocabulary import vocabulary
from coach.estimation.wording import duration, number, size
from coach.estimation.worksheet import Worksheet
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.words import Severity

if TYPE_CHECKING:
    from coach.model.problem import ExpectedQuantity

APART = math.log10(1.3)
"""Smallest |log10| of two figures that differ: nobody is blamed for rounding."""

FAR_APART = 2.1
"""|log10| beyond which a figure means something else."""


_CALENDAR = frozenset({86400.0, 3600.0, 365.0, 24.0, 60.0, 30.0, 12.0, 7.0, 1000.0, 1024.0})
"""Numbers that only convert units."""


NEARER = 1.3
"""The same for a factor that only shows in a result: it may be another one."""


@dataclass(frozen=True, slots=True)
class AgreedFigure:
    """A number that the interviewer has told."""

    id: str
    answer: str
    value: float
    """SI, as in the problem's fact."""
    unit: str


def against(
    text: str,
    worksheet: Worksheet,
    agreed: Sequence[AgreedFigure],
    quantities: "Sequence[ExpectedQuantity]" = (),
    facts: Mapping[str, float] | None = None,
) -> tuple[Remark, ...]:
    """A remark on each figure of `text` that contradicts what was agreed, at most one for each agreed fact.

    Args:
        text: the estimation, at the offsets that the remarks are to have.
        worksheet: it, read.
        agreed: the facts told.
        quantities: what the problem expects, for factors that only show in a result.
        facts: all of the problem's numbers, by id.
    """
    found = []
    for figure in agreed:
        remark = next(_restated(text, figure, agreed), None) or next(
            _implied(text, worksheet, figure, quantities, facts or {}), None
        )
        if remark is not None:
            found.append(remark)
    return tuple(sorted(found, key=lambda one: one.start))


def _restated(text: str, figure: AgreedFigure, agreed: Sequence[AgreedFigure]) -> Iterator[Remark]:
    """Figures with the fact's own words beside them."""
    marks = _marks(figure.id)
    if not marks:
        return
    for token in find_numbers(text):
        value = _amount(token, figure)
        if value is None or value in _CALENDAR or not _differ(value, figure.value):
            continue
        if any(_amount(other, figure) == figure.value for other in find_numbers(_line(text, token))):
            continue
        beside = _beside(text, token)
        if not marks <= beside or any(_nearer(other, figure, beside) for other in agreed):
            continue
        yield _remark(figure, value, token.start, token.end, text)


def _implied(
    text: str,
    worksheet: Worksheet,
    figure: AgreedFigure,
    quantities: "Sequence[ExpectedQuantity]",
    facts: Mapping[str, float],
) -> Iterator[Remark]:
    """Results that are another one times a factor that is not the agreed one, where that factor is written."""
    if figure.unit != "1" or figure.value < 1:
        return
    name = figure.id.replace("-", "_")
    try:
        comparisons = {one.id.replace("-", "_"): one for one in compare(worksheet, quantities, facts)}
    except FormulaError:
        return
    for quantity in quantities:
        factors = [part.strip() for part in quantity.formula.split("*")]
        if len(factors) != 2 or name not in factors:
            continue
        rest = next(part for part in factors if part != name) if factors.count(name) == 1 else ""
        whole, part = comparisons.get(quantity.id.replace("-", "_")), comparisons.get(rest)
        if whole is None or part is None or whole.found is None or part.found is None or part.found.value <= 0:
            continue
        implied = whole.found.value / part.found.value
        if implied < 1 or not APART < abs(math.log10(implied / figure.value)) < NEARER:
            continue
        line = next(one for one in worksheet.lines if one.number == whole.found.line)
        written = [one for one in find_numbers(line.text) if abs(math.log10(max(one.value, 1e-12) / implied)) < 0.02]
        if written:
            start = line.start + written[0].start
            yield _remark(figure, written[0].value, start, line.start + written[0].end, text)


def _remark(figure: AgreedFigure, value: float, start: int, end: int, text: str) -> Remark:
    end = start + len(text[start:end].rstrip())
    here, there = _said(value, figure.unit), _said(figure.value, figure.unit)
    message = f"Agreed: “{figure.answer}” Here it is {here} instead of {there}."
    return Remark("against-agreed", Severity.WARNING, start, end, message, question="Where does that figure come from?")


def _said(value: float, unit: str) -> str:
    return {"B": size, "s": duration}.get(unit, number)(value)


def _amount(token: NumberToken, figure: AgreedFigure) -> float | None:
    """The number in the fact's unit; none when it measures something else."""
    if token.value <= 0 or token.high is not None:
        return None
    if token.unit == figure.unit:
        return token.value
    if token.unit == "1/s" and figure.unit == "1" and token.period > 1:
        return token.value * token.period
    return None


def _line(text: str, token: NumberToken) -> str:
    """The line that a number stands in."""
    end = text.find("\n", token.end)
    return text[text.rfind("\n", 0, token.start) + 1 : end if end >= 0 else len(text)]


def _beside(text: str, token: NumberToken) -> frozenset[str]:
    """The words of the number's clause that stand near it."""
    line_start = text.rfind("\n", 0, token.start) + 1
    line_end = text.find("\n", token.end)
    before = _CLAUSE().split(text[line_start : token.start])[-1]
    after = _CLAUSE().split(text[token.end : line_end if line_end >= 0 else len(text)])[0]
    near = f"{' '.join(before.split()[-3:])} {token.text} {' '.join(after.split()[:4])}"
    return _words(near)


def _nearer(other: AgreedFigure, figure: AgreedFigure, beside: frozenset[str]) -> bool:
    """Whether the words beside a number name another agreed fact more exactly."""
    marks = _marks(other.id)
    return other.id != figure.id and marks <= beside and len(marks) > len(_marks(figure.id))


def _differ(value: float, agreed: float) -> bool:
    if value <= 0 or agreed <= 0:
        return False
    return APART < abs(math.log10(value / agreed)) < FAR_APART


_CLAUSE = pattern(r"[,;:=~≈→]|->|=>|[*×+]|\s-\s|\band\b")
_WORD = pattern(r"[a-z]+")
_COMMON = vocabulary("per a an the of for in each new average avg factor s number total and share")


def _marks(name: str) -> frozenset[str]:
    return frozenset(singular(word) for word in name.split("-") if word not in _COMMON)


def _words(text: str) -> frozenset[str]:
    return frozenset(singular(word) for word in _WORD().findall(text.lower()))
