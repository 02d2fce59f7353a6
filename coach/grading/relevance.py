"""Is this an answer to this problem, and in the candidate's own words?

A good answer to another problem, or the prompt pasted back, is told by the problem's own vocabulary: its nouns, its
operations, its facts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from coach.grading.lexicons import Same
from coach.grading.reading import PhaseReading, Statement
from coach.grading.subjects import SUBJECTS, subject_of
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens
from coach.model.problem import Problem, Rubrics
from coach.model.words import Phase

_PASTED = 90
"""Similarity, of 100, from which a sentence is the prompt's and not the candidate's."""
_SPOKEN_OF = 0.12
"""Share of statements from which a sheet speaks of a subject."""
_NAMED = 0.04
"""Share of statements that name the problem's own things, below which the sheet is about nothing of it."""
_COPIED_WORDS = 6
"""A sentence of the rubrics shorter than this may be anybody's."""
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


def without_copies(made: tuple[Statement, ...], problem: Problem | None, rubrics: Rubrics) -> tuple[Statement, ...]:
    """The statements, with those void that are copied from the prompt or, word by word, from the rubrics."""
    prompt = _sentences_of(problem.prompt) if problem else []
    listed = _rubric_sentences(Same(rubrics))
    return tuple(
        replace(statement, void=True)
        if _plain(statement.lower) in listed or (prompt and _is_copied(statement.lower, prompt))
        else statement
        for statement in made
    )


def relevance(phases: Mapping[Phase, PhaseReading], problem: Problem | None, slug: str = "") -> float:
    """0..1: how far the sheet speaks of its own problem, against how far it speaks of another one.

    The share of statements that use the problem's own words is held against the best share among the classics
    (`coach.grading.subjects`). 1 where the problem is named and nothing else is spoken of more; 1 when nothing can be
    told.
    """
    own = own_stems(problem, slug)
    bodies = [
        {token.stem for token in statement.sentence.tokens if token.kind is Kind.WORD}
        for reading in phases.values()
        for statement in reading.body
    ]
    if not own or len(bodies) < _JUDGED_FROM:
        return 1.0
    subject = subject_of(problem.id if problem else slug)
    share = _share(bodies, own)
    other = max((_share(bodies, words) for name, words in SUBJECTS.items() if name != subject), default=0.0)
    if other < _SPOKEN_OF:
        return 1.0 if share >= _NAMED or problem is None else share / _NAMED
    return min(1.0, share / other)


def own_stems(problem: Problem | None, slug: str) -> frozenset[str]:
    """Stems that tell this problem from others: its subject's, or those of its title and its operations' nouns."""
    subject = subject_of(problem.id if problem else slug)
    if subject is not None:
        return SUBJECTS[subject]
    if problem is None:
        return frozenset()
    texts = (problem.title, *(noun for operation in problem.operations for noun in operation.nouns))
    return frozenset(stemmed for text in texts for stemmed in _content(text))


def _share(bodies: Sequence[Set[str]], words: Set[str]) -> float:
    return sum(not words.isdisjoint(stems) for stems in bodies) / len(bodies)


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


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


@lru_cache(maxsize=8)
def _rubric_sentences(key: Same) -> frozenset[str]:
    """Statements and model sentences of the rubrics, without marks: pasted back they are nobody's answer."""
    rubrics = key.value
    assert isinstance(rubrics, Rubrics)
    texts = (
        text.lower()
        for rubric in rubrics.rubrics
        for criterion in rubric.criteria
        for text in (
            criterion.statement,
            *criterion.model_sentences,
            *(sentence for facet in criterion.facets for sentence in facet.model_sentences),
        )
    )
    return frozenset(_plain(text) for text in texts if len(text.split()) >= _COPIED_WORDS)
