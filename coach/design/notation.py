"""Arrow lines: the own language, D2, and what people draw in plain notes.

client -> lb -> app x12 -> cache -> db: GET /{code}     a path, and the operation it belongs to
create: client → LB → KV (quorum) → 201                 the same, with the label in front
cache: redis x2 hit=95% ttl=1h                          what a box is
group eu-west: lb, app, db                              boxes that stand together
load GET=20k POST=500                                   requests per second
"""

import re

from coach.design.linework import (
    ARROW,
    Link,
    is_drawing,
    label_after,
    label_before,
    links_of,
    spec_words,
    stretches,
)
from coach.design.names import Named, Stretch, plain_name, stretch_of
from coach.design.sketch import Arrow, Sketch, value_of
from coach.design.vocabulary import DATA, VERBS
from coach.language.expressions import expression
from coach.model.quick import dataclass
from coach.model.remark import Span

OPEN_END = "The arrow at the end of this line has no target yet."

_STATEMENT_END = expression(r"(?<=[.!?])\s+(?=[A-Z(])|;\s+")
_DOWN = expression(r"[\s|│┊]*[|│vV↓▼⬇][\s|│vV↓▼⬇]*")
_BRANCH = expression(r"\s*[|+\\/└├╰│`'*]\s?(?=-|=|~|→|⇒)")
_BULLET = expression(r"\s*(?:>\s+)?(?:[-*+•‣·]\s+(?:\[[ xX]\]\s+)?|\(?\d{1,2}[.)]\s+|[a-z][.)]\s+)?")
_MARKS = expression(r"\*\*|__|`|\\(?=[-|>])")
_LOAD = expression(r"\s*load\s+(?=\S+=)", re.IGNORECASE)
_PAIR = expression(r"([A-Za-z][\w/{}.-]*(?: /[\w/{}.-]*)?)\s*=\s*([\d.,]+\s?[kKmMbBgG]?)(?:/s|rps|qps)?")
_GROUP = expression(r"\s*group\s+([^:]{1,60}):\s*(\S.*)", re.IGNORECASE)
_OPEN = expression(r"\s*([\w\"'.][^:{}>]*?)\s*(?::\s*([^{}]*?))?\s*\{\s*$")
_STYLE = expression(r"\s*\{[^{}]*[:;][^{}]*\}\s*$")
_D2_SETTING = expression(
    r"\s*(?:direction|vars|classes|style|shape|near|icon|width|height|link|tooltip|class|layers|scenarios|steps|"
    r"[\w. ]+\.(?:style|shape|class|near|icon|label)[\w.]*)\s*:",
)
_SPEC = expression(r"\s*([^:|=]{1,80}?)\s*:\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class _Stop:
    """One stretch of a line, with the keys of its boxes."""

    boxes: tuple[tuple[str, Named | None], ...]
    stretch: Stretch
    offset: int
    """Where the places in the names count from."""

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.boxes]


class Notation:
    """Reads arrow lines one after the other; keeps what the next line may continue."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self._groups: list[str] = []
        self._columns: dict[int, list[str]] = {}
        self._last: list[str] = []
        self._label = ""
        self._above = ("", 0)
        self._falls = -1
        self._chain = 0
        self._specs: list[tuple[str, int, bool]] = []
        self._read: dict[str, Stretch] = {}
        self.strict = False
        """Something was drawn in a code fence: a line of notes then has to name known boxes to count as drawn."""

    def block(self) -> None:
        """A block of text begins: nothing is continued from the one before."""
        self._groups, self._columns, self._last, self._label = [], {}, [], ""
        self._above, self._falls = ("", 0), -1

    def line(self, line: str, offset: int, drawn: bool) -> None:
        """Reads one line that begins at `offset` of the text.

        Args:
            line: without its line end.
            offset: of its first character in the text.
            drawn: it stands in a code fence, where everything with an arrow is a drawing.
        """
        clean = _MARKS.sub(lambda mark: " " * len(mark[0]), line[:2000])
        comment = re.search(r"(?:^|\s)#(?:\s|$)", clean)
        if comment:
            clean = clean[: comment.start()]
        if not clean.strip():
            return
        if _DOWN.fullmatch(clean):
            self._falls = len(clean) - len(clean.lstrip())
            return
        above, self._above = self._above, (clean, offset)
        falls, self._falls = self._falls, -1
        self._read_line(clean, offset, drawn)
        if falls >= 0 and above[0]:
            self._fall(above, (clean, offset), falls)

    def _read_line(self, clean: str, offset: int, drawn: bool) -> None:
        if _LOAD.match(clean):
            self._load(clean, offset)
            return
        group = _GROUP.match(clean)
        if group and not ARROW.search(clean):
            self._group(group, offset)
            return
        if clean.strip() == "}":
            if self._groups:
                self._groups.pop()
            return
        opened = _OPEN.match(clean) if clean.rstrip().endswith("{") else None
        if opened and not ARROW.search(clean):
            self._groups.append((opened[2] or opened[1]).strip().strip("\"'"))
            return
        if ARROW.search(clean):
            self._statements(clean, offset, drawn)
        elif clean.count(" > ") > 1 and not re.search(r"\d\s>|>\s\d", clean):
            strict, self.strict = self.strict, True  # only where every part is a known kind is it a path
            self._statements(clean.replace(" > ", " → "), offset, drawn)
            self.strict = strict
        elif _SPEC.match(clean) and not _D2_SETTING.match(clean):
            self._specs.append((clean, offset, drawn))

    def finish(self) -> None:
        """Applies what lines say about boxes, once all boxes are known."""
        for clean, offset, drawn in self._specs:
            self._spec(clean, offset, drawn)

    def next_chain(self) -> int:
        """A number for arrows that belong together."""
        self._chain += 1
        return self._chain

    def _stretch(self, text: str) -> Stretch:
        """What a stretch holds; names come again and again, so it is read once."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = stretch_of(text, self._sketch.catalogue)
        return found

    def _fall(self, above: tuple[str, int], below: tuple[str, int], column: int) -> None:
        """An arrow drawn downwards, with bars and a "v", between the names of two lines."""
        upper, lower = self._near(*above, column), self._near(*below, column)
        if upper and lower and upper != lower:
            span = Span(above[1], below[1] + len(below[0]))
            self._sketch.arrow(Arrow(upper, lower, span, chain=self.next_chain()))

    def _near(self, clean: str, offset: int, column: int) -> str:
        """The box of a line that stands nearest to a column; a line that is a name alone becomes a box."""
        if not ARROW.search(clean):
            stretch = self._stretch(clean)
            if len(stretch.names) == 1 and stretch.names[0].sure and len(clean.split()) <= 6:
                return self._sketch.box(stretch.names[0], offset=offset)
            return ""
        found = {
            key: min(abs((span.start + span.end) / 2 - offset - column) for span in spans)
            for key, draft in self._sketch.drafts.items()
            if (spans := [span for span in draft.spans if offset <= span.start < offset + len(clean)])
        }
        return min(found, key=lambda key: found[key]) if found else ""

    # -- lines ---------------------------------------------------------------------------------------------------

    def _load(self, clean: str, offset: int) -> None:
        for name, rate in _PAIR.findall(clean.split(None, 1)[1]):
            value = value_of(rate.replace(" ", ""))
            if isinstance(value, float):
                self._sketch.loads[name.upper()] = value
            else:
                self._sketch.hint(Span(offset, offset + len(clean)), f"The load of {name} is no number: {rate}.")

    def _group(self, found: re.Match[str], offset: int) -> None:
        for named in self._stretch(found[2]).names:
            key = self._sketch.box(named, offset=offset + found.start(2))
            if key:
                self._sketch.join(found[1].strip(), key)

    def _statements(self, clean: str, offset: int, drawn: bool) -> None:
        """A line of notes may hold several sentences; the label in front of the first holds for those after a ";"."""
        if drawn:
            self._flow(clean, 0, len(clean), offset, "", drawn)
            return
        at, label = 0, ""
        for stop in [*_STATEMENT_END.finditer(clean), None]:
            end = stop.start() if stop else len(clean)
            if ARROW.search(clean, at, end):
                label = self._flow(clean, at, end, offset, label, drawn)
            if stop is None or clean[stop.start()] != ";":
                label = ""
            at = stop.end() if stop else end

    def _flow(self, clean: str, at: int, end: int, offset: int, label: str, drawn: bool) -> str:
        """Reads one path; returns the label in front of it."""
        body = _STYLE.sub("", clean[:end])
        begin = at or _BULLET.match(body).end()  # type: ignore[union-attr]
        branch = _BRANCH.match(body, begin)
        begin = branch.end() if branch else begin
        links = links_of(body, begin, drawn)
        if not links:
            return label
        before, after = label_before(body, begin, links[0].start), label_after(body, links[-1].end)
        places = stretches(before.end, links, after.start)
        found = [self._stretch(body[start:end]) for start, end in places]
        if links[-1].end >= len(body.rstrip()) and any(stretch.names for stretch in found):
            self._sketch.hint(Span(offset + links[-1].start, offset + links[-1].end), OPEN_END)
        if not drawn and before.words and _is_act(found[0]):
            found[0] = Stretch()  # "write: publish → row": what the caller does, not a box
        if not drawn and _is_matter(found[0]):
            return before.words
        continues = not body[begin : links[0].start].strip() and bool(self._last)
        known = self._sketch.knows if self.strict else None
        if not is_drawing(found, drawn, continues, known):
            return before.words
        group = self._groups[-1] if self._groups else ""
        stops = [
            _Stop(
                tuple(
                    (key, named)
                    for named in stretch.names
                    if (key := self._sketch.box(named, group, offset=offset + start))
                ),
                stretch,
                offset + start,
            )
            for stretch, (start, _) in zip(found, places, strict=True)
        ]
        if continues and not stops[0].boxes:
            stops[0] = _Stop(tuple((key, None) for key in self._continued(links[0].start)), Stretch(), offset)
        chain = self.next_chain()
        told = after.words or before.words or label or (self._label if continues else "")
        self._label = told
        if told:
            self._sketch.chains[chain] = told
        self._connect(stops, links, chain, offset)
        columns = {link.start: stop.keys for link, stop in zip(links, stops) if stop.boxes}
        for stop in stops:
            for key, named in stop.boxes:
                if named is not None:
                    at_column = range(named.start + stop.offset - offset, named.end + stop.offset - offset)
                    columns |= {column: [key] for column in at_column}
        self._columns = columns | (self._columns if continues else {})
        self._last = next((stop.keys for stop in reversed(stops) if stop.boxes), self._last)
        return before.words or label

    def _continued(self, column: int) -> list[str]:
        """What an arrow at the start of a line goes out from: the name above it, or the end of the line before."""
        for near in (0, -1, 1, -2, 2):
            if column + near in self._columns:
                return self._columns[column + near]
        return self._last

    def _connect(self, stops: list[_Stop], links: list[Link], chain: int, offset: int) -> None:
        """Draws the arrows of a path. Steps are passed over: what follows is called by whoever acted last."""
        at: _Stop | None = None  # the boxes before the arrow
        actor: _Stop | None = None  # the last boxes that do something by themselves
        answered = False
        for link, stop, target in zip(links, stops, stops[1:]):
            if stop.boxes:
                at = stop
                actor = stop if self._acts(stop) else actor
            elif stop.stretch.answer:
                answered = True
            elif at is not None and at is not actor and actor is not None:
                at = actor
            source = actor if target.stretch.acts and actor is not None else at
            if source is not None and target.boxes:
                link.asynchronous = link.asynchronous or answered
                self._arrows(source, target, link, chain, offset)

    def _arrows(self, left: _Stop, right: _Stop, link: Link, chain: int, offset: int) -> None:
        for key, first in left.boxes:
            for other, named in right.boxes:
                source, target = (other, key) if link.back else (key, other)
                start = first.start + left.offset if first is not None else link.start + offset
                end = named.end + right.offset if named is not None else link.end + offset
                span = Span(min(start, link.start + offset), end)
                arrow = Arrow(source, target, span, label=link.label, asynchronous=link.asynchronous, chain=chain)
                if named is not None:
                    arrow.asynchronous = arrow.asynchronous or named.asynchronous
                    arrow.fanout, arrow.share = named.fanout, named.share
                self._sketch.arrow(arrow)
                if link.both:
                    self._sketch.arrow(Arrow(target, source, span, label=link.label, chain=chain))

    def _acts(self, stop: _Stop) -> bool:
        """Whether a step after these boxes is done by them: clients and services act, stores do not."""
        kinds = [self._sketch.catalogue.kind_of(self._sketch.drafts[key].name) for key in stop.keys]
        return all(self._sketch.catalogue[kind].role in ("source", "pass", "gate", "split") for kind in kinds)

    def _spec(self, clean: str, offset: int, drawn: bool) -> None:
        body = _STYLE.sub("", clean)
        begin = _BULLET.match(body).end()  # type: ignore[union-attr]
        found = _SPEC.match(body, begin)
        if found is None:
            return
        catalogue = self._sketch.catalogue
        words, rest = spec_words(found[2], catalogue)
        quoted = found[2].startswith('"')
        for named in self._stretch(found[1]).names or (
            (plain_name(found[1], 0, catalogue),) if drawn and '"' in found[1] else ()
        ):
            settings = words.replicas or words.attributes or words.standby
            if not self._sketch.knows(named.name) and not (settings and (not rest or drawn)):
                continue
            if rest and not (drawn or quoted or settings or words.kind or self._sketch.knows(named.name)):
                continue
            told = plain_name(found[2], offset + found.start(2), catalogue) if rest or quoted else None
            key = self._sketch.box(
                Named(
                    named.name,
                    named.start,
                    named.end,
                    words.replicas or named.replicas or (told.replicas if told else 0),
                    notes=named.notes + ((found[2].strip(" \"'"),) if rest else ()),
                    attributes=words.attributes,
                    standby=words.standby or bool(told and told.standby),
                ),
                self._groups[-1] if self._groups else "",
                offset=offset + found.start(1),
            )
            if key and told is not None and quoted and told.name:
                self._sketch.rename(key, told)  # what D2 shows is the label; the name before it is only an id
            if key and words.kind:
                self._sketch.drafts[key].kind = words.kind
            elif key and drawn and rest:
                draft = self._sketch.drafts[key]
                draft.kind = catalogue.kind_of(found[2].strip(" \"'")) or draft.kind


def _is_act(stretch: Stretch) -> bool:
    """Whether a stretch is one word for something done, which no kind is called by."""
    return len(stretch.names) == 1 and not stretch.names[0].sure and stretch.names[0].name.casefold() in VERBS


def _is_matter(stretch: Stretch) -> bool:
    """Whether a stretch is what is moved and no box: "hot keys", "new events"."""
    if len(stretch.names) != 1 or stretch.names[0].sure:
        return False
    words = stretch.names[0].name.casefold().split()
    return len(words) > 1 and words[-1] in DATA
