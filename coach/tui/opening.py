"""What the command line asks the screens to open with. Importing it costs nothing."""

from typing import NamedTuple


class Opening(NamedTuple):
    """What the command line asked for; with neither a problem nor a session the home screen waits for a choice."""

    problem: str = ""
    level: str = ""
    minutes: int | None = None
    coached: bool = False
    untimed: bool = False
    phase: str = ""
    """The one phase that is practised; empty: all of them."""
    seed: int | None = None
    """Chooses questions and wordings; none: another one each time."""
    session: str = ""
    """Id of the session to resume."""
    resume: bool = False
    """Resume the newest unfinished session when `session` is empty."""
    replay: str = ""
    """Id of the session to play back."""
    speed: int = 8
    """How many times as fast."""
