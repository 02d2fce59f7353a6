"""YAML text to plain data: one pass over PyYAML's events, nothing recursive; positions in a second, when asked for.

Packs come from strangers, so what YAML can do beyond plain data is refused where it stands: anchors and aliases (which
can explode), tags (which can run code), a second document, a key given twice, nesting past `MAX_DEPTH` (libyaml's own
composer dies of it), files past `MAX_BYTES` and `MAX_NODES`, and characters that hide, reorder or steer a terminal.

Scalars follow YAML 1.2's core schema: `no`, `12:30`, `0777` and `2026-01-01` are text. A plain number must be finite.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import yaml

from coach.model.quick import dataclass
from coach.model.words import Severity
from coach.packs.errors import InvalidPackError
from coach.packs.findings import Finding
from coach.packs.text import MAX_BYTES, REFUSED, refuse_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_NODES = 50_000
MAX_DEPTH = 40

Path = tuple[str | int, ...]
"""Where a value stands: keys and list indices from the top."""

Scalar = str | int | float | bool | None

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser when PyYAML was built with it, else the pure Python one: same data, same positions."""

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_REAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?\Z")
_MAX_DIGITS = 40
_NAMED: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")


class Place(NamedTuple):
    """Where something stands in a file: lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Places:
    """Where the parts of a file stand, by their paths."""

    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    """Where the key of a mapping's value stands; lists' items have none."""
    plain: dict[Path, str] = field(default_factory=dict)
    """What was written where YAML read an unquoted scalar as something other than text."""


@dataclass(slots=True)
class Located:
    """A YAML file as plain data, and where each part of it stands."""

    file: str
    """The file's name as findings print it."""
    text: str
    data: Any = None
    loader: Any = LOADER
    """PyYAML's class that reads it."""
    _places: Places | None = None

    @property
    def places(self) -> Places:
        """Where each part stands: found when it is first asked for, since a file without errors is never asked."""
        if self._places is None:
            self._places = Places()
            _Reader(self.text, self.file, self.loader, self._places).read()
        return self._places

    def finding(
        self,
        path: Path,
        code: str,
        message: str,
        fix: str = "",
        *,
        key: bool = False,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding at the value of `path`, or at its key; at the nearest parent when there is no such value."""
        places = self.places
        while path and path not in places.values:
            path, key = path[:-1], True
        place = (places.keys.get(path) if key else None) or places.values.get(path) or Place(1, 1, 1, 1)
        return self.at(place, code, message, fix, severity)

    def lists(self, key: str) -> Iterator[tuple[Path, list[Any]]]:
        """Every list that stands under `key`, wherever that is, with its path."""
        yield from _lists(self.data, key, ())

    def at_path(self, path: Path) -> Any:
        """The data at `path`."""
        value = self.data
        for part in path:
            value = value[part]
        return value

    def at(self, place: Place, code: str, message: str, fix: str = "", severity: Severity = Severity.ERROR) -> Finding:
        """A finding at `place`."""
        lines = self.text.split("\n")
        source = lines[place.line - 1] if place.line <= len(lines) else ""
        end = place.end_column if place.end_line == place.line else len(source) + 1
        return Finding(self.file, place.line, place.column, code, message, fix, severity, source, end)


def read_yaml(text: str, file: str, *, loader: Any = None) -> Located:
    """Read one YAML document.

    Args:
        text: The file's content, as `decode` gives it.
        file: Its name, for findings.
        loader: A PyYAML loader class; the fastest one there is when left out.

    Raises:
        InvalidPackError: with one finding, at the first thing that cannot be read or is refused.
    """
    if len(text) > MAX_BYTES:
        message = f"the file is longer than {MAX_BYTES:,} characters"
        raise InvalidPackError([Finding(file, 1, 1, "too-big", message, "split it, or shorten it")])
    refuse_characters(text, file)
    return _Reader(text, file, loader or LOADER).read()


def _lists(data: Any, key: str, at: Path) -> Iterator[tuple[Path, list[Any]]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, value in inner:
        path = (*at, part)
        if part == key and isinstance(value, list):
            yield path, value
        yield from _lists(value, key, path)


class _Frame:
    """A list or a mapping that is still open."""

    __slots__ = ("container", "key", "lines", "path")

    def __init__(self, container: list[Any] | dict[str, Any], path: Path) -> None:
        self.container = container
        self.path = path
        """Where it stands; empty when positions are not noted."""
        self.key: str | None = None
        self.lines: dict[str, int] = {}
        """On which line each key is set."""


class _Reader:
    """The state of one pass over a document's events."""

    def __init__(self, text: str, file: str, loader: Any, places: Places | None = None) -> None:
        self.located = Located(file, text, loader=loader)
        self.places = places
        """What is told where everything stands; none: nobody."""
        self.open: list[_Frame] = []
        self.documents = 0
        self.nodes = 0

    def read(self) -> Located:
        parser = None
        try:
            parser = self.located.loader(self.located.text)
            while parser.check_event():
                self._take(parser.get_event())
        except yaml.MarkedYAMLError as error:
            raise InvalidPackError([_syntax_finding(error, self.located)]) from None
        except (yaml.YAMLError, UnicodeError) as error:
            place = Place(1, 1, 1, 1)
            raise InvalidPackError([self.located.at(place, "yaml-syntax", f"not readable as YAML: {error}")]) from None
        finally:
            if parser is not None:
                parser.dispose()
        if not self.nodes:
            fix = "write it, or remove it"
            raise InvalidPackError([Finding(self.located.file, 1, 1, "empty-file", "the file holds nothing", fix)])
        return self.located

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._node(event, kind)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop()
        elif kind is yaml.AliasEvent:
            self._fail(event, "alias", f"the alias *{event.anchor} is not allowed in a pack", "write the value out")
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                message = "a pack file holds one YAML document, and a second begins here"
                self._fail(event, "two-documents", message, "remove the `---` and what follows, or make a second file")

    def _node(self, event: Any, kind: type) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._fail(event, "too-big", f"more than {MAX_NODES:,} keys and values", "split the file")
        if event.tag is not None and event.tag != "!":
            self._fail(event, "tag", f"the YAML tag {event.tag} is not allowed in a pack", "remove the tag")
        if event.anchor is not None:
            fix = "write the value out where it is used"
            self._fail(event, "alias", f"the anchor &{event.anchor} is not allowed in a pack", fix)
        top = self.open[-1] if self.open else None
        if top is not None and type(top.container) is dict and top.key is None:
            self._key(event, kind, top)
            return
        value: Any = self._scalar(event) if kind is yaml.ScalarEvent else {} if kind is yaml.MappingStartEvent else []
        path = self._path(top)
        self._place(top, value)
        if self.places is not None:
            self.places.values[path] = _place_of(event)
        if kind is not yaml.ScalarEvent:
            if len(self.open) >= MAX_DEPTH:
                self._fail(event, "too-deep", f"nested deeper than {MAX_DEPTH} levels", "flatten it")
            self.open.append(_Frame(value, path))
        elif value is not event.value and self.places is not None:
            self.places.plain[path] = event.value

    def _key(self, event: Any, kind: type, top: _Frame) -> None:
        if kind is not yaml.ScalarEvent:
            self._fail(event, "key-type", "a key must be a word, not a list or a mapping", "write a plain key")
        if event.value in top.lines:
            line = top.lines[event.value]
            self._fail(event, "duplicate-key", f"the key {event.value!r} is already set on line {line}", "keep one")
        top.lines[event.value] = event.start_mark.line + 1
        if self.places is not None:
            self.places.keys[*top.path, event.value] = _place_of(event)
        top.key = event.value

    def _path(self, top: _Frame | None) -> Path:
        """Where the next value in `top` stands."""
        if self.places is None or top is None:
            return ()
        return (*top.path, len(top.container) if isinstance(top.container, list) else top.key or "")

    def _place(self, top: _Frame | None, value: Any) -> None:
        """Put `value` where it belongs."""
        if top is None:
            self.located.data = value
        elif isinstance(top.container, list):
            top.container.append(value)
        else:
            assert top.key is not None
            top.container[top.key] = value
            top.key = None

    def _scalar(self, event: Any) -> Scalar:
        text: str = event.value
        if event.style == '"' and (match := REFUSED.search(text)):
            message = f"the escape for U+{ord(match[0]):04X} is not allowed in a pack"
            self._fail(event, "character", message, "remove it; it is a control or an invisible character")
        if event.style or not event.implicit[0]:
            return text
        if text in _NAMED:
            return _NAMED[text]
        if text[0] not in _NUMBER_STARTS or not any(map(str.isdigit, text)):
            return text
        if _INTEGER.match(text):
            if len(text) <= _MAX_DIGITS:
                return int(text)
        elif not _REAL.match(text):
            return text
        number = float(text) if len(text) <= _MAX_DIGITS else float("inf")
        if number in (float("inf"), float("-inf")):
            self._fail(event, "number", "this number is too large to count with", "write it shorter, or in quotes")
        return number

    def _fail(self, event: Any, code: str, message: str, fix: str) -> NoReturn:
        raise InvalidPackError([self.located.at(_place_of(event), code, message, fix)])


def _place_of(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _syntax_finding(error: yaml.MarkedYAMLError, located: Located) -> Finding:
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    if mark is None or begun is None:
        return located.at(Place(1, 1, 1, 1), "yaml-syntax", str(error))
    message = f"YAML cannot be read here: {error.problem or error.context}"
    if error.context and begun.line != mark.line:
        message += f" ({error.context}, begun on line {begun.line + 1})"
    lines = located.text.split("\n")
    place = Place(min(mark.line + 1, len(lines)), mark.column + 1, mark.line + 1, mark.column + 2)
    return located.at(place, "yaml-syntax", message, _syntax_fix(lines, mark, begun))


def _syntax_fix(lines: list[str], mark: Any, begun: Any) -> str:
    """The likeliest mend for a line that YAML cannot read."""
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: mark.column + 1]:
        return "indent with spaces; this line has a tab"
    if mark.column < len(line) and line[mark.column] in "@`%":
        return f"a value may not begin with {line[mark.column]}; put it in quotes"
    for candidate in (line, lines[mark.line - 1] if 0 < mark.line <= len(lines) else ""):
        body = candidate.split(" #")[0]
        if body.count(": ") > 1 and not set("\"'") & set(body):
            return "a value that holds `: ` needs quotes"
    if begun.line < len(lines) and lines[begun.line].count('"') % 2:
        return f"a double quote opened on line {begun.line + 1} is never closed"
    return "check the indentation and the quotes on this line and the one above"
