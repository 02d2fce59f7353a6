"""The library: packs, problems and rubrics by name. The rest of the program reads packs through this module only.

Importing it loads neither pydantic nor YAML; the first problem or rubric that is asked for does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coach.packs.errors import UnknownProblemError
from coach.resources import bundled_pack

if TYPE_CHECKING:
    from pathlib import Path

    from coach.model.problem import Problem, Rubrics
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
        path: The pack's folder; none: the bundled one. A pack without rubrics of its own uses the bundled ones.

    Raises:
        PackError: a rubric file is invalid.
    """
    return _rubrics(path or bundled_pack())[1]


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
    """Keep for later runs what was read by now; see `recall_readings`."""
    from coach.grading.lexicons import lexicon_of
    from coach.packs import prepared

    root, rubrics = _rubrics(path or bundled_pack())
    prepared.keep_readings(root, lexicon_of(rubrics))


def find_problem(slug: str, path: Path | None = None) -> Problem:
    """The problem called `slug`.

    Args:
        slug: The name of its folder.
        path: The pack's folder; none: the bundled one.

    Raises:
        UnknownProblemError: there is none; the message offers near names.
        InvalidPackError: its file holds errors.
    """
    from coach.packs import prepared

    root = path or bundled_pack()
    _known(slug, root)
    return prepared.problem(root, slug)


def problems(path: Path | None = None) -> tuple[ProblemEntry, ...]:
    """What a list of problems shows, by title; fast, since only the head of each file is read."""
    from coach.packs.listing import list_problems

    return list_problems(path or bundled_pack())


def reference(slug: str, path: Path | None = None) -> str:
    """The reference answer of a problem: the text of a sheet.

    Raises:
        UnknownProblemError: there is no such problem.
        PackError: it has no reference answer, or it cannot be read.
    """
    from coach.packs.files import REFERENCE_FILE, read_text

    root = path or bundled_pack()
    _known(slug, root)
    return read_text(root, f"problems/{slug}/{REFERENCE_FILE}")


def _known(slug: str, root: Path) -> None:
    from coach.packs.files import problem_folders

    known = problem_folders(root)
    if slug not in known:
        import difflib

        near = difflib.get_close_matches(slug, known, 3, 0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known) or 'none'}."
        raise UnknownProblemError(f"There is no problem called {slug!r}. {hint}")


@lru_cache(maxsize=4)
def _rubrics(path: Path) -> tuple[Path, Rubrics]:
    """The rubrics that hold for the pack at `path`, and the pack they come from."""
    from coach.packs import prepared

    own = prepared.rubrics(path)
    return (path, own) if own.rubrics or path == bundled_pack() else _rubrics(bundled_pack())
