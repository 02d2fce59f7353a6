"""`dataclass` as the standard library has it, made in a tenth of the time: what a short run does most at import.

The standard decorator writes and compiles six methods for every class, whether they are ever called. Here `__init__` is
written when the first object is made, and the other methods are shared by all classes. `fields`, `replace`,
`asdict`, pickling, matching and pydantic see a dataclass like any other.
"""

from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as standard
from operator import attrgetter, ge, gt, le, lt
from operator import eq as equal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, order=False, repr=True, kw_only=False):  # noqa: A002
        """The class with its fields and the methods that were asked for; as `dataclasses.dataclass`."""

        def made(cls):
            cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard decorator works out a signature
            cls = standard(cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
            methods = {"__repr__": _repr} if repr else {}
            if eq:
                methods |= _compared(cls, frozen=frozen, order=order)
            _complete(cls, frozen=frozen, slots=slots, methods=methods)
            return cls

        return made if cls is None else made(cls)


def _complete(cls: type[Any], *, frozen: bool, slots: bool, methods: dict[str, Any]) -> None:
    """Give a class that knows its fields the methods of a dataclass, but for those that its body has."""
    methods["__init__"] = _init_on_demand(cls, frozen=frozen, slots=slots)
    if frozen:
        methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _set_state}
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)


def _init_on_demand(cls: type[Any], *, frozen: bool, slots: bool) -> Any:
    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        cls.__init__ = made = _init(cls, frozen=frozen, slots=slots)
        made(self, *args, **kwargs)

    return first


def _init(cls: type[Any], *, frozen: bool, slots: bool) -> Any:
    """The `__init__` that a call of the class runs from the second time on."""
    known: dict[str, Any] = {"_missing": MISSING, "_set": object.__setattr__}
    head: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for field in fields(cls):
        name = field.name
        value = name
        if field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            shown = f"{name}=_default_{name}"
        elif field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            shown = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}" if field.init else f"_make_{name}()"
        else:
            shown = name
        if field.init:
            (named if field.kw_only else head).append(shown)
        elif field.default_factory is MISSING:
            continue
        if not frozen:
            body.append(f"self.{name} = {value}")
        elif slots:
            known[f"_set_{name}"] = getattr(cls, name).__set__
            body.append(f"_set_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    arguments = ", ".join(["self", *head, *(["*", *named] if named else [])])
    lines = "\n ".join(body or ["pass"])
    exec(f"def __init__({arguments}):\n {lines}", known)  # noqa: S102 - the names of our own classes' fields
    return known["__init__"]


def _values(wanted: list[Field[Any]]) -> Any:
    """What takes the values of these fields, as one value to compare and hash."""
    names = [field.name for field in wanted]
    return attrgetter(*names) if names else lambda _: ()


def _compared(cls: type[Any], *, frozen: bool, order: bool) -> dict[str, Any]:
    """`__eq__` and what goes with it."""
    values = _values([field for field in fields(cls) if field.compare])

    def same_kind(compare: Any) -> Any:
        def compared(self: Any, other: object) -> Any:
            return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

        return compared

    def hashed(self: Any) -> int:
        return hash(values(self))

    setattr(cls, "__hash__", cls.__dict__.get("__hash__") or (hashed if frozen else None))  # noqa: B010
    orders = {"__lt__": lt, "__le__": le, "__gt__": gt, "__ge__": ge} if order else {}
    return {name: same_kind(compare) for name, compare in {"__eq__": equal, **orders}.items()}


def _repr(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
