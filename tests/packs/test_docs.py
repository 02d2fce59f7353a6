"""What the documentation of packs says is what the program does."""

import re
from pathlib import Path

import pytest

from coach.model.problem import ExpectedQuantity, Fact, GoldenSheet, PhaseCriterion
from coach.packs.codes import CODES
from coach.packs.library import load_rubrics
from coach.packs.schemas import KINDS, file_name, schema_text
from coach.packs.yaml_events import read_yaml

DOCS = Path(__file__).parents[2] / "docs"


def test_every_code_has_its_paragraph_and_no_paragraph_lacks_a_code():
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^### (.+)$", page) == list(CODES)


def test_every_code_is_given_somewhere():
    room = Path(__file__).parents[2] / "coach" / "packs"
    source = "".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py") if path.name != "codes.py")
    assert [code for code in CODES if f'"{code}"' not in source] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_checked_in_are_those_of_the_models(kind):
    written = (DOCS / "schemas" / file_name(kind)).read_text(encoding="utf-8")
    assert written == schema_text(kind), "run: coach pack schema --write docs/schemas --force"


def _block(first):
    """The YAML block of the guide that begins with `first`, as data."""
    page = (DOCS / "authoring.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if one.startswith(first)]
    return read_yaml(block, "authoring.md").data


@pytest.mark.parametrize(
    ("first", "key", "model"),
    [
        ("facts:", "facts", Fact),
        ("quantities:", "quantities", ExpectedQuantity),
        ("criteria:", "criteria", PhaseCriterion),
        ("format: 1\nsheets:", "sheets", GoldenSheet),
    ],
)
def test_the_examples_of_the_guide_are_valid(first, key, model):
    for one in _block(first)[key]:
        model.model_validate(one)


def test_the_concepts_of_the_guide_exist():
    known = {concept.id for concept in load_rubrics().concepts}
    combinations = _block("criteria:")["criteria"][0]["criterion"]["facets"][0]["any_of"]
    assert {item for one in combinations for item in one if not item.startswith('"')} <= known
