"""The list of problems for a first screen: from the head of each file, without any model and mostly without YAML.

A problem file says what a list shows (title, prompt, minutes …) before it says anything long, and nearly always in
plain `key: value` lines and folded blocks. Those are read here directly, since loading YAML alone takes longer than a
screen may wait; anything else in the head is left to the YAML reader, to the same result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coach.model.quick import dataclass
from coach.packs.errors import PackError
from coach.packs.files import PROBLEM_FILE, inside, problem_folders, read_text
from coach.packs.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_HEAD = frozenset({"id", "title", "prompt", "trains", "minutes", "difficulty"})
_HEAD_BYTES = 4096
_KEY = re.compile(r"([a-z_]+):(?: +(.*))?\Z")
_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`])(?:(?! #|: |:\Z|\t).)+\Z")
"""A plain scalar on one line that YAML reads as it stands."""


@dataclass(frozen=True, slots=True)
class ProblemEntry:
    """What a list shows of a problem."""

    slug: str
    title: str
    prompt: str
    trains: str
    minutes: int
    difficulty: int
    """1 easiest to 5."""


def list_problems(root: Path) -> tuple[ProblemEntry, ...]:
    """The problems of the pack at `root`, by title. One that cannot be read is left out: the check tells why."""
    return in_order(entry for slug in problem_folders(root) if (entry := _entry(root, slug)))


def in_order(entries: Iterable[ProblemEntry]) -> tuple[ProblemEntry, ...]:
    """`entries` by title."""
    return tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.slug)))


def plain_head(text: str) -> dict[str, str] | None:
    """What a list needs, from a file that begins with plain lines and folded blocks; none when it must be parsed."""
    head: dict[str, str] = {}
    lines = text.split("\n")
    at = 0
    while at < len(lines) and len(head) < len(_HEAD):
        line = lines[at]
        at += 1
        if not line.strip() or line.startswith("#"):
            continue
        match = _KEY.match(line.rstrip(" "))
        if match is None or match[1] in head:
            return None
        block = at
        while block < len(lines) and (not lines[block] or lines[block].startswith((" ", "-"))):
            block += 1
        if match[1] in _HEAD:
            value = _value(match[2] or "", lines[at:block], ended=block < len(lines) - 1)
            if value is None:
                return None
            head[match[1]] = value
        at = block
    return head if len(head) == len(_HEAD) else None


def _value(said: str, below: list[str], *, ended: bool) -> str | None:
    """The text of one key: on its line, or folded below it; none when it is written in another way."""
    below = below[: len(below) - next((n for n, line in enumerate(reversed(below)) if line.strip()), len(below))]
    if said in {">-", ">"} and below and ended:
        indents = {len(line) - len(line.lstrip(" ")) for line in below}
        return " ".join(line.strip(" ") for line in below) if len(indents) == 1 and indents != {0} else None
    return said if not below and _PLAIN.match(said) else None


def _entry(root: Path, slug: str) -> ProblemEntry | None:
    relative = f"problems/{slug}/{PROBLEM_FILE}"
    try:
        head = plain_head(_beginning(inside(root, relative))) or _parsed_head(read_text(root, relative))
        return ProblemEntry(
            slug=slug,
            title=head["title"].strip(),
            prompt=head["prompt"].strip(),
            trains=head["trains"].strip(),
            minutes=int(head.get("minutes", 45)),
            difficulty=int(head.get("difficulty", 2)),
        )
    except (PackError, OSError, KeyError, ValueError):
        return None


def _beginning(path: Path) -> str:
    """The first whole lines of a file."""
    with path.open("rb") as file:
        raw = file.read(_HEAD_BYTES)
    return decode(raw[: raw.rfind(b"\n") + 1], path.name)


def _parsed_head(text: str) -> dict[str, str]:
    """The scalars a list needs from a file's top-level mapping, read up to the last of them."""
    import yaml  # here, since most lists never need it

    from coach.packs.yaml_events import LOADER

    head: dict[str, str] = {}
    depth = 0
    key: str | None = None
    parser: Any = LOADER(text)
    try:
        while len(head) < len(_HEAD) and parser.check_event():
            event = parser.get_event()
            if isinstance(event, yaml.ScalarEvent):
                if depth == 1 and key is None:
                    key = event.value
                    continue
                if depth == 1 and key in _HEAD:
                    head[key] = event.value
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                continue
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth == 1:
                key = None
    except yaml.YAMLError:
        return head
    finally:
        parser.dispose()
    return head
