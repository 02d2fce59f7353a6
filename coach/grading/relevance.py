"""Is this an answer to this problem, and in the candidate's own words?

A good answer to another problem, or the prompt pasted back, is told by the problem's own vocabulary: its nouns, its
operations, its facts.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from coach.api.coverage import Coverage
from coach.grading.lexicons import Same
from coach.grading.reading import PhaseReading, Statement
from coach.grading.subjects import SUBJECTS, shared_with_neighbours, subject_of
from coach.language.expressions import expression
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens
from coach.model.problem import Problem, Rubrics
from coach.model.words import Phase

_PASTED = 90
"""Similarity, of 100, from which a sentence is the prompt's and not the candidate's."""
ON_SUBJECT = 0.75
"""Relevance from which a sheet counts in full."""
_DOUBTED, _SLOPE = -0.05, 2.5
"""The evidence at which a sheet is still taken for an answer, and how fast doubt grows below. Fitted: of a hundred
sound answers none is below, of good answers to other problems five in six are."""
_SPOKEN_OF, _OWN_TONGUE = 0.2, 1.2
"""Share of statements from which a sheet speaks of another subject, and how much more the words count that only the
problem has: two problems may have most words in common."""
_SPOKEN_OF_NEIGHBOUR = 0.12
"""The same for a neighbour, which shares most words: counted are those that only one of the two has."""
_TAKEN_UP = 0.15
"""Share of statements in the problem's own words from which an answer takes the problem up."""
_MOST = 0.75
"""A contract that carries so many of the problem's operations takes it up, whatever its words."""
_OFTEN = 0.25
"""Share of statements about another subject, from which even an answer that carries the operations is doubted."""
_AT_HOME = 0.5
"""Share of a classic's words in a problem's own from which the problem is that classic under another name."""
_COPIED_WORDS = 6
"""A sentence of the rubrics shorter than this may be anybody's, unless a third of the phase is theirs."""
_SENTENCE = expression(r"(?<=[.!?])\s+")
_JUDGED_FROM = 12
"""Statements that it takes to tell what a sheet is about."""
COMMON = frozenset(
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
        "file",
        "files",
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
    plain = [_plain(statement.lower) for statement in made]
    pasted = sum(text in listed for text in plain) > len(made) / 3
    least = 1 if pasted else _COPIED_WORDS
    return tuple(
        replace(statement, void=True)
        if (text in listed and len(text.split()) >= least) or (prompt and _is_copied(statement.lower, prompt))
        else statement
        for statement, text in zip(made, plain, strict=True)
    )


def relevance(
    phases: Mapping[Phase, PhaseReading], problem: Problem | None, slug: str = "", coverage: Coverage | None = None
) -> float:
    """0..1: how far the sheet speaks of its own problem, against how far it speaks of another one.

    The share of statements that use the problem's own words or its prompt's, and the operations that the contract
    carries, are held against the best share among the classics (`coach.grading.subjects`) of words that are not the
    problem's. An answer may have a vocabulary of its own, so doubt has to be strong before anything is held back.

    Args:
        phases: the statements.
        problem: the question; none when it is unknown.
        slug: the question's name, where it is unknown.
        coverage: which of the problem's operations the contract carries.
    """
    return _weighed(phases, problem, slug, _covered(coverage) if coverage else 0.5)


def highest_relevance(phases: Mapping[Phase, PhaseReading], problem: Problem) -> float:
    """What `relevance` comes to at most, whatever the contract carries."""
    return _weighed(phases, problem, problem.id, 1.0)


def _weighed(phases: Mapping[Phase, PhaseReading], problem: Problem | None, slug: str, covered: float) -> float:
    mine = _vocabulary(Same(problem), slug)
    own, asked = mine.own, mine.asked
    bodies = [
        {token.stem for token in statement.sentence.tokens if token.kind is Kind.WORD}
        for reading in phases.values()
        for statement in reading.body
    ]
    if not own or len(bodies) < _JUDGED_FROM:
        return 1.0
    other, against = 0.0, 1.0
    for foreign, at_home, spoken_of in mine.others:
        share = _share(bodies, foreign)
        other = max(other, share)
        if share >= spoken_of:
            against = min(against, _OWN_TONGUE * _share(bodies, at_home) / share)
    if covered >= _MOST and other < _OFTEN:
        return 1.0  # the contract does what is asked, whatever the candidate calls things
    named = _share(bodies, own)
    evidence = 0.5 * min(named, 0.6) + 0.1 * covered + 0.3 * min(_share(bodies, asked) if problem else 0.2, 0.4) - other
    taken_up = max(named, covered / 2 if covered >= _MOST else 0.0) / _TAKEN_UP
    return min(against, taken_up, max(0.0, ON_SUBJECT + (evidence - _DOUBTED) * _SLOPE))


def _covered(coverage: Coverage | None) -> float:
    """Share of the problem's operations that the contract carries."""
    matches = coverage.matches if coverage else ()
    return sum(match.operation is not None for match in matches) / len(matches) if matches else 0.0


def own_stems(problem: Problem | None, slug: str) -> frozenset[str]:
    """Stems that are at home in this problem: its subject's, those of its title and its operations."""
    own = frozenset[str]().union(*(SUBJECTS[name] for name in _subjects(problem, slug)))
    return own | _named_stems(problem) if problem else own


def _subjects(problem: Problem | None, slug: str) -> frozenset[str]:
    """The classics that a problem is one of: by its name, or by half of a classic's words in what it asks."""
    named = subject_of(problem.id if problem else slug)
    subjects = frozenset([named] if named is not None else [])
    if problem is None:
        return subjects
    mine = _named_stems(problem) | frozenset(_content(problem.prompt))
    return subjects | {name for name, words in SUBJECTS.items() if len(mine & words) >= len(words) * _AT_HOME}


def _named_stems(problem: Problem) -> frozenset[str]:
    texts = (problem.title, *(noun for operation in problem.operations for noun in operation.nouns))
    return frozenset(stemmed for text in texts for stemmed in _content(text))


class _Other(NamedTuple):
    """What speaks for another classic than the problem."""

    foreign: frozenset[str]
    """Its words that are not the problem's."""
    at_home: frozenset[str]
    """The problem's words that are not its."""
    spoken_of: float
    """The share of statements from which the sheet is about it."""


class _Vocabulary(NamedTuple):
    """The stems that a problem and the classics are known by."""

    own: frozenset[str]
    asked: frozenset[str]
    """Those of the prompt."""
    others: tuple[_Other, ...]


@lru_cache(maxsize=64)
def _vocabulary(key: Same, slug: str) -> _Vocabulary:
    problem = key.value
    assert problem is None or isinstance(problem, Problem)
    subjects = _subjects(problem, slug)
    shared = shared_with_neighbours(subjects)
    own = own_stems(problem, slug) | shared
    asked = frozenset(_content(problem.prompt)) if problem else frozenset[str]()
    others = []
    for name, words in SUBJECTS.items():
        if name not in subjects:
            common = shared & shared_with_neighbours(frozenset([name]))
            spoken_of = _SPOKEN_OF_NEIGHBOUR if common else _SPOKEN_OF
            others.append(_Other(words - own - asked, own - words - common, spoken_of))
    return _Vocabulary(own, asked, tuple(others))


def _share(bodies: Sequence[Set[str]], words: Set[str]) -> float:
    return sum([not words.isdisjoint(stems) for stems in bodies]) / len(bodies)


@lru_cache(maxsize=1024)
def _content(text: str) -> tuple[str, ...]:
    return tuple(
        token.stem
        for token in tokens(text)
        if token.kind is Kind.WORD and len(token.word) > 3 and token.stem not in COMMON
    )


def _sentences_of(text: str) -> list[str]:
    return [
        part.strip().lower() for part in text.replace("\n", " ").replace("?", ".").split(".") if len(part.strip()) > 20
    ]


def _is_copied(text: str, copied: list[str]) -> bool:
    if len(text) < 20:
        return False
    from rapidfuzz import fuzz  # megabytes, which most of an interview does without

    return any(
        fuzz.ratio(text, other, score_cutoff=_PASTED) >= _PASTED or (len(text) >= 30 and text.strip(" .?!-*") in other)
        for other in copied
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
    return frozenset(plain for text in texts for plain in (_plain(text), *map(_plain, _SENTENCE.split(text))) if plain)
