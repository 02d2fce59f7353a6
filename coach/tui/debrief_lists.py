"""What the debrief lists, step by step: pure functions from an outcome and the candidate's own grades."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.interview.agreed import Missed
from coach.model.words import Phase
from coach.report.summary import sign
from coach.tui import wording
from coach.tui.outcome import NO, PARTLY, YES, Asked, Outcome, Remarked
from coach.tui.widgets.items import Item

Listed = Asked | Remarked | Missed | Phase
"""One line of a list; a phase is a heading."""

SIGNS = {YES: "✓", PARTLY: "◐", NO: "✗", None: "·"}

UNASKED = "?"
"""The sign of a fact that was never asked for."""

OwnGrade = Callable[[Asked], float | None]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list and where to begin in it."""

    title: str
    listed: tuple[Listed, ...] = ()
    at: int = 0


def questions(asked_for: tuple[Asked, ...], own: OwnGrade) -> Listing:
    """The criteria to grade oneself, phase by phase, from the first that has no grade."""
    listed: list[Listed] = []
    for asked in asked_for:
        if asked.phase not in listed:
            listed.append(asked.phase)
        listed.append(asked)
    open_ones = (at for at, one in enumerate(listed) if isinstance(one, Asked) and own(one) is None)
    return Listing("criteria, heaviest first", tuple(listed), next(open_ones, 1))


def judgements(outcome: Outcome) -> Listing:
    """The criteria with the coach's grades, those in doubt first."""
    judged = outcome.judged()
    doubtful = sum(sign(asked.judgement) == "?" for asked in judged)
    return Listing(f"criteria ({doubtful} doubtful first)" if doubtful else "criteria", judged)


def remarks(outcome: Outcome) -> Listing:
    """The remarks, errors first; then what was never asked for."""
    found = outcome.remarks()
    title = wording.plural(len(found), "remark")
    if outcome.missed:
        title += f", {len(outcome.missed)} never asked"
    return Listing(title, (*found, *outcome.missed))


def item(one: Listed, own: OwnGrade, *, revealed: bool) -> Item:
    """One line; the coach's sign only when it is `revealed`."""
    if isinstance(one, Phase):
        return Item("", one.heading, heading=True)
    if isinstance(one, Missed):
        return Item(UNASKED, f"{one.name}: {one.answer}")
    if isinstance(one, Remarked):
        return Item(wording.SIGNS[one.said.severity], one.said.message)
    mark = sign(one.judgement) if revealed else SIGNS[own(one)]
    return Item(mark, one.judgement.statement, f"{one.judgement.weight:g}")
