"""Cards as a text file that Anki imports: its header lines say what the columns are."""

import html
from collections.abc import Iterable

from coach.review.cards import Card

_HEADER = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#deck:coach",
    "#guid column:1",
    "#tags column:4",
)


def anki(deck: Iterable[Card]) -> str:
    """`deck` for Anki's text import: one note a line, with a stable id, so importing again updates.

    Front: the prompt, with the candidate's own words below it. Back: the answer. Tags: problem and phase.
    """
    lines = [*_HEADER]
    for card in deck:
        front = card.prompt if not card.context else f"{card.prompt}\n“{card.context}”"
        cells = (f"coach-{card.id}", _cell(front), _cell(card.answer), f"{card.problem} {card.phase}")
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return html.escape(text.replace("\t", "    "), quote=False).replace("\r", "").replace("\n", "<br>")
