"""The reading of one line: its parts related to each other, the quantities in it, and how it was understood."""

import re
from dataclasses import dataclass, field, replace

from coach.estimation.clauses import Part, cut
from coach.estimation.grammar import parse
from coach.estimation.memory import Memory, Remembered
from coach.estimation.names import key_of, kind_of, peak_of, replicated_of, words_of
from coach.estimation.notation import Token, is_code, tokens_of
from coach.estimation.readings import EXACT, ROUNDED, Reading, best
from coach.estimation.trees import Hole, Leaf, Operation, Sum, head
from coach.estimation.values import NotComputable, Value, multiplied

_MOST_HOLES = 8
_TABLE = re.compile(r"\s*[-*]?\s*\|.*\||[^|`]*\S\s\|\s\S.*\s\|\s")
_RULE = re.compile(r"[\s|:=+\-_*]*\Z")


@dataclass(slots=True)
class Option:
    """One way a sum can be read, with its result."""

    value: Value
    picks: tuple[int, ...]
    hole: Value | None
    cost: int
    """How unlikely the reading is by itself."""


@dataclass(slots=True)
class Item:
    """A part of a line with its sum."""

    part: Part
    total: Sum
    options: list[Option]
    words: frozenset[str]
    chosen: Option | None = None
    chain: int = 0
    """Parts with one number are tied by relations."""

    @property
    def value(self) -> Value:
        """The result under the reading that was chosen, or the likeliest."""
        return (self.chosen or self.options[0]).value

    @property
    def is_sum(self) -> bool:
        """Whether it computes something."""
        return self.total.operations > 0 or self.value.operations > 0


@dataclass(slots=True)
class Link:
    """Two parts that are said to be equal, and whether they are."""

    left: Item
    right: Item
    kind: str
    """The relation: eq, about, follows, verb, rounding, cell."""
    verdict: str
    """exact, rounded, off, clash, unknown."""
    reading: Reading | None
    tried: list[Reading]
    computed: Value
    """What stands on the left, under the readings chosen."""
    claim: Value
    sure: bool
    """Whether both sides were understood in full."""


@dataclass(slots=True)
class Found:
    """A quantity of a line, in the line's own offsets."""

    name: str
    value: Value
    role: str
    words: frozenset[str]
    start: int
    end: int
    chain: int
    column: int = 0


@dataclass(slots=True)
class LineReading:
    """All that is known of one line."""

    text: str
    tokens: list[Token]
    label: str = ""
    label_words: frozenset[str] = frozenset()
    asides: list[Value] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    is_estimate: bool = False
    beyond: str = ""
    """Why a number could not be computed; empty when all could."""


def read_line(text: str, memory: Memory) -> LineReading:
    """Read one line in the light of what was remembered; the memory itself is not changed."""
    tokens = tokens_of(text)
    reading = LineReading(text, tokens)
    if not any(token.kind == "num" for token in tokens) and not _may_be_names(tokens):
        return reading
    if is_code(text) or _RULE.match(text):
        return reading
    reader = _LineReader(reading, memory)
    reader.run()
    return reading


def _may_be_names(tokens: list[Token]) -> bool:
    return any(token.kind == "eq" for token in tokens) and any(token.kind == "op" for token in tokens)


class _LineReader:
    def __init__(self, reading: LineReading, memory: Memory) -> None:
        self.reading = reading
        self.memory = memory
        self.money = any(token.kind == "cur" for token in reading.tokens)
        self.trail: list[Value] = []
        self.chain = 0

    def run(self) -> None:
        reading = self.reading
        table = _TABLE.match(reading.text) is not None
        parts = cut(reading.tokens, table=table)
        self._label(parts, table=table)
        previous: Item | None = None
        pending: list[Item] = []
        for part in parts:
            item = self._item(part)
            if item is None:
                if part.tokens and part.link in ("eq", "about", "verb", "follows", "cell", "hard"):
                    previous, pending = None, []
                continue
            related = part.link in ("eq", "about", "follows", "verb", "rounding", "cell")
            if related and previous is not None:
                item.chain = previous.chain
                self._relate(previous, item, pending)
                pending = []
            else:
                self.chain += 1
                item.chain = self.chain
                if part.link == "comma" and previous is not None and not self._is_claim(previous):
                    pending = [*pending, previous]
                elif part.link != "soft":
                    pending = []
            reading.items.append(item)
            self.trail.append(item.value)
            previous = item
        self._collect()

    def _label(self, parts: list[Part], *, table: bool) -> None:
        """Find the line's label and the numbers inside labels."""
        reading = self.reading
        if table and parts and not parts[0].has_number and parts[0].tokens and not parts[0].label:
            parts[0].label = " ".join(token.text for token in parts[0].tokens if token.kind == "word")
            parts[0].label_tokens, parts[0].tokens = parts[0].tokens, []
        for part in parts:
            if part.label and not reading.label and part.link in ("start", "cell"):
                reading.label = part.label
                reading.label_words = words_of(part.label)
            if part.label_tokens:
                aside = parse(part.label_tokens, self._name, money=self.money)
                if aside is not None:
                    reading.asides.extend(aside.asides)
                    try:
                        reading.asides.append(aside.value(next(aside.picks())))
                    except NotComputable:
                        pass

    def _name(self, words: tuple[str, ...]) -> Value | None:
        key = key_of(" ".join(words))
        return self.memory.find(key) if key else None

    def _item(self, part: Part) -> Item | None:
        total = parse(part.tokens, self._name, money=self.money)
        if total is None:
            return None
        self.reading.asides.extend(total.asides)
        options = self._options(total)
        if not options:
            return None
        words = frozenset(total.words) | words_of(part.label)
        return Item(part, total, options, words)

    def _options(self, total: Sum) -> list[Option]:
        holes: list[Value | None] = [None]
        if total.has_hole:
            holes = [value for value in reversed(self.trail) if not value.factor and not value.share]
            holes += [remembered.value for remembered in self.memory.last(_MOST_HOLES)]
            holes = holes[:_MOST_HOLES]
        options = []
        for number, hole in enumerate(holes):
            for picks in total.picks():
                try:
                    value = total.value(picks, hole)
                except (NotComputable, OverflowError) as reason:
                    self.reading.beyond = str(reason)
                    continue
                options.append(Option(value, picks, hole, sum(picks) + number))
        return options

    def _is_claim(self, item: Item) -> bool:
        return any(link.right is item for link in self.reading.links)

    def _relate(self, left: Item, right: Item, pending: list[Item]) -> None:
        """Hold two parts against each other and choose the readings that fit."""
        link = self._held(left, right)
        if link.verdict in ("off", "clash", "unknown") and pending and left.part.link == "comma":
            together = self._with_pending(left, right, pending)
            if together is not None:
                link = together
        self.reading.links.append(link)

    def _held(self, left: Item, right: Item) -> Link:
        lefts = [left.chosen] if left.chosen is not None else left.options
        best_key: tuple[float, ...] | None = None
        best_found: tuple[Option, Option, Reading | None, list[Reading], bool] | None = None
        running = self._running(right)
        for a in lefts:
            for b in right.options:
                for claim in (running(b), b.value) if running is not None else (b.value,):
                    reading, tried = best(a.value, claim)
                    deviation = reading.deviation if reading is not None else 99.0
                    rank = 0.0 if deviation <= EXACT else 1.0 if deviation <= ROUNDED else 2.0
                    cost = a.cost + b.cost
                    key = (rank, cost if rank else 0.0, round(deviation, 4), cost)
                    if best_key is None or key < best_key:
                        best_key, best_found = key, (a, b, reading, tried, claim is not b.value)
        assert best_found is not None
        a, b, reading, tried, ran = best_found
        left.chosen = left.chosen or a
        if best_key is not None and best_key[0] < 2 or not right.is_sum:
            right.chosen = b
        claim = b.value if not ran or running is None else running(b)
        verdict = self._verdict(left, right, reading, best_key)
        sure = left.total.complete and right.total.complete and not left.total.has_hole
        return Link(left, right, right.part.link, verdict, reading, tried, a.value, claim, sure)

    def _running(self, right: Item):  # type: ignore[no-untyped-def]
        """For `= 20M × 20 bytes`: the first operand, which repeats the value before it."""
        if not right.is_sum or right.total.has_hole:
            return None
        first = head(right.total.root)
        if not isinstance(first, Leaf) or not isinstance(right.total.root, Operation):
            return None

        def of(option: Option) -> Value:
            assert isinstance(first, Leaf)
            return first.readings[option.picks[first.slot] if first.slot >= 0 and option.picks else 0]

        return of

    def _verdict(self, left: Item, right: Item, reading: Reading | None, key: tuple[float, ...] | None) -> str:
        if reading is None:
            return "clash"
        if key is not None and key[0] == 0:
            return "exact"
        if key is not None and key[0] == 1:
            return "rounded"
        return "off"

    def _with_pending(self, left: Item, right: Item, pending: list[Item]) -> Link | None:
        """`1 KB/tweet, 500M tweets/day => 500 GB/day`: what commas join may be one product."""
        for count in range(1, len(pending) + 1):
            try:
                value = left.value
                for other in pending[-count:]:
                    value = multiplied(other.value, value)
            except NotComputable:
                return None
            for option in right.options:
                reading, tried = best(value, option.value)
                if reading is not None and reading.deviation <= ROUNDED:
                    right.chosen = option
                    verdict = "exact" if reading.deviation <= EXACT else "rounded"
                    return Link(left, right, right.part.link, verdict, reading, tried, value, option.value, False)
        return None

    def _collect(self) -> None:
        """Turn items and links into quantities."""
        reading = self.reading
        linked = {id(link.right): link for link in reading.links}
        starts = {id(link.left) for link in reading.links}
        names: dict[int, str] = {}
        for item in reading.items:
            own = item.part.label or item.total.labelled
            if own or item.chain not in names:
                names[item.chain] = own or names.get(item.chain, "") or reading.label
            name = names[item.chain] or " ".join(item.value.nouns[:2])
            words = item.words | reading.label_words
            span = item.total.start, item.total.end
            link = linked.get(id(item))
            if link is not None and link.reading is not None and link.verdict != "unknown":
                self._claimed(link, name, words, item)
                if item.is_sum:
                    self._add(name, item.value, "computed", words, *span, item)
            elif item.is_sum and not (item.total.has_hole and item.value.factor):
                self._add(name, item.value, "computed", words, *span, item)
            elif not item.value.factor or item.value.share:
                self._add(name, item.value, "assumed", words, *span, item)
            elif id(item) in starts:
                continue
        reading.is_estimate = any(self._counts(found) for found in reading.found)

    def _claimed(self, link: Link, name: str, words: frozenset[str], item: Item) -> None:
        assert link.reading is not None
        claim, left = link.claim, link.computed
        if link.verdict == "off" and link.kind in ("follows", "cell", "verb") and not link.left.is_sum:
            self._add(name, claim, "assumed", words, item.total.start, item.total.end, item)
            return
        if claim.bare and not left.bare and not claim.share:
            rate = left.time == -1 or any(n > 80000 and p == -1 for n, p in left.constants)
            known = replace(left, time=-1 if rate else left.time, operations=0)
            claim = replace(known, number=left.number * link.reading.ratio)
            computed = replace(known, number=left.number)
        else:
            number = claim.number / link.reading.ratio if link.reading.how != "complement" else left.number
            computed = replace(claim, number=number, high=None, operations=left.operations)
        if claim.bare and not claim.share and any(n > 80000 and p == -1 for n, p in left.constants):
            claim, computed = replace(claim, time=-1), replace(computed, time=-1)
        already = any(found.end == link.left.total.end and found.role == "computed" for found in self.reading.found)
        if link.left.is_sum and not link.right.is_sum:
            if already:
                self.reading.found = [
                    f for f in self.reading.found if not (f.end == link.left.total.end and f.role == "computed")
                ]
            self._add(name, computed, "computed", words | link.left.words, link.left.total.start, link.left.total.end, link.left)
        if not link.right.is_sum:
            self._add(name, claim, "claimed", words, item.total.start, item.total.end, item)

    def _add(self, name: str, value: Value, role: str, words: frozenset[str], start: int, end: int, item: Item) -> None:
        self.reading.found.append(
            Found(name, value, role, words, start, end, item.chain, item.part.column)
        )

    def _counts(self, found: Found) -> bool:
        """Whether a quantity makes its line an estimate."""
        value = found.value
        if not value.bare:
            return True
        if value.share:
            return True
        if found.role == "claimed":
            return True
        if found.role == "computed":
            return value.operations > 1 or abs(value.number) >= 100 or value.factor
        if abs(value.shown) >= 1000 and value.shown != int(value.shown) or abs(value.shown) >= 10000:
            return True
        return bool(found.name) and bool(found.words & _ESTIMATED) and self._is_assignment()

    def _is_assignment(self) -> bool:
        return any(token.kind in ("eq", "about", "colon") for token in self.reading.tokens)


_ESTIMATED = frozenset(
    "dau mau users user writes reads write read storage peak avg average rf replication replicas ratio followers retention "
    "bandwidth cache qps rps tps factor size rows row keys requests posts days years servers nodes shards hit".split()
)


def dims_unit(value: Value) -> str:
    """The unit a value is told in, one of `1/s`, `B`, `B/s`, `s`, `$`, `$/month`, `1`; empty for anything else."""
    return _UNITS.get((value.time, value.data, value.money), "")


_UNITS = {
    (-1, 0, 0): "1/s",
    (0, 1, 0): "B",
    (-1, 1, 0): "B/s",
    (1, 0, 0): "s",
    (0, 0, 1): "$",
    (-1, 0, 1): "$/month",
    (0, 0, 0): "1",
}

__all__ = ["Found", "Item", "LineReading", "Link", "Option", "dims_unit", "key_of", "kind_of", "peak_of", "read_line", "replicated_of", "Hole", "Remembered"]
