"""The application: which screen is on top, the commands that work everywhere, and what happens when something breaks.

It holds no rule of the domain. What the screens work with (library, store, sessions) is on the desk, which is opened
in a thread after the first frame.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.tui import commands, crash, rescuing, shelf, themes
from coach.tui.messages import Fact
from coach.tui.opening import Opening
from coach.tui.screens.base import CoachScreen, HoldsText
from coach.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from coach.interview.clock import Moment
    from coach.tui.desk import Desk, OpenElsewhereError
    from coach.tui.screens.start import Terms
    from coach.tui.sitting import Sitting

BUG = 70
"""Exit code of a bug, as the command line documents it."""


class CoachApp(App[int], inherit_bindings=False):
    """coach on a terminal."""

    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012
    """Home is the default screen, which Textual mounts without reading styles of its own."""
    TITLE = "coach"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]
    """Not Textual's own ctrl+q, which would end the program before a screen could ask; every screen binds it."""

    @dataclass
    class DeskOpened(Fact):
        """Library and store have been read."""

        desk: "Desk"
        shelf: shelf.Shelf

    def __init__(
        self,
        open_desk: "Callable[[Callable[[], Moment]], Desk]",
        *,
        picture: Path,
        reports: Path,
        opening: Opening | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        tick: float = 0.5,
        tidy: Callable[[bool], object] = lambda _thorough: None,
    ) -> None:
        """Make the application; nothing is read yet but the remembered picture of the home screen.

        Args:
            open_desk: reads library and store; called in a thread once the first frame stands.
            picture: the file with what the home screen showed last time.
            reports: the folder for HTML reports.
            opening: what the command line asked for.
            monotonic: seconds that never jump, for clocks on screen.
            wall: seconds since the epoch, for dates.
            tick: seconds between two looks at the clock.
            tidy: what is put off until nobody types; called in a thread, at pauses and thoroughly between phases.
        """
        super().__init__()
        self._open_desk = open_desk
        self._picture = picture
        self._opening = opening or Opening()
        self.monotonic = monotonic
        self.wall = wall
        self.tick = tick
        self.reports = reports
        self.tidy = tidy
        self.desk: Desk | None = None
        self._sitting: Sitting | None = None
        self.farewell = ""
        """What is printed when the screens are gone."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        # Not assigned: a change of theme reads all styles a second time, and none has been read yet.
        self.set_reactive(CoachApp.theme, themes.DEFAULT)
        self.stylesheet.set_variables(self.get_css_variables())

    def moment(self) -> "Moment":
        """Both clocks, for the session."""
        from coach.interview.clock import Moment

        return Moment(datetime.fromtimestamp(self.wall(), UTC), self.monotonic())

    def get_default_screen(self) -> Screen[None]:
        """Home."""
        return HomeScreen(shelf.remembered(self._picture))

    def on_ready(self) -> None:
        """The first frame stands: read everything else."""
        self._opening_desk = self._read_desk()

    @work(thread=True, exit_on_error=True)
    def _read_desk(self) -> "Desk":
        desk = self._open_desk(self.moment)
        self.post_message(self.DeskOpened(desk, desk.shelf()))
        return desk

    async def _desk(self) -> "Desk":
        """The desk, as soon as it is open."""
        return cast("Desk", await self._opening_desk.wait())

    @on(DeskOpened)
    def _desk_opened(self, event: DeskOpened) -> None:
        self.desk = event.desk
        self._show_shelf(event.shelf)
        if self._opening.replay:
            self.replay(self._opening.replay, self._opening.speed)
        elif self._opening.resume:
            self.resume(self._opening.session)
        elif self._opening.problem:
            self._begin_asked(event.shelf)

    def _begin_asked(self, news: shelf.Shelf) -> None:
        """Begin what the command line named; a level left out is asked for."""
        row = next((row for row in news.rows if row.slug == self._opening.problem), None)
        if row is None:
            words = f"There is no problem called {self._opening.problem}; these are all."
            self.notify(words, severity="error", markup=False)
            return
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.choose(row.slug)
        if not self._opening.level:
            self.propose(row)
        else:
            from coach.model.words import Level, Phase
            from coach.tui.screens.start import Terms

            asked = self._opening
            self.begin(
                Terms(
                    row.slug,
                    Level(asked.level),
                    asked.minutes or row.minutes,
                    coached=asked.coached or asked.untimed,
                    phase=Phase(asked.phase) if asked.phase else None,
                    timed=not asked.untimed,
                    seed=asked.seed,
                )
            )

    def _show_shelf(self, news: shelf.Shelf) -> None:
        shelf.remember(self._picture, news)
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.show(news)

    # ------------------------------------------------------------------ sessions

    def propose(self, row: shelf.ProblemRow) -> None:
        """Ask for the terms of an interview on `row`, then begin it."""
        from coach.model.words import Level
        from coach.tui.screens.start import StartScreen

        asked = self._opening
        screen = StartScreen(row, Level(asked.level or Level.MIDDLE), asked)

        def begin(terms: "Terms | None") -> None:
            if terms:
                self.begin(terms)

        self.push_screen(screen, begin)

    @work(exclusive=True, group="session")
    async def begin(self, terms: "Terms") -> None:
        """Begin an interview."""
        desk = await self._desk()
        await self._hold(lambda: desk.begin(terms))

    @work(exclusive=True, group="session")
    async def resume(self, session: str = "", *, take_over: bool = False) -> None:
        """Go on with a session, if asked also with one that is open elsewhere; without a name with the newest."""
        desk = await self._desk()
        await self._hold(lambda: desk.resume(session, take_over=take_over))

    def _offer_to_take_over(self, elsewhere: "OpenElsewhereError") -> None:
        from coach.tui import questions

        def go_on(answer: str | None) -> None:
            if answer == questions.TAKE:
                self.resume(elsewhere.session, take_over=True)

        self.push_screen(questions.take_over(str(elsewhere)), go_on)

    async def _hold(self, make: "Callable[[], Sitting]") -> None:
        from coach.tui.desk import DeskError, OpenElsewhereError

        try:
            sitting = await asyncio.to_thread(make)
        except OpenElsewhereError as elsewhere:
            self._offer_to_take_over(elsewhere)
            return
        except DeskError as problem:
            self.notify(str(problem), title="That did not work", severity="error", markup=False, timeout=12)
            return
        await asyncio.to_thread(self.tidy, True)
        self._sitting = sitting
        if sitting.session.finished:
            self._debrief(sitting)
            return
        from coach.tui.screens.interview import InterviewScreen

        await self.push_screen(InterviewScreen(sitting))

    def hand_in(self, sitting: "Sitting") -> None:
        """From the interview to its debrief."""
        self.notify("Reading your answer …", markup=False, timeout=2)
        self._debrief(sitting)

    @work(exclusive=True, group="session")
    async def _debrief(self, sitting: "Sitting") -> None:
        desk = await self._desk()
        try:
            outcome = await asyncio.to_thread(desk.outcome, sitting)
        except Exception as bug:  # a fence: a grader that fails must not take the program with it
            news = crash.words(bug, "Your answer is saved; `coach report` can grade it later.", crash.write(bug))
            self.notify(news, title="The answer could not be graded", severity="error", markup=False, timeout=30)
            self.go_home()
            return
        from coach.tui.screens.debrief import DebriefScreen

        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(DebriefScreen(outcome, sitting))
        if outcome.notice:
            self.notify(outcome.notice, severity="warning", timeout=10, markup=False)

    @work(exclusive=True, group="session")
    async def go_home(self) -> None:
        """Let the session go, and show the list as it is now."""
        self._keep_text()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if self._sitting is not None:
            await asyncio.to_thread(self._sitting.close)
            self._sitting = None
        if self.desk is not None:
            self._show_shelf(await asyncio.to_thread(self.desk.shelf))

    # ------------------------------------------------------------------ between interviews

    @work(exclusive=True, group="study")
    async def drill(self) -> None:
        """Short exercises."""
        desk = await self._desk()
        material = await asyncio.to_thread(desk.drills)
        from coach.tui.screens.drill import DrillScreen

        await self.push_screen(DrillScreen(desk.study, material, int(self.wall())))

    @work(exclusive=True, group="study")
    async def recall(self) -> None:
        """The cards that are due."""
        desk = await self._desk()
        queue = await asyncio.to_thread(desk.study.due)
        from coach.tui.screens.cards import CardsScreen

        await self.push_screen(CardsScreen(desk.study, queue))

    @work(exclusive=True, group="study")
    async def look_back(self) -> None:
        """Every interview, and what they say together."""
        desk = await self._desk()
        past = await asyncio.to_thread(desk.store.history)
        progress = await asyncio.to_thread(desk.study.progress)
        from coach.tui.screens.history import HistoryScreen

        await self.push_screen(HistoryScreen(past, progress))

    @work(exclusive=True, group="study")
    async def replay(self, session: str, speed: int = 8) -> None:
        """Play an interview back."""
        from coach.interview.reel import Reel
        from coach.tui.screens.replay import ReplayScreen

        desk = await self._desk()
        saved = await asyncio.to_thread(desk.store.load, session)
        if saved is None or not saved.events:
            self.notify("That interview holds nothing to play.", severity="error", markup=False)
            return
        reel = await asyncio.to_thread(Reel, saved.events)
        settings = reel.at(0).settings
        await self.push_screen(ReplayScreen(reel, settings.title or settings.problem, speed))

    def rescue(self, sitting: "Sitting") -> bool:
        """Write all text of `sitting` to a file where the program was started; whether that worked."""
        self._keep_text()
        path, news = rescuing.write(sitting.sheet_text())
        self.notify(news, severity="information" if path else "error", markup=False, timeout=15)
        if path:
            self.farewell = news
        return path is not None

    async def action_quit(self) -> None:
        """End the program; a session that is being held has been saved and can be resumed."""
        self._keep_text()
        if self._sitting is not None:
            await asyncio.to_thread(self._sitting.close)
        if self.desk is not None:
            await asyncio.to_thread(self.desk.store.close)
        self.exit(0)

    def save_all(self) -> None:
        """Put what the editors hold on disk, and wait for it."""
        self._keep_text()
        if self._sitting is not None:
            self._sitting.close()

    def _keep_text(self) -> None:
        """Hand over what editors hold that no message has told of yet."""
        for screen in self.screen_stack:
            if isinstance(screen, HoldsText):
                screen.keep()

    def _fatal_error(self) -> None:
        """A bug: save first, then say it in a few words; the details go to a file that holds no answer text."""
        error = sys.exc_info()[1] or self._exception or RuntimeError("unknown")
        with contextlib.suppress(Exception):
            self._keep_text()
        state = rescuing.last_words(self._sitting)
        path = crash.write(error)
        self._return_code = BUG
        self._exit_renderables.append(Text(crash.words(error, state, path)))
        self._close_messages_no_wait()

    # ------------------------------------------------------------------ commands that work everywhere

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are written on keyboards: F1, Enter, ^q."""
        return commands.written(super().get_key_display(binding))

    def action_help(self) -> None:
        """Show what this screen is for and which keys work on it."""
        from coach.tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, CoachScreen) and screen.HELP_TOPIC:
            keys = [(self.get_key_display(binding), binding.tooltip) for binding in commands.explained(screen)]
            self.push_screen(HelpScreen(screen.HELP_TOPIC, keys))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: what the screen offers, then what works everywhere."""
        yield from commands.of_screen(self, screen)
        yield SystemCommand("Theme", "Change colours; every meaning also has a sign", self.action_change_theme)
        yield SystemCommand("Picture", "Save this screen as an SVG picture", self.action_screenshot)
