"""How far a long run is, on stderr: a line that is rewritten on a terminal, a line now and then elsewhere."""

import sys
import time
from types import TracebackType

import click

from coach.cli.fence import steer

_EVERY = 0.2
"""Seconds between two rewrites."""
_LINES = 10
"""Lines in all where stderr is no terminal."""
_LONG = 200
"""Fewer steps than this need no such lines."""


class Progress:
    """Counts steps; use as a context manager, which leaves the line clean."""

    def __init__(self, count: int, noun: str) -> None:
        self._count, self._noun = count, noun
        self._done = 0
        self._terminal = sys.stderr.isatty()
        self._began = self._shown = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._terminal:
            now = time.monotonic()
            if now - self._shown >= _EVERY:
                self._shown = now
                self.clear()
                click.echo(f"{self._said()}{self._left(now)}", err=True, nl=False)
        elif self._count >= _LONG and self._done * _LINES // self._count > (self._done - 1) * _LINES // self._count:
            click.echo(self._said(), err=True)

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._terminal:
            steer("\r\x1b[K", sys.stderr)

    def _said(self) -> str:
        return f"{self._done:,} of {self._count:,} {self._noun}"

    def _left(self, now: float) -> str:
        seconds = (now - self._began) / self._done * (self._count - self._done)
        return f", about {seconds / 60:.0f} min left" if seconds >= 90 else f", about {seconds:.0f} s left"
