"""Which lines belong to an operation: payloads, status codes and notes below its method and path."""

import re

from coach.api.heads import Head
from coach.api.layout import Line
from coach.language.expressions import expression

MAX_BLOCK = 80
"""Lines of one operation that are read."""

_LABEL = expression(
    r"^[\s\-*•+`_>|]*(?:req(?:uest)?(?: body)?|resp(?:onse)?s?(?: body)?|body|payload|returns?|answers?"
    r"|params?|parameters|query(?: params?)?|"
    r"path params?|headers?|auth|errors?|status(?: codes?)?|success|output|input|result|idempotency"
    r"|on success|on error)\b[\s*_`]*(?:[:=({\d-]|$)",
    re.IGNORECASE,
)
_STATUS_FIRST = expression(
    r"^[\s\-*•+`|>→=]*(?P<code>[1-5]\d\d)\b(?!\s*(?:not|since|because|bc|instead|rather|over|as|so|k|ms"
    r"|s)\b)(?P<colon>:)?"
)
_CONTINUES = expression(r"^\s*(?:[-=]+>|→|⇒|\||[{\[\]}])")
_TABLES_OPEN = expression(
    r"\W*(?:tables?|schema|data ?model|entit|index|create table|access patterns?)\b|\W*\w+\s?\([a-z_]+[ ,)]",
    re.IGNORECASE,
)


def block_of(lines: list[Line], first: int, heads: dict[int, list[Head]]) -> list[int]:
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
    for index in range(first + 1, min(len(lines), first + MAX_BLOCK)):
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
