"""Rules on figures: every expected quantity follows from the facts, and every number in a fact is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.estimation.formula import FormulaError, evaluate, names_in

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


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (formula_does_not_follow, unused_fact)


def _facts(problem: ProblemScope) -> dict[str, float]:
    return {_name(fact.id): fact.value for fact in problem.loaded.problem.facts if fact.value is not None}


def _name(slug: str) -> str:
    """How a formula spells an id."""
    return slug.replace("-", "_")
