"""One API, typed in many notations, reads to the same model."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.api.lexicon import snake
from coach.api.model import Contract, flat
from coach.api.reader import read

NOTATIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "notations.yaml").read_text("utf-8"))

EXPECTED = {
    "POST": {"in": {"long_url", "alias"}, "optional": {"alias"}, "out": {"short_url"}, "effect": "creates"},
    "GET": {"in": {"code"}, "optional": set(), "out": set(), "effect": "reads"},
    "DELETE": {"in": {"code"}, "optional": set(), "out": set(), "effect": "removes"},
}
PATHS = {"POST": "/v1/urls", "GET": "/{code}", "DELETE": "/v1/urls/{code}"}
STATUSES = {"POST": {201, 409}, "GET": {302}, "DELETE": {204}}


def model(contract: Contract) -> dict[str, dict[str, Any]]:
    """What a contract says, without how it was written."""
    found = {}
    for operation in contract.operations:
        given = [*operation.path_params, *operation.query_params, *flat(operation.request)]
        found[operation.method] = {
            "in": {snake(field.name) for field in given},
            "optional": {snake(field.name) for field in given if field.optional},
            "out": {snake(f.name) for answer in operation.responses for f in flat(answer.fields)} - {"redirect"},
            "effect": operation.effect,
        }
    return found


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: notation["name"])
def test_a_notation_reads_to_the_same_model(notation: dict[str, Any]) -> None:
    contract = read(notation["text"])
    assert model(contract) == EXPECTED
    assert len(contract.operations) == 3
    if notation.get("paths", True):
        assert {o.method: o.path for o in contract.operations} == PATHS
    if notation.get("statuses", True):
        assert {o.method: set(o.statuses) for o in contract.operations} == STATUSES


def test_there_are_twenty_notations() -> None:
    assert len({notation["text"] for notation in NOTATIONS}) >= 20
