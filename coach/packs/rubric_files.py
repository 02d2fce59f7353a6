"""The files of `rubrics/` that hold one list: which file, which key, which model."""

from typing import Annotated, Literal

from coach.model.base import Frozen, Limits
from coach.model.components import ComponentFile
from coach.model.criterion import Concept, Misconception, Property, ReferenceNumber, SourceDocument
from coach.model.problem import DeepDive


class ConceptFile(Frozen):
    """What `rubrics/concepts.yaml` holds."""

    format: Literal[1] = 1
    concepts: Annotated[tuple[Concept, ...], Limits(min_length=1)]


class NumberFile(Frozen):
    """What `rubrics/numbers.yaml` holds."""

    format: Literal[1] = 1
    numbers: Annotated[tuple[ReferenceNumber, ...], Limits(min_length=1)]


class SourceFile(Frozen):
    """What `rubrics/sources.yaml` holds."""

    format: Literal[1] = 1
    documents: Annotated[tuple[SourceDocument, ...], Limits(min_length=1)]

    @property
    def sources(self) -> tuple[SourceDocument, ...]:
        """The documents, by the name that `Rubrics` gives them."""
        return self.documents


class MisconceptionFile(Frozen):
    """What `rubrics/misconceptions.yaml` holds."""

    format: Literal[1] = 1
    misconceptions: Annotated[tuple[Misconception, ...], Limits(min_length=1)]


class PropertyFile(Frozen):
    """What `rubrics/properties.yaml` holds."""

    format: Literal[1] = 1
    properties: Annotated[tuple[Property, ...], Limits(min_length=1)]


class DesignDiveFile(Frozen):
    """What `rubrics/design_dives.yaml` holds."""

    format: Literal[1] = 1
    design_dives: Annotated[tuple[DeepDive, ...], Limits(min_length=1)]


LIST_FILES: dict[str, type[Frozen]] = {
    "concepts": ConceptFile,
    "numbers": NumberFile,
    "sources": SourceFile,
    "misconceptions": MisconceptionFile,
    "properties": PropertyFile,
    "components": ComponentFile,
    "design_dives": DesignDiveFile,
}
"""The model of each list file, by the file's name without ending, which is also the name in `Rubrics`."""

DRILLS = "drills"
"""The file of what the drills are made of; it is read for them alone, see `coach.packs.drilling`."""
