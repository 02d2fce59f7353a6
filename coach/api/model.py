"""What an API phase says, as small frozen values: operations, tables, access patterns.

Every value carries its place in the text, so that a remark can point at the words it is about. Names stay as they
were written; `coach.api.lexicon.snake` brings two spellings of one name together.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from coach.model.quick import dataclass
from coach.model.remark import Span

Style = Literal["rest", "function", "rpc", "graphql", "stream"]
Effect = Literal["reads", "creates", "changes", "removes"]


@dataclass(frozen=True, slots=True)
class Field:
    """A named value: a field of a payload, a parameter, a header."""

    name: str
    start: int
    end: int
    optional: bool = False
    kind: str = ""
    """Its type or sample value as written (`string`, `"https://…"`, `20`); empty when none is given."""
    fields: tuple["Field", ...] = ()
    """What is inside, when it is an object or a list of objects."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of an operation."""

    status: int | None
    """HTTP status; none where the text shows an answer without one."""
    start: int
    end: int
    fields: tuple[Field, ...] = ()
    many: bool = False
    """Whether the answer is a list."""
    note: str = ""
    """The words beside it: "alias taken", "text/plain"."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something a client can call."""

    style: Style
    method: str
    """HTTP method in capitals, `STREAM` for a push channel. For functions, rpc and GraphQL it is what the verb of the
    name implies. Empty when a path stands alone and nothing tells."""
    path: str
    """Path without host and query, placeholders as `{name}`; `{put_url}` alone where bytes go to a signed URL; empty
    for functions, rpc and GraphQL."""
    name: str
    """What to call it on screen: `POST /v1/urls` or the function's name."""
    start: int
    head_end: int
    """`text[start:head_end]` is method and path as written, or the function's name."""
    end: int
    """One past the last character that belongs to the operation."""
    effect: Effect = "reads"
    """What it does to the system, by its method, its name and what the line says."""
    path_params: tuple[Field, ...] = ()
    query_params: tuple[Field, ...] = ()
    headers: tuple[Field, ...] = ()
    request: tuple[Field, ...] = ()
    responses: tuple[Response, ...] = ()
    auth: Span | None = None
    """Where the line says who may call it."""
    idempotency: Span | None = None
    """Where the line says that a repeat is safe."""

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every status code, in the order in which they are written, once each."""
        return tuple(dict.fromkeys(r.status for r in self.responses if r.status is not None))

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.effect != "reads"

    @property
    def external(self) -> bool:
        """Whether the call goes to a signed URL and not to this API."""
        return self.style == "rest" and self.path.startswith("{")

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path between slashes, without a leading `api` and version."""
        parts = [part for part in self.path.split("/") if part]
        while parts and (parts[0].lower() in {"api", "rest"} or is_version(parts[0])):
            parts = parts[1:]
        return tuple(parts)

    @property
    def version(self) -> str:
        """The version in the path (`v1`), or nothing."""
        return next((part for part in self.path.split("/")[:4] if is_version(part)), "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """An index of a table: its columns in order, and whether it keeps values unique."""

    columns: tuple[str, ...]
    start: int
    end: int
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, collection or key space."""

    name: str
    start: int
    end: int
    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    """Primary or partition key as stated; empty when the text does not say."""
    sort_key: tuple[str, ...] = ()
    """Clustering columns of a wide-column or key-value table."""
    indexes: tuple[Index, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessPattern:
    """A need and what answers it, as a line or a row of an access-pattern table says."""

    need: str
    answered_by: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contract:
    """All that was read of an API phase."""

    operations: tuple[Operation, ...] = ()
    tables: tuple[Table, ...] = ()
    access_patterns: tuple[AccessPattern, ...] = ()


def flat(fields: Iterable[Field]) -> Iterator[Field]:
    """Every field of `fields`, inner ones after their parent."""
    for field in fields:
        yield field
        yield from flat(field.fields)


def is_version(part: str) -> bool:
    """Whether a path segment is a version: `v1`, `v2.1`, `2024-01-01`."""
    return (part[:1] in "vV" and part[1:2].isdigit()) or (len(part) == 10 and part[:4].isdigit() and part[4] == "-")
