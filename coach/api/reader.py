"""From the text of an API phase to a contract: operations, tables, access patterns.

The reader is pure and never raises: what it cannot read it leaves alone. Every offset counts characters of the text
that was passed in, so a caller may pass a whole sheet with everything outside the phase blanked.
"""

import re
from dataclasses import replace

from coach.api.blocks import block_of
from coach.api.calls import call_from, with_tail
from coach.api.functions import Messages, call_in, messages_in, scope_of, socket_messages
from coach.api.heads import Head, heads_in
from coach.api.layout import Grid, Line, cells_of, grids_in, lines_in
from coach.api.model import AccessPattern, Contract, Operation
from coach.api.patterns import patterns_in
from coach.api.tables import tables_in
from coach.api.tails import Side, Stretch, read_tail
from coach.language.expressions import expression

MAX_OPERATIONS = 200

_ROLES: tuple[tuple[re.Pattern[str], Side], ...] = (
    (expression(r"quer|param"), "params"),
    (expression(r"body|request|input|payload|takes|args|sends"), "request"),
    (expression(r"answer|response|returns?|output|status|result|codes?|errors?|success|gives"), "response"),
)
_JOINED = expression(r"^[\s,|/&+`*]*(?:(?:and|or)[\s`]*)?$")
_EVERY_METHOD = expression(
    r"\b(?:[Aa]ll|[Ee]verything|[Ee]very (?:one|call|endpoint))\b[^.\n]{0,30}?\b(?:are|is|be|uses?|as|with"
    r"|by|via|over|through)?\s*(?P<method>GET|POST)s?\b(?! (?:and|or|,))"
)
_HOLE = expression(r"\{[^}]*\}|<[^>]*>|:\w+")
_PREFIX = expression(r"^(?:/api)?(?:/v\d+)?(?=/)")


def read(text: str) -> Contract:
    """Read the text of an API phase.

    `text` may be a whole sheet with everything outside the phase blanked; leading blank costs nothing. Never raises.
    """
    lines = lines_in(text)
    if not lines:
        return Contract()
    grids = grids_in(lines)
    messages = messages_in(text, lines[0].start, lines[-1].end)
    operations, taken = _operations(text, lines, grids, messages)
    for start, end in messages.spans:
        taken |= {index for index, line in enumerate(lines) if start <= line.start < end}
    tables = tables_in(text, lines, grids, taken)
    patterns: tuple[AccessPattern, ...] = patterns_in(lines, grids, taken)
    return Contract(_settled(text, lines, operations), tables, patterns)


def _operations(
    text: str, lines: list[Line], grids: list[Grid], messages: Messages
) -> tuple[list[Operation], set[int]]:
    """All operations in order, and the indexes of the lines that belong to them."""
    heads = {index: heads_in(line.text, line.start) for index, line in enumerate(lines) if not line.blank}
    _drop_mentions(heads, lines)
    roles = {index: _column_roles(grid) for grid in grids for index in grid.rows}
    found: list[Operation] = []
    taken: set[int] = set()
    scope: str | None = None
    for index, line in enumerate(lines):
        if len(found) >= MAX_OPERATIONS:
            break
        if index in heads:
            block = block_of(lines, index, heads)
            taken |= set(block)
            found += _line_operations(text, lines, block, heads[index], roles.get(index), found)
            continue
        if line.blank or index in taken or any(start <= line.start < end for start, end in messages.spans):
            continue
        scope = scope_of(line.text) or (None if line.text.strip().startswith("}") else scope)
        call = call_in(text, line.start, line.end, scope, messages)
        if call:
            taken.add(index)
            block = block_of(lines, index, heads) if not scope else [index]
            extra = [Stretch(lines[i].start, lines[i].end) for i in block[1:] if not _is_call(text, lines[i], messages)]
            if extra and len(extra) == len(block) - 1:
                taken |= set(block)
                call = with_tail(call, read_tail(text, extra, call.method), lines[block[-1]].end)
            found.append(call)
            continue
        sockets = socket_messages(text, line.start, line.end)
        if sockets:
            taken.add(index)
            found += sockets
    return found, taken


def _is_call(text: str, line: Line, messages: Messages) -> bool:
    return call_in(text, line.start, line.end, None, messages) is not None


def _drop_mentions(heads: dict[int, list[Head]], lines: list[Line]) -> None:
    """Forget heads that only speak of an operation already defined: `asks GET /rides/{id} once`."""
    seen: set[tuple[str, str]] = set()
    for index in sorted(heads):
        kept = []
        for place, head in enumerate(heads[index]):
            opens = not lines[index].text[: head.start - lines[index].start].strip(" \t-*•+`|#>_0123456789.)([")
            path, _, query = head.path.partition("?")
            bare = _PREFIX.sub("", _HOLE.sub("{}", path))
            key = (head.method, bare)
            known = key in seen or (not head.method and any(bare and path.endswith(bare) for _, path in seen))
            if known and not head.same and not (opens and place == 0 and (query or head.method)):
                continue
            seen.add(key)
            kept.append(head)
        if kept:
            heads[index] = kept
        else:
            del heads[index]


def _column_roles(grid: Grid) -> tuple[Side | None, ...]:
    """On which side each column of an endpoint table stands, by its header."""
    return tuple(next((side for pattern, side in _ROLES if pattern.search(word)), None) for word in grid.header)


def _line_operations(
    text: str,
    lines: list[Line],
    block: list[int],
    heads: list[Head],
    roles: tuple[Side | None, ...] | None,
    before: list[Operation],
) -> list[Operation]:
    """The operations whose heads stand on the first line of `block`."""
    line = lines[block[0]]
    rest = [Stretch(lines[index].start, lines[index].end) for index in block[1:]]
    if rest:
        rest = [Stretch(rest[0].start, rest[-1].end)]
    found: list[Operation] = []
    waiting: list[Head] = []
    for place, head in enumerate(heads):
        waiting.append(head)
        following = heads[place + 1] if place + 1 < len(heads) else None
        stop = following.start if following else line.end
        if following and (following.start == head.start or _JOINED.match(text[head.end : stop])):
            continue
        if line.row:
            stretches = _cells(line, head, roles)
        else:
            stretches = [Stretch(head.end, stop if following or not rest else rest[-1].end)]
        if head.between:
            stretches.insert(0, Stretch(head.between, head.end - len(head.path), "request"))
        for one in waiting:
            found.append(call_from(text, one, stretches, before[-1:] + found))
        waiting = []
    return found


def _cells(line: Line, head: Head, roles: tuple[Side | None, ...] | None) -> list[Stretch]:
    """The cells of a row behind the head, each with the side of its column."""
    found = []
    for at, cell in enumerate(cells_of(line)):
        if cell.end <= head.end:
            continue
        side = roles[at] if roles and at < len(roles) else None
        if side is None and cell.start > head.end:
            side = "request" if head.method in {"POST", "PUT", "PATCH"} else "response"
        found.append(Stretch(max(cell.start, head.end), cell.end, side))
    return found


def _settled(text: str, lines: list[Line], operations: list[Operation]) -> tuple[Operation, ...]:
    """Give paths without a method the one that a sentence gives to all of them ("All are GET")."""
    if any(not operation.method for operation in operations):
        said = _EVERY_METHOD.search(text, lines[0].start, lines[-1].end)
        method = said["method"] if said else ""
        operations = [
            replace(operation, method=method, name=f"{method} {operation.path}")
            if method and not operation.method
            else operation
            for operation in operations
        ]
    return tuple(operations)
