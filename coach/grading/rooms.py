"""What the estimation, API and design rooms make of a sheet, gathered in one place for the grader."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from coach.api import checks as api_checks
from coach.api import reader as api_reader
from coach.api.coverage import Coverage, cover
from coach.api.model import Contract
from coach.design import flow, language, prose, smells
from coach.design.catalogue import Catalogue, build
from coach.design.diagram import Diagram
from coach.design.flow import Run
from coach.estimation import agreed as agreed_figures
from coach.estimation import promised, worksheet
from coach.estimation.agreed import AgreedFigure
from coach.estimation.worksheet import Worksheet
from coach.grading.lexicons import Same
from coach.grading.reading import PhaseReading
from coach.grading.spoken import agreed_in
from coach.language.expressions import expression
from coach.model.problem import Fact, Problem, Rubrics
from coach.model.quick import dataclass
from coach.model.remark import Remark
from coach.model.sheet import Sheet
from coach.model.words import Phase

_NUMBER = expression(r"\d+(?:[.,]\d+)*")
_SUM = expression(r"[=~≈×*%^]|\d\s?[x/]\s?\d|\b(?:makes?|gives?|times|per)\b")
_ONLY_IN_WORKSHEETS = frozenset(
    {
        "units-clash",
        "peak-below-average",
        "minutes-or-seconds",
        "arithmetic",
        "sized-for-average",
        "size-times-many",
        "conclusion",
    }
)
"""Remarks on sums that are trusted in the estimation phase only: elsewhere numbers in a row are seldom a sum, and what
was counted before stands in another phase."""
_IN_SENTENCES = frozenset(
    {
        "total-of-many",
        "flow-over-time",
        "share-of-amount",
        "supply-lasts",
        "keyspace-miscounted",
        "codes-too-few",
        "hit-ratio-slip",
        "peak-under-average",
        "slowest-of-many",
        "exceeds-capacity",
        "bits-vs-bytes",
        "wrong-nines",
        "prefix-slip",
        "conversion",
        "conversion-misremembered",
    }
)
"""Remarks on sums that are told in words; they are trusted on lines without any sign of a sum, too."""
_PEAK = expression(r"\bpeak\b.*\b(?:average|avg|mean)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Rooms:
    """The rooms' readings; all offsets are offsets of the sheet."""

    worksheet: Worksheet
    contract: Contract
    coverage: Coverage | None
    """How the contract serves the problem's operations; none when the problem is unknown."""
    diagram: Diagram
    run: Run | None
    """The design under its own load; none without a catalogue of components."""
    remarks: tuple[tuple[Phase, Remark], ...]
    """What they have to say, each with the phase it stands in."""


def read_rooms(sheet: Sheet, problem: Problem | None, rubrics: Rubrics, phases: Mapping[Phase, PhaseReading]) -> Rooms:
    """Run every room's reader over its phase; `phases` are the sentences as they were read."""
    written = {phase: sheet.written(phase) for phase in Phase}
    sums = worksheet.read(written[Phase.ESTIMATION])
    contract = api_reader.read(written[Phase.API])
    coverage = cover(contract, problem.operations, written[Phase.REQUIREMENTS]) if problem else None
    catalogue = catalogue_of(rubrics)
    diagram = language.read(written[Phase.DESIGN], catalogue)
    run = flow.run(diagram, catalogue) if rubrics.components else None
    remarks = [(Phase.ESTIMATION, remark) for remark in sums.remarks]
    if problem is not None:
        facts = {fact.id: fact.value for fact in problem.facts if fact.value is not None}
        agreed = figures(agreed_in(sheet, problem))
        against = agreed_figures.against(written[Phase.ESTIMATION], sums, agreed, problem.quantities, facts)
        remarks += [(Phase.ESTIMATION, remark) for remark in against]
    remarks += [(Phase.ESTIMATION, remark) for remark in promised.against(sums, list(written.values()))]
    remarks += _other_sums(written)
    remarks += [
        (Phase.API, remark)
        for remark in api_checks.check(contract, written[Phase.API], requirements=written[Phase.REQUIREMENTS])
    ]
    if run is not None:
        remarks += _smells(sheet, written, diagram, run, catalogue, phases)
    return Rooms(sums, contract, coverage, diagram, run, tuple(remarks))


def figures(facts: Iterable[Fact]) -> tuple[AgreedFigure, ...]:
    """The numbers in what was agreed."""
    return tuple(AgreedFigure(one.id, one.answer, one.value, one.unit) for one in facts if one.value is not None)


def catalogue_of(rubrics: Rubrics) -> Catalogue:
    """The catalogue of components of `rubrics`, built once for each."""
    return _catalogue(Same(rubrics))


@lru_cache(maxsize=8)
def _catalogue(key: Same) -> Catalogue:
    rubrics = key.value
    assert isinstance(rubrics, Rubrics)
    return build(rubrics.components)


def _other_sums(written: Mapping[Phase, str]) -> list[tuple[Phase, Remark]]:
    """Mistakes in sums outside the estimation phase."""
    found: list[tuple[Phase, Remark]] = []
    for phase, text in written.items():
        if phase is Phase.ESTIMATION:
            continue
        sheet = worksheet.read(_figures_only(text))
        for line in sheet.lines:
            trusted = _SUM.search(line.text) is not None
            found += [
                (phase, remark)
                for remark in line.remarks
                if remark.id not in _ONLY_IN_WORKSHEETS and (trusted or remark.id in _IN_SENTENCES)
            ]
    return found


def _figures_only(text: str) -> str:
    """`text` with the lines blanked that hold no sum: fewer than two numbers and no peak beside its average."""
    return "".join(
        line
        if not line.isspace() and (len(_NUMBER.findall(line)) > 1 or _PEAK.search(line))
        else " " * (len(line) - 1) + line[-1:]
        for line in text.splitlines(keepends=True)
    )


def _smells(
    sheet: Sheet,
    written: Mapping[Phase, str],
    diagram: Diagram,
    run: Run,
    catalogue: Catalogue,
    phases: Mapping[Phase, PhaseReading],
) -> list[tuple[Phase, Remark]]:
    """What the design rules say, with the whole sheet as context; each under the phase it stands in."""
    said = _said(sheet, written)
    if not said:
        return []
    found = []
    statements = [statement for phase in phases.values() for statement in phase.statements]
    statements.sort(key=lambda statement: statement.sentence.start)
    told = prose.mentions(said, diagram, catalogue, [(one.sentence, one.polarity) for one in statements])
    for remark in smells.check(diagram, run, told, said):
        phase = next((phase for phase, text in written.items() if text[remark.start : remark.end].strip()), None)
        if phase is not None:
            found.append((phase, remark))
    return found


def _said(sheet: Sheet, written: Mapping[Phase, str]) -> str:
    """All that the candidate wrote in any phase, the rest blanked out, as long as the sheet's text."""
    pieces, at = [], 0
    for section in sorted(sheet.sections, key=lambda section: section.start):
        pieces += [" " * (section.start - at), written[section.phase][section.start : section.end]]
        at = section.end
    return "".join(pieces)
