"""Rules on answers and files: reference and golden sheets are there, whole and named; nothing else lies about."""

from __future__ import annotations

import difflib
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from coach.language.sheets import parse
from coach.model.words import Phase, Severity
from coach.packs.files import GOLDEN_FILE, PACK_FILE, PROBLEM_FILE, REFERENCE_FILE, problem_folders, shown
from coach.packs.findings import Finding
from coach.packs.rubric_files import DRILLS, LIST_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.packs.rules.scope import PackScope, ProblemScope
    from coach.packs.yaml_events import Path

KINDS_NEEDED = ("strong", "decent", "weak", "wrong")
"""Golden sheets that a problem needs, so that its bands hold the grader from both sides."""


def missing_reference(scope: PackScope) -> Iterator[Finding]:
    """A problem has a reference answer with something in every phase."""
    for problem in scope.problems():
        relative = f"{problem.folder}/{REFERENCE_FILE}"
        if not problem.loaded.reference:
            message = f"{relative} is missing"
            yield problem.fail((), "missing-reference", message, "write the answer you would hope for")
            continue
        yield from _phases(scope, problem.loaded.reference, relative)


def missing_golden(scope: PackScope) -> Iterator[Finding]:
    """A problem has golden sheets: at least a strong, a decent, a weak and a wrong one."""
    for problem in scope.problems():
        golden = problem.loaded.golden
        if golden is None:
            message = f"{problem.folder}/{GOLDEN_FILE} is missing or invalid, so nothing tests the problem"
            yield problem.warn((), "missing-golden", message, "write golden sheets and the bands they must land in")
            continue
        kinds = {sheet.kind for sheet in golden.sheets}
        for kind in KINDS_NEEDED:
            if kind not in kinds:
                yield _at_golden(problem, ("sheets",), "missing-golden", f"there is no {kind} sheet", "add one")


def contradiction(scope: PackScope) -> Iterator[Finding]:
    """A golden sheet does not have to both find and miss the same thing."""
    for problem in scope.problems():
        for index, sheet in enumerate(problem.golden_sheets):
            for both in sorted(set(sheet.finds) & set(sheet.misses)):
                where = ("sheets", index, "misses", sheet.misses.index(both))
                yield _at_golden(problem, where, "contradiction", f"{both!r} cannot be both found and missed")


def unknown_miss(scope: PackScope) -> Iterator[Finding]:
    """What a golden sheet must miss is a criterion or a misconception; a misspelt id would be missed for ever."""
    general = {criterion.id for rubric in scope.rubrics.rubrics for criterion in rubric.criteria}
    general |= {one.id for one in scope.rubrics.misconceptions}
    for problem in scope.problems():
        known = general | {placed.criterion.id for placed in problem.criteria()}
        known |= {one.id for one in problem.loaded.problem.misconceptions}
        for index, sheet in enumerate(problem.golden_sheets):
            for inner, name in enumerate(sheet.misses):
                if name not in known:
                    message = f"no criterion or misconception is called {name!r}, so it is always missed"
                    fix = "correct the name; if it is a remark of a reader, allow this note"
                    where = ("sheets", index, "misses", inner)
                    yield _at_golden(problem, where, "unknown-miss", message, fix)


def empty_band(scope: PackScope) -> Iterator[Finding]:
    """A band's low end is not above its high end."""
    for problem in scope.problems():
        for index, sheet in enumerate(problem.golden_sheets):
            bands: list[tuple[Path, float, float]] = [(("overall",), sheet.overall.low, sheet.overall.high)]
            bands += [(("phases", phase.value), band.low, band.high) for phase, band in sheet.phases.items()]
            for path, low, high in bands:
                if low > high:
                    message = f"the band goes from {low:g} down to {high:g}"
                    yield _at_golden(problem, ("sheets", index, *path), "empty-band", message, "swap the two")


def stray_file(scope: PackScope) -> Iterator[Finding]:
    """Nothing lies in a problem's folder that no file names; code never belongs in a pack."""
    root = scope.pack.root
    for problem in scope.problems():
        named = {PROBLEM_FILE, REFERENCE_FILE, GOLDEN_FILE}
        named |= {f"golden/{sheet.file}" for sheet in problem.golden_sheets}
        folder = root / problem.folder
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder).as_posix()
            if path.is_dir() or relative in named or path.name.startswith("."):
                continue
            fix = f"name it in {GOLDEN_FILE}" if path.suffix == ".md" else "remove it; a pack is data only"
            yield _stray(path, relative, fix)


def stray_beside(scope: PackScope) -> Iterator[Finding]:
    """Beside the problems and the rubric files nothing lies in their folders."""
    root, slugs = scope.pack.root, set(problem_folders(scope.pack.root))
    for path in _visible(root / "problems"):
        if path.name not in slugs:
            yield _stray(path, f"problems/{path.name}", f"write its {PROBLEM_FILE}, or remove it")
    known = {f"{name}.yaml" for name in (*(phase.value for phase in Phase), *LIST_FILES, DRILLS)}
    for path in _visible(root / "rubrics"):
        if path.name not in known:
            near = difflib.get_close_matches(path.name, known, 1, 0.6)
            fix = f"did you mean {near[0]}?" if near else f"known here: {', '.join(sorted(known))}"
            yield _stray(path, f"rubrics/{path.name}", fix)


def no_problem(scope: PackScope) -> Iterator[Finding]:
    """A pack without a problem has nothing to practise."""
    if not problem_folders(scope.pack.root) and not scope.pack.rubrics.rubrics:
        message = "the pack holds neither a problem nor a rubric"
        yield Finding(shown(scope.pack.root / PACK_FILE), 1, 1, "empty-pack", message, "add problems/NAME/problem.yaml")


RULES: tuple[Callable[[PackScope], Iterator[Finding]], ...] = (
    missing_reference,
    missing_golden,
    contradiction,
    unknown_miss,
    empty_band,
    stray_file,
    stray_beside,
    no_problem,
)


def _visible(folder: FilePath) -> list[FilePath]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []


def _stray(path: FilePath, name: str, fix: str) -> Finding:
    return Finding(shown(path), 1, 1, "stray-file", f"{name} is named by nothing", fix, Severity.WARNING)


def _phases(scope: PackScope, text: str, relative: str) -> Iterator[Finding]:
    sheet = parse(text, FilePath(relative).name)
    for phase in Phase:
        if not sheet.written(phase).strip():
            message = f"the reference answer has nothing under “{phase.heading}”"
            yield Finding(
                shown(scope.pack.root / relative), 1, 1, "reference-phase", message, f"add `# {phase.heading}`"
            )


def _at_golden(problem: ProblemScope, path: Path, code: str, message: str, fix: str = "") -> Finding:
    located = problem.loaded.golden_located
    assert located is not None
    severity = {"missing-golden": Severity.WARNING, "unknown-miss": Severity.NOTE}.get(code, Severity.ERROR)
    return located.finding(path, code, message, fix, severity=severity)
