"""Where the time of an interview went: minutes by phase, silences, words over time, what appeared when.

It follows from the events alone, so it is the same in the debrief, in the report and after an import.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.estimation.numbers import find_numbers
from coach.interview.clock import budgets
from coach.interview.state import DraftKey, State
from coach.model import events as e
from coach.model.words import Phase

SILENT_FROM = 90.0
"""Counted seconds without a key from which a silence is noted."""

_KEYS = (e.Written, e.Asked, e.HintTaken, e.PhaseEntered, e.Resumed, e.Continued, e.Finished)
"""What ends a silence; it belongs to the phase in which it began."""

_BOX = re.compile(r"[\w)\]] *(?:-+>|=>|~>|→|⇒) *[\w(\[]")
_NUMBER = re.compile(r"\d")
_WEIGHED = re.compile(
    r"\b(?:instead of|rather than|trade-?offs?|at the (?:price|cost) of|in exchange|gives? up|the price is|costs? (?:me"
    r"|us|an?|one)|cheaper|versus|vs\.?|but (?:then|it|we|that))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """The time of one phase; all times are counted seconds."""

    phase: Phase
    spent: float
    budget: float
    first_key: float | None
    """From entering it to the first key; none: nothing was written there."""
    words: int
    """Words that stand there in the end."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch without a key."""

    at: float
    """When it began, counted seconds since the start."""
    seconds: float
    phase: Phase


@dataclass(frozen=True, slots=True)
class Timeline:
    """The time of an interview."""

    phases: tuple[PhaseTime, ...]
    silences: tuple[Silence, ...]
    words: tuple[int, ...]
    """Words in all drafts at the end of each minute."""
    first_number: float | None
    """When a quantity first stood in the notes, counted seconds since the start."""
    first_box: float | None
    """When two boxes were first joined by an arrow in the design."""
    first_trade_off: float | None
    """When one way was first weighed against another."""
    questions: int
    """Questions that were asked."""
    jumped: bool
    """A box stood there before any requirement or number did: jumping to the design."""


def timeline(state: State) -> Timeline:
    """The time of the interview that `state` is the end of."""
    drafts: dict[DraftKey, str] = {}
    minutes: list[int] = []
    firsts: dict[str, float] = {}
    entered: dict[Phase, float] = {}
    keys: dict[Phase, float] = {}
    jumped = False
    phase = state.settings.phases[0]
    entered[phase] = 0.0
    last = 0.0
    silences: list[Silence] = []
    for event in state.events:
        while event.active >= (len(minutes) + 1) * 60:
            minutes.append(_words(drafts))
        if isinstance(event, _KEYS):
            if event.active - last >= SILENT_FROM:
                silences.append(Silence(last, event.active - last, phase))
            last = event.active
        if isinstance(event, e.PhaseEntered):
            phase = event.phase
            entered.setdefault(phase, event.active)
        if isinstance(event, e.Written):
            key = DraftKey(event.phase, event.part)
            drafts[key] = event.applied_to(drafts.get(key, ""))
            keys.setdefault(event.phase, event.active)
            for name in _appeared(event, drafts[key]):
                firsts.setdefault(name, event.active)
            if "box" in firsts and firsts["box"] == event.active and not jumped:
                jumped = "number" not in firsts and not drafts.get(DraftKey(Phase.REQUIREMENTS), "").strip()
    minutes.append(_words(drafts))
    budget = budgets(state.settings.minutes, state.settings.phases, state.settings.level)
    return Timeline(
        phases=tuple(
            PhaseTime(
                one,
                state.booked_ms.get(one, 0) / 1000,
                float(budget[one]),
                max(0.0, keys[one] - entered.get(one, keys[one])) if one in keys else None,
                sum(len(text.split()) for key, text in drafts.items() if key.phase is one),
            )
            for one in state.settings.phases
        ),
        silences=tuple(silences),
        words=tuple(minutes),
        first_number=firsts.get("number"),
        first_box=firsts.get("box"),
        first_trade_off=firsts.get("trade-off"),
        questions=sum(isinstance(event, e.Asked) for event in state.events),
        jumped=jumped,
    )


def _appeared(event: e.Written, draft: str) -> Iterator[str]:
    """What the lines that an event touched hold."""
    first = draft.rfind("\n", 0, event.start) + 1
    last = draft.find("\n", event.start + len(event.text))
    lines = draft[first : last if last >= 0 else len(draft)]
    if event.phase is Phase.DESIGN and _BOX.search(lines):
        yield "box"
    if _NUMBER.search(lines) and any(one.value > 1 for one in find_numbers(lines)):
        yield "number"
    if _WEIGHED.search(lines):
        yield "trade-off"


def _words(drafts: dict[DraftKey, str]) -> int:
    return sum(len(text.split()) for text in drafts.values())
