"""What every rule gets to see, and how it says what it found."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from coach.design.catalogue import Kind
from coach.design.diagram import Box, Diagram, Edge
from coach.design.failures import Aftermath, kill_all
from coach.design.flow import BoxLoad, OperationRun, Run
from coach.design.prose import Prose, Statement
from coach.design.wants import Wants
from coach.language.wording import wording
from coach.model.quick import dataclass
from coach.model.remark import Remark, Source, Span
from coach.model.words import Severity

Place = Box | Edge | Statement | Span | str
"""What a remark points at; a name stands for its box."""

MOST_KILLED = 80

STORES = frozenset({"sql", "document", "kv", "widecolumn", "graph", "timeseries", "replica", "search"})
"""Kinds that keep records by key or row."""


@dataclass(frozen=True)
class Scene:
    """A design under examination."""

    diagram: Diagram
    run: Run
    prose: Prose
    text: str
    wants: Wants

    def kind(self, box: str) -> Kind:
        """The kind of a box."""
        return self.run.boxes[box].kind

    def load(self, box: str) -> BoxLoad:
        """The load of a box."""
        return self.run.boxes[box]

    def known(self, box: str) -> bool:
        """Whether the name of a box tells its kind."""
        return self.run.boxes[box].box.kind != ""

    @cached_property
    def kills(self) -> dict[str, Aftermath]:
        """The loss of each box; none in a drawing too large to ask about single boxes."""
        if len(self.diagram.boxes) > MOST_KILLED:
            return {}
        return {aftermath.box: aftermath for aftermath in kill_all(self.diagram, self.run)}

    @cached_property
    def out(self) -> dict[str, list[Edge]]:
        """Edges by their source."""
        found: dict[str, list[Edge]] = {}
        for edge in self.diagram.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    @cached_property
    def into(self) -> dict[str, list[Edge]]:
        """Edges by their target."""
        found: dict[str, list[Edge]] = {}
        for edge in self.diagram.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    @cached_property
    def reads(self) -> list[OperationRun]:
        """The operations that only read."""
        return [operation for operation in self.run.operations if operation.path.reads]

    @cached_property
    def writes(self) -> list[OperationRun]:
        """The operations that change something."""
        return [operation for operation in self.run.operations if not operation.path.reads]

    @cached_property
    def labelled(self) -> bool:
        """Whether the drawing names its operations."""
        return bool(self.diagram.operations)

    def sized(self, box: str) -> bool:
        """Whether the number of nodes of a box is known: told, or one by nature, as a relational primary is."""
        found = self.run.boxes[box].box
        if found.counted or "cap" in found.attributes:
            return True
        words = " ".join((found.name, *found.notes)).casefold()
        return found.kind == "sql" and not any(word in words for word in ("shard", "partition", "cluster", "tier"))

    def of_kind(self, *kinds: str) -> list[Box]:
        """The boxes of these kinds, in the order of the diagram."""
        return [box for box in self.diagram.boxes if box.kind in kinds]

    def durable(self, box: str) -> bool:
        """Whether what a box holds outlives a power cut."""
        return self.kind(box).stateful and self.kind(box).durable

    def said(self, box: Box | Edge, *patterns: str) -> bool:
        """Whether the words at a box or an edge, or a statement about it, hold one of the patterns."""
        wanted = wording("|".join(patterns), re.IGNORECASE)
        own = (box.name, *box.notes, box.group) if isinstance(box, Box) else (box.label, box.operation)
        if any(wanted.search(words) for words in own):
            return True
        name = box.name if isinstance(box, Box) else box.target
        return any(one.says(wanted) for one in self.prose.about(name))

    def anywhere(self, *patterns: str) -> Statement | None:
        """The first statement of the whole text that holds one of the patterns."""
        return self.prose.first(wording("|".join(patterns)))

    def remark(self, rule: str, severity: Severity, place: Place, message: str, question: str) -> Remark:
        """A remark at a place of the text."""
        start, end = self._span(place)
        return Remark(rule, severity, start, end, message, question=question)

    def _span(self, place: Place) -> tuple[int, int]:
        if isinstance(place, str):
            place = self.run.boxes[place].box
        if isinstance(place, Box):
            place = place.spans[0]
        elif isinstance(place, Edge):
            place = place.span
        start, end = place.start, place.end
        # a remark is about something: never an empty stretch
        return start, max(end, start + 1)


Check = Callable[[Scene], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its stable name, its letter in the list of smells, and where the documents speak of it."""

    id: str
    code: str
    check: Check
    sources: tuple[Source, ...] = ()


class Rules(list[Rule]):
    """The rules of one module, in order."""

    def rule(self, identity: str, code: str, *sources: tuple[str, str]) -> Callable[[Check], Check]:
        """Registers a check under its name; sources are pairs of document and section."""

        def register(check: Check) -> Check:
            self.append(Rule(identity, code, check, tuple(Source(*source) for source in sources)))
            return check

        return register
