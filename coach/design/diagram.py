"""A diagram as read: boxes, edges, groups, loads and hints. Immutable values, shared by every part of this room."""

from collections.abc import Mapping
from dataclasses import field

from coach.model.quick import dataclass
from coach.model.remark import Span


@dataclass(frozen=True, slots=True)
class Box:
    """One component of the design."""

    name: str
    """As first written, without its replicas and its notes."""
    kind: str
    """Id in the catalogue; "" when the name tells none: it then counts as a plain service."""
    spans: tuple[Span, ...]
    """Every place where the text names it, first one first."""
    replicas: int = 1
    counted: bool = False
    """Whether the text tells how many there are; a service drawn once is often meant many times."""
    attributes: Mapping[str, float | str] = field(default_factory=dict)
    """What the text sets: `hit` as a share, `cap` per second, `lat` and `ttl` in seconds, anything else as written."""
    notes: tuple[str, ...] = ()
    """Words that stand with the box: what is in brackets, what follows "by", "on", "for"."""
    group: str = ""
    standby: bool = False
    """A spare copy is told ("+ standby", "HA pair"), so that losing the one machine is not losing the box."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow."""

    source: str
    target: str
    span: Span
    operation: str = ""
    """The operation whose path it is part of; "" when it is part of all."""
    label: str = ""
    """Words at the arrow that name no operation: "miss", "push id"."""
    asynchronous: bool = False
    """Drawn as not waited for. An edge out of a queue is not waited for either, by kind, whatever this says."""
    fanout: float = 1.0
    """Calls per request."""
    share: float = 1.0
    """Share of the requests that take this edge, 0..1."""


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that stand together: a region, a zone, a cluster."""

    name: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that could not be read, said kindly, for the line under the editor."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """All that was read. Names in edges and groups are names of boxes."""

    boxes: tuple[Box, ...] = ()
    edges: tuple[Edge, ...] = ()
    loads: Mapping[str, float] = field(default_factory=dict)
    """Requests per second by verb or operation, upper case, as set by `load` lines."""
    groups: tuple[Group, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that arrows are labelled with, in order of appearance."""
        return tuple(dict.fromkeys(edge.operation for edge in self.edges if edge.operation))

    def box(self, name: str) -> Box | None:
        """The box called `name`, letter case aside; none when there is none."""
        wanted = name.casefold().strip()
        return next((box for box in self.boxes if box.name.casefold() == wanted), None)
