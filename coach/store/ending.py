"""A last save when the terminal is closed (SIGHUP) or the program is asked to end (SIGTERM)."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def on_end(save: Callable[[], object], leave: Callable[[int], object] | None = None) -> Iterator[None]:
    """Call `save` when one of the two signals arrives, then end as the signal says.

    Args:
        save: collects what the editors hold, hands it to the store and flushes it; runs in the main thread.
        leave: called after it with the signal's number, instead of ending at once (a screen restores its terminal).
    """

    def handle(number: int, _: FrameType | None) -> None:
        try:
            save()
        finally:
            if leave is not None:
                leave(number)
            else:
                signal.signal(number, signal.SIG_DFL)
                os.kill(os.getpid(), number)

    before = [(one, signal.signal(one, handle)) for one in SIGNALS]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)
