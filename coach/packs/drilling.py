"""The material of the drills: `rubrics/drills.yaml` of a pack, else the bundled one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coach.packs.files import inside, read_located
from coach.packs.schema import validated
from coach.resources import bundled_pack

if TYPE_CHECKING:
    from pathlib import Path

    from coach.model.drills import DrillMaterial

FILE = "rubrics/drills.yaml"


def load_drills(path: Path | None = None) -> DrillMaterial:
    """What the drills of the pack at `path` are made of; without a path, or without a file, the bundled ones.

    Raises:
        PackError: the file is invalid.
    """
    if path is not None and (path / FILE).is_file():
        return _read(path)
    return _read(bundled_pack())


@lru_cache(maxsize=4)
def _read(root: Path) -> DrillMaterial:
    from coach.model.drills import DrillMaterial

    inside(root, FILE)
    return validated(read_located(root, FILE), DrillMaterial)
