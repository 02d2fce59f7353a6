"""`python -m benchmarks.guided READER [-runs=N] [-seed=S] …`: inputs that look for unseen branches of a reader.

Needs atheris (`pip install atheris`), which steers libFuzzer by what of coach an input reached; its options follow the
reader's name. The corpus begins with pieces of the real files that `benchmarks.fuzz` mutates, in a folder of its own
that goes away. An input that makes the reader fail is written to the current folder, and ends the run.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["coach"]):
    from benchmarks.fuzz import MOST, Reader, readers


def fed(reader: Reader, data: bytes) -> None:
    """Give `data` to a reader as text; what it may refuse with is no failure."""
    try:
        reader.feed(data.decode("utf-8", "replace"))
    except reader.allowed:
        return


def seeds(reader: Reader, folder: Path) -> None:
    """Lay pieces of the reader's real files into `folder`."""
    pieces = (text[at : at + MOST] for text in reader.seeds for at in range(0, len(text), MOST))
    for number, piece in enumerate(pieces):
        (folder / f"{number}").write_bytes(piece.encode("utf-8", "replace"))


def main() -> None:
    """Run libFuzzer until it has had enough, or an input failed; it ends the process."""
    every = readers()
    if len(sys.argv) < 2 or sys.argv[1] not in every:
        sys.exit(f"usage: python -m benchmarks.guided READER [libFuzzer options]; readers: {', '.join(every)}")
    reader = every[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder:
        seeds(reader, Path(folder))
        atheris.Setup([sys.argv[0], f"-max_len={MOST}", *sys.argv[2:], folder], lambda data: fed(reader, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
