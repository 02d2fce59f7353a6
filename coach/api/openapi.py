"""The contract as an OpenAPI 3.1 document, as far as it was written: what is missing stays open."""

import re
from typing import Any

from coach.api.lexicon import snake, words
from coach.api.model import Contract, Field, Operation, Response
from coach.language.expressions import expression

_REASONS = {
    200: "OK",
    201: "Created",
    202: "Accepted",
    204: "No content",
    301: "Moved permanently",
    302: "Found",
    303: "See other",
    304: "Not modified",
    307: "Temporary redirect",
    308: "Permanent redirect",
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    409: "Conflict",
    410: "Gone",
    412: "Precondition failed",
    413: "Too large",
    415: "Unsupported media type",
    422: "Unprocessable content",
    429: "Too many requests",
    500: "Server error",
    503: "Unavailable",
}
_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_NUMBER = expression(r"-?\d+(?:\.\d+)?")
_IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
"""Header parameters by these names are ignored in OpenAPI; they are said elsewhere."""
_ANSWER_HEADERS = frozenset(
    {"location", "etag", "cache-control", "retry-after", "last-modified", "content-encoding", "set-cookie", "vary"}
)


def document(contract: Contract, title: str = "API") -> dict[str, Any]:
    """An OpenAPI 3.1 document of the operations of `contract`.

    Functions, rpc and GraphQL fields become POST on a path of their name, push channels a GET of `text/event-stream`.
    Calls to signed URLs are left out: they belong to another host.
    """
    paths: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for operation in contract.operations:
        if operation.external:
            continue
        path = _path(operation)
        method = _method(operation)
        item = paths.setdefault(_same_shape(path, paths), {})
        if method in item:
            _merge(item[method], operation)
            continue
        item[method] = _operation(operation, next(key for key in paths if paths[key] is item), taken)
    return {"openapi": "3.1.0", "info": {"title": title or "API", "version": _version(contract)}, "paths": paths}


def _version(contract: Contract) -> str:
    return next((operation.version for operation in contract.operations if operation.version), "v1")


def _path(operation: Operation) -> str:
    if not operation.path:
        return "/" + (re.sub(r"[^\w.-]", "-", operation.name) or "call")
    parts = []
    used: set[str] = set()
    for part in operation.path.split("/"):
        hole = re.match(r"\{(\w*)\}", part)
        if hole:
            name = hole[1] or "id"
            while name in used:
                name += "_2"
            used.add(name)
            part = "{" + name + "}" + re.sub(r"[{}]", "", part[hole.end() :])
        else:
            part = re.sub(r"[{}<>\[\]#?\x00-\x20\x7f]", "", part)
        parts.append(part)
    path = "/".join(parts)
    return path if path.startswith("/") else "/" + path


def _same_shape(path: str, paths: dict[str, dict[str, Any]]) -> str:
    """The key of a path that differs only in the names of its placeholders, else `path`."""
    shape = re.sub(r"\{\w+\}", "{}", path)
    return next((known for known in paths if re.sub(r"\{\w+\}", "{}", known) == shape), path)


def _method(operation: Operation) -> str:
    if operation.style == "stream" or operation.method == "STREAM":
        return "get"
    if not operation.path:
        return "post"
    method = operation.method.lower()
    return method if method in _METHODS else "get"


def _operation(operation: Operation, path: str, taken: set[str]) -> dict[str, Any]:
    method = _method(operation)
    name = snake(operation.name) if not operation.path else "_".join((method, *words(operation.path))) or method
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    taken.add(unique)
    found: dict[str, Any] = {"operationId": unique, "summary": operation.name}
    parameters = [
        {"name": hole, "in": "path", "required": True, "schema": {"type": "string"}}
        for hole in re.findall(r"\{(\w+)\}", path)
    ]
    parameters += [_parameter(field, "query") for field in operation.query_params]
    parameters += [
        _parameter(field, "header")
        for field in operation.headers
        if field.name.lower() not in _IGNORED_HEADERS | _ANSWER_HEADERS
    ]
    if parameters:
        found["parameters"] = parameters
    if operation.request and method not in {"get", "head"}:
        found["requestBody"] = {"content": {"application/json": {"schema": _object(operation.request)}}}
    found["responses"] = _responses(operation)
    return found


def _merge(known: dict[str, Any], operation: Operation) -> None:
    """A second line about the same method and path adds its parameters and answers."""
    names = {(item["name"], item["in"]) for item in known.get("parameters", ())}
    more = [_parameter(field, "query") for field in operation.query_params if (field.name, "query") not in names]
    if more:
        known["parameters"] = [*known.get("parameters", ()), *more]
    known["responses"] = {**_responses(operation), **known["responses"]}


def _parameter(field: Field, place: str) -> dict[str, Any]:
    return {"name": field.name, "in": place, "required": False, "schema": _schema(field) or {"type": "string"}}


def _responses(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    stream = operation.style == "stream" or operation.method == "STREAM"
    for answer in operation.responses:
        key = (
            str(answer.status)
            if answer.status
            else "4XX"
            if answer.note.lower().startswith("4xx")
            else "5XX"
            if answer.note.lower().startswith("5xx")
            else "200"
            if "201" not in found
            else "default"
        )
        entry = found.setdefault(key, {"description": answer.note or _REASONS.get(answer.status or 0, "Answer")})
        content = _content(answer, stream=stream)
        if content and key != "204":
            entry["content"] = content
        sent = [field for field in operation.headers if field.name.lower() in _ANSWER_HEADERS]
        if sent and (answer.status or 200) < 400:
            entry["headers"] = {field.name: {"schema": {"type": "string"}} for field in sent}
    return found or {"default": {"description": "Not described"}}


def _content(answer: Response, *, stream: bool) -> dict[str, Any] | None:
    if answer.fields:
        schema = _object(answer.fields)
        kind = "text/event-stream" if stream else "application/json"
        return {kind: {"schema": {"type": "array", "items": schema} if answer.many else schema}}
    media = re.match(r"(?:text|image|application|video)/[\w.+-]+", answer.note)
    return {media[0]: {"schema": {"type": "string"}}} if media else None


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "properties": {_key(field): _schema(field) for field in fields}}
    required = list(dict.fromkeys(_key(field) for field in fields if not field.optional))
    if required:
        found["required"] = required
    return found


def _key(field: Field) -> str:
    return field.name.replace(" ", "_").removesuffix("[]") or "value"


def _schema(field: Field) -> dict[str, Any]:
    kind = field.kind.strip()
    low = kind.lower().rstrip("!?")
    if field.fields:
        inner = _object(field.fields)
        return {"type": "array", "items": inner} if kind.startswith("[") else inner
    if low in {"true", "false", "bool", "boolean"}:
        return {"type": "boolean"}
    if low in {"int", "integer", "long", "bigint", "int64", "int32", "uint64", "uint32"} or kind.isdigit():
        return {"type": "integer"}
    if low in {"float", "double", "decimal", "number", "num"} or _NUMBER.fullmatch(kind):
        return {"type": "number"}
    if kind.startswith("[") or low.endswith("[]") or field.name.endswith("[]"):
        return {"type": "array", "items": {}}
    if kind.startswith("{"):
        return {"type": "object"}
    return {"type": "string"} if kind else {}
