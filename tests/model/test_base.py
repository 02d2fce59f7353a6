"""Models are light values; pydantic checks them, by the same fields, when they come from outside."""

import dataclasses
import json

import pytest
from pydantic import ValidationError

from coach.model.components import ComponentKind
from coach.model.criterion import Criterion, Facet, ReferenceNumber
from coach.model.plain import from_plain
from coach.model.problem import PackInfo, Problem, Rubrics
from coach.model.sheet import Sheet
from coach.model.words import Level
from coach.packs.library import find_problem, load_rubrics
from tests.runs import last_word

KIND = {
    "kind": "cache",
    "name": "Cache",
    "aliases": ["cache"],
    "job": "keeps",
    "role": "cache",
    "stateful": True,
    "durable": False,
    "service_ms": {"read": [1, 2, 3], "write": [1, 2, 3]},
    "availability": 0.99,
    "dependency": "soft",
    "scales": "out",
    "fails": "cold",
    "confidence": "mid",
}


def test_a_model_is_a_frozen_value_with_fields_by_name():
    criterion = Criterion(statement="It is cached.")
    assert criterion == Criterion(statement="It is cached.", weight=1.0)
    assert criterion.model_copy(update={"weight": 2.0}) == dataclasses.replace(criterion, weight=2.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        criterion.weight = 3.0
    with pytest.raises(TypeError):
        Criterion("It is cached.")
    with pytest.raises(TypeError, match="colour"):
        Criterion(statement="It is cached.", colour="red")


def test_what_comes_from_outside_is_held_against_the_limits_of_the_fields():
    assert Criterion.model_validate({"statement": " It is cached. "}).statement == "It is cached."
    with pytest.raises(ValidationError) as refused:
        Criterion.model_validate({"statement": " ", "weight": 9, "id": "No Slug", "rule": 0, "colour": "red"})
    assert {error["loc"][0] for error in refused.value.errors()} == {"statement", "weight", "id", "rule", "colour"}
    with pytest.raises(ValidationError, match="finite"):
        ReferenceNumber.model_validate({"id": "a", "label": "a", "value": 1, "unit": "s", "low": 1, "high": "inf"})
    with pytest.raises(ValidationError, match="low, typical, high"):
        ComponentKind.model_validate({**KIND, "hit_ratio": [3, 2, 1]})


def test_a_model_comes_back_from_its_json():
    criterion = Criterion(statement="It is cached.", level=Level.SENIOR, facets=(Facet(id="hit"),), rule=1)
    assert Criterion.model_validate_json(criterion.model_dump_json()) == criterion
    assert json.loads(criterion.model_dump_json(exclude_defaults=True)) == {
        "statement": "It is cached.",
        "level": "senior",
        "facets": [{"id": "hit"}],
        "rule": 1,
    }
    assert criterion.model_dump()["facets"] == ({**Facet(id="hit").model_dump()},)


@pytest.mark.parametrize("value", [find_problem("chat"), load_rubrics()], ids=["problem", "rubrics"])
def test_a_pack_comes_back_from_plain_data_as_it_was(value):
    for text in (value.model_dump_json(), value.model_dump_json(exclude_defaults=True)):
        assert from_plain(type(value), json.loads(text)) == value


@pytest.mark.parametrize(
    ("model", "plain"),
    [
        (PackInfo, None),
        (PackInfo, []),
        (PackInfo, {"id": "a", "title": "a"}),
        (PackInfo, {"id": "a", "title": "a", "version": 1}),
        (PackInfo, {"id": "a", "title": "a", "version": "1", "format": 2}),
        (PackInfo, {"id": "a", "title": "a", "version": "1", "authors": "me"}),
        (PackInfo, {"id": "a", "title": "a", "version": "1", "colour": "red"}),
        (Criterion, {"statement": "a", "level": "chief"}),
        (Criterion, {"statement": "a", "rule": []}),
        (ComponentKind, {**KIND, "hit_ratio": [0.1, 0.2]}),
        (ComponentKind, {**KIND, "hit_ratio": [0.3, 0.2, 0.1]}),
        (Sheet, {"name": "a", "text": "a", "spoken": [[1]]}),
        (Problem, {"expects": 3}),
        (Rubrics, {"rubrics": [{}]}),
    ],
)
def test_plain_data_of_another_form_is_refused(model, plain):
    with pytest.raises(ValueError, match=r"\w"):
        from_plain(model, plain)


def test_a_grade_of_a_kept_pack_loads_no_pydantic(tmp_path):
    sheet = tmp_path / "sheet.md"
    sheet.write_text("---\nproblem: chat\n---\n# Requirements\n\n- Send a message.\n")
    code = (
        "import sys; from coach.cli.main import run; run(['grade', sys.argv[1]])\n"
        "print('pydantic' in sys.modules, file=sys.stderr)"
    )
    loaded = [last_word(code, sheet, tmp_path / "cache") for _ in range(2)]
    assert loaded == ["True", "False"]
