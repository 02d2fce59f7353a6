"""The program's entry: `coach` and `python -m coach`.

`--version` is answered before anything else is imported; everything else goes to the command line.
"""

import sys


def main() -> None:
    """Run the command line on `sys.argv` and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from coach import __version__

        print(f"coach {__version__}")
        return
    from coach.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
