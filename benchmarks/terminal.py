"""A real pseudo-terminal with a program in it and a screen that follows: what a user sees, and when.

Nothing is imported into or patched in the program under measurement. Linux only (memory and CPU come from /proc);
needs pyte. The end-to-end tests drive the program through the same class.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "shift+tab": "\x1b[Z",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
}

# Kitty keyboard push, pop and query, XTVERSION and modifyOtherKeys: pyte shows them as text or fails on them.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;%]*[uqmcp]")
_ALT_SCREEN = b"\x1b[?1049h"
_SYNC_START, _SYNC_END = b"\x1b[?2026h", b"\x1b[?2026l"

# What a modern terminal answers when asked: synchronised output yes, in-band resize no, its attributes and colours.
_REPLIES = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (b"\x1b]10;?\x1b\\", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
)


class TerminalError(AssertionError):
    """The program ended, or never showed what was waited for; the message holds the last screen."""


def key_bytes(name: str) -> bytes:
    """What a terminal sends for a key: `ctrl+o` -> 0x0f, `alt+x` -> ESC x, `f6`, `enter`, or the text itself."""
    if name in KEYS:
        return KEYS[name].encode()
    if name.startswith("ctrl+") and len(name) == len("ctrl+x"):
        return bytes([ord(name[-1].upper()) & 0x1F])
    if name.startswith("alt+"):
        return b"\x1b" + key_bytes(name[4:])
    return name.encode()


class Terminal:
    """A child process in a pty, with a pyte screen that follows its output. A context manager: leaving it ends the
    child."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: str | Path | None = None,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        self.closed = False
        self.in_sync = False
        self.entered_alt: float | None = None
        self.exit_status: int | None = None
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **(env or {}),
        }
        for name in {"COLUMNS", "LINES", "TMUX", "TERM_PROGRAM"} - set(env or {}):
            environment.pop(name, None)
        master, slave = pty.openpty()
        _set_size(slave, size)
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            _become(command, environment, slave, master, cwd)
        os.close(slave)
        self.fd = master

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self.screen.display)

    @property
    def cells(self) -> int:
        """How many visible characters stand on the screen."""
        return sum(not character.isspace() for character in self.text)

    def write(self, text: str | bytes) -> None:
        """Send characters as if typed."""
        os.write(self.fd, text.encode() if isinstance(text, str) else text)

    def press(self, *names: str) -> None:
        """Send keys by name, see `key_bytes`."""
        for name in names:
            self.write(key_bytes(name))

    def paste(self, text: str) -> None:
        """Send text as a bracketed paste."""
        self.write(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size, as dragging its window does."""
        self.screen.resize(rows, columns)
        _set_size(self.fd, (columns, rows))

    def pump(self, timeout: float) -> float | None:
        """Read one chunk of output into the screen; when it came, or none after `timeout` seconds of silence."""
        if self.closed or not select.select([self.fd], [], [], timeout)[0]:
            return None
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:  # EIO: the child has closed its side
            data = b""
        now = time.perf_counter()
        if not data:
            self.closed = True
            return None
        self.output += data
        for query, reply in _REPLIES:
            if query in data:
                os.write(self.fd, reply)
        start, end = data.rfind(_SYNC_START), data.rfind(_SYNC_END)
        if start != end:  # a terminal shows nothing between the two
            self.in_sync = start > end
        before, alt, after = data.partition(_ALT_SCREEN)
        if alt:  # pyte has no alternate screen: what stood there before does not count as a frame
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", before))
            self.screen.reset()
            self.entered_alt = now
            data = after
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return now

    def settle(self, silence: float = 0.3, limit: float = 10.0) -> float | None:
        """Follow the output until it is silent; when the last byte came."""
        last, end = None, time.perf_counter() + limit
        while time.perf_counter() < end and (at := self.pump(silence)) is not None:
            last = at
        return last

    def wait_for(self, what: str | Callable[[], bool], limit: float = 20.0) -> float:
        """Follow the output until a regular expression is on the screen (or a condition holds); when it was.

        Raises:
            TerminalError: it did not happen within `limit` seconds, or the program ended first.
        """
        seen = (lambda: re.search(what, self.text) is not None) if isinstance(what, str) else what
        end = time.perf_counter() + limit
        at = time.perf_counter()
        while self.in_sync or not seen():
            came = self.pump(0.05)
            at = came or at
            if came is None and (self.closed or time.perf_counter() > end):
                if seen():
                    break
                raise TerminalError(f"never saw {what!r}; the screen was\n{self.text}")
        return at

    def cpu_seconds(self) -> float:
        """User and system time of the program so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mib(self) -> float:
        """Peak resident memory of the program so far, in MiB."""
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    def kill(self) -> None:
        """End the program at once, as a power cut would (SIGKILL)."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait_end()

    def wait_end(self, limit: float = 10.0) -> int:
        """Follow the output until the program has ended; its wait status.

        Raises:
            TerminalError: it is still running after `limit` seconds.
        """
        end = time.perf_counter() + limit
        while self.exit_status is None:
            self.pump(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_status = status
            elif time.perf_counter() > end:
                raise TerminalError(f"still running; the screen was\n{self.text}")
        return self.exit_status

    def close(self) -> None:
        """End the program if it still runs, and free the terminal."""
        for end in (signal.SIGTERM, signal.SIGKILL):
            if self.exit_status is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.pid, end)
                with contextlib.suppress(TerminalError):
                    self.wait_end(2.0)
        with contextlib.suppress(OSError):
            os.close(self.fd)


def _set_size(descriptor: int, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _become(
    command: Sequence[str], environment: Mapping[str, str], slave: int, master: int, cwd: str | Path | None
) -> None:
    """In the forked child: make the pty its terminal and run the command; never returns."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):  # a shell in the background had them ignored
        signal.signal(number, signal.SIG_DFL)
    os.close(master)
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(slave, descriptor)
    if slave > 2:  # beyond the three standard streams
        os.close(slave)
    try:
        if cwd:
            os.chdir(cwd)
        os.execvpe(command[0], list(command), dict(environment))
    except OSError as problem:
        os.write(2, f"cannot run {command[0]}: {problem}\n".encode())
    os._exit(127)
