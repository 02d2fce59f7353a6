"""What a check or a test came to, as lines that a person reads in a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model.words import Phase, Severity
from coach.packs.trial import State

if TYPE_CHECKING:
    from coach.packs.check import Checked
    from coach.packs.trial import Outcome, Trial

_SHORT = {
    Phase.REQUIREMENTS: "req",
    Phase.ESTIMATION: "est",
    Phase.API: "api",
    Phase.DESIGN: "des",
    Phase.DEEP_DIVES: "deep",
}


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
    """The golden sheets' scores as a table, then what failed, then the known gaps, then one line."""
    lines = []
    for problem in dict.fromkeys(score.problem for score in trial.scores):
        lines += [problem, f"  {'':12} {'overall':>7}  " + "  ".join(f"{_SHORT[phase]:>4}" for phase in Phase)]
        for score in (score for score in trial.scores if score.problem == problem):
            marks = "  ".join(f"{score.phases[phase]:4.2f}" for phase in Phase)
            lines.append(f"  {score.sheet.removesuffix('.md'):12} {score.overall:7.2f}  {marks}")
    lines += [_line("FAILED", outcome) for outcome in trial.of(State.FAILED)]
    lines += [f"{_line('known gap', one)} ({one.why})" for one in trial.of(State.KNOWN_GAP)]
    held, failed, gaps = (len(trial.of(state)) for state in (State.HELD, State.FAILED, State.KNOWN_GAP))
    lines.append(f"{held} held, {failed} failed, {_many(gaps, 'known gap')}.")
    return lines


def _line(word: str, outcome: Outcome) -> str:
    return f"{word}: {outcome.problem}, {outcome.sheet}: expected {outcome.expects}, got {outcome.got}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"
