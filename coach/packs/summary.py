"""What a check or a test came to, as lines that a person reads in a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model.words import Phase, Severity
from coach.packs.outcomes import State

if TYPE_CHECKING:
    from coach.packs.check import Checked
    from coach.packs.outcomes import Outcome, Trial

_SHORT = {
    Phase.REQUIREMENTS: "req",
    Phase.ESTIMATION: "est",
    Phase.API: "api",
    Phase.DESIGN: "des",
    Phase.DEEP_DIVES: "deep",
}
_KINDS = {
    "reference": "ref",
    "strong": "strg",
    "unusual": "unus",
    "terse": "ters",
    "decent": "decn",
    "weak": "weak",
    "wrong": "wrng",
    "hollow": "holl",
}
"""The columns of the table of problems, by the kind of sheet."""


def check_line(checked: Checked) -> str:
    """One line: how many findings of each severity, and in what."""
    counts = [
        f"{count} {severity.value}{'s' if count != 1 else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        if (count := checked.count(severity))
    ]
    pack = checked.pack
    what = "the pack" if pack is None else f"{pack.info.title}: {_many(len(pack.loaded), 'problem')}"
    return f"{what}, {', '.join(counts) if counts else 'no findings'}."


def trial_lines(trial: Trial) -> list[str]:
    """The sheets' scores as a table, then what failed, then the known gaps, then one line that sums it up.

    One problem gets a row a sheet with its phases; several get a row each.
    """
    slugs = list(dict.fromkeys(outcome.problem for outcome in trial.outcomes))
    lines = _sheet_table(trial) if len(slugs) == 1 else _problem_table(trial, slugs)
    lines += [_line("FAILED", outcome) for outcome in trial.of(State.FAILED)]
    lines += [f"{_line('known gap', one)} ({one.why})" for one in trial.of(State.KNOWN_GAP)]
    lines += [f"{problem}, {sheet}: everything holds; its known_gap can go" for problem, sheet in trial.closed_gaps]
    held, failed, gaps = (len(trial.of(state)) for state in (State.HELD, State.FAILED, State.KNOWN_GAP))
    share = f", {trial.gap_share:.1%} of the authors' bands" if gaps else ""
    lines.append(f"{_many(len(slugs), 'problem')}: {held} held, {failed} failed, {_many(gaps, 'known gap')}{share}.")
    return lines


def _sheet_table(trial: Trial) -> list[str]:
    lines = [f"{'':12} {'overall':>7}  " + "  ".join(f"{_SHORT[phase]:>4}" for phase in Phase)]
    for score in trial.scores:
        marks = "  ".join(f"{score.phases[phase]:4.2f}" for phase in Phase)
        lines.append(f"{score.sheet.removesuffix('.md'):12} {score.overall:7.2f}  {marks}")
    return lines


def _problem_table(trial: Trial, slugs: list[str]) -> list[str]:
    """A row a problem: what its sheets of each kind got overall, and how its tests came out."""
    kinds = [kind for kind in _KINDS if any(score.kind == kind for score in trial.scores)]
    width = max((len(slug) for slug in slugs), default=0)
    columns = [_KINDS[kind] for kind in kinds]
    lines = [" ".join([f"{'':{width}}", *(f"{name:>4}" for name in columns), "  held failed gaps"])]
    for slug in slugs:
        marks = [_mark(trial, slug, kind) for kind in kinds]
        counts = [sum(one.problem == slug for one in trial.of(state)) for state in State]
        lines.append(" ".join([f"{slug:{width}}", *marks, f" {counts[0]:5} {counts[1]:6} {counts[2]:4}"]))
    return lines


def _mark(trial: Trial, slug: str, kind: str) -> str:
    scores = [score.overall for score in trial.scores if score.problem == slug and score.kind == kind]
    return f"{scores[0]:4.2f}" if scores else f"{'–':>4}"


def _line(word: str, outcome: Outcome) -> str:
    return f"{word}: {outcome.problem}, {outcome.sheet}: expected {outcome.expects}, got {outcome.got}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"
