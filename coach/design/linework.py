"""The parts of an arrow line: its arrows, the label before or after it, the stretches between, what a spec sets."""

import re
from collections.abc import Callable, Sequence

from coach.design.catalogue import Catalogue
from coach.design.names import Stretch
from coach.language.expressions import expression
from coach.model.quick import dataclass

ARROW = expression(
    r"(?P<both><[-=~]+>|<-\.+->|[↔⇔⟷])"
    r"|(?P<worded>--\s?(?:\(|\[)?(?P<words>[A-Za-z][^<>()\[\]\n-]{0,30}?)(?:\)|\])?\s?--+>)"
    r"|(?P<lazy>-\.+-?>|\.\.+>|~+>|- -+ ?>|[⇢⤳↝])"
    r"|(?P<forward>[-=–—]+>{1,2}|[→⟶➔➜➝⇒⟹➡▶►])"
    r"|(?P<back_lazy><~+|<\.\.+|<-\.+-)"
    r"|(?P<back>(?<![\w<])<[-=]+(?=[\s\w\"'(\[])|[←⇐⟵])"
    r"|(?P<plain>(?<=\w) -- (?=\w))"
)
"""Every arrow that is read; `worded` has its label inside, `plain` is a line without a head, which only D2 has."""

_LABEL_IN_PIPES = expression(r"\s*\|([^|]*)\|")
_PATH_WORDS = expression(r"\s*\b(?:path|flow|request|requests|side|\(hot\)|\(cold\))\s*$", re.IGNORECASE)
_SENTENCE_END = expression(r"[.!?]\s+(?=[A-Z(])|[.!?]$")


@dataclass
class Link:
    """One arrow of a line: where it stands, and which way it points."""

    start: int
    end: int
    asynchronous: bool
    back: bool
    both: bool
    label: str = ""


@dataclass
class Label:
    """The words before or after a path that name it."""

    words: str
    start: int
    end: int


def links_of(body: str, begin: int, drawn: bool) -> list[Link]:
    """The arrows of a line from `begin` on, at most 100; `drawn` takes lines without a head for arrows too."""
    links: list[Link] = []
    for found in ARROW.finditer(body, begin):
        if found.lastgroup == "plain" and not drawn:
            continue
        if links and _in_label(body, links[0], found):
            break
        pipes = _LABEL_IN_PIPES.match(body, found.end())
        links.append(
            Link(
                found.start(),
                pipes.end() if pipes else found.end(),
                asynchronous=found.lastgroup in ("lazy", "back_lazy"),
                back=found.lastgroup in ("back", "back_lazy"),
                both=found.lastgroup == "both",
                label=pipes[1].strip(" \"'") if pipes else (found["words"] or "").strip(),
            )
        )
        if len(links) >= 100:
            break
    return links


def _in_label(body: str, first: Link, arrow: re.Match[str]) -> bool:
    """Whether an arrow belongs to the words of a label: tight ("user->node") where the path's own stand free."""
    free = body[first.start - 1 : first.start].isspace()
    tight = not body[arrow.start() - 1 : arrow.start()].isspace()
    return free and tight and ": " in body[first.end : arrow.start()]


def label_before(body: str, begin: int, end: int) -> Label:
    """The words before a colon before the first name: "create: client -> …"."""
    colon = body.rfind(": ", begin, end)
    if colon < 0 and body[begin:end].rstrip().endswith(":"):
        colon = begin + len(body[begin:end].rstrip()) - 1
    if colon < 0:
        sentence = 0
        for found in _SENTENCE_END.finditer(body, begin, end):
            sentence = found.end()
        return Label("", begin, max(begin, sentence if sentence < end else begin))
    words = re.sub(r"\([^()]*\)", "", body[begin:colon]).strip(" *_")
    words = _PATH_WORDS.sub("", words).strip() or words
    return Label(words if len(words) <= 60 else "", begin, colon + 1)


def label_after(body: str, start: int) -> Label:
    """The words after a colon after the last name: "… -> db: GET /{code}"."""
    colon = body.find(": ", start)
    if colon < 0:
        stop = _SENTENCE_END.search(body, start)
        return Label("", stop.start() if stop else len(body), len(body))
    words = body[colon + 2 :].strip().strip("\"'")
    return Label(words if len(words) <= 80 else "", colon, len(body))


def stretches(begin: int, links: list[Link], end: int) -> list[tuple[int, int]]:
    """Where the stretches between the arrows begin and end: one more than there are arrows."""
    starts = [begin, *(link.end for link in links)]
    ends = [*(link.start for link in links), max(end, links[-1].end)]
    return list(zip(starts, ends, strict=True))


def is_drawing(
    found: Sequence[Stretch], drawn: bool, continues: bool, known: Callable[[str], bool] | None = None
) -> bool:
    """Whether a line with arrows is a path through boxes, and not a conclusion, a sequence of steps or a sentence.

    Args:
        found: its stretches.
        drawn: it stands in a code fence.
        continues: it goes on from the line before.
        known: when given, tells the boxes there are, and the line has to be made of them or of known kinds.
    """
    boxes = [stretch for stretch in found if stretch.names]
    if len(boxes) + continues < 2:
        return False
    if drawn:
        return True
    steps = sum(not (stretch.names or stretch.answer) for stretch in found) - continues
    if known is not None:
        return steps <= 0 and all(named.sure or known(named.name) for stretch in boxes for named in stretch.names)
    sure = sum(any(named.sure for named in stretch.names) for stretch in boxes)
    if sure == 0:
        return steps <= 0 and all(len(named.name.split()) <= 2 for stretch in boxes for named in stretch.names)
    return sure * 2 >= steps and (sure >= 2 or steps <= 0 or bool(found[0].names))


@dataclass
class SpecWords:
    """What a spec sets: `redis x2 hit=95%`."""

    kind: str = ""
    replicas: int = 0
    attributes: tuple[tuple[str, str], ...] = ()
    standby: bool = False


def spec_words(text: str, catalogue: Catalogue) -> tuple[SpecWords, bool]:
    """What a spec sets, and whether other words are left."""
    found, left = SpecWords(), []
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
