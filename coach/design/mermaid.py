"""Pasted Mermaid: flowcharts, and the calls of sequence diagrams."""

import re

from coach.design.names import Named, plain_name
from coach.design.notation import OPEN_END, Notation
from coach.design.sketch import Arrow, Sketch
from coach.language.expressions import expression
from coach.model.remark import Span

HEADER = expression(r"\s*(?:graph|flowchart|flowchart-elk)(?:\s+(?:TB|TD|BT|LR|RL))?\s*;?\s*$|\s*sequenceDiagram\b")
"""A line that begins a Mermaid diagram."""

_SHAPES = (
    ("(((", ")))"), ("((", "))"), ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("{{", "}}"), ("[/", "/]"), ("[/", "\\]"),
    ("[\\", "\\]"), ("[\\", "/]"), ("[", "]"), ("(", ")"), ("{", "}"), (">", "]"),
)  # fmt: skip
_STORE_SHAPES = ("[(",)
_ID = expression(r"[^\W]+(?:[.-](?=\w)[^\W]+)*")
_LINK = expression(
    r"(?P<back><)?(?:-\.\s*(?P<dotted>[^.|<>\n]+?)\s*\.+-+(?P<h1>>|x|o)?|--\s+(?P<text>[^-|<>\n]+?)\s+--+(?P<h2>>|x|o)?"
    r"|==\s+(?P<thick>[^=|<>\n]+?)\s+==+(?P<h3>>)?|(?P<dots>-\.+-)(?P<h4>>|x|o)?|(?P<line>--+|==+)(?P<h5>>|x\b|o\b)?"
    r"|~~~+|→)"
)
_PIPES = expression(r"\s*\|\"?([^|\"]*)\"?\|")
_STATEMENT = expression(r"(?:\"[^\"]*\"|[^;\"])+|\"")
_ENTITIES = {"#quot;": '"', "#gt;": ">", "#lt;": "<", "#amp;": "&", "#35;": "#"}
_CLASS = expression(r":::[\w-]+")
_META = expression(r"@\{([^{}]*)\}")
_SKIP = expression(r"\s*(?:%%|classDef\b|class\b|style\b|linkStyle\b|click\b|direction\b|accTitle|accDescr|---|init:)")
_SUBGRAPH = expression(r"\s*subgraph\s+(?:([\w-]+)\s*)?(?:\[\s*\"?([^\]\"]+)\"?\s*\]|\"([^\"]+)\"|(.*))?\s*;?\s*$")
_MESSAGE = expression(r"\s*([^:>+\-]+?)\s*(-{1,2})(>>|>|\)|x)\s*[+-]?\s*([^:]+?)\s*:\s*(.*)")
_PARTICIPANT = expression(r"\s*(?:create\s+)?(?:participant|actor|database|queue)\s+(\S+)(?:\s+as\s+(.+))?\s*$")


class Mermaid:
    """Reads the lines of one Mermaid diagram into a sketch."""

    def __init__(self, sketch: Sketch, notation: Notation) -> None:
        self._sketch = sketch
        self._notation = notation
        self._keys: dict[str, str] = {}
        self._groups: list[str] = []

    def line(self, line: str, offset: int) -> None:
        """Reads one line that begins at `offset` of the text."""
        line = line[:2000]
        if HEADER.match(line) or _SKIP.match(line) or not line.strip():
            return
        stripped = line.strip().rstrip(";")
        if stripped == "end":
            if self._groups:
                self._groups.pop()
            return
        group = _SUBGRAPH.match(line)
        if group:
            self._groups.append((group[2] or group[3] or group[1] or group[4] or "group").strip()[:60])
            return
        participant = _PARTICIPANT.match(line)
        if participant:
            label = participant[2] or participant[1]
            self._box(participant[1], label, offset + line.find(label))
            return
        message = _MESSAGE.match(line)
        if message and not _LINK.search(line.split(":")[0] + " "):
            self._message(message, offset)
            return
        for statement in _STATEMENT.finditer(line):
            self._statement(statement.group(), offset + statement.start())

    def _statement(self, text: str, offset: int) -> None:
        at, chain = 0, self._notation.next_chain()
        left, at = self._nodes(text, at, offset)
        while left and at < len(text):
            link = _LINK.match(text, at)
            if link is None:
                return
            pipes = _PIPES.match(text, link.end())
            label = pipes[1] if pipes else link["dotted"] or link["text"] or link["thick"] or ""
            right, at = self._nodes(text, pipes.end() if pipes else link.end(), offset)
            if not right:
                self._sketch.hint(Span(offset + link.start(), offset + link.end()), OPEN_END)
                return
            label = _plain(" ".join(label.strip(" \"'").split()))
            dashed = bool(link["dotted"] or link["dots"]) or label.casefold() in ("async", "asynchronous")
            backwards = bool(link["back"]) and not any(link[head] for head in ("h1", "h2", "h3", "h4", "h5"))
            for a in left:
                for b in right:
                    source, target = (b, a) if backwards else (a, b)
                    span = Span(offset + link.start(), offset + link.end())
                    self._sketch.arrow(Arrow(source, target, span, label=label, asynchronous=dashed, chain=chain))
                    if link["back"] and not backwards:
                        self._sketch.arrow(Arrow(target, source, span, label=label, chain=chain))
            left = right

    def _message(self, found: re.Match[str], offset: int) -> None:
        """A call of a sequence diagram; a dashed line is the answer and no call."""
        if len(found[2]) > 1 and found[3] == ">>":
            return
        source = self._box(found[1].strip(), found[1].strip(), offset + found.start(1))
        target = self._box(found[4].strip(), found[4].strip(), offset + found.start(4))
        if source and target and source != target:
            span = Span(offset + found.start(1), offset + found.end(4))
            arrow = Arrow(source, target, span, label=found[5].strip()[:60], chain=self._notation.next_chain())
            arrow.asynchronous = found[3] == ")"
            self._sketch.arrow(arrow)

    def _nodes(self, text: str, at: int, offset: int) -> tuple[list[str], int]:
        """One or several nodes joined by `&`, from `at` on; their keys and where they end."""
        keys: list[str] = []
        while True:
            while at < len(text) and text[at].isspace():
                at += 1
            found = _ID.match(text, at)
            if found is None:
                return keys, at
            identity, at = found.group(), found.end()
            label, label_at, store, at = self._shape(text, at)
            for extra in (_META, _CLASS):
                more = extra.match(text, at)
                if more:
                    at = more.end()
            key = self._box(identity, label or identity, offset + (label_at if label else found.start()), store)
            if key:
                keys.append(key)
            while at < len(text) and text[at].isspace():
                at += 1
            if at < len(text) and text[at] == "&":
                at += 1
                continue
            return keys, at

    @staticmethod
    def _shape(text: str, at: int) -> tuple[str, int, bool, int]:
        for opening, closing in _SHAPES:
            if text.startswith(opening, at):
                end = text.find(closing, at + len(opening))
                quoted = text[at + len(opening) : at + len(opening) + 1] == '"'
                if quoted:
                    quote = text.find('"', at + len(opening) + 1)
                    end = text.find(closing, quote) if quote > 0 else end
                if end < 0:
                    continue
                inner = text[at + len(opening) : end]
                label = re.sub(r"<br\s*/?>|\\n", "\n", inner).strip().strip('"').strip()
                return (
                    label,
                    at + len(opening) + (len(inner) - len(inner.lstrip(' "'))),
                    opening in _STORE_SHAPES,
                    (end + len(closing)),
                )
        return "", at, False, at

    def _box(self, identity: str, label: str, at: int, store: bool = False) -> str:
        group = self._groups[-1] if self._groups else ""
        key = self._keys.get(identity)
        if key is not None and label == identity:
            draft = self._sketch.drafts[key]
            draft.spans.append(Span(at, at + len(identity)))
            if group:
                self._sketch.join(group, key)
            return key
        named = plain_name(_plain(label), at, self._sketch.catalogue)
        if key is None and self._sketch.knows(named.name) and identity not in (named.name, label):
            # two nodes with one label are two boxes; the second keeps its own id in its name
            named = Named(f"{named.name} {identity}", named.start, named.end, named.replicas, notes=named.notes,
                          asynchronous=named.asynchronous, standby=named.standby)  # fmt: skip
        key = self._sketch.box(named, group, key or "")
        if key:
            self._keys[identity] = key
            if label != identity:
                self._sketch.drafts[key].name = named.name
            if store and not self._sketch.catalogue.kind_of(named.name) and not named.notes:
                self._sketch.drafts[key].kind = "sql" if "sql" in self._sketch.catalogue.kinds else ""
        return key


def _plain(text: str) -> str:
    """Text with Mermaid's entities turned back into characters."""
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return text
