"""What every screen shares: widths at which it changes, the note for small terminals, the desk it works with."""

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast, runtime_checkable

from textual.screen import Screen

from coach.tui.compositing import ThriftyCompositor

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

Result = TypeVar("Result")


class CoachScreen(Screen[Result], Generic[Result]):
    """A screen of this program."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (100, "-wide"), (140, "-very-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-enough"), (34, "-tall")]  # noqa: RUF012

    HELP_TOPIC = ""
    """The section of the help that belongs to this screen: a key of `coach.tui.helptext.TOPICS`."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ThriftyCompositor()

    @property
    def coach(self) -> "CoachApp":
        """The application, with its desk."""
        return cast("CoachApp", self.app)


@runtime_checkable
class HoldsText(Protocol):
    """A screen with text that must not be lost."""

    def keep(self) -> None:
        """Hand over everything that is in its editors."""
