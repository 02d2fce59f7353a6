"""Which version of a problem was asked, or graded with: the pack's id and version, and a digest of its contents.

The digest covers what a grade rests on, the problem's file and the rubric files that hold for it, without comments and
blank lines. Two digests differ when a criterion, a fact or a wording changed, so a grade may come out otherwise.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from coach.model.scorecard import Stamp
from coach.packs.files import PROBLEM_FILE, read_bytes, rubric_files
from coach.resources import bundled_pack

if TYPE_CHECKING:
    from pathlib import Path


def stamp(root: Path, slug: str) -> Stamp:
    """What the problem `slug` of the pack at `root` is now.

    Raises:
        PackError: the pack or the problem cannot be read.
    """
    from coach.packs import prepared

    info = prepared.info(root)
    return Stamp(pack=info.id, version=info.version, content=content_digest(root, slug))


def content_digest(root: Path, slug: str) -> str:
    """The digest alone, without YAML.

    Raises:
        PackError: a file cannot be read.
    """
    rubrics = root if rubric_files(root) else bundled_pack()
    made = hashlib.sha256()
    _take_in(made, "problem", read_bytes(root, f"problems/{slug}/{PROBLEM_FILE}"))
    for relative in rubric_files(rubrics):
        _take_in(made, relative, read_bytes(rubrics, relative))
    return made.hexdigest()


def _take_in(made: hashlib._Hash, name: str, raw: bytes) -> None:
    made.update(f"{name}\0".encode())
    for line in raw.splitlines():
        bare = line.rstrip()
        if bare and not bare.lstrip().startswith(b"#"):
            made.update(bare + b"\n")
