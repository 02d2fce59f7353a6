"""Criteria and concepts: what a grader looks for, as data that a rubric file or a problem holds."""

from typing import Annotated, Literal

from coach.model.base import Frozen, Limits
from coach.model.remark import Source
from coach.model.words import Level, Phase

Slug = Annotated[str, Limits(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A stable name: lower-case words joined by hyphens."""

Text = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=4000)]
"""Words for a person; never empty."""


class Misconception(Frozen):
    """A wrong claim that people make, and the right answer to it."""

    id: Slug
    phase: Phase | None = None
    """Where it is typically found; none: anywhere."""
    wrong: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Sentences that make the claim, in different wordings. A sentence that rejects the claim never matches."""
    about: tuple[Text, ...] = ()
    """What the claim is about: every item has to stand in the sentence, or all but one in the sentence above it.
    Items are patterns, see `coach.language.phrases`: `permanent redirect | 301/308`."""
    claims: tuple[Text, ...] = ()
    """What is said of it, each enough by itself: patterns, the last one what is claimed. `a & b` stand in one clause,
    `a && b` in one sentence, `!c` stands nowhere in it."""
    any_of: tuple[tuple[Text, ...], ...] = ()
    """Combinations that make the claim when all of one stand in one sentence, written as in `Facet.any_of`; `!item`
    must be absent."""
    unless: tuple[Text, ...] = ()
    """Patterns, concepts or quoted words that, in the same sentence, show that the point is handled: the claim is not
    made then."""
    settled: tuple[Text, ...] = ()
    """Patterns that, anywhere in the sheet, make it right: a standby that loses nothing is right once replication is
    said to be synchronous."""
    silent: tuple[Text, ...] = ()
    """Right sentences near the claim that it must not be found in; they run as tests."""
    right: Text
    """What holds instead, and why, in one or two sentences."""
    severity: Literal["error", "warning"] = "error"
    source: tuple[Source, ...] = ()


class Property(Frozen):
    """What can be said of many things, with its opposite: "is lost" and "is kept"."""

    id: Slug
    says: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Patterns that claim it; denied ("never lost") they claim the opposite. See `coach.language.phrases`."""
    opposite: tuple[Text, ...] = ()
    """Patterns that claim the opposite."""


class Facet(Frozen):
    """One part of a criterion that can be there or not by itself."""

    id: Slug
    model_sentences: tuple[Text, ...] = ()
    """Ways to say it, in different wordings: terse notes, prose, product names."""
    any_of: tuple[tuple[Text, ...], ...] = ()
    """Combinations of concept ids (or literal words in quotes); one combination within one clause expresses the
    facet. `["cache", "miss"]`; `number`, `rate`, `bytes`, `duration` and `percent` stand for any such figure."""
    checks: tuple[Slug, ...] = ()
    """Names of computed checks; a check that holds expresses the facet with the check's own evidence."""
    wrong: tuple[Text, ...] = ()
    """Sentences that get this very point wrong."""


class Example(Frozen):
    """A marked answer that runs as a test of its criterion."""

    answer: Text
    met: bool
    kind: str = "plain"


class Criterion(Frozen):
    """One thing a grader looks for. A statement and model sentences are enough; everything else sharpens it."""

    id: Slug = "criterion"
    statement: Text
    """What has to be true of the answer, as an interviewer would tick it off."""
    weight: Annotated[float, Limits(gt=0, le=5)] = 1.0
    """Share in the phase, relative to its siblings: 1 nice to have, 2 expected, 3 decisive."""
    level: Level = Level.JUNIOR
    """The lowest level it is expected of; below it the criterion is not counted."""
    model_sentences: tuple[Text, ...] = ()
    """Ways to say it well, in different wordings."""
    facets: tuple[Facet, ...] = ()
    """Its parts; none: the model sentences are the one facet."""
    rule: Literal["all", "any"] | Annotated[int, Limits(ge=1)] = "all"
    """How many facets it takes for full credit: all, any one, or n of them."""
    checks: tuple[Slug, ...] = ()
    """Computed checks of the criterion as a whole; any that holds gives full credit."""
    misconceptions: tuple[Text, ...] = ()
    """Sentences that show it is misunderstood; found, the criterion is denied."""
    probe: str = ""
    """What the interviewer asks when it is missing; never gives the answer away."""
    advice: str = ""
    """What to do next time, in one or two sentences."""
    source: tuple[Source, ...] = ()
    examples: tuple[Example, ...] = ()


class Rubric(Frozen):
    """The criteria of one phase that hold for every problem."""

    format: Literal[1] = 1
    phase: Phase
    criteria: Annotated[tuple[Criterion, ...], Limits(min_length=1)]


class Concept(Frozen):
    """A term of the field with every way to say it."""

    id: Slug
    label: str = ""
    """How a screen names it; the id with spaces when left out."""
    aliases: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Surface forms: synonyms, abbreviations, plain-word paraphrases. Inflections need not be listed."""
    products: tuple[Text, ...] = ()
    """Product and brand names that stand for it."""
    broader: tuple[Slug, ...] = ()
    """Concepts it is a kind of: a `read-replica` is a `replica`."""


class ReferenceNumber(Frozen):
    """A latency, capacity or convention worth knowing, with the band inside which nobody objects."""

    id: Slug
    label: Text
    value: Annotated[float, Limits(gt=0)]
    """SI: seconds, bytes, 1/s, dollars, counts."""
    unit: Literal["s", "1/s", "B", "B/s", "1", "$", "$/month", "%"]
    low: Annotated[float, Limits(gt=0)]
    high: Annotated[float, Limits(gt=0)]
    source: tuple[Source, ...] = ()


class SourceSection(Frozen):
    """One section of a source document."""

    id: Text
    """The document's own number, or its heading as a slug."""
    heading: Text
    not_assessed: str = ""
    """Why nothing in the rubrics rests on it; empty: something must."""


class SourceDocument(Frozen):
    """One of the documents that rubrics, problems and advice rest on."""

    doc: Slug
    title: Text
    kind: Literal["document", "reference"] = "document"
    """The five documents are covered section by section; of a reference (a standard, a manual, a paper) only the
    sections that are cited are listed."""
    sections: Annotated[tuple[SourceSection, ...], Limits(min_length=1)]
