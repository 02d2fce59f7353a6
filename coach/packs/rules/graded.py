"""Rules on what the grader makes of a problem's own answers: the reference stands, and every criterion can be met."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coach.estimation.expected import compare
from coach.estimation.formula import FormulaError
from coach.estimation.worksheet import read
from coach.language.sheets import parse
from coach.model.words import Level, Phase, Severity
from coach.packs.files import REFERENCE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.estimation.worksheet import Worksheet
    from coach.packs.findings import Finding
    from coach.packs.rules.scope import PackScope

MET = 0.5
"""Credit from which a criterion counts as met by a sheet."""
ROUNDING = 0.1
"""How far a number of the reference may be rounded, as a share of it."""


def reference_fault(scope: PackScope) -> Iterator[Finding]:
    """Nothing in the reference answer is wrong on its face: its sums hold, its design runs at its own peak."""
    for problem in scope.problems():
        if not problem.loaded.reference:
            continue
        for score in problem.card(REFERENCE_FILE).phases:
            for remark in score.remarks:
                if remark.severity is Severity.ERROR and not remark.follows:
                    message = f"the reference's {score.phase.heading} is faulted ({remark.id}): {remark.message}"
                    fix = "mend the reference; if it is right and the reader wrong, allow this in its front matter"
                    where = (REFERENCE_FILE, remark.start, remark.end)
                    yield problem.in_sheet(*where, "reference-fault", message, fix)


def unreached_figure(scope: PackScope) -> Iterator[Finding]:
    """The reference's estimation arrives at each expected quantity, as the estimation reader recomputes it."""
    for problem in scope.problems():
        told = problem.loaded.problem
        written = parse(problem.loaded.reference).written(Phase.ESTIMATION)
        if not written.strip():
            continue  # told by the rule on the reference's phases
        worksheet = read(written)
        facts = {fact.id: fact.value for fact in told.facts if fact.value is not None}
        try:
            compared = compare(worksheet, told.quantities, facts)
        except FormulaError:
            continue  # told by the rule on formulas
        for index, one in enumerate(compared):
            if one.band in ("missing", "off") and not _stated(worksheet, one.expected):
                got = "does not arrive at it" if one.found is None else f"comes to {one.found.value:.3g}"
                message = f"{one.label}: the facts give {one.expected:.3g}, and the reference {got}"
                fix = "write the sum into the reference, under this label, or correct the formula"
                yield problem.warn(("quantities", index, "formula"), "unreached-figure", message, fix)


def never_met(scope: PackScope) -> Iterator[Finding]:
    """Each criterion of the problem is met by one of its answers at least, so that it is shown to work."""
    for problem in scope.problems():
        files = problem.sheets()
        if not problem.golden_sheets or set(files) - {REFERENCE_FILE} != {one.file for one in problem.golden_sheets}:
            continue  # what is missing is told by other rules
        met = {
            judgement.id
            for file in files
            for score in problem.card(file).phases
            for judgement in score.criteria
            if judgement.credit >= MET
        }
        for placed in problem.criteria():
            if placed.phase is not None and placed.criterion.id not in met:
                message = f"no golden sheet meets {placed.criterion.id!r}, nor does the reference"
                fix = "answer it in one of them, or word the criterion so that their answers meet it"
                yield problem.warn((*placed.path, "id"), "never-met", message, fix)


def no_weight(scope: PackScope) -> Iterator[Finding]:
    """At every level that a problem is for, each phase, deep dive and curveball has a criterion that counts."""
    for problem in scope.problems():
        told = problem.loaded.problem
        own = [(placed.phase, placed.criterion.level) for placed in problem.criteria() if placed.phase]
        for level in told.levels:
            for phase in Phase:
                general = (criterion.level for criterion in scope.rubrics.of(phase))
                mine = (expected for at, expected in own if at is phase)
                if not _any_counts(level, (*general, *mine)):
                    message = f"at level {level.value} no criterion counts under {phase.heading}"
                    yield problem.warn(("criteria",), "no-weight", message, "add one, or lower a level")
            asked = [(("deep_dives", at), dive.id, dive.criteria) for at, dive in enumerate(told.deep_dives)]
            asked += [(("curveballs", at), one.id, one.criteria) for at, one in enumerate(told.curveballs)]
            for path, name, criteria in asked:
                if not _any_counts(level, tuple(criterion.level for criterion in criteria)):
                    message = f"at level {level.value} no criterion of {name!r} counts: an answer earns nothing"
                    yield problem.warn((*path, "id"), "no-weight", message, "add one, or lower a level")


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (reference_fault, unreached_figure, never_met, no_weight)


def _stated(worksheet: Worksheet, expected: float) -> bool:
    """Whether the number stands in the worksheet under whatever name."""
    return any(math.isclose(quantity.value, expected, rel_tol=ROUNDING) for quantity in worksheet.quantities)


def _any_counts(level: Level, expected: tuple[Level, ...]) -> bool:
    return any(level.reaches(one) for one in expected)
