"""What a screen can do, as help and command palette tell it; both come from its bindings, so neither goes stale."""

import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import Binding

from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.keyline import place_of

if TYPE_CHECKING:
    from textual.screen import Screen

    from coach.tui.app import CoachApp

FUNCTION_KEY = re.compile(r"f\d{1,2}")
NAMED_KEYS = {"⏎": "Enter", "enter": "Enter", "escape": "Esc", "esc": "Esc", "right": "→", "left": "←", "tab": "Tab"}


def written(shown: str) -> str:
    """A key as it is written on keyboards: F1, Enter, ^q."""
    return NAMED_KEYS.get(shown, shown.upper() if FUNCTION_KEY.fullmatch(shown) else shown)


def explained(screen: "Screen[object]") -> list[Binding]:
    """The keys that work on `screen` and say what they do, in the order of its own list."""
    found: dict[str, Binding] = {}
    for active in screen.active_bindings.values():
        if active.binding.tooltip:
            found.setdefault(active.binding.action, active.binding)
    return sorted(found.values(), key=lambda binding: place_of(binding, screen))


def of_screen(app: "CoachApp", screen: "Screen[object]") -> Iterable[SystemCommand]:
    """What `screen` offers at this moment, for the command palette."""
    if not isinstance(screen, CoachScreen):
        return
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.tooltip and binding.id and active.enabled and binding.action != "app.command_palette":
            run = partial(app.run_action, binding.action, active.node)
            yield SystemCommand(binding.description.capitalize(), binding.tooltip, run)
