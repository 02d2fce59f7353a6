"""Which grader made a result: a digest that is the same wherever the same program grades with the same packs."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

import coach
from coach.packs.errors import PackError
from coach.packs.files import PROBLEM_FILE, read_bytes, rubric_files

_ROOMS = ("model", "language", "estimation", "design", "api", "grading")
"""The rooms whose code decides a grade."""
_LENGTH = 16


@lru_cache(maxsize=256)
def grader(root: Path, slug: str, rubrics: Path) -> str:
    """Digest of the program, the problem `slug` (empty: none) of the pack at `root`, and the rubrics of that at
    `rubrics`.

    What cannot be read counts as absent: whoever grades with it will say so.
    """
    made = hashlib.sha256(_program())
    own = [(root, f"problems/{slug}/{PROBLEM_FILE}")] if slug else []
    for where, file in [*((rubrics, file) for file in rubric_files(rubrics)), *own]:
        try:
            content = read_bytes(where, file)
        except PackError:
            content = b""
        made.update(hashlib.sha256(file.encode()).digest() + hashlib.sha256(content).digest())
    return made.hexdigest()[:_LENGTH]


@cache
def _program() -> bytes:
    """Version and source of everything that decides a grade."""
    made = hashlib.sha256(coach.__version__.encode())
    home = Path(coach.__file__).parent
    for path in sorted(path for room in _ROOMS for path in (home / room).rglob("*") if path.suffix in (".py", ".txt")):
        name = path.relative_to(home).as_posix()
        made.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(path.read_bytes()).digest())
    return made.digest()
