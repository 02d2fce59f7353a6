"""Rules on names: what is referred to exists, and nothing is called twice."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from coach.grading.asserting import claim_of
from coach.grading.lexicons import lexicon_of
from coach.model.words import Severity
from coach.packs.coverage import coverage
from coach.packs.rules.scope import PackScope, Placed, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coach.packs.findings import Finding
    from coach.packs.yaml_events import Located, Path


def unknown_source(scope: PackScope) -> Iterator[Finding]:
    """A `source` names a document and a section that `rubrics/sources.yaml` lists."""
    sections = scope.sections
    if not sections:
        return
    for located, path, source in scope.citations():
        if source.doc not in sections:
            yield located.finding(
                (*path, "doc"), "unknown-source", f"there is no document {source.doc!r}", _near(source.doc, sections)
            )
        elif source.section not in sections[source.doc]:
            yield located.finding(
                (*path, "section"),
                "unknown-source",
                f"{source.doc} has no section {source.section!r}",
                _near(source.section, sections[source.doc]),
            )


def unknown_concept(scope: PackScope) -> Iterator[Finding]:
    """A combination names concepts of `rubrics/concepts.yaml`, kinds of figures, or words in double quotes."""
    known = scope.concepts
    for located, path, combination in _combinations(scope):
        for index, word in enumerate(combination):
            name = word.removeprefix("!")
            if not name.startswith('"') and name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.6)
                fix = f"did you mean {near[0]!r}?" if near else f"""literal words go in double quotes: '"{name}"'"""
                yield located.finding((*path, index), "unknown-concept", f"there is no concept {name!r}", fix)


def bad_phrase(scope: PackScope) -> Iterator[Finding]:
    """What a misconception or a property says in phrases can be read; see `coach.language.phrases`."""
    lexicon, properties = lexicon_of(scope.rubrics), [one.id for one in scope.rubrics.properties]
    for located, path, one in scope.misconceptions():
        for key in ("about", "claims", "unless", "settled"):
            for index, text in enumerate(getattr(one, key)):
                parts: dict[str, Sequence[str]] = {"about": (), "claims": (), "unless": (), "settled": (), key: (text,)}
                try:
                    claim_of(
                        parts["about"], parts["claims"], (), parts["unless"], lexicon, properties, parts["settled"]
                    )
                except ValueError as error:
                    yield located.finding((*path, key, index), "bad-phrase", str(error), "see what is known there")


def unknown_check(scope: PackScope) -> Iterator[Finding]:
    """A criterion or facet names only computed checks that exist."""
    for placed in scope.criteria():
        lists = [(placed.path, placed.criterion.checks)]
        lists += [((*placed.path, "facets", at), facet.checks) for at, facet in enumerate(placed.criterion.facets)]
        for path, names in lists:
            for index, name in enumerate(names):
                if name not in scope.checks:
                    where = (*path, "checks", index)
                    message = f"there is no check called {name!r}"
                    yield placed.located.finding(where, "unknown-check", message, _near(name, scope.checks))


def duplicate_criterion(scope: PackScope) -> Iterator[Finding]:
    """A criterion's id is used once in a problem and the rubrics that hold for it."""
    general = {criterion.id for rubric in scope.rubrics.rubrics for criterion in rubric.criteria}
    yield from _twice(scope.general_criteria(), set())
    for problem in scope.problems():
        yield from _twice(problem.criteria(), set(general))


def duplicate_id(scope: PackScope) -> Iterator[Finding]:
    """Facts and quantities share one set of names; deep dives, operations and the rest have one each."""
    for problem in scope.problems():
        told = problem.loaded.problem
        groups: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = (
            (("facts", tuple(f.id for f in told.facts)), ("quantities", tuple(q.id for q in told.quantities))),
            (("operations", tuple(o.id for o in told.operations)),),
            (("deep_dives", tuple(d.id for d in told.deep_dives)),),
            (("curveballs", tuple(c.id for c in told.curveballs)),),
            (("misconceptions", tuple(m.id for m in told.misconceptions)),),
        )
        for group in groups:
            seen: dict[str, str] = {}
            for key, ids in group:
                for index, name in enumerate(ids):
                    if name in seen:
                        message = f"{name!r} is already the name of one of the {seen[name].replace('_', ' ')}"
                        yield problem.fail((key, index, "id"), "duplicate-id", message, "rename one of the two")
                    seen[name] = key


def folder_name(scope: PackScope) -> Iterator[Finding]:
    """A problem's folder is called as the problem."""
    for problem in scope.problems():
        if problem.loaded.problem.id != problem.loaded.slug:
            message = f"the problem is called {problem.loaded.problem.id!r} and its folder {problem.loaded.slug!r}"
            yield problem.fail(("id",), "folder-name", message, "give both the same name")


def shared_alias(scope: PackScope) -> Iterator[Finding]:
    """A surface form belongs to one concept only."""
    located = scope.pack.located_rubrics.get("concepts")
    if located is None:
        return
    seen: dict[str, str] = {}
    for index, concept in enumerate(scope.pack.rubrics.concepts):
        for key, forms in (("aliases", concept.aliases), ("products", concept.products)):
            for inner, form in enumerate(forms):
                owner = seen.setdefault(plain_words(form), concept.id)
                if owner != concept.id:
                    message = f"{form!r} already stands for the concept {owner!r}"
                    where = ("concepts", index, key, inner)
                    yield located.finding(
                        where, "shared-alias", message, "keep it in one of the two", severity=Severity.WARNING
                    )


def uncited_section(scope: PackScope) -> Iterator[Finding]:
    """Every section of the source documents is cited by something that judges, or says why not."""
    located = scope.pack.located_rubrics.get("sources")
    if located is None:
        return
    for index, document in enumerate(coverage(scope)):
        for inner, section in enumerate(document.sections):
            if section.missing:
                message = f"no criterion, misconception, number or drill cites {document.doc} {section.section!r}"
                fix = "cite it, or add `not_assessed:` with the reason"
                where = ("documents", index, "sections", inner, "id")
                yield located.finding(where, "uncited-section", message, fix, severity=Severity.NOTE)


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (
    unknown_source,
    unknown_concept,
    bad_phrase,
    unknown_check,
    duplicate_criterion,
    duplicate_id,
    folder_name,
    shared_alias,
    uncited_section,
)


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known)[:12])} …"


def _twice(criteria: Iterator[Placed], seen: set[str]) -> Iterator[Finding]:
    for placed in criteria:
        if placed.criterion.id in seen:
            message = f"a criterion called {placed.criterion.id!r} exists already"
            yield placed.located.finding((*placed.path, "id"), "duplicate-id", message, "rename one of the two")
        seen.add(placed.criterion.id)


def _combinations(scope: PackScope) -> Iterator[tuple[Located, Path, list[str]]]:
    files = [*scope.pack.located_rubrics.values(), *(problem.loaded.located for problem in scope.problems())]
    for located in files:
        for path, value in located.lists("any_of"):
            for index, one in enumerate(value):
                yield located, (*path, index), one
