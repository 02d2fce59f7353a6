"""From a pack's files to models: one problem, the rubrics, or everything, with every error of every file at once."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from coach.model.criterion import Rubric
from coach.model.drills import DrillMaterial
from coach.model.problem import GoldenSet, PackInfo, Problem, Rubrics
from coach.model.quick import dataclass
from coach.model.words import Phase
from coach.packs.errors import InvalidPackError, PackError
from coach.packs.files import (
    GOLDEN_FILE,
    PACK_FILE,
    PROBLEM_FILE,
    REFERENCE_FILE,
    inside,
    pack_root,
    problem_folders,
    read_located,
    read_text,
    shown,
)
from coach.packs.findings import Finding
from coach.packs.rubric_files import DRILLS, LIST_FILES
from coach.packs.schema import validated

if TYPE_CHECKING:
    from pathlib import Path

    from coach.model.base import Frozen
    from coach.packs.yaml_events import Located

M = TypeVar("M", bound="Frozen")


@dataclass(frozen=True, slots=True)
class LoadedProblem:
    """One problem with all its files."""

    slug: str
    """The name of its folder."""
    problem: Problem
    located: Located
    """The problem file with positions, so that a check can point at what it finds."""
    reference: str
    """The reference answer; empty when there is none."""
    golden: GoldenSet | None
    golden_located: Located | None
    sheets: dict[str, str]
    """The golden sheets' texts, by the name `golden.yaml` gives them."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a pack holds."""

    root: Path
    info: PackInfo
    loaded: tuple[LoadedProblem, ...]
    rubrics: Rubrics
    """Its own rubrics; without criteria the bundled ones hold."""
    located_rubrics: dict[str, Located] = field(default_factory=dict)
    """The rubric files with positions, by name without ending."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Its problems, by slug."""
        return tuple(one.problem for one in self.loaded)


def read_pack(path: Path, only: str | None = None) -> Pack:
    """Everything the pack at `path` holds, or its rubrics and the problem `only`.

    Raises:
        PackError: there is no pack; `InvalidPackError` holds every error of every file.
    """
    pack, findings = try_pack(path, only)
    if findings or pack is None:
        raise InvalidPackError(findings)
    return pack


def try_pack(path: Path, only: str | None = None) -> tuple[Pack | None, list[Finding]]:
    """What can be read of a pack, and every error of the rest. No pack at all when `pack.yaml` itself is wrong.

    Args:
        path: the pack's folder, or its `pack.yaml`.
        only: read this problem and no other.

    Raises:
        PackError: there is no pack at `path`.
    """
    root = pack_root(path)
    reading = _Reading(root)
    info = reading.model(PACK_FILE, PackInfo)
    slugs = problem_folders(root) if only is None else [only]
    loaded = [one for slug in slugs if (one := reading.problem(slug))]
    located: dict[str, Located] = {}
    rubrics = reading.rubrics(located)
    reading.rubric_file(DRILLS, DrillMaterial, located)
    if info is None:
        return None, reading.findings
    return Pack(root, info, tuple(loaded), rubrics, located), reading.findings


def read_loaded(root: Path, slug: str) -> LoadedProblem:
    """One problem with all its files, without the pack's rubrics.

    Raises:
        InvalidPackError: with every error of its files.
    """
    reading = _Reading(root)
    loaded = reading.problem(slug)
    if reading.findings or loaded is None:
        raise InvalidPackError(reading.findings)
    return loaded


def read_problem(root: Path, slug: str) -> Problem:
    """One problem of the pack at `root`.

    Raises:
        PackError: the file is missing or holds errors.
    """
    return validated(read_located(root, f"problems/{slug}/{PROBLEM_FILE}"), Problem)


def read_golden_sheets(root: Path, slug: str) -> dict[str, str]:
    """The golden sheets of a problem by file name, as far as they can be read; what is wrong is not told."""
    _, _, sheets = _Reading(root).golden(f"problems/{slug}")
    return sheets


def read_rubrics(root: Path) -> Rubrics:
    """The rubrics of the pack at `root`; without criteria when it has none of its own.

    Raises:
        InvalidPackError: with every error of every rubric file.
    """
    reading = _Reading(root)
    rubrics = reading.rubrics()
    if reading.findings:
        raise InvalidPackError(reading.findings)
    return rubrics


class _Reading:
    """Reads file after file and gathers what is wrong, so that one bad file does not hide another's errors."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []

    def model(self, relative: str, model: type[M]) -> M | None:
        located = self.located(relative)
        return None if located is None else self.validated(located, model)

    def located(self, relative: str) -> Located | None:
        try:
            return read_located(self.root, relative)
        except PackError as error:
            self._gather(error, relative)
            return None

    def validated(self, located: Located, model: type[M]) -> M | None:
        try:
            return validated(located, model)
        except InvalidPackError as error:
            self.findings += error.findings
            return None

    def text(self, relative: str) -> str | None:
        try:
            return read_text(self.root, relative)
        except PackError as error:
            self._gather(error, relative)
            return None

    def problem(self, slug: str) -> LoadedProblem | None:
        folder = f"problems/{slug}"
        located = self.located(f"{folder}/{PROBLEM_FILE}")
        problem = self.validated(located, Problem) if located else None
        has_reference = (self.root / folder / REFERENCE_FILE).exists()
        reference = self.text(f"{folder}/{REFERENCE_FILE}") if has_reference else ""
        golden, golden_located, sheets = self.golden(folder)
        if problem is None or located is None:
            return None
        return LoadedProblem(slug, problem, located, reference or "", golden, golden_located, sheets)

    def rubrics(self, kept: dict[str, Located] | None = None) -> Rubrics:
        """The rubrics; the files they come from are put into `kept`, and else let go of one after the other."""
        rubrics = [one for phase in Phase if (one := self.rubric_file(phase.value, Rubric, kept))]
        lists = {
            name: getattr(read, name)
            for name, model in LIST_FILES.items()
            if (read := self.rubric_file(name, model, kept)) is not None
        }
        return Rubrics(rubrics=tuple(rubrics), **lists)

    def rubric_file(self, name: str, model: type[M], kept: dict[str, Located] | None) -> M | None:
        relative = f"rubrics/{name}.yaml"
        if not (self.root / relative).exists():
            return None
        located = self.located(relative)
        if located is None:
            return None
        if kept is not None:
            kept[name] = located
        read = self.validated(located, model)
        if isinstance(read, Rubric) and read.phase.value != name:
            message = f"the file is called {name} and says phase {read.phase.value}"
            fix = "rename the file or correct the phase"
            self.findings.append(located.finding(("phase",), "wrong-value", message, fix))
        return read

    def golden(self, folder: str) -> tuple[GoldenSet | None, Located | None, dict[str, str]]:
        relative = f"{folder}/{GOLDEN_FILE}"
        if not (self.root / relative).exists():
            return None, None, {}
        located = self.located(relative)
        golden = self.validated(located, GoldenSet) if located else None
        sheets: dict[str, str] = {}
        if golden is None or located is None:
            return None, located, sheets
        for index, sheet in enumerate(golden.sheets):
            name = f"{folder}/golden/{sheet.file}"
            try:
                inside(self.root, name)
            except PackError as error:
                code = "missing-file" if "no such file" in str(error) else "outside-pack"
                self.findings.append(located.finding(("sheets", index, "file"), code, str(error)))
                continue
            text = self.text(name)
            if text is not None:
                sheets[sheet.file] = text
        return golden, located, sheets

    def _gather(self, error: PackError, relative: str) -> None:
        if error.findings:
            self.findings += error.findings
            return
        code = "missing-file" if "no such file" in str(error) else "outside-pack"
        if "cannot be read" in str(error):
            code = "unreadable"
        self.findings.append(Finding(shown(self.root / relative), 1, 1, code, str(error)))
