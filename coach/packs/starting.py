"""`pack new`: a pack to start from, which passes its own check and test as it is.

It holds the bundled URL shortener under a new name, as one complete example: facts, figures, criteria, answers. The
comments put into it say what each part is for; replace one part after the other and check in between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.packs.errors import PackError
from coach.packs.files import GOLDEN_FILE, PACK_FILE, PROBLEM_FILE, REFERENCE_FILE, inside, read_text
from coach.packs.schemas import KINDS, file_name, schema_text
from coach.resources import bundled_pack

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "url-shortener"
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
    problem = read_text(root, f"{example}/{PROBLEM_FILE}")
    problem = problem.replace(f"\nid: {EXAMPLE}\n", f"\nid: {name}\n", 1)
    problem = re.sub(r"(?m)^title: .*$", f"title: {title}", problem, count=1)
    for key, comment in _COMMENTS.items():
        lines = "".join(f"# {line}\n" for line in comment.split("\n"))
        problem = f"\n{problem}".replace(f"\n{key}:", f"\n{lines}{key}:", 1)[1:]
    golden = read_text(root, f"{example}/{GOLDEN_FILE}")
    head = "# Answers and the bands they must land in. `finds`, `misses`: ids of criteria, misconceptions, remarks.\n"
    files = {
        PROBLEM_FILE: _modeline("problem", 2) + problem,
        GOLDEN_FILE: _modeline("golden", 3) + head + golden,
        REFERENCE_FILE: _renamed(read_text(root, f"{example}/{REFERENCE_FILE}"), name),
    }
    for path in sorted((inside(root, f"{example}/{GOLDEN_FILE}").parent).glob("*.md")):
        relative = f"golden/{path.name}"
        files[relative] = _renamed(read_text(root, f"{example}/{relative}"), name)
    return {f"problems/{name}/{relative}": text for relative, text in files.items()}


def _modeline(kind: str, depth: int) -> str:
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{file_name(kind)}\n"


def _renamed(sheet: str, name: str) -> str:
    return sheet.replace(f"\nproblem: {EXAMPLE}\n", f"\nproblem: {name}\n", 1)
