"""`pack new`: a pack to start from, small and complete, which passes its own check and test as it is.

It holds the bundled URL shortener under a new name, cut down to one or two of each part. The comments put into it say
what each part is for; replace one part after the other and check in between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.packs.errors import PackError
from coach.packs.files import GOLDEN_FILE, PACK_FILE, PROBLEM_FILE, REFERENCE_FILE, read_text
from coach.packs.schemas import KINDS, file_name, schema_text
from coach.resources import bundled_pack

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "url-shortener"
_ID = re.compile(r"(?m)^(?:  - |    |      )id: (\S+)$")
"""The id of a list's entry: its own, or that of the criterion in it; the first one is meant."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

_PACK = """\
# yaml-language-server: $schema=./schemas/{schema}
# A pack: problems, and rubrics only if the bundled ones do not suit. `coach pack check` reads it all,
# `coach pack test` grades the golden sheets.
format: 1
id: {name}
title: {title}
version: 0.1.0
authors: []
"""

_KEPT: dict[str, tuple[str, ...]] = {
    "facts": (
        "new-links-per-day",
        "reads-per-write",
        "retention",
        "bytes-per-link",
        "peak-factor",
        "hot-links",
        "code-alphabet",
        "count-exactness",
        "redirect-latency",
        "availability",
        "durability",
        "takedown",
    ),
    "quantities": (
        "writes-average",
        "writes-peak",
        "reads-average",
        "reads-peak",
        "rows",
        "storage-raw",
        "cache-memory",
        "keyspace",
    ),
    "operations": ("create", "follow"),
    "criteria": (
        "exactness-of-counts-settled",
        "code-length-from-rows",
        "redirect-status-chosen",
        "redirect-free-of-writes",
    ),
    "deep_dives": ("code-generation", "takedown"),
    "curveballs": ("billed-by-clicks",),
    "misconceptions": ("six-characters-are-plenty", "permanent-redirect-counts-clicks", "cache-loss-is-harmless"),
}
"""What is taken over of each list, by id: enough to show how it is written."""

_GOLDEN = """\
# Answers as different people would type them, and where each must land. A band is what a fair colleague would give,
# and a quarter more or less. `finds` and `misses` name criteria, misconceptions or remarks. Where the grader is wrong
# and you cannot help it, add `known_gap: why` to the sheet; it is then reported and does not fail.
format: 1
sheets:
  - file: strong.md
    kind: strong
    overall: {low: 0.75, high: 1.0}
    phases:
      design: {low: 0.7, high: 1.0}
    finds: [code-length-from-rows, redirect-status-chosen]
    misses: [permanent-redirect-counts-clicks]
  - file: decent.md
    kind: decent
    overall: {low: 0.35, high: 0.8}
    finds: [redirect-status-chosen]
  - file: weak.md
    kind: weak
    overall: {low: 0.0, high: 0.35}
    misses: [redirect-status-chosen, code-length-from-rows]
  - file: wrong.md
    kind: wrong
    overall: {low: 0.1, high: 0.6}
    finds: [six-characters-are-plenty, cache-loss-is-harmless]
"""

_SHEETS = ("strong.md", "decent.md", "weak.md", "wrong.md")

_COMMENTS: dict[str, str] = {
    "format": "The version of this file's format; coach says so when it needs a newer or an older one.",
    "prompt": "What the candidate is told, at most 60 words. Everything else has to be asked for.",
    "expects": "What each level should reach, in a sentence each.",
    "facts": (
        "What the interviewer knows and tells when asked. `ask`: ways to ask for it, four or more. `value` in SI\n"
        "(bytes, seconds, per second, dollars, counts), for the formulas below. `matters` is shown to those who\n"
        "never asked."
    ),
    "quantities": (
        "What the estimation should arrive at, computed from the facts. A formula names facts and earlier quantities\n"
        "by their ids, hyphens as underscores; + - * / ** and brackets, min max ceil floor round sqrt log log2 log10."
    ),
    "operations": "What a client must be able to do. `nouns` are words of a path or a function that tell it.",
    "criteria": (
        "What only this problem looks for; the general criteria come from the rubrics. A statement and model\n"
        "sentences are enough. `facets` are parts that count by themselves; `any_of` are combinations of concepts,\n"
        "of figures (number, rate, bytes, duration, percent) and of words in double quotes that stand in one clause."
    ),
    "deep_dives": "Questions that go deeper, each with a nudge, a direction and an outline as hints, and its criteria.",
    "curveballs": "A requirement that changes in mid-interview.",
    "misconceptions": "Wrong claims people make, in several wordings, and what holds instead.",
}


def start_pack(folder: Path, name: str) -> list[Path]:
    """Make a pack with one problem called `name` in `folder`.

    Returns:
        The files written.

    Raises:
        PackError: the name is no name, the folder exists and is not empty, or it cannot be written.
    """
    if not _SLUG.match(name):
        raise PackError(f"{name!r} is not a name for a problem: lower-case words and digits joined by hyphens.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackError(f"{folder}: exists already and is not an empty folder.")
    title = name.replace("-", " ").capitalize()
    files = {PACK_FILE: _PACK.format(schema=file_name("pack"), name=name, title=title)}
    files |= {f"schemas/{file_name(kind)}": schema_text(kind) for kind in KINDS}
    files |= _problem_files(name, title)
    try:
        for relative, text in files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PackError(f"{folder}: cannot be written ({error.strerror}).") from None
    return [folder / relative for relative in files]


def _problem_files(name: str, title: str) -> dict[str, str]:
    root, example = bundled_pack(), f"problems/{EXAMPLE}"
    problem = _cut_down(read_text(root, f"{example}/{PROBLEM_FILE}"))
    problem = problem.replace(f"\nid: {EXAMPLE}\n", f"\nid: {name}\n", 1)
    problem = re.sub(r"(?m)^title: .*$", f"title: {title}", problem, count=1)
    for key, comment in _COMMENTS.items():
        lines = "".join(f"# {line}\n" for line in comment.split("\n"))
        problem = f"\n{problem}".replace(f"\n{key}:", f"\n{lines}{key}:", 1)[1:]
    files = {
        PROBLEM_FILE: _modeline("problem", 2) + problem,
        GOLDEN_FILE: _modeline("golden", 3) + _GOLDEN,
        REFERENCE_FILE: _renamed(read_text(root, f"{example}/{REFERENCE_FILE}"), name),
    }
    files |= {f"golden/{sheet}": _renamed(read_text(root, f"{example}/golden/{sheet}"), name) for sheet in _SHEETS}
    return {f"problems/{name}/{relative}": text for relative, text in files.items()}


def _cut_down(problem: str) -> str:
    """The text of a problem file with only `_KEPT` of its lists; comments and layout stay."""
    sections = re.split(r"(?m)^(?=[a-z_]+:)", problem)
    return "".join(_cut_section(section) for section in sections)


def _cut_section(section: str) -> str:
    key = section.split(":", 1)[0]
    if key not in _KEPT:
        return section
    head, *entries = re.split(r"(?m)^(?=  - )", section)
    kept = [entry for entry in entries if (found := _ID.search(entry)) and found[1] in _KEPT[key]]
    return head + "".join(kept).rstrip("\n") + "\n\n"


def _modeline(kind: str, depth: int) -> str:
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{file_name(kind)}\n"


def _renamed(sheet: str, name: str) -> str:
    return sheet.replace(f"\nproblem: {EXAMPLE}\n", f"\nproblem: {name}\n", 1)
