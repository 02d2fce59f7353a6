"""`pack preview`: a problem as its candidate and its interviewer see it, a sheet as the grader sees it, in lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from coach.estimation.formula import FormulaError, evaluate
from coach.estimation.wording import duration, number, size
from coach.language.cleaning import one_line
from coach.packs.outcomes import State
from coach.packs.trial import Part, try_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.model.criterion import Criterion
    from coach.model.problem import Problem, Rubrics
    from coach.model.scorecard import Judgement, Scorecard
    from coach.packs.loading import LoadedProblem

_SIGNS = {"met": "✓", "partial": "◐", "unsure": "?", "denied": "✗", "wrong": "✗", "unaddressed": "·"}


def problem_lines(problem: Problem, width: int = 80) -> list[str]:
    """The candidate's side first, then what only the interviewer has, in lines of at most `width` columns."""
    lines = [
        f"{problem.title} · {problem.minutes} minutes · difficulty {problem.difficulty} of 5",
        *_wrapped(f"trains {problem.trains}", width),
        "",
        f"What the candidate is told ({len(problem.prompt.split())} words)",
        *_wrapped(problem.prompt, width),
        "",
        "What the interviewer tells when asked",
    ]
    for fact in problem.facts:
        lines += [
            *_wrapped(fact.answer, width),
            *_wrapped(f"“{fact.ask[0]}” and {len(fact.ask) - 1} more", width, "    "),
        ]
    lines += ["", "What the estimation should come to"]
    for label, value in _figures(problem):
        lines += _wrapped(f"{label}: {value}", width)
    lines += ["", "What only this problem looks for"]
    for entry in problem.criteria:
        lines += _wrapped(f"{entry.phase.heading}: {_told(entry.criterion)}", width)
    lines += ["", "Deep dives"]
    for dive in problem.deep_dives:
        lines += _wrapped(dive.question, width)
        for criterion in dive.criteria:
            lines += _wrapped(f"- {_told(criterion)}", width, "    ")
        for at, hint in enumerate(dive.hints, 1):
            lines += _wrapped(f"hint {at}: {hint}", width, "    ")
    lines += ["", "In mid-interview"]
    for curveball in problem.curveballs:
        lines += _wrapped(curveball.says, width)
    lines += ["", "What each level is expected to reach"]
    for level in problem.levels:
        lines += _wrapped(f"{level.value}: {problem.expects.get(level, 'nothing is said')}", width)
    return lines


def card_lines(card: Scorecard, width: int = 80) -> list[str]:
    """Every criterion with its credit, its id and what it rests on, phase by phase."""
    lines = []
    for score in card.phases:
        lines += ["", f"{score.phase.heading}: {score.score:.2f}"]
        lines += [_cut(f"  {_judged(judgement)}", width) for judgement in score.criteria]
        lines += [_cut(f"  ! {said.id}: “{_plain(said.quote)}”", width) for said in score.remarks]
    return lines


def golden_lines(loaded: LoadedProblem, file: str, rubrics: Rubrics) -> list[str]:
    """What a golden sheet's author expects of it, and whether it holds; nothing when it is no golden sheet."""
    golden = loaded.golden
    sheets = [sheet for sheet in golden.sheets if sheet.file == file] if golden else []
    if golden is None or not sheets:
        return []
    from dataclasses import replace

    alone = replace(loaded, golden=golden.model_copy(update={"sheets": tuple(sheets)}), reference="")
    outcomes = try_problem(alone, rubrics, parts=[Part.GOLDEN]).outcomes
    failed = [one for one in outcomes if one.state is not State.HELD]
    if not failed:
        return ["", f"Expected of it: {len(outcomes)} things, and all of them hold."]
    told = [f"  {one.state.value}: expected {one.expects}, got {one.got}" for one in failed]
    return ["", f"Expected of it: {len(outcomes)} things, of which these do not hold:", *told]


def _figures(problem: Problem) -> Iterator[tuple[str, str]]:
    values = {fact.id.replace("-", "_"): fact.value for fact in problem.facts if fact.value is not None}
    for quantity in problem.quantities:
        try:
            value = evaluate(quantity.formula, values)
        except FormulaError as error:
            yield quantity.label, f"cannot be computed ({error})"
            continue
        values[quantity.id.replace("-", "_")] = value
        yield quantity.label, f"{_figure(value, quantity.unit)} = {quantity.formula}"


def _figure(value: float, unit: str) -> str:
    """A figure as a person writes it: `11.57k/s`, `36.5 TB`, `80 ms`."""
    if unit in {"B", "B/s"}:
        return size(value) + unit.removeprefix("B")
    if unit == "s":
        return duration(value)
    return {"1/s": "{}/s", "$": "${}", "$/month": "${}/month"}.get(unit, "{}").format(number(value))


def _told(criterion: Criterion) -> str:
    return f"{criterion.statement} (weight {criterion.weight:g}, {criterion.level.value})"


def _judged(judgement: Judgement) -> str:
    """A criterion in one line: sign, credit, id, and the first place it rests on."""
    quote = f"  “{_plain(judgement.evidence[0].quote)}”" if judgement.evidence else ""
    return f"{_SIGNS[judgement.state]} {judgement.credit:.2f} {judgement.id}{quote}"


def _plain(quote: str) -> str:
    """A quote on one line, its line breaks as spaces."""
    return one_line(" ".join(quote.split()))


def _wrapped(text: str, width: int, indent: str = "  ") -> list[str]:
    return textwrap.wrap(one_line(text), width, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
