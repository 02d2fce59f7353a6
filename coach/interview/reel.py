"""An interview played back: what stood in the notes and what was said at any moment of it."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from coach.interview.session import Session
from coach.interview.state import State, after
from coach.model import events as e

if TYPE_CHECKING:
    from coach.model.words import Phase


class Reel:
    """The states of an interview, one after each event; times are counted seconds since the start."""

    def __init__(self, events: Iterable[e.Event]) -> None:
        """Wind up the events of one session.

        Raises:
            ValueError: the first event is not the start of a session.
        """
        self._states: list[State] = []
        self._times: list[float] = []
        self.starts: dict[Phase, float] = {}
        """When each phase was entered for the first time."""
        state: State | None = None
        for event in events:
            state = Session.replay([event]) if state is None else after(state, event)
            self._states.append(state)
            self._times.append(max(event.active, self._times[-1] if self._times else 0.0))
            self.starts.setdefault(state.phase, self._times[-1])
        if state is None:
            raise ValueError("there is nothing to play")

    @property
    def length(self) -> float:
        """When it ends."""
        return self._times[-1]

    def at(self, seconds: float) -> State:
        """The interview as it was `seconds` after its start; before that, its first moment."""
        return self._states[max(0, bisect_right(self._times, seconds) - 1)]

    def phase_after(self, seconds: float) -> float:
        """When the next phase begins; the end when there is none."""
        return min((start for start in self.starts.values() if start > seconds), default=self.length)

    def phase_before(self, seconds: float) -> float:
        """When the phase of that moment began; when it just did, the one before."""
        return max((start for start in self.starts.values() if start < seconds - 1), default=0.0)
