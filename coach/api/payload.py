"""Payloads: JSON, pseudo-JSON, field lists and typed lists, read to fields with their places.

`{long_url, alias?}`, `{"url": "…", "ttl": 30}`, `[{id, owner}]`, `string long_url = 1; string alias = 2;` and
`longUrl: String!, alias: String` all give the same kind of fields.
"""

import re
from typing import NamedTuple

from coach.api.model import Field
from coach.language.expressions import expression

MAX_FIELDS = 60
MAX_DEPTH = 6
MAX_LENGTH = 6_000
"""Characters of one payload that are read; what follows is left alone."""

_CLOSE = {"{": "}", "[": "]", "(": ")", "<": ">"}
_TYPES = (
    r"string|str|text|int(?:eger)?(?:32|64)?|u?int(?:32|64)|bigint|long|float|double|decimal|number|num|bool(?:ean)?|"
    r"bytes?|binary|blob|timestamp|datetime|date|uuid|json|object|array|list|repeated|optional|required"
    r"|file|varchar|char|id"
)
_TYPE_FIRST = expression(
    rf"(?:(?:repeated|optional|required)\s+)?(?:{_TYPES}|[A-Z]\w+)\s+([A-Za-z_]\w*)\s*=\s*\d+\s*$", re.IGNORECASE
)
_NAME = expression(
    r"[\"'`*]{0,3}(?P<name>[A-Za-z_$@][\w.$@-]*(?:\[\])?(?: [A-Za-z_][\w-]*){0,3})"
    r"(?P<inner>\?)?[\"'`*]{0,3}\s*(?P<opt>\?)?"
)
_PLAIN = expression(r"([A-Za-z_]\w*)(\??)\s*")
_COUNT = expression(r"\d+\s+")
_SPLIT = frozenset(",;\n")
_SKIP = expression(r"[\s,;|*•+-]*(?://[^\n]*)?")
_OPTIONAL = expression(r"\b(?:optional|opt|nullable|omit)\b", re.IGNORECASE)
_TAIL_TYPE = expression(rf"^(?P<name>[\w.$@-]+) (?P<kind>(?:{_TYPES})(?:\[\])?)\b", re.IGNORECASE)
_LEADING = expression(r"^(?:the|a|an|optional|opt|its|new|own|list of|required)\s+", re.IGNORECASE)


class Group(NamedTuple):
    """A bracketed stretch of text: where it opens, one past where it closes."""

    start: int
    end: int


def group_at(text: str, start: int, limit: int) -> Group:
    """The balanced group that opens at `text[start]`; an unclosed one ends at the end of its line or at `limit`."""
    limit = min(limit, start + MAX_LENGTH)
    stack: list[str] = []
    at = start
    while at < limit:
        char = text[at]
        if char == '"':
            closed = text.find('"', at + 1, min(limit, at + 300))
            newline = text.find("\n", at, limit)
            if closed != -1 and (newline == -1 or closed < newline):
                at = closed
        elif char in "{[(":
            stack.append(_CLOSE[char])
        elif char in "}])":
            if char in stack:
                while stack and stack.pop() != char:
                    pass
            if not stack:
                return Group(start, at + 1)
        at += 1
    line_end = text.find("\n", start, limit)
    return Group(start, limit if line_end == -1 else line_end)


def fields_in(text: str, start: int, end: int, depth: int = 0) -> tuple[Field, ...]:
    """The fields listed in `text[start:end]`, which holds the inside of a group (no brackets around it)."""
    found: list[Field] = []
    at = start
    end = min(end, start + MAX_LENGTH)
    while at < end and len(found) < MAX_FIELDS:
        skip = _SKIP.match(text, at, end)
        at = skip.end() if skip else at
        if at >= end:
            break
        stop = _item_end(text, at, end)
        found.extend(_item(text, at, stop, depth))
        at = max(stop, at + 1)
    return tuple(found[:MAX_FIELDS])


def _item_end(text: str, start: int, end: int) -> int:
    """One past the item that begins at `start`: up to a separator outside brackets and quotes."""
    at = start
    while at < end:
        char = text[at]
        if char in _SPLIT:
            return at
        if char == '"':
            closed = text.find('"', at + 1, min(end, at + 300))
            at = closed if closed != -1 else at
        elif char in "{[(":
            at = group_at(text, at, end).end - 1
        at += 1
    return end


def _item(text: str, start: int, end: int, depth: int) -> tuple[Field, ...]:
    """The field (or, for a bare nested group, the fields) of one item."""
    if text[start] in "{[(":
        if depth >= MAX_DEPTH:
            return ()
        group = group_at(text, start, end)
        return fields_in(text, start + 1, group.end - 1, depth + 1)
    plain = _PLAIN.fullmatch(text, start, end)
    if plain:
        return (Field(plain[1], start, plain.end(1), plain[2] == "?"),)
    written = text[start:end]
    proto = _TYPE_FIRST.match(written) if "=" in written else None
    if proto:
        return (Field(proto[1], start + proto.start(1), start + proto.end(1), "optional" in written, ""),)
    while lead := _LEADING.match(text[start:end]):
        start += lead.end()
    count = _COUNT.match(text, start, end)
    start = count.end() if count else start
    match = _NAME.match(text, start, end)
    if not match:
        return ()
    name, name_start, name_end = match["name"], match.start("name"), match.end("name")
    kind = ""
    typed = _TAIL_TYPE.match(name)
    if typed:
        name, name_end, kind = typed["name"], name_start + typed.end("name"), typed["kind"]
    rest = text[match.end() : end].strip()
    inner: tuple[Field, ...] = ()
    if rest[:1] in (":", "="):
        value_start = match.end() + text[match.end() : end].index(rest[0]) + 1
        value_start += len(text[value_start:end]) - len(text[value_start:end].lstrip())
        kind = text[value_start:end].strip().strip("\"'`")[:80]
        if kind.endswith("?"):
            kind = kind[:-1]
        if value_start < end and text[value_start] in "{[" and depth < MAX_DEPTH:
            group = group_at(text, value_start, end)
            inner = fields_in(text, value_start + 1, group.end - 1, depth + 1)
    elif " " in name and not typed:
        name = _trim_words(name)
        name_end = name_start + len(name)
    optional = bool(match["opt"] or match["inner"]) or bool(_OPTIONAL.search(written)) or rest.endswith("?")
    return (Field(name, name_start, name_end, optional, kind, inner),)


def _trim_words(name: str) -> str:
    """A name of several words without what only explains it: `items w` is `items`, `put urls` stays."""
    kept: list[str] = []
    for word in name.split(" "):
        if kept and (
            (word[0] == "x" and word[1:].isdigit())
            or word.lower()
            in {"w", "with", "of", "in", "is", "if", "as", "for", "from", "by", "per", "or", "and", "max", "at", "must"}
        ):
            break
        kept.append(word)
    return " ".join(kept)
