"""From tokens to a sum: what binds what in arithmetic as people type it.

A unit binds tighter than `*` and `/`: in `36 TB / 2 TB` number and unit are one atom. `x` and `×` multiply, `at` and
`@` multiply or divide, `of` multiplies, `3x` is a factor. Words between a number and the next operator are what is
counted, and soft. A sum that begins with an operator or a factor continues from the value before it.
"""

from collections.abc import Sequence

from coach.estimation.atoms import read_atom
from coach.estimation.notation import Token
from coach.estimation.outlook import Lookup, Outlook
from coach.estimation.trees import Call, Hole, Leaf, Node, Operation, Sum, adds_what_clashes, leaves
from coach.estimation.values import NotComputableError, Value, plain
from coach.estimation.vocabulary import vocabulary
from coach.estimation.words import AVERAGE_WORDS, DAILY_PEOPLE, WORD_NUMBERS

_DEPTH = 30
_SKIPPABLE = 6
_SPANS = vocabulary("for over during in within across")


class UnreadableError(ValueError):
    """The stretch is no sum."""


def parse(tokens: Sequence[Token], names: Lookup, *, money: bool = False, continues: bool = True) -> Sum | None:
    """The sum that `tokens` spell; none when there is no number and no known name in the right place.

    `money` tells whether the line speaks of money, where a bare `c` behind a number is cents; `continues` whether a
    lone factor (`3x`) is meant to be applied to the value before it.

    Raises:
        NotComputableError: when a number in it is beyond floating point.
    """
    if not tokens:
        return None
    parser = _Parser(tokens, names, money, continues)
    try:
        return parser.run()
    except (UnreadableError, RecursionError):
        return None


def _is_idiom(root: Node) -> bool:
    """Whether it is `80/20` or `24/7`, which nobody means to divide."""
    if not (isinstance(root, Operation) and root.sign == "/" and isinstance(root.left, Leaf)):
        return False
    if not isinstance(root.right, Leaf):
        return False
    left, right = root.left.readings[0], root.right.readings[0]
    return left.bare and right.bare and (left.number + right.number == 100 or (left.number, right.number) == (24, 7))


def _picks(left: Leaf, right: Leaf) -> bool:
    """Whether "left of right" picks some of a whole: two bare counts, the first smaller, nothing counted between."""
    some, whole = left.readings[0], right.readings[0]
    counted = len(left.readings) == 1 and not some.share and not some.factor and not some.nouns
    bare = some.dimension == whole.dimension == (0, 0, 0)
    return counted and bare and not whole.share and 1 < some.number < whole.number and some.number == int(some.number)


class _Parser(Outlook):
    def __init__(self, tokens: Sequence[Token], names: Lookup, money: bool, continues: bool) -> None:
        super().__init__(tokens, names)
        self.money = money
        self.continues = continues
        self.depth = 0
        self.choices: list[int] = []
        self.asides: list[Value] = []
        self.hole = False
        self.operations = 0

    def run(self) -> Sum:
        lead = self._lead()
        start = self.at
        if start >= self.size:
            raise UnreadableError
        token = self.tokens[start]
        if (token.kind == "op" and token.text in "*/") or self.leading_words():
            self.hole = True
            root = self._factors(Hole(token.start))
            root = self._joined(self._terms(root))
        else:
            root = self._joined(self._terms(self._factors(self._operand())))
            root = self._continued(root)
        return self._finished(root, lead, start)

    def _finished(self, root: Node, lead: str, start: int) -> Sum:
        last = self.tokens[min(self.at, self.size) - 1]
        rest = self.tokens[self.at :]
        if self.operations == 1 and _is_idiom(root):
            raise UnreadableError
        complete = not any(token.kind in ("num", "cur", "op") for token in rest if token.text not in "+-")
        if complete and any(leaf.readings[0].share and leaf.readings[0].nouns[:1] == ("of",) for leaf in leaves(root)):
            complete = False  # "20% of a day of reads": of how many is not said
        words = tuple(token.text.lower() for token in self.tokens if token.kind == "word")
        return Sum(
            root,
            tuple(self.choices),
            complete,
            self.hole,
            self.operations,
            words,
            self.tokens[start].start,
            last.end,
            lead,
            tuple(self.asides),
            self.operations > 0 and adds_what_clashes(root),
        )

    def _lead(self) -> str:
        """Skip the words before the sum and give them back."""
        first = self.at
        while self.at < self.size:
            token = self.tokens[self.at]
            if token.kind in ("num", "cur", "lp") or (
                token.kind == "op" and token.text in "*/" and self.operand_next()
            ):
                break
            if token.kind == "word":
                if self.starts_operand() or self.leading_words():
                    break
            elif token.kind == "op" and token.text in "+-" and self.kind(1) in ("num", "cur"):
                break
            self.at += 1
        return " ".join(
            token.text for token in self.tokens[first : self.at] if token.kind == "word" or token.text == "/"
        )

    def _continued(self, root: Node) -> Node:
        """A lone factor (`3x`, `10:1`, "two copies") continues from the value before it."""
        if isinstance(root, Leaf) and root.readings[0].factor and self.continues and not self.hole:
            self.hole = True
            self.operations += 1
            return Operation("*", Hole(root.start), root)
        return root

    # Sums, from the loosest to the tightest bond.

    def _joined(self, left: Node) -> Node:
        """`at`, `@`: each of that size, or each carrying that much."""
        while self.at < self.size:
            token = self.tokens[self.at]
            is_at = (token.kind == "word" and token.text.lower() in ("at", "with")) or token.text == "@"
            if not is_at or not self.number_ahead(1):
                return left
            if token.text.lower() == "with" and self.text(-1) != "each":
                return left
            self.at += 1
            right = self._terms(self._factors(self._operand()))
            left = self._operation("@", left, right)
        return left

    def _terms(self, left: Node) -> Node:
        while self.at < self.size:
            token = self.tokens[self.at]
            low = token.text.lower() if token.kind == "word" else ""
            if token.kind == "op" and token.text in "+-":
                if not (self.number_ahead(1) or self.kind(1) in ("lp", "word")):
                    return left
                sign = token.text
            elif low in ("plus", "minus") and self.number_ahead(1):
                sign = "+" if low == "plus" else "-"
            else:
                return left
            self.at += 1
            right = self._factors(self._operand())
            left = self._operation(sign, left, right)
        return left

    def _factors(self, left: Node) -> Node:
        while self.at < self.size:
            if self._skip_since(left):
                continue
            sign = self._sign()
            if not sign:
                if self._skip_aside():
                    continue
                return left
            chosen = self._chosen(left)
            right = self._power(self._operand())
            if chosen and isinstance(left, Leaf) and isinstance(right, Leaf) and _picks(left, right):
                left = left._replace(end=right.end)
                continue
            left = self._operation(sign, left, right)
        return left

    def _skip_since(self, left: Node) -> bool:
        """Skip what tells which people are counted, and no span of work: "120M users seen in 14 days"."""
        if not isinstance(left, Leaf) or self.text() not in _SPANS or not self.span_ahead():
            return False
        if left.readings[0].time or not DAILY_PEOPLE & {noun.lower() for noun in left.readings[0].nouns}:
            return False
        self.at += 3
        return True

    def _chosen(self, left: Node) -> bool:
        """Whether the sign just read is the "of" of "27 of 40 nodes", which are 27."""
        return isinstance(left, Leaf) and self.text(-1).lower() == "of"

    def _power(self, base: Node) -> Node:
        if self.kind(0) == "pow":
            self.at += 1
            return self._operation("^", base, self._operand())
        return base

    def _sign(self) -> str:
        """The sign of a product here, consumed; empty when there is none."""
        token = self.tokens[self.at]
        if token.kind == "op":
            if token.text not in "*/":
                return ""
            if self.at + 1 >= self.size:
                self.at += 1
                return ""
            self.at += 1
            return token.text
        if token.kind == "pow":
            self.at += 1
            return "^"
        if token.kind != "word":
            return ""
        low, ahead = token.text.lower(), self.text(1)
        if low == "x" and (self.number_ahead(1) or self.kind(1) == "lp" or (self.kind(1) == "word" and self.named(1))):
            self.at += 1
            return "*"
        if low in ("multiplied", "divided", "split") and ahead in ("by", "over", "into", "across"):
            self.at += 2
            return "*" if low == "multiplied" else "/"
        if low in ("times", "of", "vs", "by", "every", "per", "each") and self.number_ahead(1):
            self.at += 1
            return "*" if low in ("times", "of") else "/"
        if low == "each" and ahead == "of" and self.number_ahead(2):
            self.at += 2
            return "*"
        if low in ("over", "across") and self.machines_ahead():
            self.at += 1
            return "/"
        if low in _SPANS and self.span_ahead():
            self.at += 1
            if low in ("for", "during"):
                return "*"
            return "/" if low in ("in", "within") else "@"
        return ""

    def _operation(self, sign: str, left: Node, right: Node) -> Operation:
        self.operations += 1
        slot = -1
        if sign == "@":
            slot = len(self.choices)
            self.choices.append(3)
        return Operation(sign, left, right, slot)

    # Operands.

    def _operand(self) -> Node:
        self.depth += 1
        if self.depth > _DEPTH:
            raise UnreadableError
        try:
            return self._inner_operand()
        finally:
            self.depth -= 1

    def _inner_operand(self) -> Node:
        skipped = 0
        while self.at < self.size:
            token = self.tokens[self.at]
            kind = token.kind
            if kind in ("num", "cur"):
                return self._number()
            if kind == "lp":
                return self._bracketed()
            if kind == "op" and token.text in "+-":
                if skipped:
                    raise UnreadableError  # "2 lines + hold + 4": how much a hold is was not said
                self.at += 1
                operand = self._operand()
                if token.text == "-":
                    return Operation("*", Leaf((plain(-1.0),), ("",), token.start, token.end), operand)
                return operand
            if kind == "word":
                low = token.text.lower()
                if self.is_call(low):
                    return self._call(low)
                found = self.name_here()
                if found is not None and not (low in AVERAGE_WORDS and self.kind(found[1]) == "num"):
                    return self._named_leaf(*found)
                if low in WORD_NUMBERS:
                    return self._number()
            elif kind not in ("about", "other", "cmp", "pct", "colon"):
                raise UnreadableError
            self.at += 1
            skipped += 1
            if skipped > _SKIPPABLE:
                raise UnreadableError
        raise UnreadableError

    def _number(self) -> Node:
        start = self.at
        atom = read_atom(self.tokens, start, self.is_name_at, money=self.money)
        if atom is None:
            raise UnreadableError
        self.at = atom.after
        slot = -1
        if len(atom.readings) > 1:
            slot = len(self.choices)
            self.choices.append(len(atom.readings))
        leaf = Leaf(atom.readings, atom.units, self.tokens[start].start, self.tokens[atom.after - 1].end, slot)
        if self.kind(0) == "pow":
            return self._power(leaf)
        if atom.times:
            if self.number_ahead(0) or self.kind(0) == "lp" or (self.kind(0) == "word" and self.named(0)):
                return self._operation("*", leaf, self._power(self._operand()))
            return leaf._replace(readings=tuple(value._replace(factor=True) for value in leaf.readings))
        return leaf

    def _bracketed(self) -> Node:
        self.at += 1
        inner = self._joined(self._terms(self._factors(self._operand())))
        while self.at < self.size and self.tokens[self.at].kind != "rp":
            if self.tokens[self.at].kind == "num":
                raise UnreadableError
            self.at += 1
        self.at += 1
        return self._power(self._unit_of_bracket(inner))

    def _unit_of_bracket(self, inner: Node) -> Node:
        """`(2 + 3) MB`: a unit behind brackets is one more factor."""
        token = self.tokens[self.at] if self.at < self.size else None
        if token is None or token.kind not in ("word", "op", "pct"):
            return inner
        if token.kind == "op" and (token.text != "/" or self.kind(1) != "word"):
            return inner
        one = Token("num", "1", token.start, token.start, True, 1.0)
        stretch = [one, *self.tokens[self.at :]]
        atom = read_atom(stretch, 0, lambda _: False, money=self.money)
        if atom is None or atom.after == 1:
            return inner
        readings = tuple(value for value in atom.readings if value.dimension != (0, 0, 0) or value.number != 1)
        self.at += atom.after - 1
        if not readings or atom.times:
            return inner
        unit = Leaf(readings[:1], (atom.units[0],), token.start, self.tokens[self.at - 1].end)
        return Operation("*", inner, unit)

    def _skip_aside(self) -> bool:
        """A remark in brackets behind an operand; its numbers are kept as asides."""
        if self.kind(0) != "lp":
            return False
        depth, at = 0, self.at
        while at < self.size:
            depth += (self.tokens[at].kind == "lp") - (self.tokens[at].kind == "rp")
            if depth == 0:
                break
            at += 1
        inside = self.tokens[self.at + 1 : at]
        try:
            aside = parse(inside, self.names, money=self.money) if len(inside) < 30 else None
        except NotComputableError:
            aside = None
        if aside is not None:
            self.asides.extend(value for leaf in leaves(aside.root) for value in leaf.readings)
        self.at = min(at + 1, self.size)
        return True

    def _call(self, name: str) -> Node:
        self.at += 2
        argument = self._terms(self._factors(self._operand()))
        while self.at < self.size and self.tokens[self.at].kind != "rp":
            self.at += 1
        self.at += 1
        self.operations += 1
        return Call(name, argument)

    def _named_leaf(self, value: Value, length: int) -> Leaf:
        first, last = self.tokens[self.at], self.tokens[self.at + length - 1]
        self.at += length
        name = " ".join(token.text for token in self.tokens[self.at - length : self.at])
        leaf = Leaf((value._replace(operations=0, factor=False),), ("",), first.start, last.end, name=name)
        while self.at < self.size and self.tokens[self.at].kind == "word" and not self._sign_word():
            self.at += 1
        return leaf

    def _sign_word(self) -> bool:
        at = self.at
        sign = self._sign()
        self.at = at
        return bool(sign) or self.tokens[at].text.lower() in ("at", "plus", "minus")
