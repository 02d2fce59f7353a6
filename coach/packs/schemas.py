"""The JSON Schemas of a pack's files, for editors: completion and hover from the same models that read them."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from coach.model.base import Frozen
from coach.model.criterion import Rubric
from coach.model.problem import GoldenSet, PackInfo, Problem
from coach.packs.rubric_files import LIST_FILES
from coach.packs.schema import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: dict[str, type[Frozen]] = {
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
    models = {model.__name__: model for model in (KINDS[kind], *_below(Frozen))}
    _describe(made, KINDS[kind])
    for name, part in made.get("$defs", {}).items():
        if name in models:
            _describe(part, models[name])
    made["required"] = sorted({*made.get("required", []), "format"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": f"coach {kind} file"}


def _describe(schema: dict[str, Any], model: type[Frozen]) -> None:
    """Add what the model's source says of each field.

    Pydantic could do so when it makes the classes, but then every start of the program reads its own source.
    """
    said = {name: text for cls in reversed(model.__mro__) for name, text in _attribute_docs(cls).items()}
    for name, part in schema.get("properties", {}).items():
        if name in said:
            part["description"] = said[name]


def _attribute_docs(cls: type) -> Mapping[str, str]:
    """The string below each annotated name in the body of a class of this program."""
    if not cls.__module__.startswith("coach."):
        return {}
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        above.target.id: inspect.cleandoc(below.value.value)
        for above, below in pairwise(body.body)
        if isinstance(above, ast.AnnAssign)
        and isinstance(above.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def _below(model: type[Frozen]) -> list[type[Frozen]]:
    return [one for below in model.__subclasses__() for one in (below, *_below(below))]
