"""What an editor can take back: Textual's history, in which letters typed or deleted in a row are one edit.

Textual keeps a kilobyte for each letter. Its steps stay as they are, fifty of up to a hundred letters; only what a step
holds is joined, so that hours of typing need no more than a page of it.
"""

from textual.document._edit import Edit
from textual.document._history import EditHistory

MOST_STEPS = 50
STEP_ENDS_AFTER = 2.0
"""Seconds without an edit."""
MOST_LETTERS = 100
"""Letters of a step. All three are TextArea's own."""


class Undo(EditHistory):
    """The steps that can be taken back."""

    def __init__(self) -> None:
        super().__init__(MOST_STEPS, STEP_ENDS_AFTER, MOST_LETTERS)

    def record(self, edit: Edit) -> None:
        """Keep `edit`, which has been made: with the one before where both are one step and go on from each other."""
        super().record(edit)
        step = self._undo_stack[-1] if self._undo_stack else []
        if len(step) > 1 and step[-1] is edit and _joined(step[-2], edit):
            step.pop()


def _joined(before: Edit, edit: Edit) -> bool:
    """Let `before` be both edits, if they only add or only delete, side by side; whether it is."""
    was, done = before._edit_result, edit._edit_result
    if was is None or done is None or before.maintain_selection_offset != edit.maintain_selection_offset:
        return False
    if not was.replaced_text and not done.replaced_text and edit.top == was.end_location:
        before.text += edit.text
        was.end_location = done.end_location
    elif not before.text and not edit.text and edit.bottom == before.top:
        before.from_location, before.to_location = edit.top, before.bottom
        was.replaced_text = done.replaced_text + was.replaced_text
        was.end_location = done.end_location
    else:
        return False
    before._updated_selection = edit._updated_selection
    return True
