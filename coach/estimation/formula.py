"""Safe arithmetic for the formulas of expected quantities: `new_links_per_day * 5 / 86400`.

Numbers, names, `+ - * / **`, brackets and a handful of functions. Nothing else is evaluated: the formula is parsed to
a syntax tree, and every node that is not on the list is refused with its position.
"""

import ast
import math
from collections.abc import Callable, Mapping

_LONGEST = 2000
_DEEPEST = 50
_FUNCTIONS: dict[str, tuple[Callable[..., float], int]] = {
    "min": (min, 0),
    "max": (max, 0),
    "ceil": (math.ceil, 1),
    "floor": (math.floor, 1),
    "round": (round, 1),
    "sqrt": (math.sqrt, 1),
    "log": (math.log, 1),
    "log2": (math.log2, 1),
    "log10": (math.log10, 1),
}
"""Functions by name, with the number of arguments they take; 0 is two or more."""


class FormulaError(ValueError):
    """A formula that cannot be computed.

    Attributes:
        position: index of the character in the formula where the trouble is.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (at character {position + 1})")
        self.position = position


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """The result of `formula` with `values` for its names.

    Raises:
        FormulaError: for anything but the arithmetic described above, an unknown name, a division by zero, or a
            result beyond floating point.
    """
    tree = _parsed(formula)
    result = _number(tree, values, 0)
    if not math.isfinite(result):
        raise FormulaError("the result is beyond counting", 0)
    return result


def names_in(formula: str) -> tuple[str, ...]:
    """The names that `formula` uses, in order of appearance, each once; functions are not names.

    Raises:
        FormulaError: when it is no expression.
    """
    tree = _parsed(formula)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return tuple(dict.fromkeys(node.id for node in found))


def _parsed(formula: str) -> ast.expr:
    if len(formula) > _LONGEST:
        raise FormulaError(f"a formula has at most {_LONGEST} characters", _LONGEST)
    try:
        return ast.parse(formula.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError("this is no arithmetic expression", max(0, (error.offset or 1) - 1)) from None
    except (ValueError, RecursionError, MemoryError):
        raise FormulaError("this is no arithmetic expression", 0) from None


def _number(node: ast.expr, values: Mapping[str, float], depth: int) -> float:
    if depth > _DEEPEST:
        raise FormulaError("brackets are nested too deep", node.col_offset)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _float(node.value, node)
    if isinstance(node, ast.Name):
        if node.id not in values:
            raise FormulaError(f"`{node.id}` is no fact and no earlier quantity", node.col_offset)
        return float(values[node.id])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        operand = _number(node.operand, values, depth + 1)
        return -operand if isinstance(node.op, ast.USub) else operand
    if isinstance(node, ast.BinOp):
        left, right = _number(node.left, values, depth + 1), _number(node.right, values, depth + 1)
        return _combined(node, left, right)
    if isinstance(node, ast.Call):
        return _called(node, values, depth)
    raise FormulaError("only numbers, names, + - * / ** and brackets can stand here", node.col_offset)


def _combined(node: ast.BinOp, left: float, right: float) -> float:
    try:
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Div):
            return left / right
        if isinstance(node.op, ast.Pow):
            return _float(left**right, node)
    except ZeroDivisionError:
        raise FormulaError("a division by zero", node.right.col_offset) from None
    except OverflowError:
        raise FormulaError("the result is beyond counting", node.col_offset) from None
    raise FormulaError("only + - * / and ** are known here", node.col_offset)


def _called(node: ast.Call, values: Mapping[str, float], depth: int) -> float:
    if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords:
        raise FormulaError(f"known functions are {', '.join(sorted(_FUNCTIONS))}", node.col_offset)
    function, arity = _FUNCTIONS[node.func.id]
    arguments = [_number(argument, values, depth + 1) for argument in node.args]
    if len(arguments) != arity if arity else len(arguments) < 2:
        raise FormulaError(f"`{node.func.id}` takes {arity or 'two or more'} numbers", node.col_offset)
    try:
        return float(function(*arguments))
    except (ValueError, OverflowError):
        raise FormulaError(f"`{node.func.id}` has no result for this number", node.col_offset) from None


def _float(value: object, node: ast.expr) -> float:
    if isinstance(value, complex):
        raise FormulaError("a power with no real result", node.col_offset)
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        raise FormulaError("a number beyond counting", node.col_offset) from None
