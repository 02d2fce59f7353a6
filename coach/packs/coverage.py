"""Which sections of the source documents a pack rests on, and by what: the matrix behind `pack coverage`.

A section is assessed when a criterion, a misconception, a number or a drill cites it. Facts and whole problems may
cite one as well; they say where something comes from and judge nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coach.model.quick import dataclass
from coach.model.words import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.packs.rules.scope import PackScope
    from coach.packs.yaml_events import Located, Path


class Citer(StrEnum):
    """What cites a section."""

    CRITERION = "criterion"
    MISCONCEPTION = "misconception"
    NUMBER = "number"
    DRILL = "drill"
    OTHER = "other"
    """A fact, a question, a whole problem."""


LONGEST_ID, LEAST_HEADING = 30, 12
"""Columns of the matrix."""

ASSESSING = (Citer.CRITERION, Citer.MISCONCEPTION, Citer.NUMBER, Citer.DRILL)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites a section."""

    citer: Citer
    file: str
    name: str
    """Id of what cites it; the file's name for a file as a whole."""


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """One section and who cites it."""

    doc: str
    section: str
    heading: str
    not_assessed: str
    """Why nothing needs to rest on it; empty when something must."""
    citations: tuple[Citation, ...]

    @property
    def counts(self) -> Counter[Citer]:
        """How many of each kind cite it."""
        return Counter(citation.citer for citation in self.citations)

    @property
    def assessed(self) -> bool:
        """Whether anything that judges rests on it."""
        return any(citation.citer in ASSESSING for citation in self.citations)

    @property
    def missing(self) -> bool:
        """Whether it is neither assessed nor excused."""
        return not self.assessed and not self.not_assessed


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """One document, section by section in its own order."""

    doc: str
    title: str
    kind: str
    """`document`: covered whole; `reference`: only what is cited is listed."""
    sections: tuple[SectionCoverage, ...]


def coverage(scope: PackScope) -> tuple[DocumentCoverage, ...]:
    """The documents that the pack lists, whole, and of the bundled ones the sections that it assesses."""
    own = {document.doc for document in scope.pack.rubrics.sources}
    return tuple(
        one if one.doc in own else replace(one, sections=tuple(section for section in one.sections if section.assessed))
        for one in _documents(scope)
        if one.doc in own or any(section.assessed for section in one.sections)
    )


def matrix_lines(documents: tuple[DocumentCoverage, ...], width: int = 100) -> list[str]:
    """The matrix: a row a section, a column a kind of citer; what is neither assessed nor excused is marked.

    Rows have at most `width` columns, 80 or more; the sum at the end is one line.
    """
    lines: list[str] = []
    for document in documents:
        label = min(max(len(section.section) for section in document.sections), LONGEST_ID)
        room = max(LEAST_HEADING, width - label - 6 - len(_HEAD))
        lines += ["", _cut(f"{document.doc}: {document.title}", width), f"  {'':{label}}  {'':{room}}  {_HEAD}"]
        for section in document.sections:
            counts = section.counts
            marks = "  ".join(f"{counts[citer] or '·':>{len(_HEADS[citer])}}" for citer in Citer)
            note = f"not assessed: {section.not_assessed}" if section.not_assessed and not section.assessed else marks
            sign = "!" if section.missing else " "
            row = f"{sign} {_cut(section.section, label):{label}}  {_cut(section.heading, room):{room}}  {note}"
            lines.append(_cut(row, width))
    return [*lines[1:], "", _summary(documents)]


def as_plain(documents: tuple[DocumentCoverage, ...]) -> Iterator[dict[str, object]]:
    """The sections as plain data, for `--json`."""
    for document in documents:
        for section in document.sections:
            yield {
                "doc": section.doc,
                "section": section.section,
                "heading": section.heading,
                "not_assessed": section.not_assessed,
                "cited_by": [{"kind": one.citer.value, "file": one.file, "id": one.name} for one in section.citations],
            }


_HEADS = {
    Citer.CRITERION: "crit",
    Citer.MISCONCEPTION: "misc",
    Citer.NUMBER: "num",
    Citer.DRILL: "drill",
    Citer.OTHER: "other",
}
_HEAD = "  ".join(_HEADS.values())


def _documents(scope: PackScope) -> tuple[DocumentCoverage, ...]:
    """Every document of the sources that hold for the pack, with what the pack's files cite."""
    cited: dict[tuple[str, str], list[Citation]] = {}
    for located, path, source in scope.citations():
        citation = Citation(_citer(located, path), located.file, _name(located, path))
        cited.setdefault((source.doc, source.section), []).append(citation)
    return tuple(
        DocumentCoverage(
            document.doc,
            document.title,
            document.kind,
            tuple(
                SectionCoverage(
                    document.doc,
                    section.id,
                    section.heading,
                    section.not_assessed,
                    tuple(dict.fromkeys(cited.get((document.doc, section.id), ()))),
                )
                for section in document.sections
            ),
        )
        for document in scope.rubrics.sources
    )


def _summary(documents: tuple[DocumentCoverage, ...]) -> str:
    sections = [section for document in documents for section in document.sections]
    missing = [section for section in sections if section.missing]
    assessed = sum(section.assessed for section in sections)
    excused = sum(bool(section.not_assessed) and not section.assessed for section in sections)
    told = f"{len(sections)} sections: {assessed} assessed, {excused} not assessed for a reason, {len(missing)} missing"
    names = ", ".join(f"{section.doc} {section.section}" for section in missing)
    return f"{told}: {names}." if names else f"{told}."


def _citer(located: Located, path: Path) -> Citer:
    """What stands at `path`, told by the file and the lists it lies in."""
    stem = located.file.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")
    names = [part for part in path if isinstance(part, str)]
    if stem == "drills":
        return Citer.DRILL
    if stem == "numbers" or names[0] == "quantities":
        return Citer.NUMBER
    if stem == "misconceptions" or names[0] == "misconceptions":
        return Citer.MISCONCEPTION
    if stem in {phase.value for phase in Phase} or "criteria" in names:
        return Citer.CRITERION
    return Citer.OTHER


def _name(located: Located, path: Path) -> str:
    """The id of what the citation stands in."""
    for end in range(len(path) - 1, -1, -1):
        value = located.at_path(path[:end])
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            return str(value["id"])
    return located.file.rsplit("/", 1)[-1]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
