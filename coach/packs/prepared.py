"""Problems and rubrics as they were validated before, and what was read of their texts: the way round YAML.

Each is kept as JSON under a digest of the very files it comes from, and held against the form of the same models when
it is read back, so that the cache can save time and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from coach.language import expressions, required, stems, turns
from coach.model.plain import from_plain
from coach.model.problem import PackInfo, Problem, Rubrics
from coach.packs import cache
from coach.packs.errors import PackError
from coach.packs.files import PACK_FILE, PROBLEM_FILE, read_bytes, read_text, rubric_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coach.language.lexicon import Lexicon
    from coach.model.base import Frozen

M = TypeVar("M", bound="Frozen")


def problem(root: Path, slug: str) -> Problem:
    """One problem of the pack at `root`.

    Raises:
        PackError: the file is missing or holds errors.
    """

    def read() -> Problem:
        from coach.packs.loading import read_problem

        return read_problem(root, slug)

    return _kept(_name("problem", root, [f"problems/{slug}/{PROBLEM_FILE}"]), Problem, read)


def rubrics(root: Path) -> Rubrics:
    """The rubrics of the pack at `root`; without criteria when it has none of its own.

    Raises:
        PackError: a rubric file holds errors.
    """

    def read() -> Rubrics:
        from coach.packs.loading import read_rubrics

        return read_rubrics(root)

    return _kept(_name("rubrics", root, rubric_files(root)), Rubrics, read)


def info(root: Path) -> PackInfo:
    """What the pack at `root` says of itself.

    Raises:
        PackError: its file is missing or holds errors.
    """

    def read() -> PackInfo:
        from coach.packs.files import read_located
        from coach.packs.schema import validated

        return validated(read_located(root, PACK_FILE), PackInfo)

    return _kept(_name("pack", root, [PACK_FILE]), PackInfo, read)


def recall_readings(root: Path, lexicon: Lexicon) -> None:
    """Give `lexicon`, made of the rubrics at `root`, what earlier runs read, unless it has read something itself."""
    if lexicon.readings.count:
        return
    name = _name("readings", root, rubric_files(root))
    kept = cache.load(name) if name else None
    if kept is None:
        return
    try:
        lexicon.readings.add(json.loads(kept))
    except (ValueError, RecursionError):  # written by somebody else's hand: as if nothing were there
        return
    stems.learn(lexicon.readings.words)
    required.learn(lexicon.readings.required)
    lexicon.readings.kept = lexicon.readings.count


def keep_readings(root: Path, lexicon: Lexicon) -> None:
    """Keep what `lexicon` has read by now for later runs, where that is more than they know."""
    readings = lexicon.readings
    readings.required.update(required.derived())
    name = _name("readings", root, rubric_files(root)) if readings.count > readings.kept else ""
    if name:
        readings.words.update((word, stems.stem(word)) for word in _words(root))
        cache.save(name, json.dumps(readings.plain(), ensure_ascii=False).encode("utf-8", "surrogatepass"))
        readings.kept = readings.count


def recall_tables() -> None:
    """Give the rooms what an earlier run made of the program's own tables; before they are imported.

    These are the regular expressions as they were compiled, and the turns of phrase as a network.
    """
    kept = cache.load(cache.digest("tables", []))
    if kept is not None:
        with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
            tables = json.loads(kept)
            expressions.learn(tables["expressions"])
            turns.learn(tables["turns"])


def keep_tables() -> None:
    """Keep what was made of those tables, where there are expressions that were not known."""
    if expressions.unknown() and (known := expressions.known()):
        tables = {"expressions": known, "turns": asdict(turns.bundled_network())}
        cache.save(cache.digest("tables", []), json.dumps(tables).encode())


def _words(root: Path) -> set[str]:
    """Every word of the rubric files: which of them were read so far would tell of the sheets."""
    text = "\n".join(read_text(root, file) for file in rubric_files(root))
    return set(re.findall(r"[a-z]{3,}", text.lower()))


def _kept(name: str, model: type[M], read: Callable[[], M]) -> M:
    """What is kept under `name`, else what `read` reads, which is kept from then on; without a name only read."""
    kept = cache.load(name) if name else None
    if kept is not None:
        try:
            return from_plain(model, json.loads(kept))
        except (ValueError, RecursionError):  # written by somebody else's hand
            pass
    made = read()
    if name:
        cache.save(name, made.model_dump_json(exclude_defaults=True).encode())
    return made


def _name(kind: str, root: Path, files: Sequence[str]) -> str:
    """The entry made from these files of a pack; empty when one of them cannot be read, which is for others to tell."""
    try:
        contents = [part for file in files for part in (file.encode(), read_bytes(root, file))]
    except PackError:
        return ""
    return cache.digest(kind, contents)
