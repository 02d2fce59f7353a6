"""The program's own themes; Textual's are offered beside them in the command palette.

A theme changes colours only: every meaning on a screen is also carried by a sign or a word.
"""

from textual.theme import Theme

DEFAULT = "coach"

THEMES = (
    Theme(
        name="coach",
        primary="#7aa2d6",
        secondary="#8fb58a",
        accent="#e0b060",
        warning="#e8a04c",
        error="#ef6f6c",
        success="#8fc78a",
        foreground="#dfe3ea",
        background="#15181d",
        surface="#1b1f26",
        panel="#262b34",
        dark=True,
        variables={"footer-background": "#262b34", "border": "#e0b060", "border-blurred": "#4a5364"},
    ),
    Theme(
        name="coach-paper",
        primary="#2f5d8f",
        secondary="#3f6f3a",
        accent="#8a5a00",
        warning="#9a5200",
        error="#b3261e",
        success="#2e6b2a",
        foreground="#1d2127",
        background="#fbfaf6",
        surface="#f3f1ea",
        panel="#e6e3d8",
        dark=False,
        variables={"footer-background": "#e6e3d8", "border": "#8a5a00", "border-blurred": "#a8a494"},
    ),
    Theme(
        name="coach-contrast",
        primary="#ffffff",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#202020",
        dark=True,
        variables={"footer-background": "#000000", "border": "#ffff00", "border-blurred": "#c0c0c0"},
    ),
)
