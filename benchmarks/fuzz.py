"""`python -m benchmarks.fuzz [READER...] --inputs N --seed S`: throw mutated files at every reader.

A reader may refuse an input with its own error and nothing else. Prints how many inputs each took, and the first that
made it fail, with the seed that makes it again.
"""

import argparse
import io
import json
import random
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.api.checks import check as check_contract
from coach.api.reader import read as read_contract
from coach.design.catalogue import build
from coach.design.language import read as read_design
from coach.estimation.worksheet import read as read_worksheet
from coach.language.sheets import parse
from coach.packs.contents import contents
from coach.packs.errors import PackError
from coach.packs.library import load_rubrics
from coach.packs.yaml_events import read_yaml
from coach.review.cards import unpacked
from coach.store.schema import migrate
from coach.store.transfer import imported

ROOT = Path(__file__).parents[1]
MOST = 1200
"""Characters of an input: readers are linear, and short inputs try more."""
ALPHABET = "0123456789 .,:;|/-+*=~<>(){}[]'\"#&!?@%$^_\\\n\tabckxGETPOSTµ×→÷é漢\u202e\x1b\x00\ud800"


@dataclass(frozen=True, slots=True)
class Reader:
    """What is fed, and what it may answer with."""

    feed: Callable[[str], object]
    seeds: tuple[str, ...]
    allowed: tuple[type[Exception], ...] = ()


def mutated(rng: random.Random, seeds: tuple[str, ...]) -> str:
    """A piece of a real file with a few letters changed, or two pieces put together."""
    text = rng.choice(seeds)
    start = rng.randrange(max(1, len(text) - 40))
    piece = text[start : start + rng.randrange(1, MOST)]
    if rng.random() < 0.2:
        other = rng.choice(seeds)
        at = rng.randrange(max(1, len(other)))
        piece = piece[: MOST // 2] + other[at : at + MOST // 2]
    letters = list(piece)
    for _ in range(rng.choice((0, 1, 1, 2, 4, 16))):
        at = rng.randrange(len(letters) + 1)
        match rng.randrange(4):
            case 0:
                letters[at:at] = rng.choice(ALPHABET)
            case 1:
                letters[at : at + rng.randrange(1, 8)] = []
            case 2:
                letters[at : at + 1] = rng.choice(ALPHABET) * rng.choice((1, 1, 2, 60))
            case _:
                letters[at:at] = letters[max(0, at - rng.randrange(1, 30)) : at]
    return "".join(letters)


def readers() -> Mapping[str, Reader]:
    """Every reader of foreign text, by name."""
    rubrics = load_rubrics()
    catalogue = build(rubrics.components)
    sheets = tuple(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("problems/*/**/*.md")))
    yaml = tuple(path.read_text(encoding="utf-8")[:20_000] for path in sorted(ROOT.glob("problems/*/problem.yaml")))
    lines = (
        '{"schema": "coach.export/1", "kind": "session", "id": "s", "active": 1.5, "events": [{"kind": "started", "at":'
        ' "2026-01-01T00:00:00Z", "active": 0.0, "session": "s", "settings": {"problem": "url-shortener"}}], "grade":'
        " null}\n",
        '{"schema": "coach.export/1", "kind": "card", "id": "c", "due": "2026-01-01", "suspended": 0, "body": "{}",'
        ' "reviews": [{"at": "2026-01-01", "rating": 3, "body": "{}"}]}\n',
    )
    cards = (
        '{"id": "a", "problem": "p", "phase": "api", "criterion": "c", "prompt": "p", "context": "", "answer": "a"}',
    )
    return {
        "sheet": Reader(lambda text: parse(text, "x.md"), sheets),
        "worksheet": Reader(read_worksheet, sheets),
        "endpoints": Reader(lambda text: check_contract(read_contract(text), text), sheets),
        "diagram": Reader(lambda text: read_design(text, catalogue), sheets),
        "yaml": Reader(lambda text: read_yaml(text, "x.yaml"), yaml, (PackError,)),
        "import": Reader(_import, lines),
        "card": Reader(unpacked, cards, (ValueError,)),
        "zip": Reader(_zip, yaml, (PackError,)),
    }


def run(name: str, reader: Reader, inputs: int, seed: int) -> Iterator[str]:
    """Feed `inputs` inputs; a line for the first failure, then one for the count."""
    started = time.process_time()
    for number in range(inputs):
        rng = random.Random(f"{name} {seed} {number}")
        text = mutated(rng, reader.seeds)
        try:
            reader.feed(text)
        except reader.allowed:
            continue
        except Exception as error:
            yield f"{name}: input {number} of seed {seed} fails with {type(error).__name__}: {error}\n{text!r}"
            break
    else:
        number = inputs
    yield f"{name}: {number:,} inputs, seed {seed}, {time.process_time() - started:.0f} s"


def _import(text: str) -> object:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, None)
        connection.execute("BEGIN")
        return imported(connection, text.splitlines())
    finally:
        connection.close()


def _zip(text: str) -> object:
    """A zip with the text as a member, and the text's own letters written over a part of the archive."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("pack.yaml", text.encode("utf-8", "replace"))
    data = bytearray(raw.getvalue())
    at = len(text) * 7 % len(data)
    data[at : at + 3] = text[:3].encode("utf-8", "replace")[:3]
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        return contents(Path(file.name))


def main() -> int:
    """Feed the readers that are named, or all."""
    every = readers()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*every, []])
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    lines = [line for name in given.names or every for line in run(name, every[name], given.inputs, given.seed)]
    print(json.dumps(lines) if given.json else "\n".join(lines))
    return int(any(" fails with " in line for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
