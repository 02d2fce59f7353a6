"""What the text says besides the drawing: components named in sentences, copies and failure stories told in words.

Much of a design is said and not drawn. A rule that misses something in the picture asks here first, so that no remark
contradicts the text.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from coach.design.catalogue import Catalogue, split_words
from coach.design.diagram import Box, Diagram
from coach.design.names import key_of
from coach.language.polarity import Polarity, polarity
from coach.language.sentences import Form, Sentence, sentences
from coach.language.wording import Wording, possible_in, wording
from coach.model.quick import dataclass

MOST_CHARACTERS = 50_000
_DENIED = int(Polarity.DENIED)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or table row."""

    start: int
    end: int
    text: str
    """In lower case."""
    kinds: frozenset[str]
    """Kinds that it names, other than to do without them."""
    boxes: frozenset[str]
    """Boxes of the diagram that it is about: those it names, else those of the kinds it names."""
    denied: frozenset[str]
    """Kinds that it does without: "no queue"."""

    def says(self, pattern: Wording) -> bool:
        """Whether it holds the pattern."""
        return pattern.search(self.text) is not None


@dataclass(frozen=True)
class Prose:
    """Everything said in words."""

    statements: tuple[Statement, ...]

    def first(self, pattern: Wording, but: Wording | None = None) -> Statement | None:
        """The first statement that holds `pattern` and not `but`."""
        if not self._possible & pattern.bit:
            return None
        return next(
            (one for one in self.statements if one.says(pattern) and not (but is not None and one.says(but))), None
        )

    def all(self, pattern: Wording, but: Wording | None = None) -> list[Statement]:
        """Every statement that holds `pattern` and not `but`."""
        if not self._possible & pattern.bit:
            return []
        return [one for one in self.statements if one.says(pattern) and not (but is not None and one.says(but))]

    def about(self, box: str) -> Iterable[Statement]:
        """The statements about a box."""
        return (one for one in self.statements if box in one.boxes)

    def names(self, *kinds: str) -> bool:
        """Whether any of these kinds is said to be there."""
        return any(one.kinds & set(kinds) for one in self.statements)

    def denies(self, *kinds: str) -> Statement | None:
        """The statement that does without one of these kinds."""
        return next((one for one in self.statements if one.denied & set(kinds)), None)

    def spare(self, box: Box, stateless: bool) -> bool:
        """Whether more than one copy of a box is told, or what takes over from it."""
        for one in self.about(box.name):
            if one.says(_SINGLE) or one.says(_NO_SPARE):
                continue
            if one.says(_SPARE) or one.says(_FAILURE):
                return True
        return stateless and self._zones

    def single(self, box: Box, stateful: bool = False) -> Statement | None:
        """Where the text says that there is only one copy of a box, or that it needs no other."""
        for one, all_on_one in zip(self.statements, self._all_on_one):
            if box.name in one.boxes and (one.says(_SINGLE) or one.says(_NO_SPARE)) and not one.says(_STANDBY):
                return one
            if not one.boxes and (all_on_one or (stateful and one.says(_NO_SPARE))):
                return one
        return None

    @property
    def _possible(self) -> int:
        """The expressions that any statement may hold."""
        return possible_in(self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.statements)

    @cached_property
    def _all_on_one(self) -> tuple[bool, ...]:
        """For each statement about no box, whether it puts everything on one machine."""
        return tuple(not one.boxes and one.says(_ALL_ON_ONE) for one in self.statements)

    @cached_property
    def _zones(self) -> bool:
        """Whether the stateless part is told to outlive a zone, or a machine."""
        return self.first(_ZONES) is not None


_SPARE = wording(
    r"\b(?:stand-?bys?|replica(?:s|ted|tion)?|fail-?over|fails? over|promot\w+|takes? over|redundan\w+|quorum|copies|"
    r"raft|paxos|anycast|cluster|multi-?az|azs?|zones?|regions?|managed|active[-/ ](?:passive|active)|hot spare|pair|"
    r"health.?check\w*|stateless|no state|no session|rf ?= ?\d|servers|instances|nodes|rebuil[dt]\w*|any of them|"
    r"skips it|can be wiped|autoscal\w+|add more (?:servers|nodes|instances|of them))\b|\b(?:[2-9]|\d\d+) ?(?:x|"
    r"×)|[x×] ?(?:[2-9]|\d\d+)\b|"
    r"\b(?:two|three|four|five|six|[2-9]|\d\d+) (?:\w+ )?(?:\w*servers?|nodes?|instances?|procs?|pods?|machines?|"
    r"boxes|lbs?|load balancers?|dbs?|databases?|brokers?)\b"
)
_FAILURE = wording(
    r"\b(?:dies?|dead|down|fails?|failed|failure|lost|loses?|losing|gone|crash\w*|outage|unavailable|breaks?|restarts?)\b"
)
_SINGLE = wording(
    r"\b(?:one|single|only one|just one)\s+(?:\w+\s+){0,2}?(?:box|server|machine|instance|host|vm)\b.*"
    r"\b(?:enough|bigger|larger|sufficient|nightly|all|everything|fine)\b"
)
_ALL_ON_ONE = wording(
    r"\b(?:everything|all of it|the whole (?:system|thing))\b.{0,20}\bon (?:one|a single)\b.{0,12}\b(?:machine|"
    r"server|box)\b"
)
_NO_SPARE = wording(
    r"\b(?:no|without (?:a|any)?) ?(?:standby|replicas?|fail-?over|second (?:box|server|machine))\b.*\b(?:needed|"
    r"necessary)\b"
    r"|\b(?:don't|do not|won't) need (?:a |any )?(?:standby|replicas?|fail-?over|second (?:box|server|machine))\b"
)
_STANDBY = wording(r"\bwith (?:a|one|an?) \w* ?(?:stand-?by|replica)|\b(?:each|every|per|any)\b")
_ZONES = wording(
    r"\b(?:zones?|azs?|regions?)\b.*\b(?:dead|dies?|die|lost|losing|sized|carr(?:y|ies)|two|three|[2-9])\b|"
    r"\b(?:two|three|[2-9]) (?:\w+ )?(?:zones?|azs?|regions?)\b|\bn ?\+ ?1\b"
)


def mentions(
    text: str,
    diagram: Diagram,
    catalogue: Catalogue,
    read: Iterable[tuple[Sentence, tuple[int, ...]]] | None = None,
) -> Prose:
    """Reads the sentences of `text`.

    Args:
        text: all that the candidate wrote, or the design alone; the more, the fewer false alarms. Offsets of the
            result are offsets into it. Only the first 50,000 characters are read.
        diagram: whose boxes the sentences may be about.
        catalogue: tells which words name a kind.
        read: the sentences of `text` with their polarity, where somebody has read them already.
    """
    named = _Namer(diagram, catalogue)
    if read is None:
        read = ((one, polarity(one)) for one in sentences(text[:MOST_CHARACTERS]))
    return Prose(
        tuple(
            named.statement(one, flags)
            for one, flags in read
            if one.form is not Form.HEADING and one.end <= MOST_CHARACTERS
        )
    )


class _Namer:
    """Finds kinds and boxes in sentences."""

    def __init__(self, diagram: Diagram, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_kind: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        for box in diagram.boxes:
            self._by_kind.setdefault(box.kind, set()).add(box.name)
            for name in {box.name.casefold(), key_of(box.name)}:
                self._by_name.setdefault(" ".join(split_words(name)), set()).add(box.name)
        self._drawn = sorted(edge.span.start for edge in diagram.edges)
        self._firsts = catalogue.firsts.union(words[0] for name in self._by_name if (words := name.split()))
        self._longest = max([catalogue.longest, *(name.count(" ") + 1 for name in self._by_name)], default=1)

    def statement(self, sentence: Sentence, flags: tuple[int, ...]) -> Statement:
        """What one sentence is about; `flags` are the polarity of its tokens."""
        kinds: set[str] = set()
        denied: set[str] = set()
        boxes: set[str] = set()
        words: list[tuple[str, bool]] = []
        for token, flag in zip(sentence.tokens, flags, strict=True):
            denies = flag & _DENIED != 0
            words += [(word, denies) for word in split_words(token.word)]
        del words[120:]
        at = 0
        while at < len(words):
            first = words[at][0]
            if first not in self._firsts and first.removesuffix("s") not in self._firsts:
                at += 1
                continue
            for size in range(min(self._longest, len(words) - at), 0, -1):
                phrase = " ".join(word for word, _ in words[at : at + size])
                named = self._by_name.get(phrase) or self._by_name.get(phrase.removesuffix("s"))
                kind = self._kind(phrase)
                if named or kind:
                    if words[at][1]:
                        denied |= {kind} - {""}
                    else:
                        boxes |= named or set()
                        kinds |= {kind} - {""}
                    at += size
                    break
            else:
                at += 1
        if self._is_drawing(sentence):
            boxes, kinds_told = set(), set()
        else:
            kinds_told = kinds
        for kind in kinds_told:
            alike = self._by_kind.get(kind, set())
            if not alike & boxes:
                boxes |= alike
        return Statement(
            sentence.start, sentence.end, sentence.text.lower(), frozenset(kinds), frozenset(boxes), frozenset(denied)
        )

    def _is_drawing(self, sentence: Sentence) -> bool:
        """Whether a sentence is an arrow line: what it says of its boxes has been read with the drawing."""
        at = bisect_left(self._drawn, sentence.start)
        return at < len(self._drawn) and self._drawn[at] < sentence.end

    def _kind(self, phrase: str) -> str:
        words = self._catalogue.words
        return words.get(phrase) or words.get(phrase.removesuffix("s")) or ""
