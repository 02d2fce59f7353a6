"""A finished interview as the debrief shows it: the answer, what the coach made of it, what it is compared with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.interview.agreed import Missed
from coach.model.scorecard import Judgement, Said, Scorecard
from coach.model.sheet import Sheet
from coach.model.words import Phase, Severity
from coach.report.summary import doubtful_first, sign

YES, PARTLY, NO = 1.0, 0.5, 0.0

OFFERED = 4
"""Criteria of a phase that a candidate is asked to grade: twenty in all take five minutes, ninety are not done."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion, with the phase it belongs to."""

    phase: Phase
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Remarked:
    """One remark, with the phase it belongs to."""

    phase: Phase
    said: Said


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finished interview."""

    session: str
    title: str
    sheet: Sheet
    card: Scorecard
    reference: Sheet | None
    """The reference answer; none when the pack has none."""
    missed: tuple[Missed, ...] = ()
    """Facts that were never asked for."""
    hints: Mapping[Phase, float] = field(default_factory=dict)
    """What hints took off a phase's score, 0..1; the scorecard has it taken off already."""
    notice: str = ""
    """What was wanted for grading and could not be had; empty: nothing."""

    def answer(self, phase: Phase) -> str:
        """The candidate's words in `phase`, as written."""
        return _under(self.sheet, phase)

    def model_answer(self, phase: Phase) -> str:
        """The reference answer's words in `phase`; empty without one."""
        return _under(self.reference, phase) if self.reference else ""

    def to_grade(self) -> tuple[Asked, ...]:
        """Every criterion, phase by phase, the heaviest first: an order that tells nothing of the coach's grade."""
        return tuple(
            Asked(score.phase, judgement)
            for score in self.card.phases
            for judgement in sorted(score.criteria, key=lambda one: (-one.weight, one.id))
        )

    def offered(self) -> tuple[Asked, ...]:
        """The few that are worth a candidate's own grade: the heaviest of each phase, `OFFERED` at most."""
        taken: Counter[Phase] = Counter()
        found = []
        for asked in self.to_grade():
            taken[asked.phase] += 1
            if taken[asked.phase] <= OFFERED:
                found.append(asked)
        return tuple(found)

    def remarks(self) -> tuple[Remarked, ...]:
        """Every remark, errors first, in the order in which they stand in the answer."""
        said = [Remarked(score.phase, one) for score in self.card.phases for one in score.remarks]
        order = tuple(Severity)
        return tuple(sorted(said, key=lambda one: (order.index(one.said.severity), one.said.start)))

    def judged(self) -> tuple[Asked, ...]:
        """Every criterion, those in doubt first, then phase by phase, the heaviest first."""
        asked = [Asked(score.phase, one) for score in self.card.phases for one in doubtful_first(score)]
        return tuple(sorted(asked, key=lambda one: sign(one.judgement) != "?"))


def _under(sheet: Sheet, phase: Phase) -> str:
    section = sheet.section(phase)
    return sheet.text[section.start : section.end].strip("\n") if section else ""
