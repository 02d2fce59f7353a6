"""The quick dataclass does what the standard one does."""

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest
from pydantic import TypeAdapter

from coach.model.quick import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place."""

    row: int
    column: int = 0
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Square(Place):
    """A place with a size, and room for what is worked out of it."""

    sides: list[int] = field(default_factory=list)
    area: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "area", sum(self.sides))


@dataclass(slots=True)
class Count:
    """A value that changes."""

    of: str
    number: int = 0


@dataclass(eq=False)
class Thing:
    """One that is equal to itself only."""

    name: str = ""


def test_values_are_taken_by_place_and_by_name_with_defaults():
    assert (Place(1).row, Place(1).column, Place(column=2, row=1).column) == (1, 0, 2)
    assert Square(1, 2, sides=[2, 3]).area == 5
    assert Square(1).sides is not Square(1).sides
    with pytest.raises(TypeError, match="row"):
        Place()
    with pytest.raises(TypeError, match="depth"):
        Place(1, depth=2)


def test_it_is_equal_by_content_and_to_its_own_kind_only():
    assert Place(1, 2, "here") == Place(1, 2, "there") != Place(1, 3)
    assert hash(Place(1, 2, "here")) == hash(Place(1, 2))
    assert Place(1) != (1, 0)
    assert Count("a") == Count("a")
    assert Thing("a") != Thing("a")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Count("a"))


def test_it_is_ordered_where_that_was_asked_for():
    assert sorted([Place(2), Place(1, 5), Place(1)]) == [Place(1), Place(1, 5), Place(2)]
    assert Place(1) <= Place(1) < Place(2) >= Place(1)
    with pytest.raises(TypeError, match="not supported"):
        _ = Count("a") < Count("b")


def test_a_frozen_one_does_not_change_and_another_one_does():
    with pytest.raises(dataclasses.FrozenInstanceError, match="row"):
        Place(1).row = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="row"):
        del Place(1).row
    count = Count("a")
    count.number += 1
    assert count == Count("a", 1)
    with pytest.raises(AttributeError):
        count.colour = 1


def test_it_is_shown_copied_and_taken_apart_like_any_dataclass():
    assert repr(Place(1, note="hidden")) == "Place(row=1, column=0)"
    assert dataclasses.replace(Place(1), column=3) == Place(1, 3)
    assert dataclasses.asdict(Count("a")) == {"of": "a", "number": 0}
    for value in (Place(1, 2), Count("a", 2)):
        assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)
    match Place(1, 2):
        case Place(row, column):
            assert (row, column) == (1, 2)


def test_pydantic_validates_it():
    assert TypeAdapter(Place).validate_python({"row": 1}) == Place(1)
