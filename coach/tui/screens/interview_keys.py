"""The keys of the interview: which there are, where each of them means something, and what it says of itself."""

from textual.binding import Binding, BindingType

from coach.interview.state import DraftKey
from coach.model.words import Phase
from coach.tui.sitting import Sitting

KEYS: list[BindingType] = [
    Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
    Binding("f2", "ask", "ask", id="interview.ask", tooltip="Ask the interviewer; again: back", priority=True),
    Binding("f3", "hint", "hint", id="interview.hint", tooltip="Take a hint, at its price", priority=True),
    Binding("f5", "back", "back", id="interview.back", tooltip="Back to the phase before", priority=True, show=False),
    Binding("f6", "next", "next phase", id="interview.next", tooltip="On to the next phase", priority=True),
    Binding("f9", "enlarge", "larger", id="interview.enlarge", tooltip="The drawing over the screen", priority=True),
    Binding("ctrl+t", "kill", "kill", id="interview.kill", tooltip="The design without a box, one by one; then whole"),
    Binding("f7", "question", "question", id="interview.question", tooltip="The next deep dive", priority=True),
    Binding("f8", "pause", "pause", id="interview.pause", tooltip="Stop the clock; again: go on", priority=True),
    Binding("ctrl+q", "leave", "leave", id="leave", tooltip="Leave; the text is saved", priority=True),
    Binding("f4", "talk", "talk", id="interview.talk", tooltip="All that was said, or the panel", priority=True),
    Binding("ctrl+p", "app.command_palette", "more", id="palette", tooltip="Find any command", priority=True),
    Binding("ctrl+o", "outside", "own editor", id="interview.outside", tooltip="Your own $EDITOR", show=False),
    Binding("ctrl+s", "rescue", "save to a file", id="rescue", tooltip="Write all text to a file", show=False),
]
"""In the order of the line of keys, where what does not fit is left out from the right."""

DESIGN_ONLY = ("enlarge", "kill")
NOT_WHILE_PAUSED = ("ask", "hint", "next", "back", "question", "talk", "go_to", "outside", *DESIGN_ONLY)


def works(action: str, sitting: Sitting) -> bool:
    """Whether `action` means something at this moment."""
    if sitting.paused and action in NOT_WHILE_PAUSED:
        return False
    if action in DESIGN_ONLY:
        return sitting.phase is Phase.DESIGN
    if action == "question":
        return len(sitting.session.parts) > 1 and sitting.phase is Phase.DEEP_DIVES
    return True


def words(binding: Binding, sitting: Sitting, key: DraftKey) -> str:
    """What a key does: the next hint's price stands on its key."""
    if binding.action == "hint" and (price := sitting.hint_price(key)):
        return f"hint (−{price:.0%})"
    if binding.action == "hint" and sitting.hinted_out(key):
        return "hints taken"
    if binding.action == "next" and sitting.questioned:
        return "on without answer"
    if binding.action == "next" and sitting.phase is sitting.phases[-1]:
        return "hand in"
    if binding.action == "next" and sitting.phase is Phase.DESIGN:
        return "next"  # the design phase has two keys more, and all should fit into 80 columns
    return binding.description
