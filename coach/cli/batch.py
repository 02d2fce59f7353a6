"""Many pieces of work over any `concurrent.futures.Executor`: bounded, in no particular order, and past a dead worker.

The boundary to other machines: whatever offers `submit` will do, such as `dask.distributed.Client(...).get_executor()`.
The work has to be a function of a module and its pieces plain values, so that both can travel.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from typing import Any, TypeVar

P = TypeVar("P")
R = TypeVar("R")
T = TypeVar("T")
Work = Callable[[Sequence[P]], list[R]]
MakeExecutor = Callable[[int], Executor]
"""Makes an executor with so many workers."""


class Inline(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Do it, and return what has come of it."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # handed on by the future, like any executor does
            future.set_exception(error)
        return future


def run(
    pieces: Iterable[P],
    work: Work[P, R],
    make_executor: MakeExecutor,
    lost: Callable[[P], R],
    *,
    workers: int,
    chunk: int,
) -> Iterator[R]:
    """What `work` makes of all pieces, as it comes.

    Args:
        pieces: taken up only as workers get free, so that they may be many.
        work: makes a list of results of a few pieces at a time.
        make_executor: called anew after a worker died.
        lost: the result of a piece on which a worker died though it had the piece to itself.
        workers: how many there are; twice as many chunks are under way at most.
        chunk: pieces a task.
    """
    left = iter(pieces)
    more = True
    while more:
        suspects: list[list[P]] = []
        executor = make_executor(workers)
        try:
            more = yield from _until_broken(left, work, executor, suspects, ahead=2 * workers, chunk=chunk)
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
        for piece in (piece for some in suspects for piece in some):
            yield _alone(piece, work, make_executor, lost)


def _until_broken(
    pieces: Iterator[P], work: Work[P, R], executor: Executor, suspects: list[list[P]], *, ahead: int, chunk: int
) -> Generator[R, None, bool]:
    """Work through `pieces`; returns whether the executor broke, with what was under way then in `suspects`."""
    under_way: dict[Future[list[R]], list[P]] = {}
    while True:
        while len(under_way) < ahead and not suspects and (some := list(islice(pieces, chunk))):
            try:
                under_way[executor.submit(work, some)] = some
            except BrokenExecutor:
                suspects.append(some)
        if not under_way:
            return bool(suspects)
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            some = under_way.pop(future)
            try:
                made = future.result()
            except BrokenExecutor:
                suspects.append(some)
            else:
                yield from made


def _alone(piece: P, work: Work[P, R], make_executor: MakeExecutor, lost: Callable[[P], R]) -> R:
    with make_executor(1) as executor:
        try:
            (made,) = executor.submit(work, [piece]).result()
        except BrokenExecutor:
            return lost(piece)
    return made
