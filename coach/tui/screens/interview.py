"""The interview: five phases against the clock, an editor for each, and beside it what is understood of the notes.

The screen holds no state of the interview. What is written goes to the sitting at once, which keeps and saves it;
what the panel shows is read in a thread when the keys rest, so that typing never waits.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import ContentSwitcher, Static, TextArea

from coach.interview.state import DraftKey
from coach.model.words import Phase
from coach.tui import helptext, questions
from coach.tui.screens.base import CoachScreen
from coach.tui.sitting import Sitting
from coach.tui.widgets.editor import MAX_CHARACTERS, Editor
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.rail import Rail
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.standing import Standing
from coach.tui.widgets.talk import INTERVIEWER, AskInput, AskLine, LastWords, Talk
from coach.tui.widgets.understanding import Understanding

if TYPE_CHECKING:
    from textual.timer import Timer

REST = 0.3
"""Seconds without a key before the notes are read again."""


class InterviewScreen(CoachScreen[None]):
    """One sitting, from the prompt to the last word."""

    CSS_PATH = "interview.tcss"
    HELP_TOPIC = "interview"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "help", id="help", tooltip="What this screen does and every key", priority=True),
        Binding("f2", "ask", "ask", id="interview.ask", tooltip="Ask the interviewer; again: back", priority=True),
        Binding("f3", "hint", "hint", id="interview.hint", tooltip="Take a hint, at its price", priority=True),
        Binding(
            "f5", "back", "back", id="interview.back", tooltip="Back to the phase before", priority=True, show=False
        ),
        Binding("f6", "next", "next phase", id="interview.next", tooltip="On to the next phase", priority=True),
        Binding("f7", "question", "question", id="interview.question", tooltip="The next deep dive", priority=True),
        Binding("f8", "pause", "pause", id="interview.pause", tooltip="Stop the clock; again: go on", priority=True),
        Binding("ctrl+q", "leave", "leave", id="leave", tooltip="Leave; the text is saved", priority=True),
        Binding("f4", "talk", "talk", id="interview.talk", tooltip="All that was said, or the panel", priority=True),
        Binding("ctrl+p", "app.command_palette", "more", id="palette", tooltip="Find any command", priority=True),
        Binding("ctrl+s", "rescue", "save to a file", id="rescue", tooltip="Write all text to a file", show=False),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._rest: Timer | None = None
        self._part = 0
        """Which of the phase's editors is shown: the deep dives have one a question."""
        self._editing: dict[TextArea, DraftKey] = {}

    # ------------------------------------------------------------------ what is on the screen

    def compose(self) -> ComposeResult:
        """Title and rail above; notes, panel and talk side by side; the ask line below."""
        yield Standing(id="title")
        yield SizeNote()
        yield Rail(id="rail")
        with Horizontal(id="work"):
            yield ContentSwitcher(id="notes")
            yield Understanding(id="panel")
            yield Talk(id="talk")
        with Container(id="paused"):
            yield Static("Paused. The clock stands still, and your notes are covered.\n\nF8 goes on.", markup=False)
        yield LastWords()
        yield AskLine()
        yield KeyLine()

    async def on_mount(self) -> None:
        """Begin: the clock, the first words, the cursor in the notes."""
        self.query_one("#talk").border_title = "conversation"
        self.set_interval(self.coach.tick, self.look_at_clock)
        await self._enter()
        self._show_talk()
        self._show_pause()

    @property
    def editor(self) -> Editor:
        """The editor that is shown."""
        shown = self.query_one("#notes", ContentSwitcher).visible_content
        assert isinstance(shown, Editor)
        return shown

    def look_at_clock(self) -> None:
        """Let the session look at the clock, and show what the interviewer says to it."""
        if self.sitting.tick():
            self.app.bell()
            self._show_talk()
        self._show_time()

    def _show_time(self) -> None:
        self.query_one(Standing).show(self.sitting)
        self.query_one(Rail).stops = self.sitting.stops

    async def _enter(self) -> None:
        """Show the phase the session is in: its editor, made when it is first needed."""
        key = self.key
        editors = self.query_one("#notes", ContentSwitcher)
        name = f"notes-{key.phase.value}-{self._part}"
        if not editors.query(f"#{name}"):
            editor = Editor(self.sitting.text(key), placeholder=helptext.PLACEHOLDERS[key.phase], id=name)
            self._editing[editor] = key
            await editors.add_content(editor)
            editor.move_cursor(editor.document.end)
        editors.current = name
        editors.border_title = "your answer" if key.part else "your notes"
        self._show_tab_rule()
        self.editor.focus()
        self._show_time()
        self.read_notes()
        self.refresh_bindings()

    @property
    def key(self) -> DraftKey:
        """What is being written."""
        keys = [key for key in self.sitting.keys if key.phase is self.sitting.phase]
        self._part = min(self._part, len(keys) - 1)
        return keys[self._part]

    def _show_talk(self) -> None:
        lines = self.sitting.lines
        self.query_one(Talk).show(lines)
        self.query_one(LastWords).line = next((line for line in reversed(lines) if line.who == INTERVIEWER), None)

    def _show_tab_rule(self) -> None:
        self.query_one("#notes").border_subtitle = self.editor.tab_rule

    def _show_pause(self) -> None:
        self.set_class(self.sitting.paused, "-paused")
        if not self.sitting.paused:
            self.editor.focus()
        self._show_time()

    # ------------------------------------------------------------------ writing

    @on(TextArea.Changed)
    def _notes_changed(self, event: TextArea.Changed) -> None:
        self.sitting.write(self._editing[event.text_area], event.text_area.text)
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(REST, self.read_notes)

    def keep(self) -> None:
        """Hand over what the editors hold at this moment, also what no message has told of yet."""
        for editor, key in self._editing.items():
            self.sitting.write(key, editor.text)

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        self._show_tab_rule()

    @on(Editor.PasteCut)
    def _paste_cut(self, event: Editor.PasteCut) -> None:
        self.notify(
            f"{event.left_out:,} characters of the paste were left out: an answer holds {MAX_CHARACTERS:,}.",
            severity="warning",
            markup=False,
        )

    def read_notes(self) -> None:
        """Read the notes that are shown again."""
        panel = self.query_one(Understanding)
        width = panel.content_size.width or self.size.width // 2 - 4
        panel.read(self.key.phase, self.sitting.notes(self.key, max(20, width)))

    def on_resize(self) -> None:
        """The panel's width changed with the terminal's."""
        self.call_after_refresh(self.read_notes)

    def action_rescue(self) -> None:
        """Write everything to a file in the folder the program was started in."""
        self.coach.rescue(self.sitting)

    # ------------------------------------------------------------------ talking

    @on(AskLine.Asked)
    def _asked(self, event: AskLine.Asked) -> None:
        if event.question:
            self.sitting.ask(event.question)
            self._show_talk()
            self.read_notes()
        self.editor.focus()

    def action_ask(self) -> None:
        """To the ask line, or back from it."""
        question = self.query_one(AskInput)
        (self.editor if question.has_focus else question).focus()

    def action_write(self) -> None:
        """Back to the notes."""
        self.editor.focus()

    def action_talk(self) -> None:
        """Show the conversation in the panel's place, or the panel again."""
        self.toggle_class("-talking")
        self.call_after_refresh(self.query_one(Talk).scroll_end, animate=False)

    async def action_hint(self) -> None:
        """Say what a hint would cost, then take it; in coached practice it is free."""
        offer = await asyncio.to_thread(self.sitting.hint_offer, self.key)

        def take(answer: str | None) -> None:
            if answer == questions.TAKE and offer:
                self.sitting.take_hint(offer)
                self._show_talk()
                self.refresh_bindings()

        if offer is None:
            self.notify("There is no further hint here.", markup=False)
        elif offer.price:
            self.app.push_screen(questions.hint(offer), take)
        else:
            take(questions.TAKE)

    def key_words(self, binding: Binding) -> str:
        """The next hint's price stands on its key."""
        if binding.action == "hint" and (price := self.sitting.hint_price(self.key)):
            return f"hint (−{price:.0%})"
        return binding.description

    # ------------------------------------------------------------------ moving

    async def action_next(self) -> None:
        """On to the next phase; from the last one, hand in."""
        following = self.sitting.following
        if following is not None:
            await self.action_go_to(following.value)
            return

        self.app.push_screen(questions.hand_in(), self._answered)

    def _hand_in(self) -> None:
        self.keep()
        self.sitting.finish()
        self.coach.hand_in(self.sitting)

    async def action_back(self) -> None:
        """Back to the phase before; what stands there can still be changed."""
        phases = self.sitting.phases
        at = phases.index(self.sitting.phase)
        if at:
            await self.action_go_to(phases[at - 1].value)

    async def action_go_to(self, phase: str) -> None:
        """To any phase, as a click on the rail asks."""
        self._part = 0
        self.keep()
        dives = await asyncio.to_thread(self.sitting.dives_for, Phase(phase))
        self.sitting.go_to(Phase(phase), dives)
        self._show_talk()
        await self._enter()

    async def action_question(self) -> None:
        """To the next deep dive, round the end."""
        count = sum(key.phase is self.sitting.phase for key in self.sitting.keys)
        self._part = (self._part + 1) % count
        await self._enter()

    def action_pause(self) -> None:
        """Stop the clock and cover the notes; again: go on."""
        self.sitting.pause()
        self._show_pause()

    def action_leave(self) -> None:
        """Ask, then go home; the session waits there to be resumed."""
        self.app.push_screen(questions.leave(self.sitting.saved()), self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer == questions.FINISH:
            self._hand_in()
        elif answer == questions.LEAVE or (answer == questions.RESCUE and self.coach.rescue(self.sitting)):
            self.coach.go_home()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """While paused, only what works then; the question key only where there are several."""
        if self.sitting.paused and action in ("ask", "hint", "next", "back", "question", "talk", "go_to"):
            return False
        if action == "question":
            return len(self.sitting.session.dives) > 1 and self.sitting.phase is Phase.DEEP_DIVES
        return True
