"""The pages of the debrief that are no lists: own grades against the coach's, and where the time went."""

from collections.abc import Callable

from textual.content import Content

from coach.grading.rooms import catalogue_of
from coach.interview.timeline import Timeline
from coach.language.cleaning import printable
from coach.model.problem import Rubrics
from coach.model.words import Phase
from coach.review.agreement import Pair, agreement
from coach.tui import drawn, wording
from coach.tui.debrief_text import SHORT
from coach.tui.notes import Notes
from coach.tui.outcome import Asked, Outcome

OWN, COACH, BOTH, TRACK = "○", "■", "◉", "─"
REACH = 9
"""Cells of a dumbbell: from "no" on the left to "yes" on the right."""

MOST_SILENCES = 4


def agreed(outcome: Outcome, own_grade: Callable[[Asked], float | None]) -> Content:
    """A dumbbell for each criterion that the candidate graded, the widest first, and what they say together."""
    graded = [(asked, own) for asked in outcome.to_grade() if (own := own_grade(asked)) is not None]
    if not graded:
        return Content("You graded nothing yourself. A debrief teaches most when you do: ← goes back.")
    total = agreement([Pair(own, asked.judgement.credit) for asked, own in graded])
    parts: list[str | tuple[str, str]] = [
        (f"{OWN} you   {COACH} the coach   {BOTH} both\n\n", "dim"),
        (f"{'no'.ljust(REACH - 3)}yes\n", "dim"),
    ]
    for asked, own in sorted(graded, key=lambda one: -abs(one[1] - one[0].judgement.credit)):
        line = dumbbell(own, asked.judgement.credit)
        parts.append(f"{line}  {SHORT[asked.phase]}: {printable(asked.judgement.statement)}\n")
    parts.append(("\n" + _in_words(graded, total.bias or 0.0), "bold"))
    return Content.assemble(*parts)


def dumbbell(own: float, coach: float) -> str:
    """Two grades, 0..1, on one line: `──○───■──`; a sign of its own where they are the same."""
    places = [round(min(1.0, max(0.0, credit)) * (REACH - 1)) for credit in (own, coach)]
    cells = [" "] * REACH
    low, high = sorted(places)
    cells[low : high + 1] = TRACK * (high + 1 - low)
    cells[places[1]], cells[places[0]] = COACH, OWN
    if low == high:
        cells[low] = BOTH
    return "".join(cells)


def drawing(design: str, estimation: str, rubrics: Rubrics, width: int) -> Content:
    """A design as it is drawn, its boxes filled by the load of the estimation beside it."""
    notes = Notes(
        text=design,
        coached=False,
        width=width,
        others={Phase.ESTIMATION: estimation},
        catalogue=catalogue_of(rubrics),
    )
    return drawn.shown(notes).content


def _in_words(graded: list[tuple[Asked, float]], bias: float) -> str:
    higher = sum(own > asked.judgement.credit + 0.25 for asked, own in graded)
    lower = sum(own < asked.judgement.credit - 0.25 for asked, own in graded)
    if not higher and not lower:
        return f"You and the coach agree on all {len(graded)}."
    told = [f"{higher} higher" if higher else "", f"{lower} lower" if lower else ""]
    words = f"Of {len(graded)} you marked yourself {' and '.join(filter(None, told))} than the coach."
    if abs(bias) >= 0.1:
        words += f" On the whole you are {'kind' if bias > 0 else 'hard'} on yourself, by {abs(bias) * 100:.0f} of 100."
    return words


def times(found: Timeline) -> Content:
    """Minutes by phase against their budget, silences, and when things first appeared."""
    parts: list[str | tuple[str, str]] = [("Phase          minutes  budget  first key   words\n", "dim")]
    for one in found.phases:
        first = "–" if one.first_key is None else f"{one.first_key:.0f} s"
        over = " over" if one.spent > one.budget * 1.1 else ""
        parts.append(
            f"{SHORT[one.phase]:15}{one.spent / 60:>7.1f}{one.budget / 60:>8.1f}{first:>11}{one.words:>8}{over}\n"
        )
    most = max(found.words, default=0)
    if most:
        written = wording.sparkline([count / most for count in found.words][-60:])
        parts.append(f"\nWords, minute by minute\n{written} {most}\n")
    parts.append("\n")
    for what, when in (
        ("first number", found.first_number),
        ("first box", found.first_box),
        ("first trade-off", found.first_trade_off),
    ):
        parts.append(f"{what:16}{'never' if when is None else wording.clock(when)}\n")
    parts.append(f"{'questions':16}{found.questions}\n")
    if found.jumped:
        parts.append(("\nYou drew a box before any requirement or number stood there.\n", "bold $text-warning"))
    for silence in found.silences[:MOST_SILENCES]:
        at, long = wording.clock(silence.at), wording.clock(silence.seconds)
        parts.append(f"\nNo key for {long} at {at}, in {SHORT[silence.phase]}.")
    return Content.assemble(*parts)
