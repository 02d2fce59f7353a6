"""How each read finds its rows: by a key, by an index, or by reading the whole table."""

from typing import Literal

from coach.api import meaning
from coach.api.lexicon import each, singular, words
from coach.api.model import Contract, Index, Operation, Table
from coach.model.quick import dataclass
from coach.model.remark import Span

By = Literal["key", "index", "scan", "unknown"]

_PAGING = frozenset(
    each("""
    cursor limit page size offset n count before after since until older newer next first last start skip token
    from to sort order
    """)
)
_OWN = frozenset(["me", "my", "own", "mine"])
_WHO = ("user", "owner", "author", "member", "account", "sender", "follower", "customer")


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """What answers the lookup of one read."""

    operation: Operation
    by: By
    """`unknown` when no table of the contract holds what is read."""
    table: str
    columns: tuple[str, ...]
    """Columns by which it is looked up."""
    sentence: str
    span: Span | None
    """Where the key or index stands."""


def explain(contract: Contract, rows: float | None = None) -> tuple[AccessAnswer, ...]:
    """Say for each read operation which key or index answers it, or that it scans (`rows` rows, when known)."""
    if not contract.tables:
        return ()
    return tuple(
        _explained(contract, operation, rows)
        for operation in contract.operations
        if operation.effect == "reads" and operation.method in {"GET", "HEAD"} and not operation.external
    )


def spoken(rows: float) -> str:
    """A number of rows as people say it: `33 billion`, `600 million`, `12,000`."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if rows >= size:
            return f"{rows / size:.3g} {name}"
    return f"{rows:,.0f}"


def _explained(contract: Contract, operation: Operation, rows: float | None) -> AccessAnswer:
    wanted = _looked_up(operation)
    tables = [table for table in contract.tables if table.columns]
    ranked = sorted(tables, key=lambda table: -_holds(table, operation, wanted))
    fitting = [table for table in ranked if _holds(table, operation, wanted) >= 0.5]
    for table in fitting:
        found = _by_key(table, wanted) or _by_index(table, wanted)
        if found:
            by, columns, span = found
            how = f"the key of {table.name}" if by == "key" else f"the index ({', '.join(columns)}) of {table.name}"
            return AccessAnswer(operation, by, table.name, columns, f"{operation.name} is answered by {how}.", span)
    sure = [table for table in fitting if _named(table, operation) >= 0.8]
    if sure and wanted and (stated := [table for table in sure if table.key or table.indexes]):
        table = stated[0]
        column = next(
            (c for c in table.columns if any(meaning.same(w, x) >= 0.8 for w in wanted for x in words(c.name))), None
        )
        if column:
            cost = f" {spoken(rows)} rows of" if rows else ""
            return AccessAnswer(
                operation, "scan", table.name, (column.name,),
                f"{operation.name} looks up {table.name} by {column.name}, which no key or index begins "
                    f"with: that reads all{cost} {table.name}.",
                Span(table.start, table.end),
            )  # fmt: skip
    return AccessAnswer(
        operation,
        "unknown",
        fitting[0].name if fitting else "",
        tuple(wanted),
        f"No table shows what answers {operation.name}.",
        None,
    )


def _looked_up(operation: Operation) -> tuple[str, ...]:
    """Words for the values a read is given: placeholders, query parameters that select, or the caller."""
    found = [word for field in operation.path_params for word in words(field.name)]
    found += [word for field in operation.query_params for word in words(field.name) if word not in _PAGING]
    literal = [word for group in meaning.literals(operation) for word in group]
    if any(word in _OWN for word in literal) or not found:
        found += list(_WHO)
    if "id" in found:
        # `/users/{id}/posts` looks up by the user, `/posts/{id}` by the post itself.
        parts = operation.segments
        places = [place for place, part in enumerate(parts) if part.startswith("{")]
        before = [word for place in places if place for word in words(parts[place - 1])]
        found += [singular(word) for word in before]
    return tuple(dict.fromkeys(singular(word) for word in found))


def _named(table: Table, operation: Operation) -> float:
    """How surely the table's name is the resource that is read."""
    groups = [group for group in meaning.literals(operation) if not set(group) <= _OWN]
    last = groups[-1] if groups else meaning.holes(operation)
    return max((meaning.best(word, words(table.name)) for word in last), default=0.0)


def _holds(table: Table, operation: Operation, wanted: tuple[str, ...]) -> float:
    """How likely the table is the one that is read: its name fits, and it has the columns."""
    columns = {word for column in table.columns for word in words(column.name)}
    fits = max((meaning.best(word, columns) for word in wanted if word != "id"), default=0.0)
    if not meaning.literals(operation):
        return fits
    named = max(
        _named(table, operation),
        *(0.6 * meaning.best(word, words(table.name)) for word in meaning.holes(operation)),
        0.0,
    )
    return 0.7 * named + 0.4 * fits


def _by_key(table: Table, wanted: tuple[str, ...]) -> tuple[By, tuple[str, ...], Span] | None:
    """The primary key (or, when none is stated, the first column) when the lookup gives its first column."""
    first = table.key[0] if table.key else table.columns[0].name
    if _given(first, wanted, table):
        columns = (*table.key, *table.sort_key) or (first,)
        at = next((column for column in table.columns if column.name == first), table.columns[0])
        return "key", columns, Span(at.start, at.end)
    return None


def _by_index(table: Table, wanted: tuple[str, ...]) -> tuple[By, tuple[str, ...], Span] | None:
    for index in table.indexes:
        if _leads(index, wanted, table):
            return "index", index.columns, Span(index.start, index.end)
    return None


def _leads(index: Index, wanted: tuple[str, ...], table: Table) -> bool:
    return bool(index.columns) and _given(index.columns[0], wanted, table)


def _given(column: str, wanted: tuple[str, ...], table: Table) -> bool:
    """Whether the values that a read brings fill `column`."""
    parts = words(column)
    if parts in {("id",), ("key",)}:
        return "id" in wanted or "key" in wanted or any(meaning.best(word, words(table.name)) >= 0.8 for word in wanted)
    named = [part for part in parts if part not in {"id", "key"}] or list(parts)
    return any(meaning.same(word, part) >= 0.8 for word in wanted for part in named) or (len(column) == 1)
