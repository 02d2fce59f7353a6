"""`python -m benchmarks [NAME...]`: run the named benchmarks, or all, and print what they measured."""

import importlib
import os
import sys

NAMES = ("startup", "echo", "stalls", "estimation", "design", "api", "grading", "classes")


def main() -> int:
    """Print each figure on a line of its own; 2 when a name is unknown."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    chosen = sys.argv[1:] or NAMES
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in chosen:
        print(f"{name}")
        for label, value in importlib.import_module(f"benchmarks.{name}").measure().items():
            print(f"  {label:<48} {value:10.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
