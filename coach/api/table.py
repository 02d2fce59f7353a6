"""The contract as a table of plain text lines, for the pane beside the editor and for the command line."""

import unicodedata
from collections.abc import Iterable, Mapping

from coach.api.model import Contract, Field, Operation, Table
from coach.language.cleaning import one_line

NARROWEST = 20
"""Columns below which nothing useful fits; a narrower pane gets lines of this width."""

_METHOD = 7


def lines(contract: Contract, width: int, rates: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The operations, then the tables, then the access patterns, each line at most `width` columns.

    An operation takes one line (method, path, status codes) and a second one when it has fields: what goes in,
    an arrow, what comes out. A key column carries a `*`. `rates` holds, by an operation's name, the rate that the
    estimation gives it (`12k/s`); it stands before the status codes.
    """
    width = max(width, NARROWEST)
    found: list[str] = []
    for operation in contract.operations:
        found += _operation(operation, width, (rates or {}).get(operation.name, ""))
    if contract.tables:
        found += [""] if found else []
        found.append(_cut("TABLES", width))
        for table in contract.tables:
            found += _table(table, width)
    if contract.access_patterns:
        found += [""] if found else []
        found.append(_cut("ACCESS PATTERNS", width))
        found += [
            _cut(f"{need.need} → {need.answered_by}" if need.answered_by else need.need, width)
            for need in contract.access_patterns
        ]
    return tuple(found)


def _operation(operation: Operation, width: int, rate: str) -> list[str]:
    codes = " ".join([*([rate] if rate else []), *(str(code) for code in operation.statuses)])
    label = operation.path or operation.name + ("()" if operation.style in {"function", "rpc", "graphql"} else "")
    head = f"{operation.method or '?':<{_METHOD}}"
    if operation.query_params:
        label += "?" + "&".join(field.name for field in operation.query_params)
    room = width - _METHOD - (len(codes) + 2 if codes else 0)
    first = head + _cut(label, max(room, 12))
    if codes:
        gap = width - _columns(first) - len(codes)
        first = first + " " * gap + codes if gap >= 1 else _cut(f"{first} {codes}", width)
    found = [_cut(first, width).rstrip()]
    into = _names(operation.request)
    out = _names([field for answer in operation.responses if (answer.status or 200) < 400 for field in answer.fields])
    if into or out:
        found.append(_cut(" " * _METHOD + (f"{into} → {out}" if into and out else into or f"→ {out}"), width).rstrip())
    return found


def _table(table: Table, width: int) -> list[str]:
    keys = {*table.key, *table.sort_key}
    columns = " ".join(column.name + ("*" if column.name in keys else "") for column in table.columns)
    found = [_cut(f"{table.name}: {columns}", width)]
    found += [
        _cut(f"  {'unique' if index.unique else 'index'} ({', '.join(index.columns)})", width)
        for index in table.indexes
    ]
    return found


def _names(fields: Iterable[Field]) -> str:
    return " ".join(
        field.name.replace(" ", "_")
        + ("?" if field.optional else "")
        + (f"{{{_names(field.fields)}}}" if field.fields else "")
        for field in fields
    )


def _columns(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(_wide(char) for char in text)


def _wide(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cut(text: str, width: int) -> str:
    """`text` on one line in at most `width` columns, an ellipsis where it was cut."""
    text = one_line(text)
    if _columns(text) <= width:
        return text
    kept: list[str] = []
    used = 0
    for char in text:
        used += _wide(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"
