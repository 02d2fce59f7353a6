"""Sums as trees: leaves with one or more readings, operators, and holes for what a line leaves unsaid.

A tree is made once by `grammar` and evaluated once for every combination of readings that is worth trying.
"""

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

from coach.estimation.values import NotComputableError, Value, added, clashes, divided, multiplied, plain, powered
from coach.estimation.vocabulary import vocabulary

MOST_COMBINATIONS = 24
"""Combinations of readings that are tried for one sum."""


WAYS_OF_AT = "*/\\"
"""What `@` may stand for, likeliest first; `\\` divides the right by the left: 1,200 B at 2 Mbps are 208 packets/s."""


class Leaf(NamedTuple):
    """A number with its unit, or a name that stands for one."""

    readings: tuple[Value, ...]
    units: tuple[str, ...]
    """What to print behind the number, for each reading."""
    start: int
    end: int
    slot: int = -1
    """Which choice picks the reading; -1 when there is only one."""
    name: str = ""
    """The name it was written as, when it was."""


class Operation(NamedTuple):
    """Two operands and a sign. `@` is a product or a quotient, whichever fits (`WAYS_OF_AT`)."""

    sign: str
    left: "Node"
    right: "Node"
    slot: int = -1


class Call(NamedTuple):
    """One of the few functions: log2(x), ceil(x)."""

    name: str
    argument: "Node"


class Hole(NamedTuple):
    """The value the sum continues from: what stands before `×3`."""

    at: int


Node = Leaf | Operation | Call | Hole

FUNCTIONS = vocabulary("log log2 log10 ln lg sqrt ceil floor round")


class Sum(NamedTuple):
    """A parsed stretch of a line."""

    root: Node
    choices: tuple[int, ...]
    """How many readings each slot has."""
    complete: bool
    """Whether every number in the stretch found its place in the sum by an operator."""
    has_hole: bool
    operations: int
    words: tuple[str, ...]
    """All words of the stretch, lower-case."""
    start: int
    end: int
    labelled: str = ""
    """Words before the sum."""
    asides: tuple[Value, ...] = ()
    """Numbers in brackets behind an operand."""
    clash: bool = False
    """Whether it adds what cannot be added."""

    def picks(self) -> Iterator[tuple[int, ...]]:
        """Combinations of readings, the likeliest first."""
        if not self.choices:
            yield ()
            return
        every = itertools.islice(itertools.product(*map(range, self.choices)), 4 * MOST_COMBINATIONS)
        # Of two equally likely ones the one that reads the later token its first way: 40B * 100B is 100 bytes each.
        yield from sorted(every, key=lambda picks: (sum(picks), picks[::-1]))[:MOST_COMBINATIONS]

    def value(self, picks: tuple[int, ...] = (), hole: Value | None = None) -> Value:
        """The result under one combination of readings.

        Raises:
            NotComputableError: when there is no finite result, or a hole with nothing to fill it.
        """
        return _evaluate(self.root, picks, hole)


def leaves(node: Node) -> list[Leaf]:
    """All leaves, left to right."""
    if isinstance(node, Leaf):
        return [node]
    if isinstance(node, Operation):
        return leaves(node.left) + leaves(node.right)
    return leaves(node.argument) if isinstance(node, Call) else []


def nodes(node: Node) -> list[Node]:
    """A node and all below it."""
    if isinstance(node, Operation):
        return [node, *nodes(node.left), *nodes(node.right)]
    return [node, *nodes(node.argument)] if isinstance(node, Call) else [node]


def head(node: Node) -> Node:
    """The first operand: where a running sum goes on from its last result."""
    while isinstance(node, Operation):
        node = node.left
    return node


def adds_what_clashes(node: Node, picks: tuple[int, ...] = ()) -> bool:
    """Whether a sum somewhere adds or subtracts two things of different kinds."""
    if not isinstance(node, Operation):
        return False
    if node.sign in "+-":
        try:
            left, right = _evaluate(node.left, picks, None), _evaluate(node.right, picks, None)
        except NotComputableError:
            return False
        if clashes(left, right):
            return True
    return adds_what_clashes(node.left, picks) or adds_what_clashes(node.right, picks)


def _evaluate(node: Node, picks: tuple[int, ...], hole: Value | None) -> Value:
    if isinstance(node, Leaf):
        return node.readings[picks[node.slot] if node.slot >= 0 and picks else 0]
    if isinstance(node, Operation):
        left = _evaluate(node.left, picks, hole)
        right = _evaluate(node.right, picks, hole)
        sign = node.sign
        if sign == "@":
            sign = WAYS_OF_AT[picks[node.slot] if node.slot >= 0 and picks else 0]
            if sign == "\\":
                return divided(right, left)
        if sign == "*":
            return multiplied(left, right)
        if sign == "/":
            return divided(left, right)
        if sign == "^":
            return powered(left, right)
        return added(left, right, 1 if sign == "+" else -1)
    if isinstance(node, Hole):
        if hole is None:
            raise NotComputableError("nothing stands before it")
        return hole
    return _called(node.name, _evaluate(node.argument, picks, hole))


def _called(name: str, argument: Value) -> Value:
    number = argument.number
    try:
        if name in ("log2", "lg"):
            result = math.log2(number)
        elif name in ("log10", "log"):
            result = math.log10(number)
        elif name == "ln":
            result = math.log(number)
        elif name == "sqrt":
            result = math.sqrt(number)
        elif name.startswith("log"):
            result = math.log(number, float(name[3:].strip("_")))
        elif name == "ceil":
            return plain(float(math.ceil(number)))
        elif name == "floor":
            return plain(float(math.floor(number)))
        else:
            return plain(float(round(number)))
    except (ValueError, OverflowError, ZeroDivisionError):
        raise NotComputableError(f"{name} has no result here") from None
    return Value(result, flat=result, shown=result, operations=argument.operations + 1)
