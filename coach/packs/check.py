"""`pack check`: everything that is wrong in a pack, or will hurt, at once and sorted.

First what the schema says of every file; then, for what could be read, the rules of `coach.packs.rules`. A comment
`# coach: allow CODE` quiets a warning or a note; errors cannot be quieted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.model.quick import dataclass
from coach.model.words import Severity
from coach.packs.errors import InvalidPackError
from coach.packs.files import REFERENCE_FILE, shown
from coach.packs.findings import Finding, without_allowed
from coach.packs.library import load_rubrics
from coach.packs.loading import Pack, read_loaded, try_pack
from coach.packs.processes import spread
from coach.packs.rules import answers, figures, graded, names, overlap, wording
from coach.packs.rules.scope import PackScope, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.model.problem import PackInfo

RULES = (*names.RULES, *figures.RULES, *wording.RULES, *answers.RULES)
"""The rules that look at the files alone, in the order in which they run; the findings are sorted afterwards."""
GRADER_RULES = (*overlap.RULES, *graded.RULES)
"""Those that ask the grader, which takes a second or two a problem."""


class Task(NamedTuple):
    """What one process does at a time."""

    root: Path
    info: PackInfo
    slug: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to."""

    pack: Pack | None
    """What could be read; none when `pack.yaml` itself is wrong."""
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of `severity`."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def clean(self) -> bool:
        """Whether there is neither an error nor a warning."""
        return not self.count(Severity.ERROR) and not self.count(Severity.WARNING)


def check(path: Path, only: str | None = None, *, quick: bool = False, jobs: int | None = None) -> Checked:
    """Check the pack at `path`.

    Args:
        path: the pack's folder, or its `pack.yaml`.
        only: check this problem and no other.
        quick: leave out what needs the grader.
        jobs: processes to use for that; one a core when left out.

    Raises:
        PackError: there is no pack at all.
    """
    pack, findings = try_pack(path, only)
    if pack is not None:
        scope = scope_of(pack)
        findings += [finding for rule in RULES for finding in rule(scope)]
        if not quick:
            tasks = [Task(pack.root, pack.info, one.slug) for one in pack.loaded]
            findings += [finding for found in spread(_graded, tasks, jobs) for finding in found]
    if only is not None and pack is not None:
        folder = shown(path / "problems" / only) + "/"
        findings = [finding for finding in findings if finding.file.startswith(folder)]
    return Checked(pack, tuple(sorted(set(_kept(findings, pack)))))


def _graded(task: Task) -> list[Finding]:
    """What the grader's rules find in one problem, as far as it can be read."""
    try:
        loaded = read_loaded(task.root, task.slug)
    except InvalidPackError:
        return []  # its errors are told already
    alone = Pack(task.root, task.info, (loaded,), load_rubrics(task.root))
    scope = PackScope(alone, alone.rubrics)
    return [finding for rule in GRADER_RULES for finding in rule(scope)]


def _kept(findings: Iterable[Finding], pack: Pack | None) -> list[Finding]:
    """The findings that no comment in their file allows."""
    if pack is None:
        return list(findings)
    texts = _texts(pack)
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    return [kept for file, mine in by_file.items() for kept in without_allowed(mine, texts.get(file, ""))]


def _texts(pack: Pack) -> dict[str, str]:
    """The texts that may hold such comments: YAML files, and of a reference its front matter, for all of it."""
    texts = {located.file: located.text for located in pack.located_rubrics.values()}
    for one in pack.loaded:
        for located in (one.located, one.golden_located):
            if located is not None:
                texts[located.file] = located.text
        _, _, front = one.reference.partition("---\n")
        comments = [line for line in front.partition("\n---")[0].split("\n") if line.startswith("#")]
        texts[shown(pack.root / "problems" / one.slug / REFERENCE_FILE)] = "\n".join(comments)
    return texts
