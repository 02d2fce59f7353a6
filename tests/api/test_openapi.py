"""The OpenAPI document is valid and holds what was written."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from openapi_spec_validator import validate

from coach.api.openapi import document
from coach.api.reader import read
from tests.api.test_properties import TEXTS

DATA = Path(__file__).parent / "data"
NOTATIONS: list[dict[str, Any]] = yaml.safe_load((DATA / "notations.yaml").read_text("utf-8"))
SHEETS = Path(__file__).parents[2].parent / "shared" / "sheets"


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: notation["name"])
def test_every_notation_gives_a_valid_document(notation: dict[str, Any]) -> None:
    validate(document(read(notation["text"]), "URL shortener"))


@pytest.mark.skipif(not SHEETS.is_dir(), reason="the development sheets are not beside this checkout")
def test_every_sheet_gives_a_valid_document() -> None:
    for file in sorted(SHEETS.glob("*-?.md")):
        validate(document(read(file.read_text("utf-8")), file.stem))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_valid_document(text: str) -> None:
    found = document(read(text), "any")
    validate(found)
    json.dumps(found)


def test_the_document_holds_paths_payloads_and_codes() -> None:
    found = document(
        read('POST /v1/urls {"url": "x", "ttl": 30, "alias?": "y"} Idempotency-Key -> 201 {code} | 409 taken'), "Links"
    )
    call = found["paths"]["/v1/urls"]["post"]
    assert found["info"] == {"title": "Links", "version": "v1"}
    schema = call["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"] == {"url": {"type": "string"}, "ttl": {"type": "integer"}, "alias": {"type": "string"}}
    assert schema["required"] == ["url", "ttl"]
    assert call["parameters"] == [
        {"name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string"}}
    ]
    assert set(call["responses"]) == {"201", "409"}
    assert call["responses"]["409"]["description"] == "taken"


def test_paths_that_differ_only_in_a_placeholder_are_one() -> None:
    found = document(read("GET /urls/{id} -> 200\nDELETE /urls/{code} -> 204"), "x")
    assert list(found["paths"]) == ["/urls/{id}"]
    assert set(found["paths"]["/urls/{id}"]) == {"get", "delete"}


def test_calls_to_signed_urls_are_left_out() -> None:
    assert document(read("PUT {put_url}: bytes"), "x")["paths"] == {}
