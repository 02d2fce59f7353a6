"""From judgements and remarks to phase scores, the overall score and the verdict: published rules, said in words.

A phase's raw credit is the weighted mean over the criteria of the level. Nobody writes everything in a quarter of an
hour, so full marks come before every box is ticked: `CURVES` maps raw credit to score, one monotone curve a phase. Then
each fault takes a share of what is left, and caps apply. Each change is a sentence in `why`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coach.grading.reading import Reading
from coach.grading.relevance import ON_SUBJECT
from coach.model.quick import dataclass
from coach.model.scorecard import Judgement, Overall, PhaseScore, Said
from coach.model.words import Level, Phase, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Curve:
    """Score = (raw / full) ** bend, at most 1."""

    full: float
    bend: float = 0.7

    def score(self, raw: float) -> float:
        """The score for a raw credit, both 0..1."""
        return float(min(1.0, max(0.0, raw) / self.full) ** self.bend)


CURVES: Mapping[Phase, Curve] = {
    Phase.REQUIREMENTS: Curve(0.72, 0.75),
    Phase.ESTIMATION: Curve(0.62, 1.2),
    Phase.API: Curve(0.88, 0.9),
    Phase.DESIGN: Curve(0.7, 0.65),
    Phase.DEEP_DIVES: Curve(0.68, 0.67),
}
SHARES: Mapping[Phase, float] = {
    Phase.REQUIREMENTS: 0.2,
    Phase.ESTIMATION: 0.15,
    Phase.API: 0.15,
    Phase.DESIGN: 0.3,
    Phase.DEEP_DIVES: 0.2,
}
"""Share of a phase in the overall score."""
COST = {Severity.ERROR: 0.3, Severity.WARNING: 0.2, Severity.NOTE: 0.0}
"""Share of the phase's score that its first fault takes away."""
COMPUTED_COST = {Severity.ERROR: 0.45, Severity.WARNING: 0.3, Severity.NOTE: 0.0}
"""The same in the estimation phase, where a fault is computed and the figures after it hang on it."""
FADING = 0.95
"""Each further fault of a phase counts this much of the one before."""
MISSING = frozenset(
    {
        "no-error-answers", "retry-creates-twice", "missing-429", "unpaged-list", "operation-without-path",
        "bare-endpoint",
        "nobody-asked-who", "no-data-model", "no-contract", "principle-without-endpoint", "verb-in-path",
        "identity-in-input",
    }
)  # fmt: skip
"""Warnings about something that is not there: its criterion has no credit already, so they cost nothing more."""
ASKED = frozenset({"doubtful-claim"})
ASKED_COST = 0.1
"""Warnings that are a question more than a finding, and what one costs."""
OFF_SUBJECT = 0.55
"""Relevance up to which a tenth of a sheet counts."""
VERDICTS = (
    (0.85, Verdict.STRONG_HIRE),
    (0.70, Verdict.HIRE),
    (0.58, Verdict.LEAN_HIRE),
    (0.46, Verdict.LEAN_NO_HIRE),
    (0.28, Verdict.NO_HIRE),
    (0.0, Verdict.STRONG_NO_HIRE),
)


def phase_score(phase: Phase, judgements: Sequence[Judgement], remarks: Sequence[Said], reading: Reading) -> PhaseScore:
    """The score of one phase with the reasons for what changed it."""
    why: list[str] = []
    total = sum(j.weight for j in judgements)
    raw = sum(j.weight * j.credit for j in judgements) / total if total else 0.0
    score = CURVES[phase].score(raw)
    substance = reading.of(phase).substance
    if score > 0 and substance < 0.6:
        held = substance / 0.6
        why.append(f"Little of it is about this system: general statements count {held:.0%}.")
        score *= held
    score, taken = _less_remarks(score, remarks, COMPUTED_COST if phase is Phase.ESTIMATION else COST)
    why.extend(taken)
    if phase is Phase.ESTIMATION and any(_far_off(remark) for remark in remarks) and score > 0.5:
        why.append("A figure is off by ten times or more: the estimate counts for half at most.")
        score = 0.5
    if reading.relevance < ON_SUBJECT and score > 0:
        kept = share_kept(reading.relevance)
        why.append(f"It speaks more of another problem than of this one: {kept:.0%} of it counts.")
        score *= kept
    return PhaseScore(
        phase=phase, score=round(score, 3), criteria=tuple(judgements), remarks=tuple(remarks), why=tuple(why)
    )


def costs(remark: Said) -> bool:
    """Whether the remark is a fault: it takes something off the score of its phase."""
    return not remark.follows and COST[remark.severity] > 0 and remark.id not in MISSING


def share_kept(relevance: float) -> float:
    """The share of a phase's score that counts for a sheet of this relevance, 0.1 to 1."""
    if relevance >= ON_SUBJECT:
        return 1.0
    return max(0.1, 1 - 0.9 * (ON_SUBJECT - relevance) / (ON_SUBJECT - OFF_SUBJECT))


def overall(phases: Sequence[PhaseScore], level: Level) -> Overall:
    """The whole result: a weighted mean under the published caps, and the verdict that goes with it."""
    by_phase = {score.phase: score.score for score in phases}
    whole = sum(SHARES[phase] for phase in Phase if phase in by_phase)
    mean = sum(SHARES[score.phase] * score.score for score in phases) / whole
    why: list[str] = []
    if len(phases) > 1 and by_phase.get(Phase.REQUIREMENTS, 1.0) < 0.15 and mean > 0.5:
        why.append("Requirements were not gathered: the total is held at 50.")
        mean = 0.5
    verdict = next(word for limit, word in VERDICTS if mean >= limit)
    if by_phase.get(Phase.DESIGN, 1.0) < 0.3 and mean >= 0.58:
        why.append("The design does not work end to end: no hire on it, whatever the rest.")
        verdict = Verdict.LEAN_NO_HIRE
    best = max(phases, key=lambda score: (score.score, -list(Phase).index(score.phase)))
    worst = min(phases, key=lambda score: (score.score, list(Phase).index(score.phase)))
    why.append(f"Judged for {level.value}: {points(mean)} of 100.")
    if best.score > worst.score:
        why.append(
            f"Strongest: {best.phase.heading} ({points(best.score)}). "
            f"Weakest: {worst.phase.heading} ({points(worst.score)})."
        )
    errors = sum(
        remark.severity is Severity.ERROR and not remark.follows for score in phases for remark in score.remarks
    )
    if errors:
        why.append(f"{errors} {'statement is' if errors == 1 else 'statements are'} wrong on the face of it.")
    return Overall(score=round(mean, 3), verdict=verdict, why=tuple(why))


def _less_remarks(score: float, remarks: Sequence[Said], cost: Mapping[Severity, float]) -> tuple[float, list[str]]:
    """The score less what faults cost: remarks on the same words are one fault, what only follows costs nothing."""
    faults = _faults(remarks)
    if not faults or score <= 0:
        return score, []
    left, weight = score, 1.0
    for fault in faults:
        left *= 1 - (ASKED_COST if fault.asked else cost[fault.severity]) * weight
        weight *= FADING
    asked = sum(fault.asked for fault in faults)
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    counts = {"error": errors, "warning": len(faults) - errors - asked, "doubt": asked}
    parts = [f"{count} {word}{'s' * (count != 1)}" for word, count in counts.items() if count]
    told = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return left, [f"{told} took off {_lost(score, left)}."]


def points(score: float) -> int:
    """A score of 0..1 in points of 100, as every screen and report tells it."""
    return round(score * 100)


def _lost(before: float, after: float) -> str:
    lost = points(before) - points(after)
    return "less than a point" if not lost else f"{lost} point{'s' * (lost != 1)}"


class _Fault(NamedTuple):
    """What remarks on the same words come to."""

    severity: Severity
    asked: bool
    """Whether nothing was found but a question."""
    end: int


def _faults(remarks: Sequence[Said]) -> list[_Fault]:
    """The faults, gravest first; remarks whose spans meet are one."""
    groups: list[_Fault] = []
    for remark in sorted(remarks, key=lambda remark: (remark.start, remark.end)):
        if not costs(remark):
            continue
        fault = _Fault(remark.severity, remark.id in ASKED, remark.end)
        if groups and remark.start < groups[-1].end:
            before = groups.pop()
            gravest = Severity.ERROR if Severity.ERROR in (before.severity, fault.severity) else fault.severity
            fault = _Fault(gravest, before.asked and fault.asked, max(before.end, fault.end))
        groups.append(fault)
    return sorted(groups, key=lambda fault: (-COST[fault.severity], fault.asked))


def _far_off(remark: Said) -> bool:
    factor = remark.factor
    return remark.severity is Severity.ERROR and factor is not None and (factor >= 9.5 or 0 < factor <= 1 / 9.5)
