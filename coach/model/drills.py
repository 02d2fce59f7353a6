"""What drills are made of, as data: trade-offs, endpoints with a fault, designs with a fault."""

from typing import Annotated, Literal

from coach.model.base import Frozen, Limits
from coach.model.criterion import Slug, Text
from coach.model.remark import Source


class TradeOff(Frozen):
    """One thing that is bought with another."""

    id: Slug
    want: Text
    """What is gained: "faster reads"."""
    give: Text
    """What is paid with, in a few words."""
    how: Text
    """By what mechanism."""
    says: Text
    """The choice in a sentence, for a system that could be asked about."""
    source: tuple[Source, ...] = ()


class BrokenLine(Frozen):
    """An endpoint with one fault, and a way to mend it."""

    id: Slug
    does: Text
    """What the endpoint is for, as a user would say it."""
    broken: Text
    mended: Text
    rule: Slug
    """The remark of the API room that finds the fault in `broken` and not in `mended`."""
    source: tuple[Source, ...] = ()


class Edit(Frozen):
    """One change of a drawing that plants a fault."""

    rule: Slug
    """The remark of the design room that finds it, and does not find it without the edit."""
    says: Text
    """The fault as one answer among others."""
    find: Text
    put: str
    """What stands in the place of `find`; empty to drop it."""


class SoundDesign(Frozen):
    """A drawing that the design room has nothing against, and edits that each break it in one way."""

    id: Slug
    title: Text
    drawing: Text
    edits: Annotated[tuple[Edit, ...], Limits(min_length=3)]
    source: tuple[Source, ...] = ()


class DrillMaterial(Frozen):
    """What `rubrics/drills.yaml` holds."""

    format: Literal[1] = 1
    trade_offs: Annotated[tuple[TradeOff, ...], Limits(min_length=4)]
    endpoints: Annotated[tuple[BrokenLine, ...], Limits(min_length=1)]
    designs: Annotated[tuple[SoundDesign, ...], Limits(min_length=1)]
