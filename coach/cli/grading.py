"""One sheet, graded with the packs at hand: what `grade`, class grading and its worker processes share."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from coach.cli.files import Unreadable
from coach.model.quick import dataclass

if TYPE_CHECKING:
    from coach.model.problem import Problem, Rubrics
    from coach.model.scorecard import Scorecard
    from coach.model.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for, whatever the sheets themselves say; travels to worker processes."""

    problem: str = ""
    """Slug of the problem to grade against; empty: the sheet says."""
    level: str = ""
    """The level to judge for; empty: the sheet says."""
    semantic: bool = False
    """Whether a language model may propose evidence."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A sheet with its scorecard."""

    sheet: "Sheet"
    question: "Problem | None"
    """The problem; none when it cannot be had, which a notice tells."""
    card: "Scorecard"
    notices: tuple[str, ...]
    """What could not be understood or found, in words."""


def grade_text(text: str, name: str, wish: Wish) -> Graded:
    """Grade the sheet `text`, called `name`.

    Raises:
        Unreadable: the rubrics cannot be used.
    """
    _ready()
    from coach.language.sheets import parse
    from coach.model.words import Level

    sheet = parse(text, name)
    changes: dict[str, object] = {}
    if wish.level:
        changes["level"] = Level(wish.level)
    if wish.problem:
        changes["problem"] = wish.problem
    sheet = sheet.model_copy(update=changes) if changes else sheet
    question, missing = question_of(sheet.problem)
    notices = (*sheet.notices, *([missing] if missing else []))
    rubrics = rubrics_for(sheet.problem if question else "")
    from coach.grading import grade  # once the stems that were kept are known: its tables of words need many
    from coach.semantic.setting import tier

    second = tier(on=wish.semantic)
    if second.trouble:
        notices = (*notices, second.trouble)
    return Graded(sheet, question, grade(sheet, question, rubrics, second.model), notices)


@cache
def _ready() -> None:
    """Have at hand what earlier runs made, before the rooms that need it are imported."""
    from coach.packs.library import recall_tables

    recall_tables()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection meanwhile: what is loaded stays, and looking through it again and again takes a
    seventh of the time of a short run. What is there at the end is left out of later collections too.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.enable()


@lru_cache(maxsize=64)
def question_of(slug: str) -> "tuple[Problem | None, str]":
    """The problem and, when it cannot be had, why."""
    from coach.packs.errors import InvalidPackError, PackError
    from coach.packs.library import find_problem

    if not slug:
        return None, "the sheet names no problem; graded by the general rubrics alone"
    try:
        return find_problem(slug), ""
    except InvalidPackError as problem:
        return None, f"the problem {slug!r} cannot be used, graded by the general rubrics alone:\n{problem}"
    except PackError as problem:
        return None, f"graded by the general rubrics alone. {problem}"


@lru_cache(maxsize=64)
def rubrics_for(slug: str) -> "Rubrics":
    """What holds for the problem `slug`, or for any when it is empty.

    Raises:
        Unreadable: the rubrics cannot be used.
    """
    from coach.packs.errors import PackError
    from coach.packs.library import home_of, load_rubrics, recall_readings

    try:
        home = home_of(slug) if slug else None
        recall_readings(home)
        return load_rubrics(home)
    except PackError as problem:
        raise Unreadable(f"the rubrics cannot be used:\n{problem}") from None


def keep_readings() -> None:
    """Keep for later runs what was read of the bundled rubrics; see `coach.packs.library`."""
    from coach.packs import library

    library.keep_readings()
