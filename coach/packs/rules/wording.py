"""Rules on wording: the prompt gives nothing away, criteria are worded richly, and no two of them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model.words import Severity
from coach.packs.rules.scope import PackScope, model_sentences, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.packs.findings import Finding

PROMPT_WORDS = 60
"""More words than this take too long to read under a clock."""
ASKS = 4
"""Ways to ask for a fact that a candidate's own way is recognised by."""
SENTENCES = 3
"""Model sentences a criterion without a computed check needs, to show that wordings differ."""


def long_prompt(scope: PackScope) -> Iterator[Finding]:
    """A prompt has at most 60 words."""
    for problem in scope.problems():
        count = len(problem.loaded.problem.prompt.split())
        if count > PROMPT_WORDS:
            message = f"the prompt has {count} words; at most {PROMPT_WORDS}"
            fix = "leave facts to the interviewer's answers"
            yield problem.fail(("prompt",), "long-prompt", message, fix)


def free_points(scope: PackScope) -> Iterator[Finding]:
    """No model sentence stands in the prompt: pasted back, it would earn credit."""
    for problem in scope.problems():
        prompt = f" {plain_words(problem.loaded.problem.prompt)} "
        for placed in problem.criteria():
            for path, sentence in model_sentences(placed):
                if f" {plain_words(sentence)} " in prompt:
                    message = "this model sentence stands in the prompt, so pasting that earns credit"
                    fix = "word it as an answer, or change the prompt"
                    yield problem.fail(path, "free-points", message, fix)


def few_asks(scope: PackScope) -> Iterator[Finding]:
    """A fact lists at least four ways to ask for it."""
    for problem in scope.problems():
        for index, fact in enumerate(problem.loaded.problem.facts):
            if len(fact.ask) < ASKS:
                message = f"{len(fact.ask)} ways to ask; candidates find more"
                yield problem.warn(("facts", index, "ask"), "few-asks", message, f"write at least {ASKS}")


def few_sentences(scope: PackScope) -> Iterator[Finding]:
    """A criterion has at least three model sentences, in all its facets together, unless it is computed."""
    for placed in scope.criteria():
        computed = placed.criterion.checks or any(facet.checks for facet in placed.criterion.facets)
        count = sum(1 for _ in model_sentences(placed))
        if not computed and count < SENTENCES:
            message = f"{placed.criterion.id}: {count} model sentences; other wordings will be missed"
            fix = f"write at least {SENTENCES}: terse notes, prose, product names"
            yield placed.located.finding(placed.path, "few-sentences", message, fix, severity=Severity.WARNING)


def thin_criterion(scope: PackScope) -> Iterator[Finding]:
    """A criterion tells what to ask when it is missing, what to do next time, and what it rests on."""
    for placed in scope.criteria():
        missing = [name for name in ("probe", "advice", "source") if not getattr(placed.criterion, name)]
        if missing:
            message = f"{placed.criterion.id} has no {', no '.join(missing)}"
            yield placed.located.finding(placed.path, "thin-criterion", message, severity=Severity.WARNING)


def few_hints(scope: PackScope) -> Iterator[Finding]:
    """A deep dive has three hints: a nudge, a direction, an outline."""
    for problem in scope.problems():
        for index, dive in enumerate(problem.loaded.problem.deep_dives):
            if len(dive.hints) < 3:
                message = f"{dive.id} has {len(dive.hints)} hints"
                fix = "write a nudge, a direction and an outline"
                yield problem.warn(("deep_dives", index), "few-hints", message, fix)


def missing_expectation(scope: PackScope) -> Iterator[Finding]:
    """Each level the problem is offered for says what is expected of it."""
    for problem in scope.problems():
        for level in problem.loaded.problem.levels:
            if level not in problem.loaded.problem.expects:
                message = f"nothing says what is expected of level {level.value}"
                yield problem.warn(("expects",), "missing-level", message, f"add `{level.value}:` under `expects:`")


def silent_fact(scope: PackScope) -> Iterator[Finding]:
    """A fact says why it matters; the debrief shows it to those who never asked."""
    for problem in scope.problems():
        for index, fact in enumerate(problem.loaded.problem.facts):
            if not fact.matters:
                message = f"{fact.id} does not say why it matters"
                yield problem.warn(("facts", index), "silent-fact", message, "add `matters:`")


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (
    long_prompt,
    free_points,
    few_asks,
    few_sentences,
    thin_criterion,
    few_hints,
    missing_expectation,
    silent_fact,
)
