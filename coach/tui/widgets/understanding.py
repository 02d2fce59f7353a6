"""The panel of an interview: what the program understands of the notes, read in a thread when the keys rest."""

from dataclasses import dataclass

from textual import on, work
from textual.worker import get_current_worker

from coach.model.words import Phase
from coach.tui import live
from coach.tui.messages import LatestFact
from coach.tui.notes import Notes, Shown
from coach.tui.widgets.panel import Panel


class Understanding(Panel):
    """Shows the latest reading of one phase; a reading that is overtaken is dropped."""

    @dataclass
    class NotesRead(LatestFact):
        """The notes of a phase were understood anew."""

        phase: Phase
        shown: Shown

    _phase: Phase | None = None
    boxes: tuple[str, ...] = ()
    """What can be taken out of the design that is shown."""

    @property
    def room(self) -> int:
        """Cells for a line, beside the scroll bar that a long text needs; before the first layout a guess."""
        width = self.outer_size.width or self.app.size.width // 2
        return max(20, width - self.gutter.width - self.styles.scrollbar_size_vertical)

    def read(self, phase: Phase, notes: Notes) -> None:
        """Read `notes` and show them when that is done; returns at once."""
        self._phase = phase
        self._read(phase, notes)

    @work(thread=True, exclusive=True, description="notes")  # else Textual writes all that is handed over into one
    def _read(self, phase: Phase, notes: Notes) -> None:
        shown = live.read(phase, notes)
        if not get_current_worker().is_cancelled:
            self.post_message(self.NotesRead(phase, shown))

    @on(NotesRead)
    def _notes_read(self, event: NotesRead) -> None:
        event.stop()
        if event.phase is self._phase:
            self.boxes = event.shown.boxes
            self.show(event.shown.title, event.shown.content, drawn=event.shown.drawn)
