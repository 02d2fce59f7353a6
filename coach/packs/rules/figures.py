"""Rules on figures: every expected quantity follows from the facts, and every number in a fact is used."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coach.estimation.formula import FormulaError, evaluate, names_in
from coach.estimation.numbers import find_numbers

ROUNDING = 0.05
"""How far the number in an answer may be rounded, as a share of it."""
SCALES = (1, 0.01, 60, 3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400, 1 / 60, 1 / 3600, 1 / 86_400)
"""What turns the number of an answer into a value: nothing, percent, a unit of time and what happens per one."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.packs.findings import Finding
    from coach.packs.rules.scope import PackScope, ProblemScope


def formula_does_not_follow(scope: PackScope) -> Iterator[Finding]:
    """A quantity's formula can be computed from the facts and the quantities before it, and is above zero."""
    for problem in scope.problems():
        values = _facts(problem)
        for index, quantity in enumerate(problem.loaded.problem.quantities):
            where = ("quantities", index, "formula")
            try:
                value = evaluate(quantity.formula, values)
            except FormulaError as error:
                fix = "use ids of facts with a value and of earlier quantities, with underscores"
                yield problem.fail(where, "formula", f"cannot be computed: {error}", fix)
                continue
            if value <= 0:
                yield problem.fail(where, "formula", f"the result is {value:g}; a quantity is above zero")
            values[_name(quantity.id)] = value


def unused_fact(scope: PackScope) -> Iterator[Finding]:
    """A fact's value is there for the formulas; one that none uses is forgotten or superfluous."""
    for problem in scope.problems():
        used: set[str] = set()
        for quantity in problem.loaded.problem.quantities:
            try:
                used.update(names_in(quantity.formula))
            except FormulaError:
                return
        for index, fact in enumerate(problem.loaded.problem.facts):
            if fact.value is not None and _name(fact.id) not in used:
                message = f"no quantity uses the value of {fact.id!r}"
                fix = "use it in a formula, or leave the value out"
                yield problem.warn(("facts", index, "value"), "unused-fact", message, fix)


def answer_value(scope: PackScope) -> Iterator[Finding]:
    """The number in a fact's answer is its value, given the unit of time or share it is told in.

    Numbers in words ("a hundred million") are not read; an answer without figures is taken on trust.
    """
    for problem in scope.problems():
        for index, fact in enumerate(problem.loaded.problem.facts):
            told = find_numbers(fact.answer) if fact.value is not None else ()
            if told and fact.value is not None and not any(_is_told(fact.value, number.value) for number in told):
                message = f"the answer says {' and '.join(number.text for number in told)}; the value is {fact.value:g}"
                fix = "correct one of them; the value is in SI"
                yield problem.warn(("facts", index, "value"), "answer-value", message, fix)


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (formula_does_not_follow, unused_fact, answer_value)


def _is_told(value: float, said: float) -> bool:
    return any(math.isclose(value, said * scale, rel_tol=ROUNDING) for scale in SCALES)


def _facts(problem: ProblemScope) -> dict[str, float]:
    return {_name(fact.id): fact.value for fact in problem.loaded.problem.facts if fact.value is not None}


def _name(slug: str) -> str:
    """How a formula spells an id."""
    return slug.replace("-", "_")
