"""The list of problems for a first screen: read fast, from the head of each file, without any model.

A problem file says what a list shows (title, prompt, minutes …) before it says anything long, so the events are read
only up to the last of those. Where a file has them in another order it is read further, to the same result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.packs.errors import PackError
from coach.packs.files import PROBLEM_FILE, inside, problem_folders, read_text

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = frozenset({"id", "title", "prompt", "trains", "minutes", "difficulty"})
_HEAD_BYTES = 4096


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
    entries = (_entry(root, slug) for slug in problem_folders(root))
    return tuple(sorted((entry for entry in entries if entry), key=lambda entry: (entry.title.casefold(), entry.slug)))


def _entry(root: Path, slug: str) -> ProblemEntry | None:
    try:
        head = _head(_beginning(inside(root, f"problems/{slug}/{PROBLEM_FILE}")))
        if len(head) < len(_HEAD):
            head = _head(read_text(root, f"problems/{slug}/{PROBLEM_FILE}"))
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
    from coach.packs.yaml_events import decode

    with path.open("rb") as file:
        raw = file.read(_HEAD_BYTES)
    return decode(raw[: raw.rfind(b"\n") + 1], path.name)


def _head(text: str) -> dict[str, str]:
    """The scalars a list needs, as text, from a file's top-level mapping."""
    import yaml  # here, so that whoever only names a type does not pay for it

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
