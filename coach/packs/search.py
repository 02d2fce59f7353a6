"""Where packs are found, first come first served: `COACH_PACK_PATH` (which `--pack-dir` puts folders in front of), the
user's own, those that installed distributions bring (entry points `coach.packs`), and the bundled one.

The same pack id a second time is shadowed as a whole, a problem's name a second time as that problem. Reads no YAML
and no models, and imports nothing of what it finds: an entry point only says which package's folder is a pack.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model.quick import dataclass
from coach.packs.files import PACK_FILE, problem_folders
from coach.resources import bundled_pack, data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH_VARIABLE = "COACH_PACK_PATH"
ENTRY_POINTS = "coach.packs"
BUNDLED, INSTALLED, YOURS = "bundled", "installed", "yours"
"""Where a pack was found, besides the variable's name."""

_ID = re.compile(r"(?m)^id:[ \t]*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?[ \t]*(?:#.*)?\r?$")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Home:
    """A pack that was found."""

    root: Path
    """Its folder."""
    name: str
    """Its id; the folder's name where `pack.yaml` does not say it plainly."""
    origin: str
    """`COACH_PACK_PATH`, `yours`, `installed` or `bundled`."""
    slugs: tuple[str, ...]
    """Its problems."""
    shadowed_by: str = ""
    """Origin of an earlier pack with the same id, which is used instead; empty: this one is used."""


def own_packs() -> Path:
    """The folder of the packs that the user has added; it need not exist."""
    return data_dir() / "packs"


def homes() -> tuple[Home, ...]:
    """Every pack there is, in the order of the search, the shadowed ones included."""
    found: list[Home] = []
    seen: set[Path] = set()
    first: dict[str, str] = {}
    for origin, root in _roots():
        real = root.resolve()
        if real in seen:
            continue
        seen.add(real)
        name = _name(root)
        found.append(Home(root, name, origin, tuple(_slugs(root)), first.get(name, "")))
        first.setdefault(name, origin)
    return tuple(found)


def in_use() -> tuple[Home, ...]:
    """The packs that are used: `homes` without those that are shadowed as a whole."""
    return tuple(home for home in homes() if not home.shadowed_by)


def owners() -> dict[str, Home]:
    """For each problem's name the pack that it is taken from."""
    found: dict[str, Home] = {}
    for home in in_use():
        for slug in home.slugs:
            found.setdefault(slug, home)
    return found


def home_of(slug: str) -> Path:
    """The folder of the pack that the problem `slug` is taken from; the bundled one's when no pack has it."""
    home = owners().get(slug)
    return home.root if home else bundled_pack()


def put_first(folders: tuple[str, ...]) -> None:
    """Search `folders` before everything else, here and in processes that are started from here."""
    if folders:
        rest = os.environ.get(PATH_VARIABLE, "")
        os.environ[PATH_VARIABLE] = os.pathsep.join([*folders, *([rest] if rest else [])])


def missing() -> tuple[str, ...]:
    """The folders that `COACH_PACK_PATH` names and that hold no pack."""
    return tuple(folder for folder in _path() if not holds_pack(folder))


def holds_pack(folder: str) -> bool:
    """Whether `folder` is a pack or has one in it."""
    return any(_packs_at(Path(folder).expanduser()))


def _roots() -> Iterator[tuple[str, Path]]:
    for folder in _path():
        for root in _packs_at(Path(folder).expanduser()):
            yield PATH_VARIABLE, root
    for root in _packs_at(own_packs()):
        yield YOURS, root
    for root in _installed():
        yield INSTALLED, root
    yield BUNDLED, bundled_pack()


def _path() -> list[str]:
    return [folder for folder in os.environ.get(PATH_VARIABLE, "").split(os.pathsep) if folder]


def _packs_at(folder: Path) -> Iterator[Path]:
    """The pack that `folder` is, or the packs in it by name."""
    with contextlib.suppress(OSError):
        if (folder / PACK_FILE).is_file():
            yield folder
        elif folder.is_dir():
            inner = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
            yield from (one for one in inner if (one / PACK_FILE).is_file())


def _slugs(root: Path) -> list[str]:
    try:
        return problem_folders(root)
    except OSError:
        return []


def _name(root: Path) -> str:
    try:
        with (root / PACK_FILE).open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return root.name
    match = _ID.search(head)
    return match[1] if match else root.name


def _installed() -> Iterator[Path]:
    """The folders of packages that distributions declare as packs; found by name, never imported."""
    if not _any_declared():
        return
    from importlib.metadata import entry_points  # slow, so only where there is something to find

    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        parts = point.module.split(".")
        for place in sys.path:
            root = Path(place or ".").joinpath(*parts)
            if (root / PACK_FILE).is_file():
                yield root
                break


def _any_declared() -> bool:
    """Whether any distribution's list of entry points so much as names the group."""
    for place in dict.fromkeys(sys.path):
        with contextlib.suppress(OSError), os.scandir(place or ".") as entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    with contextlib.suppress(OSError):
                        points = Path(entry.path, "entry_points.txt").read_bytes()
                        if ENTRY_POINTS.encode() in points:
                            return True
    return False
