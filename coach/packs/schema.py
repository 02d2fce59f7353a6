"""Plain data to models: every schema error of a file at once, each at its place, with a mend.

pydantic says what is wrong and where in the data; the index of `Located` says where that stands in the file. The
words are ours, and the codes few and stable, whatever pydantic calls the error.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError

from coach.packs.errors import InvalidPackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.model.base import Frozen
    from coach.packs.findings import Finding
    from coach.packs.yaml_events import Located, Path

M = TypeVar("M", bound="Frozen")

FORMAT = 1
"""The version of the pack format that is read here."""


def validated(located: Located, model: type[M]) -> M:
    """The model that a file holds.

    Raises:
        InvalidPackError: with every schema error of the file.
    """
    check_format(located)
    try:
        return model.model_validate(located.data)
    except ValidationError as error:
        raise InvalidPackError(_findings(error, located, model)) from None


def check_format(located: Located) -> None:
    """Check the file's `format` before anything else is looked at.

    Raises:
        InvalidPackError: the file is no mapping, or not of the format read here; the finding says which way it differs.
    """
    data = located.data
    if not isinstance(data, dict):
        message = "a pack file holds `key: value` lines at the top"
        raise InvalidPackError([located.finding((), "wrong-type", message, f"begin with `format: {FORMAT}`")])
    if "format" not in data:
        message = "the key 'format' is missing"
        raise InvalidPackError([located.finding((), "format", message, f"begin the file with `format: {FORMAT}`")])
    found = data["format"]
    if isinstance(found, int) and not isinstance(found, bool) and found == FORMAT:
        return
    if isinstance(found, int) and found > FORMAT:
        message = f"the file is of format {found}; this coach reads format {FORMAT}"
        fix = "update coach, or ask the pack's author for an older version"
    elif isinstance(found, int) and not isinstance(found, bool):
        message = f"the file is of format {found}, which is older than format {FORMAT}"
        fix = f"bring it up to format {FORMAT} (docs/authoring.md) and write `format: {FORMAT}`"
    else:
        message, fix = f"'format' is {_shown(found)}, not a whole number", f"write `format: {FORMAT}`"
    raise InvalidPackError([located.finding(("format",), "format", message, fix)])


class _Said(NamedTuple):
    """What is said of one kind of schema error."""

    code: str
    message: str
    fix: str = ""


def _findings(error: ValidationError, located: Located, model: type[Frozen]) -> list[Finding]:
    """One finding a place: alternatives that failed at the same value are told together."""
    by_path: dict[Path, list[dict[str, Any]]] = {}
    for one in error.errors(include_url=False):
        if one["type"] == "too_short" and len(one["input"]) >= one["ctx"]["min_length"]:
            continue  # counted without the items that are wrong, which are told by themselves
        path: Path = ()
        rest: list[str | int] = []
        for part in one["loc"]:
            if not rest and (*path, part) in located.places.values:
                path = (*path, part)
            else:
                rest.append(part)  # the tag of a union's member, or a key that is not there
        key = (*path, "", rest[-1]) if one["type"] == "missing" and rest else path
        by_path.setdefault(key, []).append({**one, "rest": rest, "path": path})
    findings = []
    for alike in by_path.values():
        first = alike[0]
        path = first["path"]
        said = _alternatives(alike) if len(alike) > 1 else _say(first, located, path, model)
        at_key = first["type"] in {"missing", "extra_forbidden", "unexpected_keyword_argument"}
        findings.append(located.finding(path, said.code, f"{_where(path, at_key)}{said.message}", said.fix, key=at_key))
    return findings


def _where(path: Path, at_key: bool) -> str:
    """The path as a person would name it, before a message: `facts[2].ask: `."""
    shown = path[:-1] if at_key and path and isinstance(path[-1], str) else path
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in shown).lstrip(".")
    return f"{name}: " if name else ""


def _say(error: dict[str, Any], located: Located, path: Path, model: type[Frozen]) -> _Said:
    kind: str = error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    if kind == "missing":
        name = error["rest"][-1]
        return _Said("missing-key", f"the key {name!r} is missing", f"add `{name}:`")
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        known = _known_keys(model, path[:-1])
        near = difflib.get_close_matches(str(path[-1]), known, 1, 0.6)
        fix = f"did you mean {near[0]!r}?" if near else f"remove it; known here: {', '.join(sorted(known))}"
        return _Said("unknown-key", f"unknown key {path[-1]!r}", fix)
    if kind == "string_type" and path in located.places.plain:
        raw = located.places.plain[path]
        if raw in {"", "~"}:
            return _Said("wrong-type", "text is missing here", "write it after the colon")
        return _Said("wrong-type", f"expected text, and YAML reads {raw} as a number or a flag", f'write "{raw}"')
    if kind in {"literal_error", "enum"}:
        expected = [
            word.strip().strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        near = difflib.get_close_matches(str(error["input"]), expected, 1, 0.5)
        fix = f"did you mean {near[0]!r}?" if near else ""
        return _Said("wrong-value", f"{_shown(error['input'])} is not one of {', '.join(expected)}", fix)
    if said := _BY_TYPE.get(kind):
        return said(context, error["input"])
    return _Said("wrong-value", f"{error['msg'].removeprefix('Value error, ')} (found {_shown(error['input'])})")


def _alternatives(errors: Iterable[dict[str, Any]]) -> _Said:
    """What to say of a value that fits none of a union's members."""
    wanted: list[str] = []
    found: Any = None
    for error in errors:
        found = error["input"]
        kind, context = error["type"], error.get("ctx", {})
        if kind == "literal_error":
            wanted.append(f"one of {context['expected'].replace(' or ', ', ')}")
        elif kind.startswith(("int", "float")):
            wanted.append("a number")
        elif kind.startswith("greater_than"):
            wanted.append(f"a number from {context.get('ge', context.get('gt'))} on")
        else:
            wanted.append(error["msg"])
    return _Said("wrong-value", f"{_shown(found)} is neither {' nor '.join(dict.fromkeys(wanted))}")


def _number(_context: dict[str, Any], found: Any) -> _Said:
    return _Said("wrong-type", f"expected a number, found {_shown(found)}", "write a plain number in SI units")


def _whole(_context: dict[str, Any], found: Any) -> _Said:
    return _Said("wrong-type", f"expected a whole number, found {_shown(found)}")


def _list(_context: dict[str, Any], found: Any) -> _Said:
    return _Said("wrong-type", f"expected a list, found {_shown(found)}", "write one item a line, each after `- `")


def _mapping(_context: dict[str, Any], found: Any) -> _Said:
    return _Said("wrong-type", f"expected `key: value` lines, found {_shown(found)}")


def _above(context: dict[str, Any], found: Any) -> _Said:
    limit = context.get("ge", context.get("gt"))
    word = "at least" if "ge" in context else "more than"
    return _Said("out-of-range", f"{_shown(found)} is too small; it must be {word} {limit}")


def _below(context: dict[str, Any], found: Any) -> _Said:
    limit = context.get("le", context.get("lt"))
    word = "at most" if "le" in context else "less than"
    return _Said("out-of-range", f"{_shown(found)} is too large; it must be {word} {limit}")


def _too_few(context: dict[str, Any], found: Any) -> _Said:
    count = len(found) if isinstance(found, list | dict) else 0
    return _Said("too-short", f"{count} given, and at least {context['min_length']} needed", "add more")


def _too_many(context: dict[str, Any], _found: Any) -> _Said:
    return _Said("too-long", f"more than {context['max_length']} given", "remove some")


def _short_text(_context: dict[str, Any], _found: Any) -> _Said:
    return _Said("too-short", "the text is empty", "write it, or remove the key")


def _long_text(context: dict[str, Any], found: Any) -> _Said:
    return _Said("too-long", f"{len(str(found)):,} characters; at most {context['max_length']:,}", "shorten it")


def _slug(_context: dict[str, Any], found: Any) -> _Said:
    word = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in str(found).lower()).split())
    fix = f"write {word!r}" if word else ""
    return _Said("bad-name", f"{_shown(found)} is not a name: lower-case words and digits joined by hyphens", fix)


def _text(_context: dict[str, Any], found: Any) -> _Said:
    return _Said("wrong-type", f"expected text, found {_shown(found)}")


def _flag(_context: dict[str, Any], found: Any) -> _Said:
    return _Said("wrong-type", f"expected true or false, found {_shown(found)}")


_BY_TYPE: dict[str, Callable[[dict[str, Any], Any], _Said]] = {
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "int_type": _whole,
    "int_parsing": _whole,
    "int_from_float": _whole,
    "bool_type": _flag,
    "bool_parsing": _flag,
    "string_type": _text,
    "tuple_type": _list,
    "list_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "dataclass_type": _mapping,
    "greater_than": _above,
    "greater_than_equal": _above,
    "less_than": _below,
    "less_than_equal": _below,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_too_short": _short_text,
    "string_too_long": _long_text,
    "string_pattern_mismatch": _slug,
}


def _shown(value: Any) -> str:
    """A value in a message: short, and what it is when it is long."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a mapping"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    text = text if len(text) <= 40 else text[:39] + "…"
    return repr(text) if isinstance(value, str) else text


def _known_keys(model: type[Frozen], path: Path) -> set[str]:
    """The keys that the schema knows at `path`."""
    root = model.model_json_schema()
    at = [root]
    for part in path:
        at = [step for node in at for step in _inside(_resolved(node, root), part)]
    return {key for node in at for option in _resolved(node, root) for key in option.get("properties", {})}


def _resolved(node: dict[str, Any], root: dict[str, Any]) -> list[dict[str, Any]]:
    """A schema node with references followed and alternatives spread out."""
    if "$ref" in node:
        return _resolved(root["$defs"][node["$ref"].rsplit("/", 1)[-1]], root)
    if "anyOf" in node:
        return [option for one in node["anyOf"] for option in _resolved(one, root)]
    return [node]


def _inside(options: list[dict[str, Any]], part: str | int) -> list[dict[str, Any]]:
    """The schema nodes one step further down."""
    found = []
    for node in options:
        if isinstance(part, int):
            found += [node["items"]] if isinstance(node.get("items"), dict) else []
        elif part in node.get("properties", {}):
            found.append(node["properties"][part])
        elif isinstance(node.get("additionalProperties"), dict):
            found.append(node["additionalProperties"])
    return found
