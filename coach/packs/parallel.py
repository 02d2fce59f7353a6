"""`pack test` of a whole pack, spread over processes: each takes a part of a problem's test at a time.

A worker reads what it tests from disk itself, so that only names go to it and only outcomes come back.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coach.packs.files import pack_root, problem_folders
from coach.packs.library import load_rubrics
from coach.packs.loading import LoadedProblem, read_golden_sheets, read_pack
from coach.packs.outcomes import Trial, joined
from coach.packs.trial import ForeignSheet, Part, try_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class Task(NamedTuple):
    """What one process does at a time."""

    root: Path
    slug: str
    part: Part


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
    tasks = [Task(root, slug, part) for slug in slugs for part in Part]
    workers = min(jobs or os.cpu_count() or 1, len(tasks))
    load_rubrics(root)  # before the workers start, so that they inherit it where processes are forked
    _loaded.cache_clear()
    done: list[Trial] = []
    for trial in _run(tasks, workers):
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


def _run(tasks: list[Task], workers: int) -> Iterable[Trial]:
    if workers == 1:
        yield from map(_tried, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_tried, tasks)


def _tried(task: Task) -> Trial:
    others = foreign_sheets(task.root, task.slug) if task.part is Part.FOREIGN else []
    loaded = _loaded(task.root, task.slug)
    return try_problem(loaded, load_rubrics(task.root), others=others, parts=(task.part,))


@lru_cache(maxsize=2)
def _loaded(root: Path, slug: str) -> LoadedProblem:
    (loaded,) = read_pack(root, slug).loaded
    return loaded
