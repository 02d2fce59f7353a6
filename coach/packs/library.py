"""The library: packs, problems and rubrics by name. The rest of the program reads packs through this module only.

Importing it loads neither pydantic nor YAML; the first problem or rubric that is asked for does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coach.packs import search
from coach.packs.errors import PackError, UnknownProblemError
from coach.packs.files import problem_folders
from coach.resources import bundled_pack

if TYPE_CHECKING:
    from pathlib import Path

    from coach.model.problem import Problem, Rubrics
    from coach.model.scorecard import Stamp
    from coach.packs.listing import ProblemEntry
    from coach.packs.loading import Pack


def load_pack(path: Path) -> Pack:
    """Everything a pack holds.

    Args:
        path: Its folder, or its `pack.yaml`.

    Raises:
        PackError: there is no pack there; `InvalidPackError` holds every error of every file.
    """
    from coach.packs.loading import read_pack

    return read_pack(path)


@lru_cache(maxsize=1)
def bundled() -> Pack:
    """The pack that comes with the program, read once."""
    return load_pack(bundled_pack())


def load_rubrics(path: Path | None = None) -> Rubrics:
    """What holds for every problem: criteria by phase, concepts, numbers, sources, misconceptions, components.

    Args:
        path: The folder of the pack that a problem comes from (see `home_of`); none: the bundled one. A pack without
            rubrics of its own uses the bundled ones.

    Raises:
        PackError: a rubric file is invalid.
    """
    return _rubrics(path or bundled_pack())[1]


def recall_tables() -> None:
    """Take up what earlier runs made of the program's tables of words: before the rooms that hold them are imported."""
    from coach.packs import prepared

    prepared.recall_tables()


def recall_readings(path: Path | None = None) -> None:
    """Take up what earlier runs read of the rubrics' texts, so that a first grade does not read it again.

    Without effect when nothing was kept, or once a sheet was graded.

    Args:
        path: As for `load_rubrics`.
    """
    from coach.grading.lexicons import lexicon_of
    from coach.packs import prepared

    root, rubrics = _rubrics(path or bundled_pack())
    prepared.recall_readings(root, lexicon_of(rubrics))


def keep_readings(path: Path | None = None) -> None:
    """Keep for later runs what was read and made by now; see `recall_readings` and `recall_tables`."""
    from coach.grading.lexicons import lexicon_of
    from coach.packs import prepared

    root, rubrics = _rubrics(path or bundled_pack())
    prepared.keep_readings(root, lexicon_of(rubrics))
    prepared.keep_tables()


def grader_of(slug: str) -> str:
    """Which grader grades sheets of the problem `slug` (empty: of none) now; another one may grade otherwise."""
    from coach.packs.identity import grader

    try:
        root = home_of(slug) if slug else bundled_pack()
    except UnknownProblemError:
        root, slug = bundled_pack(), ""
    return grader(root, slug, _rubrics(root)[0])


def home_of(slug: str, path: Path | None = None) -> Path:
    """The folder of the pack that the problem called `slug` is taken from.

    Args:
        slug: The name of its folder.
        path: The pack's folder, which is then the answer; none: the first pack of the search that has it.

    Raises:
        UnknownProblemError: no pack has it; the message offers near names.
    """
    if path is not None:
        known = problem_folders(path)
        if slug in known:
            return path
    else:
        owners = search.owners()
        if slug in owners:
            return owners[slug].root
        known = list(owners)
    import difflib

    near = difflib.get_close_matches(slug, known, 3, 0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known) or 'none'}."
    raise UnknownProblemError(f"There is no problem called {slug!r}. {hint}")


def stamp_of(slug: str, path: Path | None = None) -> Stamp:
    """Which version of a problem and its criteria would be asked and graded now.

    Raises:
        PackError: there is no such problem, or its pack cannot be read.
    """
    from coach.packs.stamps import stamp

    return stamp(home_of(slug, path), slug)


def has_changed(slug: str, content: str, path: Path | None = None) -> bool:
    """Whether a problem or its criteria are others than those with the digest `content` of a stamp.

    Not when the digest is empty or the problem is gone: then nothing can be said, and nothing done.
    """
    from coach.packs.stamps import content_digest

    try:
        return bool(content) and content_digest(home_of(slug, path), slug) != content
    except PackError:
        return False


def find_problem(slug: str, path: Path | None = None) -> Problem:
    """The problem called `slug`.

    Args:
        slug: The name of its folder.
        path: The pack's folder; none: the first pack of the search that has it.

    Raises:
        UnknownProblemError: there is none; the message offers near names.
        InvalidPackError: its file holds errors.
    """
    from coach.packs import prepared

    return prepared.problem(home_of(slug, path), slug)


def problems(path: Path | None = None) -> tuple[ProblemEntry, ...]:
    """What a list of problems shows, by title; fast, since only the head of each file is read.

    Args:
        path: The pack's folder; none: the problems of all packs, each from the first that has it.
    """
    from coach.packs.listing import in_order, list_problems

    if path is not None:
        return list_problems(path)
    owners = search.owners()
    homes = {home.root: home for home in owners.values()}
    return in_order(entry for root in homes for entry in list_problems(root) if owners[entry.slug].root == root)


def reference(slug: str, path: Path | None = None) -> str:
    """The reference answer of a problem: the text of a sheet.

    Raises:
        UnknownProblemError: there is no such problem.
        PackError: it has no reference answer, or it cannot be read.
    """
    from coach.packs.files import REFERENCE_FILE, read_text

    return read_text(home_of(slug, path), f"problems/{slug}/{REFERENCE_FILE}")


def forget() -> None:
    """Read rubrics anew the next time; for whoever knows that files have changed."""
    _rubrics.cache_clear()
    bundled.cache_clear()


@lru_cache(maxsize=4)
def _rubrics(path: Path) -> tuple[Path, Rubrics]:
    """The rubrics that hold for the pack at `path`, and the pack they come from."""
    from coach.packs import prepared

    own = prepared.rubrics(path)
    return (path, own) if own.rubrics or path == bundled_pack() else _rubrics(bundled_pack())
