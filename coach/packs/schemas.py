"""The JSON Schemas of a pack's files, for editors: completion and hover from the same models that read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach.model.criterion import Rubric
from coach.model.problem import GoldenSet, PackInfo, Problem
from coach.packs.rubric_files import LIST_FILES
from coach.packs.schema import FORMAT

if TYPE_CHECKING:
    from pydantic import BaseModel

KINDS: dict[str, type[BaseModel]] = {
    "pack": PackInfo,
    "problem": Problem,
    "golden": GoldenSet,
    "rubric": Rubric,
    **LIST_FILES,
}
"""The kinds of files, and the model of each."""


def file_name(kind: str) -> str:
    """What the schema file of `kind` is called: `pack-1-problem.schema.json`."""
    return f"pack-{FORMAT}{'' if kind == 'pack' else '-' + kind}.schema.json"


def schema_text(kind: str) -> str:
    """The schema of `kind` as the text of its file.

    Raises:
        KeyError: there is no such kind.
    """
    return json.dumps(schema(kind), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def schema(kind: str) -> dict[str, Any]:
    """The schema of `kind`; `format` is required in every file, whatever a model's default says.

    Raises:
        KeyError: there is no such kind.
    """
    made = KINDS[kind].model_json_schema()
    made["required"] = sorted({*made.get("required", []), "format"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": f"coach {kind} file"}
