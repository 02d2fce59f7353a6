"""What a reader of a scorecard wants to know first: what would gain most, what is doubtful, what was said of a span."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.language.cleaning import printable
from coach.model.quick import dataclass
from coach.model.remark import Source
from coach.model.scorecard import Judgement, PhaseScore, Scorecard
from coach.model.sheet import Sheet
from coach.model.words import Phase

if TYPE_CHECKING:
    from coach.interview.agreed import Missed
    from coach.interview.timeline import Timeline

DOUBTFUL = 0.6
"""Below this confidence a judgement is put to the candidate rather than held to be true."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the candidate said of the answer before seeing the coach's grade."""

    predicted: float | None = None
    """The overall score expected, 0..1."""
    grades: Mapping[str, float] = field(default_factory=dict)
    """Credit the candidate gave, 0..1, by criterion id; left out where none was given."""
    next_time: str = ""
    overruled: Mapping[str, str] = field(default_factory=dict)
    """Why the coach's grade was set aside, by criterion id; the reason may be empty."""
    time: "Timeline | None" = None
    """Where the time of the interview went; none where nobody looked at a clock."""
    never_asked: "tuple[Missed, ...]" = ()
    """Facts that the interviewer would have told."""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """A criterion that the candidate graded, and both grades."""

    phase: Phase
    statement: str
    own: float
    coach: float
    reason: str | None
    """Why the coach was overruled; none when it was not."""


def dumbbells(scorecard: Scorecard, own: Own) -> tuple[Dumbbell, ...]:
    """The criteria that the candidate graded, those first where the two are furthest apart."""
    found = [
        Dumbbell(score.phase, one.statement, own.grades[one.id], one.credit, own.overruled.get(one.id))
        for score in scorecard.phases
        for one in score.criteria
        if one.id in own.grades
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.own - one.coach)))


@dataclass(frozen=True, slots=True)
class Gain:
    """A criterion that would raise the score, and by how much at most."""

    phase: Phase
    judgement: Judgement
    points: float
    """Of 100, as a plain share of the weights; caps and saturation are left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the answer with one set of marks on it."""

    text: str
    kinds: tuple[str, ...]
    """`credit`, `error`, `warning`, `note`: sorted, without repeats; empty where nothing was said."""
    notes: tuple[str, ...]
    """What the coach says about it, in the order of the scorecard."""


def percent(share: float) -> int:
    """A share 0..1 as a whole number of 0..100."""
    return round(share * 100)


def gains(scorecard: Scorecard, count: int = 3) -> tuple[Gain, ...]:
    """The criteria whose full credit would add most to the overall score, best first; those fully met are left out."""
    found = [
        Gain(
            score.phase, judgement, 100 * judgement.weight * (1 - judgement.credit) / (weights * len(scorecard.phases))
        )
        for score in scorecard.phases
        if (weights := sum(judgement.weight for judgement in score.criteria))
        for judgement in score.criteria
        if judgement.credit < 1
    ]
    return tuple(sorted(found, key=lambda gain: (-gain.points, gain.judgement.id))[:count])


def doubtful_first(score: PhaseScore) -> tuple[Judgement, ...]:
    """The judgements of a phase: those to ask about first, then the heaviest."""
    return tuple(
        sorted(score.criteria, key=lambda one: (one.confidence >= DOUBTFUL, -one.weight, one.credit, one.id)),
    )


def sign(judgement: Judgement) -> str:
    """One character for a judgement that does not rest on colour: ✓ met, ◐ in part, ? doubtful, ✗ not met."""
    if judgement.confidence < DOUBTFUL or judgement.state == "unsure":
        return "?"
    if judgement.credit >= 0.75:
        return "✓"
    return "◐" if judgement.credit >= 0.35 else "✗"


def cited(sources: Iterable[Source]) -> str:
    """Source sections as a reader looks them up: the document's short name, and its section's number or heading."""
    return " · ".join(f"{source.doc} {source.section.replace('-', ' ')}" for source in sources)


def bar(share: float, cells: int = 5) -> str:
    """A share 0..1 as a bar of `cells` blocks."""
    full = round(share * cells)
    return "▰" * full + "▱" * (cells - full)


def marked(scorecard: Scorecard, sheet: Sheet) -> tuple[Piece, ...]:
    """The answer cut where marks begin and end, with what the coach says of each piece; together it is the text."""
    marks = _marks(scorecard)
    edges = sorted({0, len(sheet.text), *(edge for start, end, _, _ in marks for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        over = [(kind, note) for first, last, kind, note in marks if first < end and start < last]
        pieces.append(
            Piece(
                printable(sheet.text[start:end]),
                tuple(sorted({kind for kind, _ in over})),
                tuple(dict.fromkeys(note for _, note in over)),
            )
        )
    return tuple(pieces)


def _marks(scorecard: Scorecard) -> Sequence[tuple[int, int, str, str]]:
    """Start, end, kind and note of everything the coach points at."""
    credited = [
        (evidence.start, evidence.end, "credit", judgement.statement)
        for score in scorecard.phases
        for judgement in score.criteria
        if judgement.credit > 0
        for evidence in judgement.evidence
    ]
    remarked = [
        (said.start, said.end, said.severity.value, said.message)
        for score in scorecard.phases
        for said in score.remarks
        if said.start < said.end
    ]
    return [*credited, *remarked]
