"""Whether the second tier is wanted, and its model: loaded once a process; where it cannot be had, words say why."""

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coach.semantic.model import Likeness

VARIABLE = "COACH_SEMANTIC"
"""The environment variable that switches it on: 1, true, yes or on."""
_ON = frozenset({"1", "true", "yes", "on"})


class Tier(NamedTuple):
    """The second tier as it is to be had."""

    model: "Likeness | None"
    trouble: str = ""
    """Why there is none although it is wanted; empty: there is one, or none is wanted."""


def wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the setting asks for it; off by default."""
    return environment.get(VARIABLE, "").strip().lower() in _ON


def trouble() -> str:
    """Why the second tier cannot be had; empty: its files are there and right. Nothing is loaded for this."""
    from coach.semantic.model import SemanticUnavailableError, examine

    try:
        examine()
    except SemanticUnavailableError as why:
        return str(why)
    return ""


def tier(*, on: bool) -> Tier:
    """The second tier, loaded at the first call with `on`; never raises."""
    return _loaded() if on else Tier(None)


@lru_cache(maxsize=1)
def _loaded() -> Tier:
    from coach.semantic.model import SemanticUnavailableError, load

    try:
        return Tier(load())
    except SemanticUnavailableError as why:
        return Tier(None, str(why))
