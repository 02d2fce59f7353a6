"""What a command's argument names: a whole pack, or one problem of it.

A pack is its folder, its `pack.yaml` or its id; a problem is its folder, any file in it, or its bare name, looked for
first in the pack one stands in and then in all that are found.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from coach.model.quick import dataclass
from coach.packs import search
from coach.packs.errors import PackError, UnknownProblemError
from coach.packs.files import PACK_FILE, PROBLEM_FILE, problem_folders
from coach.resources import bundled_pack


@dataclass(frozen=True, slots=True)
class Target:
    """A pack, or one problem of it."""

    root: Path
    """The pack's folder."""
    slug: str | None = None
    """The problem meant; none: all of them."""


def target(said: str | None = None) -> Target:
    """What `said` names; without it, the pack or problem that one stands in, else the bundled pack.

    Raises:
        PackError: nothing is called so; the message offers near names.
    """
    here = _containing(Path())
    if said is None:
        return here or Target(bundled_pack())
    path = Path(said)
    found = _containing(path) if path.exists() else None
    if found is not None:
        return found
    if here and said in problem_folders(here.root):
        return Target(here.root, said)
    owners = search.owners()
    if said in owners:
        return Target(owners[said].root, said)
    packs = {home.name: home.root for home in search.in_use()}
    if said in packs:
        return Target(packs[said])
    if path.exists():
        how = f"A pack is a folder with {PACK_FILE}; `coach pack new NAME` makes one."
        raise PackError(f"{said}: no pack here. {how}")
    known = [*(problem_folders(here.root) if here else ()), *owners, *packs]
    near = difflib.get_close_matches(said.rstrip("/").rsplit("/", 1)[-1], known, 3, 0.5)
    if near:
        raise UnknownProblemError(f"{said}: no such folder, and no such problem. Did you mean {' or '.join(near)}?")
    raise PackError(f"{said}: there is no such folder, and no problem of that name.")


def _containing(path: Path) -> Target | None:
    """The pack that `path` is, or the problem of a pack that it is or lies in."""
    if (path / PACK_FILE).is_file():
        return Target(path)
    full = path.resolve()
    if full.name == PACK_FILE and full.is_file():
        return Target(path.parent)
    for root in full.parents:
        inner = full.relative_to(root).parts
        if (root / PACK_FILE).is_file() and inner[0] == "problems":
            return _problem(root, inner)
    return None


def _problem(root: Path, inner: tuple[str, ...]) -> Target | None:
    """The pack for its folder `problems`, the problem for anything below that holds a problem file."""
    if len(inner) == 1:
        return Target(root)
    return Target(root, inner[1]) if (root / "problems" / inner[1] / PROBLEM_FILE).is_file() else None
