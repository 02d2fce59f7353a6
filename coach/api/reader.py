"""From the text of an API phase to a contract: operations, tables, access patterns.

The reader is pure and never raises: what it cannot read it leaves alone. Every offset counts characters of the text
that was passed in, so a caller may pass a whole sheet with everything outside the phase blanked.
"""

import re
from collections.abc import Iterable

from coach.api.functions import Messages, call_in, messages_in, scope_of, socket_messages
from coach.api.heads import Head, heads_in
from coach.api.layout import Grid, Line, cells_of, grids_in, lines_in
from coach.api.lexicon import NOUN_TOO, VERBS, words
from coach.api.model import AccessPattern, Contract, Effect, Field, Operation
from coach.api.patterns import patterns_in
from coach.api.tables import tables_in
from coach.api.tails import Side, Stretch, Tail, query_fields, read_tail

MAX_OPERATIONS = 200

_ROLES: tuple[tuple[re.Pattern[str], Side], ...] = (
    (re.compile(r"quer|param"), "params"),
    (re.compile(r"body|request|input|payload|takes|args|sends"), "request"),
    (re.compile(r"answer|response|returns?|output|status|result|codes?|errors?|success|gives"), "response"),
)
_JOINED = re.compile(r"^[\s,|/&+`*]*(?:(?:and|or)[\s`]*)?$")
_LABEL = re.compile(
    r"^[\s\-*•+`_>|]*(?:req(?:uest)?(?: body)?|resp(?:onse)?s?(?: body)?|body|payload|returns?|answers?|params?|parameters|query(?: params?)?|"
    r"path params?|headers?|auth|errors?|status(?: codes?)?|success|output|input|result|notes?|idempotency|on success|on error)\b[\s*_`]*[:=({\d-]",
    re.IGNORECASE,
)
_STATUS_FIRST = re.compile(
    r"^[\s\-*•+`|>→=]*(?P<code>[1-5]\d\d)\b(?!\s*(?:not|since|because|bc|instead|rather|over|as|so|k|ms|s)\b)(?P<colon>:)?"
)
_CONTINUES = re.compile(r"^\s*(?:[-=]+>|→|⇒|\||[{\[\]}])")
_DOES = re.compile(
    r"^[\s`|:,()–—-]{0,6}(?:it |this |which )?(?P<verb>creates?|adds?|stores?|saves?|inserts?|makes?|deletes?|removes?|updates?|changes?|publishes|uploads?)\s+"
    r"(?!(?:the |a |my |its )?(?:feed|view|cache|session|page|list|timeline|snapshot|report)\b)",
    re.IGNORECASE,
)
_EVERY_METHOD = re.compile(
    r"\b(?:[Aa]ll|[Ee]verything|[Ee]very (?:one|call|endpoint))\b[^.\n]{0,30}?\b(?:are|is|be|uses?|as|with|by|via|over|through)?\s*(?P<method>GET|POST)s?\b(?! (?:and|or|,))"
)
_HOLE = re.compile(r"\{[^}]*\}|<[^>]*>|:\w+")
_HOLES = re.compile(r"[{<\[]([\w .:-]{1,40})[}>\]]|(?<=/):(\w+)")
_SEGMENT = re.compile(r"[{<\[:$]+([^{}<>\[\]]*?)[}>\]]*(\.\w+)?")
_SYMBOLS = re.compile(r"\W+")
_PREFIX = re.compile(r"^(?:/api)?(?:/v\d+)?(?=/)")
_HOST = re.compile(r"^[a-z]+://[^/]*")
_PUSHED = re.compile(r"\b(?:sse|server[- ]sent|websocket|text/event-stream)\b", re.IGNORECASE)
_TABLES_OPEN = re.compile(
    r"\W*(?:tables?|schema|data ?model|entit|index|create table|access patterns?)\b|\W*\w+\s?\([a-z_]+[ ,)]",
    re.IGNORECASE,
)
_EFFECTS: dict[str, Effect] = {"POST": "creates", "PUT": "changes", "PATCH": "changes", "DELETE": "removes"}


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
            block = _block(lines, index, heads)
            taken |= set(block)
            found += _line_operations(text, lines, block, heads[index], roles.get(index), found)
            continue
        if line.blank or index in taken or any(start <= line.start < end for start, end in messages.spans):
            continue
        scope = scope_of(line.text) or (None if line.text.strip().startswith("}") else scope)
        call = call_in(text, line.start, line.end, scope, messages)
        if call:
            taken.add(index)
            block = _block(lines, index, heads) if not scope else [index]
            extra = [Stretch(lines[i].start, lines[i].end) for i in block[1:] if not _is_call(text, lines[i], messages)]
            if extra and len(extra) == len(block) - 1:
                taken |= set(block)
                call = _with_tail(call, read_tail(text, extra, call.method), lines[block[-1]].end)
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


def _block(lines: list[Line], first: int, heads: dict[int, list[Head]]) -> list[int]:
    """Indexes of the lines of the operation that begins on line `first`."""
    head = lines[first]
    block = [first]
    if head.row:
        return block
    depth = _depth(head.text)
    tail = head.text[heads[first][-1].end - head.start :] if first in heads else "…"
    bare = not tail.strip(" \t`*:_)]|-–—")
    after_blank = False
    entered = False
    for index in range(first + 1, min(len(lines), first + 80)):
        line = lines[index]
        if depth > 0 and index not in heads and not line.fence:
            block.append(index)
            depth += _depth(line.text)
            after_blank = False
            continue
        if line.blank:
            after_blank = True
            continue
        if (
            index in heads
            or line.row
            or (line.heading and (not head.heading or line.heading <= head.heading) and not _LABEL.match(line.text))
        ):
            break
        if line.fence:
            if head.fenced:
                break
            if not entered and index + 1 < len(lines) and _opens_tables(lines[index + 1]):
                break
            entered = not entered
            continue
        if not _belongs(
            line,
            head,
            bare=bare,
            after_blank=after_blank and not entered,
            entered=entered,
            above=lines[max(0, first - 30) : first],
        ):
            break
        block.append(index)
        depth += _depth(line.text)
        after_blank = False
    return block


def _belongs(line: Line, head: Line, *, bare: bool, after_blank: bool, entered: bool, above: list[Line]) -> bool:
    """Whether a line goes on with the operation above it."""
    if entered or _LABEL.match(line.text):
        return True
    status = _STATUS_FIRST.match(line.text)
    if status:
        # `302: countable` below the list of endpoints says why; it is no answer of the endpoint above it.
        code = status["code"]
        rationale = code[0] == "3" and line.indent <= head.indent and any(code in earlier.text for earlier in above)
        return not rationale and not (after_blank and line.indent <= head.indent and not head.heading)
    if _CONTINUES.match(line.text) and not line.row:
        return not after_blank or line.text.lstrip()[0] in "{["
    if line.indent > head.indent:
        return not after_blank or bool(head.heading) or line.fenced
    if head.heading:
        return not _opens_tables(line)
    if line.bullet and not head.bullet and not after_blank and bare:
        return not _opens_tables(line)
    return bare and not after_blank and not line.bullet and not _opens_tables(line) and not head.fenced


def _opens_tables(line: Line) -> bool:
    return _TABLES_OPEN.match(line.text) is not None


def _depth(line: str) -> int:
    return line.count("{") + line.count("[") - line.count("}") - line.count("]")


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
        stretches = _cells(line, head, roles) if line.row else [Stretch(head.end, stop)]
        stretches += rest if not following else []
        for one in waiting:
            found.append(_operation(text, one, stretches, before[-1:] + found))
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


def _operation(text: str, head: Head, stretches: list[Stretch], before: list[Operation]) -> Operation:
    """One operation from its head and what stands behind it."""
    model = before[-1] if head.same and before else None
    raw, _, query = (model.path if model else head.path).partition("?")
    path, stream = _path(raw)
    method = "STREAM" if stream else head.method
    tail = read_tail(text, stretches, method)
    if "?" in head.path:
        at = head.start + text[head.start : head.end].index("?") + 1
        tail.params = [*query_fields(text, at, head.end), *tail.params]
    if method in {"GET", "DELETE", "STREAM", "HEAD"} and tail.request and not tail.params:
        tail.params = [item for item in tail.request if item.name not in path]
        tail.request = [] if method != "DELETE" else tail.request
        tail.params = [] if method == "DELETE" else tail.params
    if _PUSHED.search(text, head.end, stretches[0].end if stretches else head.end):
        stream = stream or method == "GET"
        method = "STREAM" if stream else method
    end = max([head.end, *(stretch.end for stretch in stretches)])
    operation = Operation(
        "stream" if stream else "rest", method, path, f"{method} {path}".strip(), head.start, head.end, _trimmed(text, head.end, end),
        effect=_effect(method, path, text[head.end : min(end, head.end + 80)]),
        path_params=_holes(text, head) or (model.path_params if model else ()),
    )  # fmt: skip
    operation = _with_tail(operation, tail, operation.end)
    if model and tail.empty:
        operation = _with_tail(
            operation,
            Tail(responses=list(model.responses), auth=model.auth, idempotency=model.idempotency),
            operation.end,
        )
    return operation


def _with_tail(operation: Operation, tail: Tail, end: int) -> Operation:
    """`operation` with what its tail holds added."""
    return Operation(
        operation.style, operation.method, operation.path, operation.name, operation.start, operation.head_end, max(end, operation.head_end),
        operation.effect, operation.path_params,
        _unique((*operation.query_params, *tail.params)),
        _unique((*operation.headers, *tail.headers)),
        _unique((*operation.request, *tail.request)),
        (*operation.responses, *tail.responses),
        operation.auth or tail.auth,
        operation.idempotency or tail.idempotency,
    )  # fmt: skip


def _unique(fields: Iterable[Field]) -> tuple[Field, ...]:
    found: dict[str, Field] = {}
    for item in fields:
        found.setdefault(item.name.lower(), item)
    return tuple(found.values())


def _path(raw: str) -> tuple[str, bool]:
    """The path with `{name}` holes, and whether its scheme is a socket's."""
    stream = raw.startswith(("ws://", "wss://"))
    raw = (_HOST.sub("", raw) if "://" in raw else raw) or "/"
    if not raw.startswith("/"):
        return "{" + raw.strip("{}<>") + "}", False
    parts = []
    for part in raw.split("/"):
        hole = _SEGMENT.fullmatch(part) if part and part[0] in "{<[:$" else None
        if hole:
            parts.append("{" + (_SYMBOLS.sub("_", hole[1].split(":")[0].strip()) or "id") + "}" + (hole[2] or ""))
        else:
            parts.append("{id}" if part.isdigit() else part)
    path = "/".join(parts)
    return (path.rstrip("/") or "/"), stream


def _holes(text: str, head: Head) -> tuple[Field, ...]:
    """The placeholders of the path, with their places."""
    path_end = head.end
    query = text.find("?", head.start, head.end)
    found = []
    for match in _HOLES.finditer(text[head.start : query if query != -1 else path_end]):
        group = 1 if match[1] else 2
        name = _SYMBOLS.sub("_", (match[1] or match[2]).split(":")[0].strip())
        found.append(Field(name, head.start + match.start(group), head.start + match.end(group)))
    return tuple(found)


def _effect(method: str, path: str, behind: str) -> Effect:
    """What a call does: by method, and for GET by the verb in its path or in the words right behind it."""
    by_method = _EFFECTS.get(method)
    for segment in path.split("/"):
        if not segment or segment.startswith("{"):
            continue
        parts = words(segment)
        if not parts or parts[0] not in VERBS:
            continue
        verb_method, effect = VERBS[parts[0]]
        if parts[0] in NOUN_TOO and len(parts) == 1:
            continue
        if effect != "reads" and not by_method:
            return effect
        if (
            by_method
            and (effect in {"removes", "changes"} or (effect == "reads" and len(parts) > 1))
            and method == "POST"
            and verb_method != "POST"
        ):
            return effect
    if by_method:
        return by_method
    does = _DOES.match(behind)
    if does and method in {"GET", ""}:
        verb = does["verb"].lower()
        return (
            "removes"
            if verb.startswith(("delete", "remove"))
            else "changes"
            if verb.startswith(("update", "change"))
            else "creates"
        )
    return "reads"


def _trimmed(text: str, start: int, end: int) -> int:
    """One past the last written character of `text[start:end]`."""
    return start + len(text[start:end].rstrip(" \t\n`|"))


def _settled(text: str, lines: list[Line], operations: list[Operation]) -> tuple[Operation, ...]:
    """Give paths without a method the one that a sentence gives to all of them ("All are GET")."""
    if any(not operation.method for operation in operations):
        said = _EVERY_METHOD.search(text, lines[0].start, lines[-1].end)
        method = said["method"] if said else ""
        operations = [
            operation if operation.method or not method
            else Operation(
                operation.style, method, operation.path, f"{method} {operation.path}", operation.start, operation.head_end, operation.end,
                operation.effect, operation.path_params, operation.query_params, operation.headers, operation.request, operation.responses,
                operation.auth, operation.idempotency,
            )
            for operation in operations
        ]  # fmt: skip
    return tuple(operations)
