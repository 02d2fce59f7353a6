"""Scorecards -> CSV: one row a sheet, one column a phase; safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from coach.language.cleaning import one_line
from coach.model.scorecard import Scorecard
from coach.model.words import Phase, Severity

COLUMNS = ("sheet", "problem", "level", "overall", "verdict", *(phase.value for phase in Phase), "errors", "doubtful")
"""The header line."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(scorecards: Iterable[Scorecard]) -> str:
    """CSV with a header line; scores 0..1 with three digits, counts of errors and of doubtful criteria."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for card in scorecards:
        scores = {score.phase: f"{score.score:.3f}" for score in card.phases}
        writer.writerow(
            [
                cell(card.sheet),
                cell(card.problem),
                card.level.value,
                f"{card.overall.score:.3f}",
                card.overall.verdict.value,
                *(scores.get(phase, "") for phase in Phase),
                sum(said.severity is Severity.ERROR for score in card.phases for said in score.remarks),
                sum(one.state == "unsure" for score in card.phases for one in score.criteria),
            ]
        )
    return out.getvalue()


def cell(text: str) -> str:
    """Foreign text for a cell: a leading character that a spreadsheet would compute gets a quote before it."""
    clean = one_line(text)
    return f"'{clean}" if text.startswith(_FORMULA_STARTS) else clean
