"""Spreading work over processes, with the results in the order of the work, whoever finishes first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Work = TypeVar("Work")
Result = TypeVar("Result")


def spread(function: Callable[[Work], Result], work: Sequence[Work], jobs: int | None = None) -> Iterator[Result]:
    """`function` of each piece of `work`, in order, each as soon as it and all before it are done.

    Args:
        function: found by its name in a module, since another process has to find it.
        work: plain data, as are the results.
        jobs: processes to use; one a core when left out. One, or a single piece of work, needs no other process.
    """
    workers = min(jobs or os.cpu_count() or 1, len(work))
    if workers <= 1:
        yield from map(function, work)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(function, work)
