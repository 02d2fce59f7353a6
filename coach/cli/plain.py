"""`coach practice --plain`: the same interview line by line, for screen readers, dumb terminals and slow links.

Each line that is typed is a line of the notes; a line that begins with `?` is a question, one that is a slash and a
known word does something. Events, sheet and grade are those of the screens: the same `Sitting` holds them.
"""

from __future__ import annotations

import contextlib
import queue
import re
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from coach.interview.conductor import Enter, HandIn, Move, Probe
from coach.interview.state import DraftKey
from coach.language.cleaning import printable
from coach.model.words import Phase
from coach.tui.wording import clock, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from coach.interview.clock import Moment
    from coach.tui.desk import Desk
    from coach.tui.opening import Opening
    from coach.tui.screens.start import Terms
    from coach.tui.sitting import Sitting

LOOK = 0.5
"""Seconds after which the clock is looked at while nothing is typed."""

_MISTYPED = re.compile(r"/[a-z]{2,12}")
"""A line that is one such word was more likely meant as a command than as a path."""

HELP = """\
Each line you type is a line of your notes. These do something else:
  ? how many users     ask the interviewer
  /next                go on; after the last phase, hand in
  /back                the phase before
  /part                the next question of the deep dives
  /hint                what a hint would cost; /hint again takes it
  /show                your notes of this phase, with numbers
  /change 3 new words  put other words into line 3; /drop 3 takes it out
  /time                what is left
  /pause               stop the clock, and let it run again
  /leave               save and leave; `coach resume --plain` goes on"""


def typed(source: TextIO) -> Iterator[str | None]:
    """The lines of `source` as they come; none each `LOOK` seconds while nothing comes; ends with the input."""
    waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        with contextlib.suppress(OSError, ValueError):  # a terminal that is gone, or closed input: the end of it
            for line in source:
                waiting.put(line.rstrip("\r\n"))
        waiting.put(None)

    threading.Thread(target=read, name="coach-lines", daemon=True).start()
    while True:
        try:
            line = waiting.get(timeout=LOOK)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield line


class PlainInterview:
    """One interview, held line by line."""

    def __init__(self, sitting: Sitting, say: Callable[[str], None]) -> None:
        """Make it.

        Args:
            sitting: the interview.
            say: prints one line.
        """
        self.sitting = sitting
        self._say = say
        self._part = 0
        self._heard = len(sitting.session.exchanges)
        self._offered = False
        self._left = False
        self._trouble = ""
        self._commands: dict[str, Callable[[str], None]] = {
            "next": self._next,
            "back": self._back,
            "part": self._next_part,
            "hint": self._hint,
            "show": self._show,
            "change": self._change,
            "drop": self._drop,
            "time": self._time,
            "pause": self._pause,
            "leave": self._leave,
            "help": lambda _: self._say(HELP),
        }

    def hold(self, lines: Iterator[str | None]) -> bool:
        """Take lines until the interview ends or is left; whether it was handed in."""
        self._say(printable(self.sitting.problem.prompt))
        self._say("")
        self._say(HELP)
        self._enter()
        for line in lines:
            if line is not None:
                self._take(line)
            self._look()
            if self._left or self.sitting.session.finished:
                break
        return self.sitting.session.finished

    # ------------------------------------------------------------------ what is typed

    def _take(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        if line.lstrip().startswith("?"):
            self.sitting.ask(line.lstrip().removeprefix("?").strip(), self._key.part)
        elif word.startswith("/") and word[1:] in self._commands:
            self._commands[word[1:]](rest.strip())
            self._offered = self._offered and word == "/hint"
            return
        else:
            text = self.sitting.text(self._key)
            self.sitting.write(self._key, f"{text}{line}\n")
            if _MISTYPED.fullmatch(line.strip()):
                self._say(f"Kept in your notes: there is no command {line.strip()}. /help lists them.")
        self._offered = False

    @property
    def _key(self) -> DraftKey:
        session = self.sitting.session
        parts = session.parts if session.phase is Phase.DEEP_DIVES else ()
        return DraftKey(session.phase, parts[self._part % len(parts)]) if parts else DraftKey(session.phase)

    def _look(self) -> None:
        """Look at the clock, and say what the interviewer said since."""
        self.sitting.tick()  # counts nothing in a pause, and hands what was written to the store
        if not self.sitting.paused and self.sitting.owes_question and (move := self.sitting.listening()):
            self.sitting.make(move)
            self._turn_to(move)
        if (trouble := self.sitting.saved().trouble) != self._trouble:
            self._trouble = trouble
            self._say(printable(trouble) if trouble else "Your text is being saved again.")
        said = self.sitting.session.exchanges
        for one in said[self._heard :]:
            self._say(f"interviewer: {printable(one.says)}")
        self._heard = len(said)

    # ------------------------------------------------------------------ commands

    def _next(self, _: str) -> None:
        move = self.sitting.next_move()
        self.sitting.make(move)
        if isinstance(move, Enter):
            self._enter()
        elif isinstance(move, HandIn):
            self._say("Handed in.")
        elif isinstance(move, Probe):
            self._look()
            self._turn_to(move)
            self._say("Answer in a line or two; /next again goes on.")

    def _turn_to(self, move: Move) -> None:
        """To the deep dive that a question is about, so that the answer is written there."""
        parts = self.sitting.session.parts
        if isinstance(move, Probe) and move.part in parts and parts[self._part % len(parts)] != move.part:
            self._part = parts.index(move.part)
            self._say_part()

    def _back(self, _: str) -> None:
        phases = self.sitting.phases
        at = phases.index(self.sitting.phase)
        if at == 0:
            self._say("This is the first phase.")
            return
        self.sitting.make(self.sitting.entering(phases[at - 1]))
        self._enter()

    def _next_part(self, _: str) -> None:
        if self.sitting.phase is not Phase.DEEP_DIVES or not self.sitting.session.parts:
            self._say("Only the deep dives have parts.")
            return
        self._part += 1
        self._say_part()

    def _hint(self, _: str) -> None:
        offer = self.sitting.hint_offer(self._key)
        if offer is None:
            self._say("There is no hint for this, or you have had them all.")
        elif self._offered or not offer.price:
            self.sitting.take_hint(offer)
            self._offered = False
        else:
            self._say(f"The next hint takes {points(offer.price)} of 100 off this part. /hint again takes it.")
            self._offered = True

    def _show(self, _: str) -> None:
        lines = self._lines()
        if not lines:
            self._say("Nothing is written here yet.")
        for number, line in enumerate(lines, start=1):
            self._say(f"{number:3} {printable(line)}")

    def _change(self, rest: str) -> None:
        number, _, words = rest.partition(" ")
        self._replace(number, [words])

    def _drop(self, number: str) -> None:
        self._replace(number, [])

    def _time(self, _: str) -> None:
        session = self.sitting.session
        if not session.settings.timed:
            self._say("The clock does not count.")
            return
        phase = f"{clock(session.left(session.phase))} in {session.phase.heading}"
        self._say(f"{clock(session.left())} left in all, {phase}. A + means over.")

    def _pause(self, _: str) -> None:
        self.sitting.pause()
        self._say("The clock stands. /pause lets it run." if self.sitting.paused else "The clock runs.")

    def _leave(self, _: str) -> None:
        self._left = True

    # ------------------------------------------------------------------ how it is done

    def _enter(self) -> None:
        self._part = 0
        session = self.sitting.session
        budget = f" ({session.budgets[session.phase] // 60} minutes)" if session.settings.timed else ""
        self._say("")
        self._say(f"--- {session.phase.heading}{budget}")
        self._say_part()

    def _say_part(self) -> None:
        questions = self.sitting.questions
        if self.sitting.phase is not Phase.DEEP_DIVES or not questions:
            return
        at = self._part % len(questions)
        more = "; /part goes to the next" if len(questions) > 1 else ""
        self._say(f"Question {at + 1} of {len(questions)}{more}: {printable(questions[at])}")

    def _lines(self) -> list[str]:
        return self.sitting.text(self._key).rstrip("\n").split("\n") if self.sitting.text(self._key).strip() else []

    def _replace(self, number: str, words: list[str]) -> None:
        lines = self._lines()
        if not number.isdecimal() or not 1 <= int(number) <= len(lines):
            self._say(f"There is no line {printable(number) or 'without a number'}; /show numbers them.")
            return
        lines[int(number) - 1 : int(number)] = words
        self.sitting.write(self._key, "".join(f"{line}\n" for line in lines))
        self._show("")


def run(opening: Opening, lines: Iterator[str | None], say: Callable[[str], None], folder: Path | None = None) -> int:
    """Hold the interview that `opening` asks for, say the result, and keep everything; the exit code.

    Args:
        opening: what the command line asked for.
        lines: what is typed, see `typed`.
        say: prints one line.
        folder: of the candidate's data, when it is not the usual one.
    """
    from coach.resources import data_dir
    from coach.store.ending import on_end
    from coach.tui import rescuing
    from coach.tui.desk import DeskError, open_desk

    desk = open_desk(data_dir(folder), _now)
    try:
        sitting = desk.resume(opening.session) if opening.resume else desk.begin(_terms(opening))
    except DeskError as trouble:
        say(printable(str(trouble)))
        return 2
    interrupted = False
    try:
        with on_end(sitting.close):
            if PlainInterview(sitting, say).hold(lines):
                _result(desk, sitting, lines, say)
    except KeyboardInterrupt:
        interrupted = True
        say("")
    finally:
        saved = sitting.close()
        desk.store.close()
    if saved.trouble:
        say(f"Your text is NOT saved. {printable(saved.trouble)}")
        say(rescuing.write(sitting.sheet_text())[1])
        return 3
    if not sitting.session.finished:
        say(f"Saved. `coach resume --plain {sitting.session.id}` goes on.")
    return 130 if interrupted else 0


def _result(desk: Desk, sitting: Sitting, lines: Iterator[str | None], say: Callable[[str], None]) -> None:
    from coach.report.text import render

    say("What do you expect, of 100? Enter alone skips.")
    guess = _line(lines)
    if guess.isdecimal() and int(guess) <= 100:
        sitting.predict(int(guess))
    outcome = desk.outcome(sitting)
    say("")
    say(render(outcome.card))
    say("Next time I will … (one line, Enter alone skips)")
    if promise := _line(lines):
        sitting.promise(promise[:200])
    say("Grade yourself point by point: coach, then h for the history. The report: coach report last")


def _line(lines: Iterator[str | None]) -> str:
    """The next line, past commands of the interview that were still under way; empty at the end of the input."""
    return next((line.strip() for line in lines if line is not None and not line.startswith("/")), "")


def _terms(opening: Opening) -> Terms:
    from coach.model.words import Level
    from coach.packs.library import problems
    from coach.tui.screens.start import Terms

    minutes = next((entry.minutes for entry in problems() if entry.slug == opening.problem), 45)
    return Terms(
        slug=opening.problem,
        level=Level(opening.level or Level.MIDDLE),
        minutes=opening.minutes or minutes,
        coached=opening.coached,
        phase=Phase(opening.phase) if opening.phase else None,
        timed=not opening.untimed,
        seed=opening.seed,
    )


def _now() -> Moment:
    from coach.interview.clock import Moment

    return Moment(datetime.now(UTC), time.monotonic())
