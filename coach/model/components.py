"""Kinds of components, as `rubrics/components.yaml` tells them: what a box does, holds and carries, how it fails."""

from typing import Annotated, Literal

from coach.model.base import Frozen, Limits
from coach.model.criterion import Text

KindName = Annotated[str, Limits(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)]
"""A kind's stable name: lower-case words joined by underscores."""

Figures = tuple[Annotated[float, Limits(ge=0)], Annotated[float, Limits(ge=0)], Annotated[float, Limits(ge=0)]]
"""Low, typical and high value of one figure."""


class Reference(Frozen):
    """Where a figure was published."""

    title: Text
    url: Text
    checked: bool = True
    """False: remembered, not read again; never quoted to a candidate as a fact."""


class Capacity(Frozen):
    """Operations per second that fill one node."""

    read: Figures
    write: Figures
    unit: Text


class ServiceTime(Frozen):
    """Milliseconds at the server at low load, without the network."""

    read: Figures
    write: Figures


class ComponentKind(Frozen):
    """One kind of component."""

    kind: KindName
    name: Text
    aliases: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Words of the field for it, lower case."""
    products: tuple[Text, ...] = ()
    """Product names that stand for it, lower case."""
    job: Text
    role: Literal["source", "split", "pass", "gate", "cache", "store", "queue", "sink", "external"]
    """How load passes through it; the words are told at the head of the file."""
    stateful: bool
    durable: bool
    capacity: Capacity | None = None
    """None: never the bottleneck."""
    service_ms: ServiceTime
    hit_ratio: Figures | None = None
    holds_bytes: Figures | None = None
    """Bytes one node keeps."""
    connections: Figures | None = None
    """Open connections one node takes."""
    availability: Annotated[float, Limits(gt=0, le=1)]
    """Share of the year that one node, or the managed unit, is up."""
    dependency: Literal["hard", "soft", "transparent"]
    scales: Text
    fails: Text
    confidence: Literal["high", "mid", "low"]
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        """Refuse ranges that do not ascend."""
        ranges = [self.service_ms.read, self.service_ms.write, self.hit_ratio, self.holds_bytes, self.connections]
        if self.capacity is not None:
            ranges += [self.capacity.read, self.capacity.write]
        if any(figures is not None and not figures[0] <= figures[1] <= figures[2] for figures in ranges):
            raise ValueError("a range is [low, typical, high], each at least as large as the one before")


class ComponentFile(Frozen):
    """What `rubrics/components.yaml` holds."""

    format: Literal[1] = 1
    components: Annotated[tuple[ComponentKind, ...], Limits(min_length=1)]
