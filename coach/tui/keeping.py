"""What keeps a session safe while it is held: the store when there is one, plain memory when there is not."""

from dataclasses import dataclass
from typing import Protocol

from coach.interview.session import Session


@dataclass(frozen=True, slots=True)
class Saved:
    """How safe the text is."""

    age: float | None
    """Seconds since the store last confirmed a write; none: it has not yet."""
    pending: bool = False
    """Whether something was written since."""
    trouble: str = ""
    """Why nothing can be saved, in words; empty when all is well."""


class Keeper(Protocol):
    """What keeps a session safe; `keep` and `saved` return at once."""

    def keep(self, session: Session) -> None:
        """Take in the latest session."""

    def saved(self) -> Saved:
        """How things stand."""

    def close(self) -> Saved:
        """Write what is left and let go; how it ended."""


class MemoryOnly:
    """Keeps nothing: where the store cannot be had, typing goes on, and the screen says that nothing is saved."""

    def __init__(self, trouble: str) -> None:
        self._trouble = trouble

    def keep(self, session: Session) -> None:
        """Nothing to do: the sitting holds the session."""

    def saved(self) -> Saved:
        """Never."""
        return Saved(age=None, pending=True, trouble=self._trouble)

    def close(self) -> Saved:
        """As before."""
        return self.saved()
