"""Models back from plain data that this program wrote itself, without pydantic: by form, not by limits.

Every value is held against the type of its field (text, number, one of these words, a list of such models), every key
against the fields. What pydantic checks on top, how long and how large, was checked before the data was written.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields
from enum import Enum
from functools import partial
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

M = TypeVar("M")
_Reader = Callable[[Any], Any]


def from_plain(model: type[M], plain: object) -> M:
    """The `model` that `plain` (of JSON) was made of.

    Raises:
        ValueError: it has another form.
    """
    made: M = _reader(model)(plain)
    return made


def _reader(kind: Any) -> _Reader:
    """What makes a value of the annotated type `kind`."""
    if kind not in _readers:
        _readers[kind] = _made_reader(kind)
    return _readers[kind]


_readers: dict[Any, _Reader] = {}


def _made_reader(kind: Any) -> _Reader:
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _reader(inside[0])
    if origin is Literal:
        return _one_of(inside)
    if origin is tuple:
        return _list_of(_reader(inside[0])) if inside[-1] is ... else _row_of(tuple(map(_reader, inside)))
    if origin is dict:
        return _mapping(*map(_reader, inside))
    if origin in (Union, UnionType):
        return _any_of(tuple(map(_reader, inside)))
    if issubclass(kind, Enum):
        return partial(kind)
    return _fields_of(kind) if hasattr(kind, "__dataclass_fields__") else _just(kind)


def _just(kind: type) -> _Reader:
    def read(plain: Any) -> Any:
        if type(plain) is not kind:
            raise ValueError(f"{plain!r} is no {kind}")
        return plain

    return read


def _one_of(words: tuple[Any, ...]) -> _Reader:
    def read(plain: Any) -> Any:
        if plain not in words:
            raise ValueError(f"{plain!r} is none of {words}")
        return plain

    return read


def _list_of(item: _Reader) -> _Reader:
    def read(plain: Any) -> Any:
        if type(plain) is not list:
            raise ValueError(f"{plain!r} is no list")
        return tuple(map(item, plain))

    return read


def _row_of(items: tuple[_Reader, ...]) -> _Reader:
    def read(plain: Any) -> Any:
        if type(plain) is not list:
            raise ValueError(f"{plain!r} is no list")
        return tuple(item(value) for item, value in zip(items, plain, strict=True))

    return read


def _mapping(key: _Reader, value: _Reader) -> _Reader:
    def read(plain: Any) -> Any:
        if type(plain) is not dict:
            raise ValueError(f"{plain!r} is no mapping")
        return {key(one): value(other) for one, other in plain.items()}

    return read


def _any_of(readers: tuple[_Reader, ...]) -> _Reader:
    def read(plain: Any) -> Any:
        for reader in readers:
            try:
                return reader(plain)
            except ValueError:
                pass
        raise ValueError(f"{plain!r} fits none")

    return read


def _fields_of(model: type) -> _Reader:
    readers = {field.name: _reader(field.type) for field in fields(model)}
    needed = {f.name for f in fields(model) if f.default is MISSING and f.default_factory is MISSING}

    def read(plain: Any) -> Any:
        if type(plain) is not dict or not needed <= plain.keys() <= readers.keys():
            raise ValueError(f"{plain!r} is no {model}")
        return model(**{name: readers[name](value) for name, value in plain.items()})

    return read
