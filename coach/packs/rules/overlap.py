"""Rules on what the wordings earn: a criterion is met by its own sentences, not by another's, nor by a hint.

The grader itself says so, sentence by sentence, without the computed checks.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from coach.grading.compiled import CompiledPhase, compile_phase
from coach.grading.judging import judge_compiled
from coach.grading.lexicons import lexicon_of
from coach.grading.matching import Matcher
from coach.grading.reading import Statement, statements
from coach.model.words import Phase
from coach.packs.rules.scope import PackScope, Placed, ProblemScope, model_sentences, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.language.lexicon import Lexicon
    from coach.model.criterion import Criterion
    from coach.packs.findings import Finding
    from coach.packs.yaml_events import Path

EARNED = 0.75
"""Credit from which a criterion counts as earned by words that are not meant for it."""


def told_apart(scope: PackScope) -> Iterator[Finding]:
    """A criterion is earned by its own model sentences, and no two are earned by each other's."""
    for problem in scope.problems():
        for group in _groups(scope, problem):
            yield from _own_words(problem, group)
            yield from _same_words(problem, group)


def copied_sentence(scope: PackScope) -> Iterator[Finding]:
    """No sentence is a model of two criteria, the general ones included."""
    general = {
        plain_words(sentence): criterion
        for rubric in scope.rubrics.rubrics
        for criterion in rubric.criteria
        for sentence in _sentences(criterion)
    }
    for problem in scope.problems():
        seen = dict(general)
        for placed in problem.criteria():
            for path, sentence in model_sentences(placed):
                first = seen.setdefault(plain_words(sentence), placed.criterion)
                if first is not placed.criterion:
                    message = f"the same sentence earns {first.id!r}"
                    fix = "word it so that it shows this point only"
                    yield problem.warn(path, "same-words", message, fix)


def hint_gives_away(scope: PackScope) -> Iterator[Finding]:
    """The question and the hints of a deep dive help to think; repeated as an answer, they earn no criterion."""
    lexicon = lexicon_of(scope.rubrics)
    for problem in scope.problems():
        for index, dive in enumerate(problem.loaded.problem.deep_dives):
            compiled = compile_phase(dive.criteria, lexicon)
            told: list[tuple[Path, str]] = [(("deep_dives", index, "question"), dive.question)]
            told += [(("deep_dives", index, "hints", inner), hint) for inner, hint in enumerate(dive.hints)]
            for path, text in told:
                earned = _earned(_read(text, lexicon), compiled)
                for criterion, credit in zip(dive.criteria, earned, strict=True):
                    copied = any(plain_words(answer) in plain_words(text) for answer in _sentences(criterion))
                    if copied or credit >= EARNED:
                        message = f"repeated as an answer, this earns {criterion.id!r}"
                        fix = "ask or point instead of answering"
                        yield problem.warn(path, "hint-gives-away", message, fix)


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (told_apart, copied_sentence, hint_gives_away)


class _Group(NamedTuple):
    """Criteria that are judged on the same text, and what the sentences of each earn each."""

    placed: tuple[Placed, ...]
    earned: tuple[tuple[float, ...], ...]
    """`earned[a][b]`: the credit of criterion b for the sentences of criterion a."""


def _groups(scope: PackScope, problem: ProblemScope) -> list[_Group]:
    """The problem's criteria by phase, deep dive and curveball."""
    by_place: dict[Path, list[Placed]] = {}
    for placed in problem.criteria():
        key = (placed.phase.value,) if placed.path[0] == "criteria" and placed.phase else placed.path[:2]
        by_place.setdefault(key, []).append(placed)
    lexicon = lexicon_of(scope.rubrics)
    return [_group(tuple(placed), lexicon) for placed in by_place.values()]


def _group(placed: tuple[Placed, ...], lexicon: Lexicon) -> _Group:
    compiled = compile_phase(tuple(one.criterion for one in placed), lexicon)
    texts = ["\n".join(f"- {sentence}" for sentence in _sentences(one.criterion)) for one in placed]
    return _Group(placed, tuple(_earned(_read(text, lexicon), compiled) for text in texts))


def _read(text: str, lexicon: Lexicon) -> tuple[Statement, ...]:
    return statements(text, lexicon, Phase.DEEP_DIVES)


def _earned(said: Sequence[Statement], compiled: CompiledPhase) -> tuple[float, ...]:
    matcher = Matcher(said, compiled)
    return tuple(judge_compiled(one, matcher, lambda _: None, "").credit for one in compiled.criteria)


def _own_words(problem: ProblemScope, group: _Group) -> Iterator[Finding]:
    for at, placed in enumerate(group.placed):
        credit = group.earned[at][at]
        if not _computed(placed.criterion) and credit < EARNED:
            message = f"all its model sentences together earn {placed.criterion.id!r} only {credit:.2f} of 1"
            fix = "give each facet model sentences, or combinations, that say it alone"
            yield problem.warn((*placed.path, "id"), "own-words", message, fix)


def _same_words(problem: ProblemScope, group: _Group) -> Iterator[Finding]:
    for first, second in itertools.combinations(range(len(group.placed)), 2):
        if min(group.earned[first][second], group.earned[second][first]) >= EARNED:
            one, other = group.placed[first], group.placed[second]
            message = f"the sentences of {one.criterion.id!r} earn this, and its own earn that"
            fix = "ask for what sets the two apart, or make them one"
            yield problem.warn((*other.path, "id"), "same-words", message, fix)


def _computed(criterion: Criterion) -> bool:
    """Whether structure decides it, at least in part, so that words alone need not earn it."""
    return bool(criterion.checks) or any(facet.checks for facet in criterion.facets)


def _sentences(criterion: Criterion) -> list[str]:
    facets = (sentence for facet in criterion.facets for sentence in facet.model_sentences)
    return [*criterion.model_sentences, *facets]
