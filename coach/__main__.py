"""The program's entry: `coach` and `python -m coach`.

`--version` is answered before anything else is imported, and the home screen opens without the command line, whose
imports would hold up its first frame; everything else goes to the command line.
"""

import os
import sys


def main() -> None:
    """Run the command line on `sys.argv` and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from coach import __version__

        print(f"coach {__version__}")
        return
    if not sys.argv[1:] and "_COACH_COMPLETE" not in os.environ:
        from coach.cli.fence import fenced, is_terminal

        if is_terminal():
            sys.exit(fenced(_open_home))
    from coach.cli.fence import fenced

    sys.exit(fenced(_run_command))


def _run_command() -> int:
    from coach.cli.main import run

    return run(sys.argv[1:])


def _open_home() -> int:
    from coach.tui.launch import run

    return run()


if __name__ == "__main__":
    main()
