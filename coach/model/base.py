"""The bases of the models: values that are frozen, with no unknown fields and no infinities.

Models describe data that enters or leaves the program (packs, sheets, scorecards, events). What the readers make
of a text stays in small frozen dataclasses in their own rooms.

Pydantic checks a model that comes from outside, by the same fields, and is loaded only then: that takes a fifth of the
time of a short run. What the program makes itself has the types that mypy checked.
"""

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, dataclass_transform

from coach.model.quick import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen:
    """A value: equal by content, never changed after it is made. Each subclass is a frozen dataclass."""

    __pydantic_config__: ClassVar = {"extra": "forbid", "allow_inf_nan": False}

    def __init_subclass__(cls) -> None:
        """Make a dataclass of the fields."""
        dataclass(frozen=True, kw_only=True)(cls)

    @classmethod
    def model_validate(cls, data: object) -> Self:
        """The model that plain data holds.

        Raises:
            pydantic.ValidationError: with all that is wrong.
        """
        made: Self = _checked(cls).validate_python(data)
        return made

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """The model that a JSON text holds.

        Raises:
            pydantic.ValidationError: with all that is wrong.
        """
        made: Self = _checked(cls).validate_json(text)
        return made

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the model."""
        return _checked(cls).json_schema()

    def model_dump(self) -> dict[str, Any]:
        """As plain data."""
        plain: dict[str, Any] = _checked(type(self)).dump_python(self)
        return plain

    def model_dump_json(self, *, exclude_defaults: bool = False) -> str:
        """As a JSON text, if asked without what each model has by default."""
        return _checked(type(self)).dump_json(self, exclude_defaults=exclude_defaults).decode()

    def model_copy(self, *, update: dict[str, Any]) -> Self:
        """The same with other values of some fields, which have to be of the fields' types."""
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__, **update)
        return copy


def _checked(model: type[Any]) -> "TypeAdapter[Any]":
    """What checks a model; made once."""
    if model not in _checkers:
        from pydantic import TypeAdapter

        _checkers[model] = TypeAdapter(model)
    return _checkers[model]


_checkers: "dict[type[Any], TypeAdapter[Any]]" = {}


class Limits:
    """What values of an annotated type keep to, as pydantic's `Field` and `StringConstraints` tell it."""

    def __init__(self, **said: Any) -> None:
        self.said = said

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Pydantic's own description of the type with these limits."""
        from pydantic import Field, StringConstraints

        limits = StringConstraints(**self.said) if source is str else Field(**self.said)
        return handler.generate_schema(Annotated[source, limits])
