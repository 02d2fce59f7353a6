"""The last fence around a run of the program: whatever leaves it becomes an exit code, a bug becomes words, and no text
steers the terminal.

It imports next to nothing, so that the home screen opens without the command line.
"""

import errno
import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

UNUSABLE = 2
BUG = 70
INTERRUPTED = 130

_REFUSALS = {
    getattr(errno, name, None)
    for name in ("EACCES", "EDQUOT", "EFBIG", "EIO", "ELOOP", "EMFILE", "ENAMETOOLONG", "ENOSPC", "EPERM", "EROFS")
}
"""What a system refuses for reasons of its own; any other error of it is a bug of ours."""


def fenced(run: Callable[[], int]) -> int:
    """The exit code of `run`; nothing but an exit code leaves this function."""
    _mend_streams()
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has gone (`coach ... | head`)
        _drop_output()
        return 0
    except OSError as refused:
        if refused.errno not in _REFUSALS:
            return _bug(refused)
        _drop_output()
        print(_refused(refused), file=sys.stderr)
        return UNUSABLE
    except Exception as bug:  # what nobody foresaw is told in words, its details go to a file
        return _bug(bug)
    else:
        return code


def is_terminal() -> bool:
    """Whether a full-screen program can run here: input and output are a terminal that can move its cursor."""
    both = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return both and os.environ.get("TERM", "dumb") != "dumb"


def steer(codes: str, stream: TextIO) -> None:
    """Send control codes of the program's own; those in a text that is printed are shown, not obeyed."""
    stream.flush()
    stream.buffer.write(codes.encode("ascii"))
    stream.flush()


class _Shown(io.TextIOWrapper):
    """A terminal, or messages: characters that could steer one come out as signs, whoever wrote them."""

    def write(self, text: str) -> int:
        from coach.language.cleaning import printable

        return super().write(printable(text))


def _mend_streams() -> None:
    """Make the three streams such that reading and writing cannot fail for what the text is, or for being closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called; what is opened next would take its place
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
        elif not isinstance(stream, io.TextIOWrapper) or isinstance(stream, _Shown):
            continue
        elif mode == "r":
            stream.reconfigure(errors="replace")
        elif stream.isatty() or stream is sys.__stderr__:
            raw = io.BufferedWriter(io.FileIO(stream.fileno(), "w", closefd=False))
            setattr(sys, name, _Shown(raw, stream.encoding, "replace", line_buffering=True))
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """What is still to be written goes nowhere: Python would complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: OSError) -> str:
    from coach.language.cleaning import one_line

    what = one_line(str(error.filename)) if error.filename else "the output"
    return f"Error: {what}: {error.strerror}. What you have stored is as it was; mend that, or name another place."


def _bug(bug: Exception) -> int:
    """Say that it is one, and where its details are: code lines only, no text of anybody's."""
    from coach.tui import crash

    path = crash.write(bug)
    where = f"Its details, without your text, are in {path}." if path else "Its details could not be written."
    print(
        f"This is a bug in coach ({type(bug).__name__}), not something you did. Your files are as they were. {where}",
        file=sys.stderr,
    )
    return BUG
