"""Arrow lines: the own language, D2, and what people draw in plain notes.

client -> lb -> app x12 -> cache -> db: GET /{code}     a path, and the operation it belongs to
create: client → LB → KV (quorum) → 201                 the same, with the label in front
cache: redis x2 hit=95% ttl=1h                          what a box is
group eu-west: lb, app, db                              boxes that stand together
load GET=20k POST=500                                   requests per second
"""

import re
from dataclasses import dataclass

from coach.design.catalogue import Catalogue
from coach.design.names import Named, names_in, plain_name
from coach.design.sketch import Arrow, Sketch, value_of
from coach.model.remark import Span

OPEN_END = "The arrow at the end of this line has no target yet."

ARROW = re.compile(
    r"(?P<both><[-=~]+>|<-\.+->|[↔⇔⟷])"
    r"|(?P<lazy>-\.+-?>|\.\.+>|~+>|- -+ ?>|[⇢⤳↝])"
    r"|(?P<forward>[-=–—]+>{1,2}|[→⟶➔➜➝⇒⟹➡▶►])"
    r"|(?P<back_lazy><~+|<\.\.+|<-\.+-)"
    r"|(?P<back>(?<![\w<])<[-=]+(?=[\s\w\"'(\[])|[←⇐⟵])"
    r"|(?P<plain>(?<=\w) -- (?=\w))"
)
"""Every arrow that is read; `plain` is a line without a head, which only D2 has."""

_BULLET = re.compile(r"\s*(?:>\s+)?(?:[-*+•‣·]\s+(?:\[[ xX]\]\s+)?|\(?\d{1,2}[.)]\s+|[a-z][.)]\s+)?")
_MARKS = re.compile(r"\*\*|__|`|\\(?=[-|>])")
_LOAD = re.compile(r"\s*load\s+(?=\S+=)", re.IGNORECASE)
_PAIR = re.compile(r"([A-Za-z][\w/{}.-]*(?: /[\w/{}.-]*)?)\s*=\s*([\d.,]+\s?[kKmMbBgG]?)(?:/s|rps|qps)?")
_GROUP = re.compile(r"\s*group\s+([^:]{1,60}):\s*(\S.*)", re.IGNORECASE)
_OPEN = re.compile(r"\s*([\w\"'.][^:{}>]*?)\s*(?::\s*([^{}]*?))?\s*\{\s*$")
_STYLE = re.compile(r"\s*\{[^{}]*[:;][^{}]*\}\s*$")
_D2_SETTING = re.compile(
    r"\s*(?:direction|vars|classes|style|shape|near|icon|width|height|link|tooltip|class|layers|scenarios|steps|"
    r"[\w. ]+\.(?:style|shape|class|near|icon|label)[\w.]*)\s*:",
)
_SPEC = re.compile(r"\s*([^:|=]{1,80}?)\s*:\s+(\S.*)")
_LABEL_IN_PIPES = re.compile(r"\s*\|([^|]*)\|")
_PATH_WORDS = re.compile(r"\s*\b(?:path|flow|request|requests|side|\(hot\)|\(cold\))\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z(])|[.!?]$")


@dataclass
class _Link:
    """One arrow of a line: where it stands, and which way it points."""

    start: int
    end: int
    asynchronous: bool
    back: bool
    both: bool
    label: str = ""


class Notation:
    """Reads arrow lines one after the other; keeps what the next line may continue."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self._groups: list[str] = []
        self._columns: dict[int, list[str]] = {}
        self._last: list[str] = []
        self._chain = 0
        self._specs: list[tuple[str, int, bool]] = []

    def block(self) -> None:
        """A block of text begins: nothing is continued from the one before."""
        self._groups, self._columns, self._last = [], {}, []

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
            self._flow(clean, offset, drawn)
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

    # -- lines ---------------------------------------------------------------------------------------------------

    def _load(self, clean: str, offset: int) -> None:
        for name, rate in _PAIR.findall(clean.split(None, 1)[1]):
            value = value_of(rate.replace(" ", ""))
            if isinstance(value, float):
                self._sketch.loads[name.upper()] = value
            else:
                self._sketch.hint(Span(offset, offset + len(clean)), f"The load of {name} is no number: {rate}.")

    def _group(self, found: re.Match[str], offset: int) -> None:
        for named in names_in(found[2], offset + found.start(2), self._sketch.catalogue):
            key = self._sketch.box(named)
            if key:
                self._sketch.join(found[1].strip(), key)

    def _flow(self, clean: str, offset: int, drawn: bool) -> None:
        body = _STYLE.sub("", clean)
        begin = 0 if drawn and body[:1].isspace() else _BULLET.match(body).end()  # type: ignore[union-attr]
        links = _links(body, begin, drawn)
        if not links:
            return
        before, after = _label_before(body, begin, links[0].start), _label_after(body, links[-1].end)
        stretches = _stretches(before.end, links, after.start)
        catalogue = self._sketch.catalogue
        names = [names_in(body[start:end], offset + start, catalogue) for start, end in stretches]
        if links[-1].end >= len(body.rstrip()) and any(names):
            self._sketch.hint(Span(offset + links[-1].start, offset + links[-1].end), OPEN_END)
        continues = not body[before.end : links[0].start].strip() and bool(self._last)
        if not _is_drawing(names, drawn, continues):
            return
        group = self._groups[-1] if self._groups else ""
        keys = [[key for named in found if (key := self._sketch.box(named, group))] for found in names]
        if continues and not keys[0]:
            keys[0] = self._continued(links[0].start)
        chain = self.next_chain()
        label = after.words or before.words
        if label:
            self._sketch.chains[chain] = label
        self._connect(keys, names, links, chain, offset)
        self._columns = {link.start: keys[index] for index, link in enumerate(links) if keys[index]} | {
            column: found for column, found in self._columns.items() if continues
        }
        self._last = next((found for found in reversed(keys) if found), self._last)

    def _continued(self, column: int) -> list[str]:
        """What an arrow at the start of a line goes out from: the name above it, or the end of the line before."""
        for near in (0, -1, 1, -2, 2):
            if column + near in self._columns:
                return self._columns[column + near]
        return self._last

    def _connect(
        self, keys: list[list[str]], names: list[tuple[Named, ...]], links: list[_Link], chain: int, offset: int
    ) -> None:
        source_at = 0
        for index, link in enumerate(links):
            if keys[index]:
                source_at = index
            elif not self._passes_on(keys[source_at]):
                continue
            if not keys[index + 1] or not keys[source_at]:
                continue
            told = {named.name: named for named in names[index + 1]}
            for left in keys[source_at]:
                for right in keys[index + 1]:
                    named = told.get(self._sketch.drafts[right].name)
                    source, target = (right, left) if link.back else (left, right)
                    first = self._sketch.drafts[left].name
                    span = self._span(names, source_at, index + 1, offset, link, first)
                    self._sketch.arrow(
                        Arrow(
                            source,
                            target,
                            span,
                            label=link.label,
                            asynchronous=link.asynchronous or bool(named and named.asynchronous),
                            fanout=named.fanout if named else 1.0,
                            share=named.share if named else 1.0,
                            chain=chain,
                        )
                    )
                    if link.both:
                        self._sketch.arrow(Arrow(target, source, span, label=link.label, chain=chain))

    def _passes_on(self, keys: list[str]) -> bool:
        """Whether a step after these boxes is done by them: services act, stores and clients do not."""
        kinds = [self._sketch.catalogue.kind_of(self._sketch.drafts[key].name) for key in keys]
        return bool(keys) and all(self._sketch.catalogue[kind].role in ("pass", "gate", "split") for kind in kinds)

    @staticmethod
    def _span(names: list[tuple[Named, ...]], left: int, right: int, offset: int, link: _Link, first: str) -> Span:
        start = next((named.start for named in names[left] if named.name == first), link.start + offset)
        return Span(min(start, link.start + offset), names[right][-1].end if names[right] else link.end + offset)

    def _spec(self, clean: str, offset: int, drawn: bool) -> None:
        body = _STYLE.sub("", clean)
        begin = _BULLET.match(body).end()  # type: ignore[union-attr]
        found = _SPEC.match(body, begin)
        if found is None:
            return
        catalogue = self._sketch.catalogue
        words, rest = _spec_words(found[2], catalogue)
        for named in names_in(found[1], offset + found.start(1), catalogue) or (
            (plain_name(found[1], offset + found.start(1), catalogue),) if drawn and '"' in found[1] else ()
        ):
            settings = words.replicas or words.attributes or words.standby
            if not self._sketch.knows(named.name) and not (settings and (not rest or drawn)):
                continue
            if rest and not drawn and not settings and not words.kind:
                continue
            told = plain_name(found[2], offset + found.start(2), catalogue) if rest else None
            key = self._sketch.box(
                Named(
                    named.name,
                    named.start,
                    named.end,
                    words.replicas or named.replicas or (told.replicas if told and drawn else 0),
                    notes=named.notes + ((found[2].strip(" \"'"),) if rest else ()),
                    attributes=words.attributes,
                    standby=words.standby or bool(told and told.standby),
                ),
                self._groups[-1] if self._groups else "",
            )
            if key and words.kind:
                self._sketch.drafts[key].kind = words.kind
            elif key and drawn and rest:
                draft = self._sketch.drafts[key]
                draft.kind = catalogue.kind_of(found[2].strip(" \"'")) or draft.kind


# -- parts of a line ---------------------------------------------------------------------------------------------------


@dataclass
class _Label:
    words: str
    start: int
    end: int


def _links(body: str, begin: int, drawn: bool) -> list[_Link]:
    links = []
    for found in ARROW.finditer(body, begin):
        if found.lastgroup == "plain" and not drawn:
            continue
        pipes = _LABEL_IN_PIPES.match(body, found.end())
        links.append(
            _Link(
                found.start(),
                pipes.end() if pipes else found.end(),
                asynchronous=found.lastgroup in ("lazy", "back_lazy"),
                back=found.lastgroup in ("back", "back_lazy"),
                both=found.lastgroup == "both",
                label=pipes[1].strip(" \"'") if pipes else "",
            )
        )
        if len(links) >= 100:
            break
    return links


def _label_before(body: str, begin: int, end: int) -> _Label:
    """The words before a colon before the first name: "create: client -> …"."""
    colon = body.rfind(": ", begin, end)
    if colon < 0 and body[begin:end].rstrip().endswith(":"):
        colon = begin + len(body[begin:end].rstrip()) - 1
    if colon < 0:
        sentence = 0
        for found in _SENTENCE_END.finditer(body, begin, end):
            sentence = found.end()
        return _Label("", begin, max(begin, sentence if sentence < end else begin))
    words = re.sub(r"\([^()]*\)", "", body[begin:colon]).strip(" *_")
    words = _PATH_WORDS.sub("", words).strip() or words
    return _Label(words if len(words) <= 60 else "", begin, colon + 1)


def _label_after(body: str, start: int) -> _Label:
    """The words after a colon after the last name: "… -> db: GET /{code}"."""
    colon = body.find(": ", start)
    if colon < 0:
        stop = _SENTENCE_END.search(body, start)
        return _Label("", stop.start() if stop else len(body), len(body))
    words = body[colon + 2 :].strip().strip("\"'")
    return _Label(words if len(words) <= 80 else "", colon, len(body))


def _stretches(begin: int, links: list[_Link], end: int) -> list[tuple[int, int]]:
    starts = [begin, *(link.end for link in links)]
    ends = [*(link.start for link in links), max(end, links[-1].end)]
    return list(zip(starts, ends, strict=True))


def _is_drawing(names: list[tuple[Named, ...]], drawn: bool, continues: bool) -> bool:
    """Whether a line with arrows is a path through boxes, and not a conclusion, a sequence of steps or a sentence."""
    boxes = [found for found in names if found]
    if len(boxes) + continues < 2:
        return False
    if drawn:
        return True
    sure = sum(any(named.sure for named in found) for found in boxes)
    steps = len(names) - len(boxes) - continues
    if sure == 0:
        return steps == 0 and all(len(named.name.split()) <= 2 for found in boxes for named in found)
    return sure * 2 >= steps and (sure >= 2 or steps == 0 or bool(names[0]))


@dataclass
class _SpecWords:
    kind: str = ""
    replicas: int = 0
    attributes: tuple[tuple[str, str], ...] = ()
    standby: bool = False


def _spec_words(text: str, catalogue: Catalogue) -> tuple[_SpecWords, bool]:
    """What a spec sets, and whether other words are left."""
    found, left = _SpecWords(), []
    for word in text.strip().strip("\"'").replace(",", " ").split():
        bare = word.strip("\"'")
        if count := re.fullmatch(r"[x×](\d{1,6})|(\d{1,6})[x×]", bare):
            found.replicas = int(count[1] or count[2])
        elif pair := re.fullmatch(r"([A-Za-z][\w-]{0,19})=(\S{1,40})", bare):
            found.attributes += ((pair[1].lower(), pair[2]),)
        elif bare.lower() in ("standby", "ha", "replicated", "managed"):
            found.standby = True
        else:
            left.append(bare)
    words = " ".join(left)
    if words and len(left) <= 4 and catalogue.is_alias(words):
        found.kind = catalogue.kind_of(words)
        left = []
    return found, bool(left)
