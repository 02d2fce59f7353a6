"""The right-hand side of the debrief: what is said of one criterion or one remark, as content.

Everything foreign goes through `printable`, which keeps lengths, so that offsets still fit.
"""

from textual.content import Content

from coach.interview.agreed import Missed
from coach.interview.state import SelfGrade
from coach.language.cleaning import one_line, printable
from coach.model.scorecard import Judgement
from coach.model.sheet import Sheet
from coach.model.words import Phase, Severity
from coach.report.summary import cited, sign
from coach.tui import wording
from coach.tui.outcome import Asked, Outcome, Remarked

LIT = "bold reverse"
"""How a quoted span stands out: reversed, so that it does so without colour too."""

ANCHORS = """
y  yes     said, of this system
p  partly  named, not used
n  no      absent or wrong"""

SEVERITIES = {
    Severity.ERROR: "Wrong on the face of it",
    Severity.WARNING: "It will hurt, or is missing",
    Severity.NOTE: "Worth a thought",
}

CONTEXT = 2
"""Lines of the answer shown above and below a quote."""


def question(asked: Asked, own: float | None, outcome: Outcome) -> Content:
    """A criterion to grade oneself: what is asked, how to judge it, and one's own words. Nothing of the coach's."""
    words = outcome.answer(asked.phase).strip("\n")
    return Content.assemble(
        (printable(asked.judgement.statement), "bold"),
        "\n\nDid you do it?  ",
        (_grade(own) if own is not None else "not graded yet", "bold $text-accent"),
        ANCHORS,
        (f"\n\nYou wrote under {asked.phase.heading}:\n", "bold"),
        printable(words) or "nothing",
    )


def verdict(asked: Asked, own: SelfGrade, outcome: Outcome) -> Content:
    """A criterion after the reveal: both grades, the quote, the reason, what a stronger answer does, the source."""
    one = asked.judgement
    coach = "not sure" if sign(one) == "?" else _grade(one.credit)
    parts: list[str | Content | tuple[str, str]] = [
        (printable(one.statement), "bold"),
        f"\n\nyou: {'–' if own.credit is None else _grade(own.credit)}   coach: {coach} ({one.confidence:.2f})",
    ]
    if own.overruled is not None:
        why = f", because {printable(own.reason)}" if own.reason else ""
        parts.append((f"\nOverruled: {_grade(own.overruled)}{why}", "bold $text-accent"))
    elif sign(one) == "?":
        parts.append(("\nThe coach cannot tell. Your grade decides: y, p or n.", "bold $text-warning"))
    for evidence in one.evidence:
        parts += ["\n\n", quoted(outcome.sheet, evidence.start, evidence.end)]
    if not one.evidence:
        parts.append(("\n\nNothing you wrote was found for it.", "dim"))
    parts += ["\n\n", printable(one.reason)]
    if one.advice:
        parts += [("\nStronger  ", "bold"), printable(one.advice)]
    if one.probe and one.credit < 1:
        parts += [("\nAn interviewer asks  ", "bold"), printable(one.probe)]
    if one.source:
        parts.append((f"\n\n{one_line(cited(one.source))}", "dim"))
    return Content.assemble(*parts)


def remark(remarked: Remarked, outcome: Outcome) -> Content:
    """A remark with the words it is about and the sum or rule that proves it."""
    said = remarked.said
    parts: list[str | Content | tuple[str, str]] = [
        (f"{SEVERITIES[said.severity]}\n\n", "bold"),
        quoted(outcome.sheet, said.start, said.end),
        "\n\n",
        printable(said.message),
    ]
    if said.follows:
        parts.append(("\nIt only follows from an earlier one and costs nothing.", "dim"))
    if said.question:
        parts += [("\n\nAn interviewer asks  ", "bold"), printable(said.question)]
    if said.source:
        parts.append((f"\n\n{one_line(cited(said.source))}", "dim"))
    return Content.assemble(*parts)


def missed(fact: Missed) -> Content:
    """A fact that was never asked for, and what it would have changed."""
    parts: list[str | tuple[str, str]] = [
        (f"You never asked about the {printable(fact.name)}. The interviewer would have said:\n\n", "bold"),
        printable(fact.answer),
    ]
    if fact.matters:
        parts += [("\n\nWhat it would have changed  ", "bold"), printable(fact.matters)]
    return Content.assemble(*parts)


def quoted(sheet: Sheet, start: int, end: int) -> Content:
    """The lines around `text[start:end]`, with the span itself lit."""
    before = sheet.text[:start].split("\n")[-1 - CONTEXT :]
    after = sheet.text[end:].split("\n")[: 1 + CONTEXT]
    return Content.assemble(
        printable("\n".join(before)).lstrip("\n"),
        (printable(sheet.text[start:end]), LIT),
        printable("\n".join(after)).rstrip(),
    )


def answer_lit(judgement: Judgement, outcome: Outcome) -> tuple[Content, int]:
    """The whole answer with the evidence of `judgement` lit, and the line on which the first of it stands."""
    text = outcome.sheet.text
    content = Content(printable(text), strip_control_codes=False)
    for evidence in judgement.evidence:
        content = content.stylize(LIT, evidence.start, evidence.end)
    first = min((evidence.start for evidence in judgement.evidence), default=0)
    return content, text.count("\n", 0, first)


def phase_line(outcome: Outcome, *, bars: bool) -> Content:
    """The phases' scores on one line, with bars where there is room."""
    parts = []
    for score in outcome.card.phases:
        label = SHORT[score.phase]
        drawn = f" {wording.bar(score.score, 5)}" if bars else ""
        parts.append(Content.assemble(label, drawn, (f" {wording.points(score.score)}", "bold")))
    return Content("  ").join(parts)


SHORT = {phase: phase.heading.replace("High-level design", "Design") for phase in Phase}
"""The phases' names where room is short."""


def _grade(credit: float) -> str:
    if credit >= 0.75:
        return "yes"
    return "partly" if credit >= 0.35 else "no"
