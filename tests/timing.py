"""Processor time that a test may judge on any machine: the least of several tries, in seconds of a known machine.

What the machine does meanwhile makes every piece of work dearer alike, so a fixed piece of work is timed in turn with
the one that is judged. Bounds are set at several times what was measured: they tell a change of order from a busy
machine.
"""

import gc
import time
from collections.abc import Callable

YARDSTICK = 0.008
"""Seconds that `_yardstick` takes on the machine whose seconds the bounds are."""


def least(work: Callable[[], object], tries: int = 5) -> float:
    """Processor seconds of `work`, at best, as the known machine would need them; a faster machine's own seconds."""
    works, sticks = [], []
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()  # the garbage of three thousand other tests is not this one's
    try:
        for _ in range(tries):
            sticks.append(_spent(_yardstick))
            works.append(_spent(work))
            sticks.append(_spent(_yardstick))
    finally:
        if was_on:
            gc.enable()
    return min(works) / max(1.0, min(sticks) / YARDSTICK)


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _yardstick() -> int:
    """Words, numbers and look-ups, as readers do them."""
    seen: dict[str, int] = {}
    for number in range(10_000):
        word = f"word{number % 997}".upper()
        seen[word] = seen.get(word, 0) + len(word.split("D"))
    return sum(seen.values())
