"""The reading of one line: its parts related to each other, the quantities in it, and how it was understood."""

import math
from collections.abc import Callable
from typing import NamedTuple

from coach.estimation.clauses import Part, cut
from coach.estimation.grammar import parse
from coach.estimation.memory import Memory
from coach.estimation.names import key_of, words_of
from coach.estimation.notation import Token, is_code, tokens_of
from coach.estimation.patterns import pattern
from coach.estimation.readings import EXACT, ROUNDED, Reading, best
from coach.estimation.trees import Leaf, Operation, Sum, head
from coach.estimation.units import is_time
from coach.estimation.values import NotComputableError, Value, multiplied
from coach.estimation.vocabulary import vocabulary

_MOST_HOLES = 8
_EACH = vocabulary("each apiece piece")
_RELATED = vocabulary("eq about follows verb rounding cell implied")
_TABLE = pattern(r"\s*[-*]?\s*\|.*\||[^|`]*\S\s\|\s\S.*\s\|\s")
_RULE = pattern(r"[\s|:=+\-_*]*\Z")


class Option(NamedTuple):
    """One way a sum can be read, with its result."""

    value: Value
    picks: tuple[int, ...]
    hole: Value | None
    cost: int
    """How unlikely the reading is by itself."""


class Item:
    """A part of a line with its sum."""

    def __init__(self, part: Part, total: Sum, options: list[Option], words: frozenset[str]) -> None:
        self.part = part
        self.total = total
        self.options = options
        self.words = words
        self.chosen: Option | None = None
        self.chain = 0
        """Parts with one number are tied by relations."""

    @property
    def value(self) -> Value:
        """The result under the reading that was chosen, or the likeliest."""
        return (self.chosen or self.options[0]).value

    @property
    def is_sum(self) -> bool:
        """Whether it computes something."""
        return self.total.operations > 0 or self.value.operations > 0


class Link(NamedTuple):
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
    is_sum: bool = True
    """Whether something is computed on the left."""
    joined: str = ""
    """What makes a list a product: `each` for "10M photos a day, 2 MB each", `list` when only the digits show it."""


class LineReading:
    """All that is known of one line."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.label = ""
        self.label_words: frozenset[str] = frozenset()
        self.asides: list[Value] = []
        self.items: list[Item] = []
        self.links: list[Link] = []
        self.beyond = ""
        """Why a number could not be computed; empty when all could."""


def read_line(text: str, memory: Memory) -> LineReading:
    """Read one line in the light of what was remembered; the memory itself is not changed."""
    tokens = tokens_of(text)
    reading = LineReading(text, tokens)
    if not any(token.kind == "num" for token in tokens) and not _may_be_names(tokens):
        return reading
    if is_code(text) or _RULE().match(text):
        return reading
    reader = _LineReader(reading, memory)
    reader.run()
    return reading


def _verdict(reading: Reading | None, key: tuple[float, ...] | None) -> str:
    if reading is None or key is None:
        return "clash"
    return ("exact", "rounded", "off")[int(key[0])]


def _may_hold_result(part: Part) -> bool:
    """Whether a factor and another number stand in it."""
    numbers = [index for index, token in enumerate(part.tokens) if token.kind == "num"]
    if len(numbers) < 2 or part.link in ("eq", "about", "verb"):
        return False
    first = numbers[0]
    following = part.tokens[first + 1].text.lower()
    return (first > 0 and part.tokens[first - 1].text in "*/") or following in ("x", "copies", "replicas")


def _summed_first(total: Sum) -> Sum | None:
    """`2B + 40M / 86400` as it is often meant: what is added is divided together."""
    root = total.root
    if not isinstance(root, Operation) or root.sign != "+" or not isinstance(root.right, Operation):
        return None
    if root.right.sign != "/":
        return None
    added = Operation("+", root.left, root.right.left)
    return total._replace(root=Operation("/", added, root.right.right, root.right.slot))


def _shared_out(item: Item) -> bool:
    """Whether a part says among how many something is shared: "each of 5 services gets ~40 ms"."""
    texts = [token.text.lower() for token in item.part.tokens[:2]]
    return texts == ["each", "of"] and item.value.bare


def _is_off_by_zeros(reading: Reading) -> bool:
    """Whether a claim has the right digits, and zeros too many or too few."""
    power = math.log10(reading.ratio) if reading.ratio > 0 else 0.0
    return reading.how == "strict" and 0.5 < abs(power) < 3.5 and abs(power - round(power)) < 0.013


def _are_amounts(items: list[Item]) -> bool:
    """Whether each of `items` is one number that counts or measures something."""
    return all(not (item.is_sum or item.value.factor or item.value.share) for item in items)


def _amount_after_span(part: Part) -> int:
    """`, 5 years 54.8 TB`: where the amount begins that stands behind a bare span of time; 0 when there is none."""
    tokens = part.tokens
    if part.link != "comma" or len(tokens) < 3 or tokens[0].kind != "num" or not is_time(tokens[1].text):
        return 0
    return 2 if tokens[2].kind == "num" else 0


def _may_be_names(tokens: list[Token]) -> bool:
    return any(token.kind == "eq" for token in tokens) and any(token.kind == "op" for token in tokens)


class _LineReader:
    def __init__(self, reading: LineReading, memory: Memory) -> None:
        self.reading = reading
        self.memory = memory
        self.money = any(token.kind == "cur" for token in reading.tokens)
        self.trail: list[Value] = []
        self.named: dict[tuple[str, ...], Value | None] | None = {} if memory.has_names() else None
        """What was looked up on this line; none when there is nothing to look up."""
        self.chain = 0

    def run(self) -> None:
        reading = self.reading
        table = _TABLE().match(reading.text) is not None
        parts = cut(reading.tokens, table=table)
        self._label(parts, table=table)
        previous: Item | None = None
        pending: list[Item] = []
        parts = self._with_results(parts)
        for index, part in enumerate(parts):
            item = self._item(part, parts[index + 1] if index + 1 < len(parts) else None)
            if item is None:
                if part.tokens and part.link in ("eq", "about", "verb", "follows", "cell", "hard"):
                    previous, pending = None, []
                continue
            if part.link in _RELATED and previous is not None:
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
            link = reading.links[-1] if reading.links else None
            agreed = link is not None and link.right is item and link.verdict in ("exact", "rounded")
            if agreed and self.trail and self.trail[-1].constants:
                self.trail.pop()  # what follows goes on from the claim, which has its unit
            self.trail.append(item.value)
            previous = item

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
                aside = self._parsed(part.label_tokens)
                if aside is not None:
                    reading.asides.extend(aside.asides)
                    try:
                        reading.asides.append(aside.value(next(aside.picks())))
                    except NotComputableError:
                        continue  # a factor in brackets that goes on from nothing

    def _name(self, words: tuple[str, ...]) -> Value | None:
        if self.named is None:
            return None
        if words not in self.named:
            key = key_of(" ".join(words))
            self.named[words] = self.memory.find(key) if key else None
        return self.named[words]

    def _with_results(self, parts: list[Part]) -> list[Part]:
        """Cut "×6 208" and "peak x3 42k/s" in two: a factor, and its result without a sign between."""
        out: list[Part] = []
        for part in parts:
            out.append(part)
            second = _amount_after_span(part)
            if second:
                out.append(Part("hard", part.tokens[second:], column=part.column))
                part.tokens = part.tokens[:second]
                continue
            if not _may_hold_result(part):
                continue
            total = self._parsed(part.tokens)
            if total is None or not total.has_hole or total.complete or total.operations != 1:
                continue
            first = next(
                (i for i, t in enumerate(part.tokens) if t.start >= total.end and t.kind in ("num", "cur")), None
            )
            if first is not None:
                out.append(Part("implied", part.tokens[first:], column=part.column))
                part.tokens = part.tokens[:first]
        return out

    def _item(self, part: Part, following: Part | None) -> Item | None:
        """The sum of a part; a labelled factor with no result behind it is a fact ("read:write = 10:1")."""
        continues = part.link not in ("eq", "about", "verb", "rounding")
        if part.label and (following is None or following.link not in _RELATED):
            continues = False
        total = self._parsed(part.tokens, continues=continues)
        if total is None:
            return None
        self.reading.asides.extend(total.asides)
        options = self._options(total)
        if not options:
            return None
        words = frozenset(total.words) | words_of(part.label)
        return Item(part, total, options, words)

    def _parsed(self, tokens: list[Token], *, continues: bool = True) -> Sum | None:
        try:
            return parse(tokens, self._name, money=self.money, continues=continues)
        except NotComputableError as reason:
            self.reading.beyond = str(reason)
            return None

    def _options(self, total: Sum) -> list[Option]:
        holes: list[Value | None] = [None]
        if total.has_hole:
            holes = [value for value in reversed(self.trail) if not value.factor and not value.share]
            holes[1:1] = self._counted()
            holes += [remembered.value for remembered in self.memory.last(_MOST_HOLES)]
            holes = holes[:_MOST_HOLES]
        options = []
        for number, hole in enumerate(holes):
            for picks in total.picks():
                try:
                    value = total.value(picks, hole)
                except (NotComputableError, OverflowError) as reason:
                    self.reading.beyond = str(reason)
                    continue
                odd = abs(value.time) > 1 or (value.time == 1 and value.data) or value.data > 1
                options.append(Option(value, picks, hole, sum(picks) + number + (2 if odd else 0)))
        loose = _summed_first(total)
        if loose is not None and options:
            options += [option._replace(cost=option.cost + 2) for option in self._options(loose)]
        options.sort(key=lambda option: option.cost)
        return options

    def _counted(self) -> list[Value]:
        """`52 x 64 GB; x2 = 104`: how many of a size there are, which may be what is multiplied on."""
        last = self.reading.items[-1] if self.reading.items else None
        if last is None or not isinstance(last.total.root, Operation):
            return []
        first = head(last.total.root)
        whole = last.value
        if not isinstance(first, Leaf) or not first.readings[0].bare or not (whole.data or whole.money):
            return []
        return [first.readings[0]]

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
                    key = (rank, cost, round(deviation, 4))
                    if best_key is None or key < best_key:
                        best_key, best_found = key, (a, b, reading, tried, claim is not b.value)
        assert best_found is not None
        a, b, reading, tried, ran = best_found
        left.chosen = left.chosen or a
        if (best_key is not None and best_key[0] < 2) or not right.is_sum:
            right.chosen = b
        claim = b.value if not ran or running is None else running(b)
        verdict = _verdict(reading, best_key)
        sure = left.total.complete and right.total.complete and (not left.total.has_hole or self._is_continued(left))
        return Link(left, right, right.part.link, verdict, reading, tried, a.value, claim, sure, left.is_sum)

    def _is_continued(self, item: Item) -> bool:
        """Whether a sum with a hole plainly goes on from the value right before it on this line."""
        option = item.chosen or item.options[0]
        return option.hole is not None and any(option.hole is value for value in self.trail[-2:])

    def _running(self, right: Item) -> Callable[[Option], Value] | None:
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

    def _with_pending(self, left: Item, right: Item, pending: list[Item]) -> Link | None:
        """`1 KB/tweet, 500M tweets/day => 500 GB/day`: what commas join may be one product.

        With "each" it is meant as one, and is held against the claim whether it agrees or not; without it is probably
        meant as one when the claim has the same digits and other zeros.
        """
        meant: Link | None = None
        running = self._running(right)
        for count in range(1, len(pending) + 1):
            try:
                value = left.value
                for other in pending[-count:]:
                    value = multiplied(other.value, value)
            except NotComputableError:
                return None
            for option in right.options:
                for claim in (option.value,) if running is None else (option.value, running(option)):
                    reading, tried = best(value, claim)
                    if reading is not None and reading.deviation <= ROUNDED:
                        right.chosen = option
                        verdict = "exact" if reading.deviation <= EXACT else "rounded"
                        return Link(left, right, right.part.link, verdict, reading, tried, value, claim, False)
                whole = count == len(pending) and running is None and meant is None
                if whole and reading is not None and _are_amounts(pending) and not _shared_out(left):
                    joined = "each" if not _EACH.isdisjoint(left.words) else "list" if not left.is_sum else ""
                    if joined == "each" or (joined and _is_off_by_zeros(tried[0])):
                        claim, kind = option.value, right.part.link
                        meant = Link(left, right, kind, "off", reading, tried, value, claim, True, joined=joined)
        return meant
