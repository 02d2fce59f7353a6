"""The interview: five phases against the clock, an editor for each, and beside it what is understood of the notes.

The screen holds no state of the interview. What is written goes to the sitting at once, which keeps and saves it;
what the panel shows is read in a thread when the keys rest, so that typing never waits.
"""

import asyncio
import os
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Static, TextArea

from coach.interview.conductor import HandIn, Move, Probe
from coach.interview.state import DraftKey
from coach.model.words import Phase
from coach.tui import drawn, outside, questions
from coach.tui.screens import interview_keys
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.enlarged import EnlargedScreen
from coach.tui.screens.interview_keys import KEYS
from coach.tui.sitting import Sitting
from coach.tui.widgets.editor import MAX_CHARACTERS, Editor
from coach.tui.widgets.editors import Editors
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.rail import Rail
from coach.tui.widgets.sizenote import SizeNote
from coach.tui.widgets.standing import Standing
from coach.tui.widgets.talk import AskInput, AskLine, LastWords, Talk
from coach.tui.widgets.understanding import Understanding

if TYPE_CHECKING:
    from textual.timer import Timer

REST = 0.3
"""Seconds without a key before the notes are read again."""

LONG_REST = 2.5
"""Seconds without a key before what takes longer is done: the checklist of coached practice, which reads the whole
answer, and tidying up."""

TALK_BESIDE, TALK_BESIDE_DRAWING = 140, 170
"""Columns from which the conversation has a column of its own: beside notes and panel, beside notes and drawing."""


class InterviewScreen(CoachScreen[None]):
    """One sitting, from the prompt to the last word."""

    CSS_PATH = "interview.tcss"
    HELP_TOPIC = "interview"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._rest: Timer | None = None
        self._long_rest: Timer | None = None
        self._going_on = False
        self._answering = asyncio.Lock()
        self._part = 0
        """Which of the phase's editors is shown: the deep dives have one a question."""
        self._killed = ""
        """The box that is taken out of the drawing."""

    # ------------------------------------------------------------------ what is on the screen

    def compose(self) -> ComposeResult:
        """Title and rail above; notes, panel and talk side by side; the ask line below."""
        yield Standing(id="title")
        yield SizeNote()
        yield Rail(id="rail")
        with Horizontal(id="work"):
            yield Editors(id="notes")
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
        return self.query_one(Editors).editor

    def look_at_clock(self) -> None:
        """Let the session look at the clock, and show what the interviewer says to it."""
        if self.sitting.tick():
            self.app.bell()
            self._show_talk()
            self.refresh_bindings()
        if self.sitting.owes_question:
            self._ask_into_silence()
        self._show_time()

    @work(exclusive=True, group="silence")
    async def _ask_into_silence(self) -> None:
        """Meet a long silence with a question about what is missing."""
        move = await asyncio.to_thread(self.sitting.listening)
        if move and self.sitting.owes_question:
            self.sitting.make(move)
            self.app.bell()
            self._show_talk()

    def _show_time(self) -> None:
        self.query_one(Standing).show(self.sitting)
        self.query_one(Rail).stops = self.sitting.stops

    async def _enter(self) -> None:
        """Show the phase the session is in, with its editor."""
        key = self.key
        self._killed = ""
        self._arrange()
        await self.query_one(Editors).open(key, self.sitting.text(key))
        self._show_time()
        self.call_after_refresh(self.read_notes)
        self._check_later()
        self.refresh_bindings()

    def _arrange(self) -> None:
        """Give the drawing room; the conversation gets a column of its own where both fit."""
        drawing = self.sitting.phase is Phase.DESIGN
        self.set_class(drawing, "-drawing")
        self.set_class(self.size.width >= (TALK_BESIDE_DRAWING if drawing else TALK_BESIDE), "-beside")

    @property
    def key(self) -> DraftKey:
        """What is being written."""
        keys = [key for key in self.sitting.keys if key.phase is self.sitting.phase]
        self._part = min(self._part, len(keys) - 1)
        return keys[self._part]

    def _show_talk(self) -> None:
        self.query_one(Talk).show(self.sitting.lines)
        self.query_one(LastWords).line = self.sitting.last_words

    def _show_pause(self) -> None:
        self.set_class(self.sitting.paused, "-paused")
        if not self.sitting.paused:
            self.editor.focus()
        self._show_time()

    # ------------------------------------------------------------------ writing

    @on(TextArea.Changed)
    def _notes_changed(self, event: TextArea.Changed) -> None:
        self.sitting.write(self.query_one(Editors).key_of(event.text_area), event.text_area.text)
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(REST, self.read_notes)
        self._check_later()

    def _check_later(self) -> None:
        """Once the keys have rested for long, do what takes longer."""
        if self._long_rest:
            self._long_rest.stop()
        self._long_rest = self.set_timer(LONG_REST, self.use_pause)

    @work(exclusive=True, group="check")
    async def use_pause(self) -> None:
        """In coached practice look at the checklist; then tidy up."""
        if self.sitting.coached:
            await asyncio.to_thread(self.sitting.check)
            self.read_notes()
        await asyncio.to_thread(self.coach.tidy, False)

    def keep(self) -> None:
        """Hand over what the editors hold at this moment, also what no message has told of yet."""
        for key, text in self.query_one(Editors).texts():
            self.sitting.write(key, text)

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        self.query_one(Editors).show_tab_rule()

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
        panel.read(self.key.phase, self.sitting.notes(self.key, panel.room, self._killed))

    def on_resize(self) -> None:
        """The panel's width changed with the terminal's."""
        self._arrange()
        self.call_after_refresh(self.read_notes)

    def action_enlarge(self) -> None:
        """The drawing over the whole screen."""

        def back(killed: str | None) -> None:
            self._killed = killed or ""
            self.read_notes()

        self.app.push_screen(EnlargedScreen(self.sitting, self._killed), back)

    def action_kill(self) -> None:
        """Take out the next box of the drawing; after the last one the design is whole again."""
        self._killed = drawn.next_killed(self.query_one(Understanding).boxes, self._killed)
        self.read_notes()

    def action_outside(self) -> None:
        """These notes in the candidate's own editor; the clock goes on meanwhile."""
        command = outside.command(os.environ)
        if not command:
            self.notify("Set the variable EDITOR to your editor's command, and start coach again.", markup=False)
            return
        self.keep()
        try:
            with self.app.suspend():
                edited = outside.edit(self.editor.text, self.key.part or self.key.phase.value, command)
        except SuspendNotSupported:
            news = "This terminal cannot be lent to another program. Your notes are as they were; go on here."
            self.notify(news, severity="warning", markup=False)
            return
        self.sitting.catch_up()
        if edited.text is not None:
            self.editor.put(edited.text)
        if edited.news:
            self.notify(edited.news, severity="warning", markup=False, timeout=15)
        self.look_at_clock()

    def action_rescue(self) -> None:
        """Write everything to a file in the folder the program was started in."""
        self.coach.rescue(self.sitting)

    # ------------------------------------------------------------------ talking

    @on(AskLine.Asked)
    def _asked(self, event: AskLine.Asked) -> None:
        if event.question:
            self._answer(event.question)
        self.editor.focus()

    @work(group="answer", description="a question")
    async def _answer(self, question: str) -> None:
        """Find the answer, while typing goes on; questions are answered in the order in which they were put."""
        async with self._answering:
            reply = await asyncio.to_thread(self.sitting.answer, question)
            if self.sitting.session.finished:
                return
            self.sitting.ask(question, self.key.part, reply)
        self._show_talk()
        self.read_notes()

    def action_ask(self) -> None:
        """To the ask line, or back from it."""
        question = self.query_one(AskInput)
        if not question.has_focus:
            self._expect_question()
        (self.editor if question.has_focus else question).focus()

    @work(thread=True, exclusive=True, group="ask")
    def _expect_question(self) -> None:
        """Get the answers ready while the question is typed."""
        self.sitting.expect_question()

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
        """Some keys say more than their binding."""
        return interview_keys.words(binding, self.sitting, self.key)

    # ------------------------------------------------------------------ moving

    def action_next(self) -> None:
        """On; a second press while the interviewer thinks is the same wish, not a wish to go on twice."""
        if not self._going_on:
            self._going_on = True
            self._go_on()

    @work(group="next")
    async def _go_on(self) -> None:
        """The interviewer may have a question first; then the next phase, or from the last one, hand in."""
        try:
            await self._next()
        finally:
            self._going_on = False

    async def _next(self) -> None:
        self.keep()
        move = await asyncio.to_thread(self.sitting.next_move)
        if isinstance(move, HandIn):
            self.app.push_screen(questions.hand_in(), self._answered)
        else:
            await self._make(move)

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
        self.keep()
        await self._make(await asyncio.to_thread(self.sitting.entering, Phase(phase)))

    async def _make(self, move: Move) -> None:
        """Let a move happen, and show where it leads."""
        self.sitting.make(move)
        self._show_talk()
        parts = [key.part for key in self.sitting.keys if key.phase is self.sitting.phase]
        if isinstance(move, Probe):
            self._part = parts.index(move.part) if move.part in parts else self._part
            self.app.bell()
        else:
            self._part = 0
        await (
            self._enter()
        )  # before anything that takes time: what is typed meanwhile belongs to the phase the rail shows
        if not isinstance(move, Probe):
            await asyncio.to_thread(self.coach.tidy, True)

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
        """Each key only where it means something."""
        return interview_keys.works(action, self.sitting)
