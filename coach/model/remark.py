"""Spans, sources and remarks: what every reader points with.

Standard-library dataclasses, so that the estimation, design and API readers load without pydantic; the pydantic
models that hold them validate them all the same.
"""

from typing import ClassVar

from coach.model.quick import dataclass
from coach.model.words import Severity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the sheet's text: `text[start:end]`, counted in characters from the start of the file."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A section of one of the five source documents."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # read by pydantic where a model holds a source

    doc: str
    """Short name in `rubrics/sources.yaml`: `playbook`, `middle`, `junior`, `intro`, `primer`."""
    section: str
    """The section's id there: the document's own number, or its heading as a slug."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the coach says about one span of the sheet, with the sum or the rule that proves it."""

    id: str
    """Stable name of the rule, kebab-case: `bits-vs-bytes`."""
    severity: Severity
    start: int
    end: int
    """`text[start:end]` is what the remark is about; never empty."""
    message: str
    """One or two short sentences: the number first, then the rule, then what mends it."""
    sources: tuple[Source, ...] = ()
    factor: float | None = None
    """How far off a number is (claimed ÷ what follows); only on remarks about sums."""
    question: str = ""
    """What a good interviewer would ask about it; may be empty."""
    follows: bool = False
    """True when it only follows from an earlier remark, which is the one to mend; costs nothing."""
