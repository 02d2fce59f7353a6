"""Operations that are no HTTP calls: functions, gRPC methods, GraphQL fields, messages on a socket."""

import re
from dataclasses import replace
from typing import NamedTuple

from coach.api.lexicon import VERBS, words
from coach.api.model import Effect, Field, Operation, Response, Style
from coach.api.payload import fields_in, group_at
from coach.language.expressions import expression

_CALL = expression(
    r"^[\s\-*•+`\d.)]*(?:type\s+(?:Query|Mutation|Subscription)\s*\{\s*)?(?:(?P<keyword>rpc|mutation|query"
    r"|subscription|def|fn|func|function|async"
    r"|api)\s+)*(?P<name>[A-Za-z_]\w{1,60})\s?\("
)
_KEYWORD_ONLY = expression(
    r"^[\s\-*•+`\d.)]*(?P<keyword>mutation|query|subscription)s?\s*:?\s+(?P<name>[a-z]\w{1,60})\s*(?::|->"
    r"|→)\s*(?P<ret>\S+)"
)
_RETURN = expression(r"\s*(?P<mark>-+>|=+>|→|⇒|returns?:?|:)\s*(?P<rest>[^\n]{0,300})", re.IGNORECASE)
_MESSAGE = expression(r"\b(?:message|type|input|struct|interface|class)\s+(?P<name>[A-Z]\w*)\s*\{")
_SCOPE = expression(r"\b(?:type\s+)?(?P<scope>Query|Mutation|Subscription)s?\b\s*[{:]", re.IGNORECASE)
_SOCKET = expression(
    r"^[\s\-*•+`]*(?:web ?sockets?|sockets?|ws|sse|server[- ]sent events?|events?"
    r"|stream)\b[^`:\n]{0,40}:\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_TICKED = expression(r"`(?P<name>[A-Za-z][\w.:-]{1,40})\s*(?P<open>\{[^`]*\})?`")
_STATUS = expression(r"\b([2-5]\d\d)\b")

_STYLES: dict[str, Style] = {"rpc": "rpc", "mutation": "graphql", "query": "graphql", "subscription": "graphql"}


class Messages(NamedTuple):
    """Named payload types of the text (`message ShortenRequest { … }`), by lower-case name."""

    fields: dict[str, tuple[Field, ...]]
    spans: tuple[tuple[int, int], ...]


def messages_in(text: str, start: int, end: int) -> Messages:
    """Every message, type or struct that is declared with its fields."""
    found: dict[str, tuple[Field, ...]] = {}
    spans: list[tuple[int, int]] = []
    for match in _MESSAGE.finditer(text, start, end):
        if match["name"].lower() in {"query", "mutation", "subscription"} or len(found) >= 100:
            continue
        group = group_at(text, match.end() - 1, end)
        found[match["name"].lower()] = fields_in(text, match.end(), max(match.end(), group.end - 1))
        spans.append((match.start(), group.end))
    return Messages(found, tuple(spans))


def scope_of(line: str) -> str | None:
    """`query`, `mutation` or `subscription` when the line opens such a block of a GraphQL schema."""
    match = _SCOPE.search(line)
    return match["scope"].lower() if match else None


def call_in(text: str, start: int, end: int, scope: str | None, messages: Messages) -> Operation | None:
    """The function, rpc or GraphQL field that the line `text[start:end]` declares, if it does."""
    line = text[start:end]
    match = _CALL.match(line)
    if not match:
        plain = _KEYWORD_ONLY.match(line)
        if not plain:
            return None
        return _operation(
            "graphql",
            plain["keyword"],
            plain["name"],
            start + plain.start("name"),
            (),
            _returned(text, start + plain.start("ret"), end, messages),
            end,
        )
    name = match["name"]
    keyword = (match["keyword"] or scope or "").lower()
    opened = start + match.end() - 1
    group = group_at(text, opened, min(len(text), end + 600) if line.count("(") > line.count(")") else end)
    tail = _RETURN.match(text, group.end, end)
    verb = next(iter(words(name)), "")
    if not keyword and not (verb in VERBS and (tail or len(words(name)) > 1 or line.strip(" -*•+`").startswith(name))):
        return None
    if not keyword and re.search(r"\b(?:pk|fk|primary|index|varchar|bigint|desc)\b", line, re.IGNORECASE):
        return None
    if not keyword and not tail and len(words(name)) == 1 and line[group.end - start :].strip(" `.;"):
        return None
    style = _STYLES.get(keyword, "function")
    request = _arguments(text, opened + 1, group.end - 1, messages)
    if style == "graphql":
        request = tuple(replace(item, optional=not item.kind.endswith("!")) for item in request)
    responses: tuple[Response, ...] = ()
    if tail and tail["rest"].strip():
        responses = _returned(text, tail.start("rest"), end, messages)
    if style == "rpc" and tail and tail["rest"].lstrip(" (").startswith("stream "):
        keyword = "subscription"
    return _operation(style, keyword, name, start + match.start("name"), request, responses, max(end, group.end))


def socket_messages(text: str, start: int, end: int) -> list[Operation]:
    """Messages named in back-ticks on a line that is about a socket: `` Socket, up: `pos {lat, lon}` ``."""
    match = _SOCKET.match(text[start:end])
    if not match:
        return []
    found: list[Operation] = []
    for tick in _TICKED.finditer(text, start + match.start("rest"), end):
        fields = fields_in(text, tick.start("open") + 1, tick.end("open") - 1) if tick["open"] else ()
        sent = bool(
            re.search(
                r"\b(?:up|client|send|driver up|in(?:bound|coming))\b",
                text[start : start + match.start("rest")],
                re.IGNORECASE,
            )
        )
        found.append(
            Operation(
                "stream", "STREAM", "", tick["name"], tick.start("name"), tick.end("name"), tick.end(),
                effect="changes" if sent else "reads",
                request=fields if sent else (),
                responses=() if sent or not fields else (Response(None, tick.start("open"), tick.end("open"), fields),),
            )
        )  # fmt: skip
    return found[:20]


def _operation(
    style: Style,
    keyword: str,
    name: str,
    at: int,
    request: tuple[Field, ...],
    responses: tuple[Response, ...],
    end: int,
) -> Operation:
    method, effect = _meaning(name, keyword)
    last = max([end, *(answer.end for answer in responses)])
    return Operation(
        style,
        method,
        "",
        name,
        at,
        at + len(name),
        max(last, at + len(name)),
        effect,
        request=request,
        responses=responses,
    )


def _meaning(name: str, keyword: str) -> tuple[str, Effect]:
    """Method and effect that a function's name stands for."""
    first = next(iter(words(name)), "")
    if keyword == "subscription":
        return "STREAM", "reads"
    if first in VERBS:
        return VERBS[first]
    return ("POST", "creates") if keyword == "mutation" else ("GET", "reads")


def _arguments(text: str, start: int, end: int, messages: Messages) -> tuple[Field, ...]:
    """Arguments of a call; a lone message type stands for its fields."""
    inside = text[start:end].strip(" \n()")
    known = messages.fields.get(inside.removeprefix("stream ").strip().lower())
    if known is not None:
        return known
    return tuple(
        item for item in fields_in(text, start, end) if not (item.name[:1].isupper() and len(inside.split()) == 1)
    )


def _returned(text: str, start: int, end: int, messages: Messages) -> tuple[Response, ...]:
    """What a call gives back: a payload, a message type, a list of names; status codes behind it."""
    rest = text[start:end]
    status = _STATUS.search(rest)
    code = int(status[1]) if status else None
    bare = re.match(r"\s*[(\[]?\s*(?:stream\s+)?(\w+)!?", rest)
    if bare and bare[1].lower() in messages.fields:
        return (Response(code, start, end, messages.fields[bare[1].lower()], "[" in rest or "stream" in rest),)
    opened = re.search(r"[{\[(]", rest)
    if opened:
        group = group_at(text, start + opened.start(), end)
        inner = fields_in(text, start + opened.end(), group.end - 1)
        named = tuple(item for item in inner if not (opened[0] != "{" and item.name[:1].isupper()))
        return (Response(code, start, group.end, named, opened[0] == "["),)
    listed = fields_in(text, start, end)
    named = tuple(
        item
        for item in listed
        if item.name.lower() not in {"void", "none", "ok", "bool", "boolean", "error"} and not item.name[:1].isupper()
    )
    return (Response(code, start, end, named),) if rest.strip(" ;`") else ()
