"""Problems and packs: one interview question with all that is needed to hold, check and grade it."""

from dataclasses import field
from typing import Annotated, Literal

from coach.model.base import Frozen, Limits
from coach.model.components import ComponentKind
from coach.model.criterion import (
    Concept,
    Criterion,
    Misconception,
    Property,
    ReferenceNumber,
    Rubric,
    Slug,
    SourceDocument,
    Text,
)
from coach.model.remark import Source
from coach.model.words import Level, Phase

Unit = Literal["1/s", "B", "B/s", "s", "$", "$/month", "1"]
"""SI units of quantities: per second, bytes, bytes per second, seconds, dollars, a month's dollars, a count."""


class Fact(Frozen):
    """Something the interviewer knows and tells only when asked."""

    id: Slug
    ask: Annotated[tuple[Text, ...], Limits(min_length=3)]
    """Ways a candidate may ask for it: terse, polite, indirect."""
    answer: Text
    """What the interviewer says, in one sentence."""
    value: Annotated[float, Limits(gt=0)] | None = None
    """The number in it, in SI, for the formulas of the expected quantities."""
    unit: Unit = "1"
    matters: str = ""
    """What it would have changed; shown in the debrief when it was never asked for."""
    source: tuple[Source, ...] = ()


class ExpectedQuantity(Frozen):
    """A number the estimation should arrive at, computed from the facts."""

    id: Slug
    label: Text
    """What to call it on screen: "writes per second, average"."""
    formula: Text
    """Arithmetic over fact ids and earlier quantities' ids (hyphens as underscores): `new_links_per_day / 86400`."""
    unit: Unit
    kind: Literal["writes", "reads", "storage", "bandwidth", "cache", "keyspace", "servers", "cost", "latency", "count"]
    peak: bool = False
    level: Level = Level.JUNIOR
    """The lowest level it is expected of."""
    so_what: str = ""
    """What the number decides, in one sentence; shown in the debrief."""
    source: tuple[Source, ...] = ()


class RequiredOperation(Frozen):
    """Something a client must be able to do, which the API must offer and the design must carry."""

    id: Slug
    does: Text
    """As a user would say it: "shorten a link"."""
    verb: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "STREAM"]
    nouns: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Words of the path or of a function's name that tell it: `urls`, `links`, `shorten`."""
    reads: bool
    """Whether it only reads."""
    level: Level = Level.JUNIOR


class DeepDive(Frozen):
    """A question that goes deeper, with what a good answer holds."""

    id: Slug
    question: Text
    topics: tuple[Text, ...] = ()
    """Words by which a heading in a sheet is recognised as this question."""
    criteria: Annotated[tuple[Criterion, ...], Limits(min_length=1)]
    hints: tuple[Text, ...] = ()
    """Nudge, direction, outline; each costs more than the one before."""
    source: tuple[Source, ...] = ()


class Curveball(Frozen):
    """A requirement that changes in mid-interview."""

    id: Slug
    says: Text
    criteria: Annotated[tuple[Criterion, ...], Limits(min_length=1)]


class PhaseCriterion(Frozen):
    """A criterion that only this problem has, and the phase it belongs to."""

    phase: Phase
    criterion: Criterion


class Problem(Frozen):
    """One interview question."""

    format: Literal[1] = 1
    id: Slug
    title: Text
    prompt: Text
    """What the candidate is told at the start; at most 60 words."""
    trains: Text
    """What the problem is good practice for, in one line."""
    minutes: Annotated[int, Limits(ge=10, le=180)] = 45
    levels: Annotated[tuple[Level, ...], Limits(min_length=1)] = (Level.JUNIOR, Level.MIDDLE, Level.SENIOR)
    difficulty: Annotated[int, Limits(ge=1, le=5)] = 2
    facts: Annotated[tuple[Fact, ...], Limits(min_length=12)]
    quantities: Annotated[tuple[ExpectedQuantity, ...], Limits(min_length=5)]
    operations: Annotated[tuple[RequiredOperation, ...], Limits(min_length=1)]
    deep_dives: Annotated[tuple[DeepDive, ...], Limits(min_length=1)]
    criteria: tuple[PhaseCriterion, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    curveballs: tuple[Curveball, ...] = ()
    expects: dict[Level, Text] = field(default_factory=dict)
    """What each level is expected to reach, in a sentence."""
    source: tuple[Source, ...] = ()


class Band(Frozen):
    """Inclusive limits of a score, 0..1."""

    low: Annotated[float, Limits(ge=0, le=1)]
    high: Annotated[float, Limits(ge=0, le=1)]


class GoldenSheet(Frozen):
    """An answer shipped with a problem and where it must land: the pack's own test."""

    file: Text
    """Markdown file beside `golden.yaml`."""
    kind: Literal["strong", "unusual", "decent", "weak", "wrong", "terse", "hollow"]
    overall: Band
    phases: dict[Phase, Band] = field(default_factory=dict)
    finds: tuple[Slug, ...] = ()
    """Ids of remarks or criteria that must be found (criteria: credit of at least 0.5)."""
    misses: tuple[Slug, ...] = ()
    """Ids that must not be: remarks absent, criteria below 0.5."""
    known_gap: str = ""
    """Why the grader cannot do it yet; reported, does not fail."""


class GoldenSet(Frozen):
    """The golden sheets of one problem, as `golden.yaml` holds them."""

    format: Literal[1] = 1
    sheets: Annotated[tuple[GoldenSheet, ...], Limits(min_length=1)]


class PackInfo(Frozen):
    """What `pack.yaml` says of a pack."""

    format: Literal[1] = 1
    id: Slug
    title: Text
    version: Text
    license: str = ""
    authors: tuple[Text, ...] = ()


class Rubrics(Frozen):
    """Everything that holds for every problem: criteria, concepts, numbers, sources, misconceptions, components."""

    rubrics: tuple[Rubric, ...]
    concepts: tuple[Concept, ...] = ()
    numbers: tuple[ReferenceNumber, ...] = ()
    sources: tuple[SourceDocument, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    components: tuple[ComponentKind, ...] = ()
    properties: tuple[Property, ...] = ()
    """What misconceptions say of their subjects, by name."""
    design_dives: tuple[DeepDive, ...] = ()
    """What the interviewer asks of any design that runs, and of any changed requirement."""

    def of(self, phase: Phase) -> list[Criterion]:
        """The general criteria of `phase`, in file order."""
        return [criterion for rubric in self.rubrics if rubric.phase is phase for criterion in rubric.criteria]
