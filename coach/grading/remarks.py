"""All remarks of a sheet, by phase: what the rooms found, wrong claims, contradictions, and what was passed over."""

from collections.abc import Iterable, Mapping

from coach.grading.claims import claims
from coach.grading.contradictions import contradictions
from coach.grading.doubt import doubted, tempered
from coach.grading.evasions import evasions
from coach.grading.figures import links_too_small
from coach.grading.misconceptions import misconceptions
from coach.grading.reading import Reading
from coach.model.remark import Remark
from coach.model.scorecard import Said
from coach.model.words import Phase

_SAID_BY = {"goal-without-a-number": "absolute-for-a-target"}
"""Remarks that another one on the same words says as well."""


def remarks_of(reading: Reading) -> Mapping[Phase, tuple[Said, ...]]:
    """Every remark with its quote, in reading order, by the phase it stands in; one remark a rule and place."""
    found: dict[Phase, list[Remark]] = {phase: [] for phase in Phase}
    told = [
        *reading.rooms.remarks,
        *tempered(reading, misconceptions(reading)),
        *evasions(reading),
        *contradictions(reading),
        *links_too_small(reading),
        *claims(reading),
    ]
    for phase, remark in (*told, *doubted(reading, told)):
        found[phase].append(remark)
    return {
        phase: tuple(said(remark, reading.sheet.text) for remark in _sorted(remarks))
        for phase, remarks in found.items()
    }


def said(remark: Remark, text: str) -> Said:
    """A remark with its quote."""
    return Said(
        id=remark.id,
        severity=remark.severity,
        start=remark.start,
        end=remark.end,
        quote=text[remark.start : remark.end],
        message=remark.message,
        source=remark.sources,
        factor=remark.factor,
        question=remark.question,
        follows=remark.follows,
    )


def _sorted(remarks: Iterable[Remark]) -> list[Remark]:
    unique = {(remark.id, remark.start, remark.end): remark for remark in remarks}
    told = [one for (name, *place), one in unique.items() if (_SAID_BY.get(name), *place) not in unique]
    return sorted(told, key=lambda remark: (remark.start, remark.end, remark.id))
