"""Is this an answer to this problem, and in the candidate's own words?

A good answer to another problem, or the prompt pasted back, is told by the problem's own vocabulary: its nouns, its
operations, its facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from coach.grading.reading import PhaseReading, Statement
from coach.grading.subjects import SUBJECTS, subject_of
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens
from coach.model.problem import Problem
from coach.model.words import Phase

_PASTED = 90
"""Similarity, of 100, from which a sentence is the prompt's and not the candidate's."""
_JUDGED_FROM = 12
"""Statements that it takes to tell what a sheet is about."""
_COMMON = frozenset(
    stem(word)
    for word in [
        "system",
        "design",
        "service",
        "user",
        "users",
        "people",
        "data",
        "request",
        "requests",
        "server",
        "servers",
        "time",
        "number",
        "day",
        "year",
        "second",
        "store",
        "storage",
        "database",
        "cache",
        "read",
        "write",
        "scale",
        "large",
        "many",
        "know",
        "ask",
        "app",
        "application",
        "api",
        "answer",
        "open",
        "new",
        "make",
        "take",
        "want",
        "need",
        "one",
        "two",
        "get",
        "put",
        "give",
        "page",
        "load",
        "every",
        "each",
        "long",
        "short",
        "small",
        "big",
        "first",
        "last",
        "when",
        "where",
        "how",
        "what",
        "which",
        "who",
        "them",
        "their",
        "there",
        "them",
        "only",
        "most",
        "much",
        "more",
        "size",
        "item",
        "items",
        "count",
        "list",
        "show",
        "can",
        "could",
        "should",
        "must",
        "may",
        "keep",
        "back",
        "see",
        "say",
        "use",
        "come",
        "go",
        "work",
    ]
)


def prompt_marks(made: tuple[Statement, ...], problem: Problem | None) -> tuple[Statement, ...]:
    """The statements, with those void that are copied from the prompt."""
    if problem is None:
        return made
    copied = _sentences_of(problem.prompt)
    return tuple(
        replace(statement, void=True) if _is_copied(statement.lower, copied) else statement for statement in made
    )


def relevance(phases: Mapping[Phase, PhaseReading], problem: Problem | None, slug: str = "") -> float:
    """0..1: how much of the problem's own vocabulary the sheet uses.

    The words that tell the problem from others are the nouns of its operations and what its prompt and title repeat.
    Where the problem is unknown here, its slug may still name a classic: then a sheet that hardly speaks of it and
    plainly speaks of another one is off its subject. 1 when nothing can be told.
    """
    if problem is None:
        return _on_subject(phases, slug)
    wanted = problem_stems(problem)
    used: set[str] = set()
    count = 0
    for reading in phases.values():
        for statement in reading.body:
            stems = {token.stem for token in statement.sentence.tokens if token.kind is Kind.WORD}
            count += bool(stems & wanted)
            used |= stems & wanted
    total = sum(len(reading.body) for reading in phases.values())
    if not total:
        return 1.0
    breadth = len(used) / max(4.0, min(10.0, 0.5 * len(wanted)))
    share = count / total
    return min(1.0, breadth * 0.8 + share * 1.2)


def _on_subject(phases: Mapping[Phase, PhaseReading], slug: str) -> float:
    own = subject_of(slug)
    if own is None:
        return 1.0
    bodies = [
        {token.stem for token in statement.sentence.tokens if token.kind is Kind.WORD}
        for reading in phases.values()
        for statement in reading.body
    ]
    if len(bodies) < _JUDGED_FROM:
        return 1.0
    shares = {name: sum(bool(stems & words) for stems in bodies) / len(bodies) for name, words in SUBJECTS.items()}
    other = max((share for name, share in shares.items() if name != own), default=0.0)
    if shares[own] >= 0.1 or other < 0.25:
        return 1.0
    return min(1.0, 2.0 * shares[own] / other)


def problem_stems(problem: Problem) -> frozenset[str]:
    """Stems that tell this problem from others."""
    texts = [
        problem.title,
        problem.prompt,
        *(noun for op in problem.operations for noun in op.nouns),
        *(op.does for op in problem.operations),
    ]
    return frozenset(stemmed for text in texts for stemmed in _content(text))


def _content(text: str) -> Iterable[str]:
    for token in tokens(text):
        if token.kind is Kind.WORD and len(token.word) > 3 and token.stem not in _COMMON:
            yield token.stem


def _sentences_of(text: str) -> list[str]:
    return [
        part.strip().lower() for part in text.replace("\n", " ").replace("?", ".").split(".") if len(part.strip()) > 20
    ]


def _is_copied(text: str, copied: list[str]) -> bool:
    if len(text) < 20:
        return False
    return any(
        fuzz.ratio(text, other) >= _PASTED or (len(text) >= 30 and text.strip(" .?!-*") in other) for other in copied
    )
