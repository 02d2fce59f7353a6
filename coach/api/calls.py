"""One operation from its head and from what stands behind it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from coach.api.heads import Head
from coach.api.lexicon import ABOUT_A_DEED, DEEDS, DEEDS_WITH_ARGUMENTS, NOUN_TOO, VERBS, words
from coach.api.model import Effect, Field, Operation
from coach.api.tails import Stretch, Tail, query_fields, read_tail
from coach.language.expressions import expression

_DOES = expression(
    r"^[\s`|:,()–—-]{0,6}(?:it |this |which )?(?P<verb>creates?|adds?|stores?|saves?|inserts?|makes?"
    r"|deletes?|removes?|updates?|changes?|publishes|uploads?)\s+"
    r"(?!(?:the |a |my |its )?(?:feed|view|cache|session|page|list|timeline|snapshot|report)\b)",
    re.IGNORECASE,
)
_HOLES = expression(r"[{<\[]([\w .:-]{1,40})[}>\]]|(?<=/):(\w+)")
_SEGMENT = expression(r"[{<\[:$]+([^{}<>\[\]]*?)[}>\]]*(\.\w+)?")
_SYMBOLS = expression(r"\W+")
_HOST = expression(r"^[a-z]+://[^/]*")
_EFFECTS: dict[str, Effect] = {"POST": "creates", "PUT": "changes", "PATCH": "changes", "DELETE": "removes"}


def call_from(text: str, head: Head, stretches: list[Stretch], before: list[Operation]) -> Operation:
    """The operation that begins at `head`; `DELETE same` takes its path from the last one of `before`."""
    model = before[-1] if head.same and before else None
    raw, _, query = (model.path if model else head.path).partition("?")
    path, socket = _path(raw)
    tail = read_tail(text, stretches, "STREAM" if socket else head.method)
    streams = socket or (tail.pushed and head.method in {"GET", "STREAM", ""}) or head.method == "STREAM"
    method = "STREAM" if streams else head.method
    if query:
        at = text.index("?", head.start, head.end) + 1 if "?" in text[head.start : head.end] else head.end
        tail.params = [*query_fields(text, at, head.end), *tail.params]
    if method in {"GET", "STREAM", "HEAD"} and tail.request and not tail.params and not tail.braced:
        tail.params = [item for item in tail.request if item.name not in path]
        tail.request = []
    if model and tail.empty:
        tail.responses = list(model.responses)
        tail.auth = tail.auth or model.auth
        tail.idempotency = tail.idempotency or model.idempotency
    end = max([head.end, *(stretch.end for stretch in stretches)])
    return Operation(
        "stream" if streams else "rest", method, path, f"{method} {path}".strip(), head.start, head.end,
        max(head.end, _written_end(text, head.end, end)),
        _effect(method, path, text[head.end : min(end, head.end + 80)], len(tail.params)),
        _holes(text, head) or (model.path_params if model else ()),
        _unique(tail.params), _unique(tail.headers), _unique(tail.request), tuple(tail.responses),
        tail.auth, tail.idempotency,
    )  # fmt: skip


def with_tail(operation: Operation, tail: Tail, end: int) -> Operation:
    """`operation` with what was found below it added."""
    return replace(
        operation,
        end=max(end, operation.end),
        query_params=_unique((*operation.query_params, *tail.params)),
        headers=_unique((*operation.headers, *tail.headers)),
        request=_unique((*operation.request, *tail.request)),
        responses=(*operation.responses, *tail.responses),
        auth=operation.auth or tail.auth,
        idempotency=operation.idempotency or tail.idempotency,
    )


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


def _effect(method: str, path: str, behind: str, arguments: int) -> Effect:
    """What a call does: by method, and for GET by the verb in its path or in the words right behind it."""
    by_method = _EFFECTS.get(method)
    for segment in path.split("/"):
        parts = words(segment) if segment and segment[0] != "{" else ()
        if not parts or parts[0] not in VERBS:
            continue
        verb_method, effect = VERBS[parts[0]]
        if not by_method:
            if effect != "reads" and _is_deed(parts, arguments):
                return effect
        elif method == "POST" and verb_method != "POST" and _is_other(parts, effect):
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


def _is_other(parts: tuple[str, ...], effect: Effect) -> bool:
    """Whether a verb in the path of a POST says that it does something else than create: `getUser`, `update`."""
    return len(parts) > 1 or (parts[0] not in NOUN_TOO and effect in {"removes", "changes"})


def _is_deed(parts: tuple[str, ...], arguments: int) -> bool:
    """Whether a segment of a GET path is an order and no name: `createUrl` and `delete`, not `upload-url` or `saved`.

    Some words are an order only with something to do it with: `/vote?id=&up=`, not `/vote`.
    """
    if len(parts) > 1:
        return parts[0] in DEEDS or parts[-1] not in ABOUT_A_DEED
    by_itself = parts[0] in DEEDS and parts[0] not in NOUN_TOO
    return by_itself or (arguments >= 2 and parts[0] in DEEDS_WITH_ARGUMENTS)


def _written_end(text: str, start: int, end: int) -> int:
    """One past the last written character of `text[start:end]`."""
    return start + len(text[start:end].rstrip(" \t\n`|"))
