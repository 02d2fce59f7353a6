"""`pack add` and `pack remove`: packs from elsewhere, copied into the user's own folder once they were found sound."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model.problem import PackInfo
from coach.model.quick import dataclass
from coach.model.words import Severity
from coach.packs import search
from coach.packs.contents import contents
from coach.packs.errors import InvalidPackError, PackError
from coach.packs.files import PACK_FILE, read_located
from coach.packs.loading import try_pack
from coach.packs.schema import validated

if TYPE_CHECKING:
    from coach.packs.loading import Pack


@dataclass(frozen=True, slots=True)
class Added:
    """What was added."""

    info: PackInfo
    root: Path
    """Where it lies now."""
    problems: tuple[str, ...]
    replaced: str = ""
    """The version that was there before; empty when there was none."""
    left_out: tuple[str, ...] = ()
    """Files that are no part of a pack."""
    shadowed: tuple[str, ...] = ()
    """Problems that an earlier pack of the search has as well, and that are taken from there."""


def add(source: Path, *, replace: bool = False) -> Added:
    """Copy the pack in the folder or zip `source` to the user's own packs.

    Args:
        source: a folder or a zip; nothing in it is run or imported.
        replace: put it in the place of a pack of the same id that was added before.

    Raises:
        PackError: it is no pack, may not be one, or is there already; `InvalidPackError` holds its errors. What was
            there before stays as it was.
    """
    taken = contents(source)
    own = search.own_packs()
    try:
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=own) as scratch:
            made = Path(scratch) / "pack"
            _write(made, taken.files)
            pack = _sound(made, str(source))
            replaced = _put(made, own / pack.info.id, Path(scratch) / "before", replace=replace)
    except OSError as error:
        raise PackError(f"{own}: cannot be written ({error.strerror}).") from None
    owners = search.owners()
    slugs = tuple(one.slug for one in pack.loaded)
    root = own / pack.info.id
    shadowed = tuple(slug for slug in slugs if slug in owners and owners[slug].root != root)
    return Added(pack.info, root, slugs, replaced, taken.left_out, shadowed)


def remove(name: str) -> Path:
    """Remove the pack called `name` from the user's own packs.

    Returns:
        The folder that is gone.

    Raises:
        PackError: the user has added no such pack, or it cannot be removed.
    """
    own = {home.name: home for home in search.homes() if home.root.parent == search.own_packs()}
    if name not in own:
        elsewhere = next((home for home in search.homes() if home.name == name), None)
        if elsewhere is not None:
            raise PackError(f"{name}: not added with `coach pack add`, but {_kept(elsewhere)}, so it is not removed.")
        raise PackError(f"{name}: no such pack was added. Yours are: {', '.join(sorted(own)) or 'none'}.")
    root = own[name].root
    try:
        shutil.rmtree(root)
    except OSError as error:
        raise PackError(f"{root}: cannot be removed ({error.strerror}).") from None
    return root


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(raw)


def _sound(folder: Path, source: str) -> Pack:
    """The pack in `folder`, read without an error; findings name the files as the source does."""
    pack, findings = try_pack(folder)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or pack is None:
        from dataclasses import replace

        inner = f"{folder}/"
        raise InvalidPackError(replace(one, file=f"{source}/{one.file.removeprefix(inner)}") for one in errors)
    if not pack.loaded and not pack.rubrics.rubrics:
        raise PackError(f"{source}: the pack holds neither a problem nor a rubric.")
    return pack


def _put(made: Path, target: Path, aside: Path, *, replace: bool) -> str:
    """Move the pack to its place, whole or not at all; the version that it replaces, or nothing.

    Raises:
        PackError: there is one already and `replace` is off.
    """
    if not target.exists():
        made.rename(target)
        return ""
    version = _version(target)
    if not replace:
        raise PackError(f"{target.name} {version} was added before; --force replaces it.")
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise
    return version


def _version(root: Path) -> str:
    try:
        return validated(read_located(root, PACK_FILE), PackInfo).version
    except PackError:
        return "in an unknown version"


def _kept(home: search.Home) -> str:
    kept = {search.BUNDLED: "it comes with coach", search.INSTALLED: "it comes with an installed distribution"}
    return kept.get(home.origin, f"it lies in {home.root}")
