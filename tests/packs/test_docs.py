"""What the documentation of packs says is what the program does."""

import re
from pathlib import Path

import pytest

from coach.packs.codes import CODES
from coach.packs.schemas import KINDS, file_name, schema_text

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
