"""A pack's files: where each stands, and reading one without ever leaving the pack's folder.

pack.yaml
problems/<slug>/problem.yaml, reference.md, golden/golden.yaml, golden/*.md
rubrics/requirements.yaml … deep_dives.yaml, concepts.yaml, numbers.yaml, sources.yaml, misconceptions.yaml,
        components.yaml
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from coach.packs.errors import PackError
from coach.packs.text import MAX_BYTES, decode

if TYPE_CHECKING:
    from coach.packs.yaml_events import Located

PACK_FILE = "pack.yaml"
PROBLEM_FILE = "problem.yaml"
REFERENCE_FILE = "reference.md"
GOLDEN_FILE = "golden/golden.yaml"


def pack_root(path: Path) -> Path:
    """The pack that `path` names: a folder with `pack.yaml`, or that file.

    Raises:
        PackError: there is no pack.
    """
    folder = path.parent if path.name == PACK_FILE and path.is_file() else path
    if not folder.exists():
        raise PackError(f"{path}: there is no such folder.")
    if not (folder / PACK_FILE).is_file():
        raise PackError(f"{path}: no pack here. A pack is a folder with {PACK_FILE}; `coach pack new NAME` makes one.")
    return folder


def inside(root: Path, relative: str) -> Path:
    """The file `relative` of the pack at `root`.

    Raises:
        PackError: the name is absolute, climbs out, leads out through a link, or is no regular file.
    """
    windows = PureWindowsPath(relative)
    if windows.drive or windows.root or PurePosixPath(relative).is_absolute() or ".." in windows.parts:
        raise PackError(f"{relative}: a pack names only files inside its own folder.")
    if "\\" in relative or "\0" in relative:
        raise PackError(f"{relative!r}: write the path with `/`.")
    path = root / relative
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise PackError(f"{relative}: there is no such file in the pack.") from None
    if not real.is_relative_to(root.resolve()):
        raise PackError(f"{relative}: leads out of the pack's folder.")
    if not real.is_file():
        raise PackError(f"{relative}: not a regular file.")
    return path


def problem_folders(root: Path) -> list[str]:
    """The slugs of the pack's problems, sorted: every folder of `problems/` that holds a problem file."""
    problems = root / "problems"
    if not problems.is_dir():
        return []
    return sorted(folder.name for folder in problems.iterdir() if (folder / PROBLEM_FILE).is_file())


def rubric_files(root: Path) -> list[str]:
    """The pack's rubric files, sorted, whatever they are called."""
    rubrics = root / "rubrics"
    return sorted(f"rubrics/{path.name}" for path in rubrics.glob("*.yaml")) if rubrics.is_dir() else []


def read_text(root: Path, relative: str) -> str:
    """The text of one of the pack's files.

    Raises:
        PackError: it lies outside the pack, is too large, is not UTF-8 or holds characters a pack may not hold.
    """
    return decode(read_bytes(root, relative), shown(root / relative))


def read_bytes(root: Path, relative: str) -> bytes:
    """The bytes of one of the pack's files, one more than may be decoded at most.

    Raises:
        PackError: it lies outside the pack or cannot be read.
    """
    path = inside(root, relative)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror}).") from None


def read_located(root: Path, relative: str) -> Located:
    """One of the pack's YAML files, as plain data with positions.

    Raises:
        PackError: as `read_text`, or what the YAML says is refused.
    """
    from coach.packs.yaml_events import read_yaml  # here, so that listing a pack does not load YAML

    return read_yaml(read_text(root, relative), shown(root / relative))


def shown(path: Path) -> str:
    """`path` as a person would type it: from the current folder where it lies below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
