"""`pack test` of a whole pack, spread over processes: each takes a problem's test, or half of it, at a time.

A worker reads what it tests from disk itself, so that only names go to it and only outcomes come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.packs.files import pack_root, problem_folders
from coach.packs.library import load_rubrics
from coach.packs.loading import read_golden_sheets, read_loaded, read_pack
from coach.packs.outcomes import Trial, joined
from coach.packs.processes import spread
from coach.packs.trial import ForeignSheet, Part, try_problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


WHOLE = (tuple(Part),)
HALVES = ((Part.GOLDEN, Part.VARIANTS), (Part.FOREIGN,))
"""How a problem's test may be cut; each piece makes the problem ready for grading by itself, so fewer are better."""
MANY = 4
"""So many problems keep the processes busy with one each."""


class Task(NamedTuple):
    """What one process does at a time."""

    root: Path
    slug: str
    parts: tuple[Part, ...]


def trial_of(
    root: Path,
    only: str | None = None,
    *,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Trial:
    """Test every problem of the pack at `root`, or the problem `only`.

    Args:
        root: the pack's folder.
        only: a problem's name.
        jobs: processes to use; one a core when left out.
        progress: is told how many of how many tasks are done.

    Raises:
        PackError: the pack, or the problem, cannot be read; `InvalidPackError` holds every error.
    """
    root = pack_root(root)
    read_pack(root, only)
    slugs = problem_folders(root) if only is None else [only]
    tasks = [Task(root, slug, parts) for slug in slugs for parts in (WHOLE if len(slugs) >= MANY else HALVES)]
    load_rubrics(root)  # before the workers start, so that they inherit it where processes are forked
    done: list[Trial] = []
    for trial in spread(_tried, tasks, jobs):
        done.append(trial)
        if progress:
            progress(len(done), len(tasks))
    return joined(done)


def foreign_sheets(root: Path, slug: str) -> list[ForeignSheet]:
    """The golden sheets of the pack's problems other than `slug`, as far as they can be read."""
    return [
        ForeignSheet(other, file, text)
        for other in problem_folders(root)
        if other != slug
        for file, text in read_golden_sheets(root, other).items()
    ]


def _tried(task: Task) -> Trial:
    others = foreign_sheets(task.root, task.slug) if Part.FOREIGN in task.parts else []
    loaded = read_loaded(task.root, task.slug)
    return try_problem(loaded, load_rubrics(task.root), others=others, parts=task.parts)
