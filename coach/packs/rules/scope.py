"""What a rule sees: the whole pack, one problem of it, and the names that the rubrics define."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from coach.grading.checks.registry import CHECKS
from coach.grading.compiled import FIGURES
from coach.grading.grader import grade
from coach.language.sheets import parse
from coach.model.quick import dataclass
from coach.model.remark import Source
from coach.model.words import Phase, Severity
from coach.packs.files import REFERENCE_FILE, shown
from coach.packs.findings import Finding
from coach.packs.library import load_rubrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.model.criterion import Criterion, Misconception
    from coach.model.problem import GoldenSheet, Rubrics
    from coach.model.scorecard import Scorecard
    from coach.packs.loading import LoadedProblem, Pack
    from coach.packs.yaml_events import Located, Path


class Placed(NamedTuple):
    """A criterion, where it stands in its file, and the phase it counts in (none: a curveball's)."""

    located: Located
    path: Path
    criterion: Criterion
    phase: Phase | None


def scope_of(pack: Pack) -> PackScope:
    """What a rule sees of `pack`: it may bring rubrics of its own, or only sources beside the bundled ones."""
    own = pack.rubrics
    if own.rubrics:
        return PackScope(pack, own)
    bundled = load_rubrics()
    return PackScope(pack, bundled.model_copy(update={"sources": (*bundled.sources, *own.sources)}))


@dataclass(frozen=True, slots=True)
class PackScope:
    """The whole pack and the rubrics that hold for it, its own or the bundled ones."""

    pack: Pack
    rubrics: Rubrics
    cards: dict[tuple[str, str], Scorecard] = field(default_factory=dict, compare=False, repr=False)
    """What the grader makes of the pack's sheets, by problem and file, as far as a rule asked for it."""

    @property
    def concepts(self) -> frozenset[str]:
        """What a combination of concepts may name: concept ids and kinds of figures."""
        return frozenset(concept.id for concept in self.rubrics.concepts) | FIGURES

    @property
    def checks(self) -> frozenset[str]:
        """The computed checks that a criterion may name."""
        return frozenset(CHECKS)

    @property
    def sections(self) -> dict[str, frozenset[str]]:
        """The sections that may be cited, by document."""
        return {one.doc: frozenset(section.id for section in one.sections) for one in self.rubrics.sources}

    def citations(self) -> Iterator[tuple[Located, Path, Source]]:
        """Every citation of the pack, with its place: found in the data, so that no model's field is forgotten."""
        for located in (*self.pack.located_rubrics.values(), *(problem.loaded.located for problem in self.problems())):
            for path, value in located.lists("source"):
                for index, one in enumerate(value):
                    yield located, (*path, index), Source(one["doc"], one["section"])

    def misconceptions(self) -> Iterator[tuple[Located, Path, Misconception]]:
        """Every misconception of the pack, with its place."""
        own = self.pack.located_rubrics.get("misconceptions")
        if own is not None:
            for index, one in enumerate(self.pack.rubrics.misconceptions):
                yield own, ("misconceptions", index), one
        for problem in self.problems():
            for index, one in enumerate(problem.loaded.problem.misconceptions):
                yield problem.loaded.located, ("misconceptions", index), one

    def general_criteria(self) -> Iterator[Placed]:
        """The criteria of the pack's own rubrics."""
        for rubric in self.pack.rubrics.rubrics:
            located = self.pack.located_rubrics[rubric.phase.value]
            for index, criterion in enumerate(rubric.criteria):
                yield Placed(located, ("criteria", index), criterion, rubric.phase)

    def problems(self) -> Iterator[ProblemScope]:
        """One scope a problem."""
        for loaded in self.pack.loaded:
            yield ProblemScope(self, loaded)

    def criteria(self) -> Iterator[Placed]:
        """Every criterion of the pack."""
        yield from self.general_criteria()
        for problem in self.problems():
            yield from problem.criteria()


@dataclass(frozen=True, slots=True)
class ProblemScope:
    """One problem with its files."""

    whole: PackScope
    loaded: LoadedProblem

    @property
    def folder(self) -> str:
        """Its folder, from the pack's root."""
        return f"problems/{self.loaded.slug}"

    @property
    def golden_sheets(self) -> tuple[GoldenSheet, ...]:
        """Its golden sheets, as `golden.yaml` lists them; none when that is missing or invalid."""
        return self.loaded.golden.sheets if self.loaded.golden else ()

    def sheets(self) -> dict[str, str]:
        """The texts of its answers by file: the reference and the golden sheets that could be read."""
        reference = {REFERENCE_FILE: self.loaded.reference} if self.loaded.reference else {}
        return reference | self.loaded.sheets

    def card(self, file: str) -> Scorecard:
        """What the grader makes of one of `sheets`."""
        key = (self.loaded.slug, file)
        if key not in self.whole.cards:
            sheet = parse(self.sheets()[file], file)
            self.whole.cards[key] = grade(sheet, self.loaded.problem, self.whole.rubrics)
        return self.whole.cards[key]

    def criteria(self) -> Iterator[Placed]:
        """Every criterion the problem brings along: its own, its deep dives', its curveballs'."""
        problem, located = self.loaded.problem, self.loaded.located
        for index, entry in enumerate(problem.criteria):
            yield Placed(located, ("criteria", index, "criterion"), entry.criterion, entry.phase)
        for index, dive in enumerate(problem.deep_dives):
            for inner, criterion in enumerate(dive.criteria):
                yield Placed(located, ("deep_dives", index, "criteria", inner), criterion, Phase.DEEP_DIVES)
        for index, curveball in enumerate(problem.curveballs):
            for inner, criterion in enumerate(curveball.criteria):
                yield Placed(located, ("curveballs", index, "criteria", inner), criterion, None)

    def in_sheet(self, file: str, start: int, end: int, code: str, message: str, fix: str = "") -> Finding:
        """A warning at `text[start:end]` of one of `sheets`; the caret marks what of it stands on the first line."""
        text = self.sheets()[file]
        head = text.rfind("\n", 0, start) + 1
        source = text[head:].split("\n", 1)[0]
        path = self.whole.pack.root / self.folder / (file if file == REFERENCE_FILE else f"golden/{file}")
        line, column = text.count("\n", 0, start) + 1, start - head + 1
        stop = max(min(end - head, len(source)) + 1, column + 1)
        return Finding(shown(path), line, column, code, message, fix, Severity.WARNING, source, stop)

    def warn(self, path: Path, code: str, message: str, fix: str = "") -> Finding:
        """A warning at a place of the problem's file."""
        return self.loaded.located.finding(path, code, message, fix, severity=Severity.WARNING)

    def fail(self, path: Path, code: str, message: str, fix: str = "") -> Finding:
        """An error at a place of the problem's file."""
        return self.loaded.located.finding(path, code, message, fix)


def model_sentences(placed: Placed) -> Iterator[tuple[Path, str]]:
    """The model sentences of a criterion and of its facets, with their places."""
    for index, sentence in enumerate(placed.criterion.model_sentences):
        yield (*placed.path, "model_sentences", index), sentence
    for at, facet in enumerate(placed.criterion.facets):
        for index, sentence in enumerate(facet.model_sentences):
            yield (*placed.path, "facets", at, "model_sentences", index), sentence


def plain_words(text: str) -> str:
    """`text` as lower-case words with single spaces, for comparing wordings."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
