"""Scorecard -> plain text for a terminal: the verdict, the phases, what would gain most, and the remarks."""

import textwrap

from coach.language.cleaning import one_line
from coach.model.scorecard import Said, Scorecard
from coach.model.words import Severity
from coach.report.summary import bar, gains, percent, sign

_MARKS = {Severity.ERROR: "✗ error", Severity.WARNING: "! warning", Severity.NOTE: "· note"}


def render(scorecard: Scorecard, width: int = 80) -> str:
    """The scorecard in lines of at most `width` columns (40 or more), without colour and without escape codes."""
    width = max(40, width)
    problem = scorecard.problem or "no problem named"
    lines = [
        _cut(f"{one_line(scorecard.sheet)} · {one_line(problem)} · {scorecard.level.value}", width),
        f"{percent(scorecard.overall.score)} of 100 · {scorecard.overall.verdict.value}",
        "",
    ]
    for score in scorecard.phases:
        met = sum(judgement.credit >= 0.75 for judgement in score.criteria)
        doubtful = sum(sign(judgement) == "?" for judgement in score.criteria)
        asked = f", {doubtful} doubtful" if doubtful else ""
        lines.append(
            f"  {score.phase.heading:<18}{bar(score.score, 10)} {percent(score.score):>3}"
            f"   {met} of {len(score.criteria)} met{asked}"
        )
        lines += _wrapped(" ".join(score.why), width, "    ")
    lines += ["", *(line for reason in scorecard.overall.why for line in _wrapped(reason, width, "", "  "))]
    if found := gains(scorecard):
        lines += ["", "What would gain most"]
        for place, gain in enumerate(found, 1):
            lines += _wrapped(f"{place}. {gain.judgement.statement} ({gain.phase.heading})", width, "  ", "     ")
            lines += _wrapped(gain.judgement.advice, width, "     ")
    remarks = [said for score in scorecard.phases for said in score.remarks]
    if remarks:
        lines += ["", "Remarks"]
        for said in remarks:
            lines += _remark(said, width)
    return "\n".join(lines) + "\n"


def _remark(said: Said, width: int) -> list[str]:
    quote = _cut(f"“{one_line(said.quote)}”", width - 4)
    return [*_wrapped(f"{_MARKS[said.severity]}: {said.message}", width, "  ", "    "), f"    {quote}"]


def _wrapped(text: str, width: int, first: str, rest: str | None = None) -> list[str]:
    """`text` in lines of at most `width` columns; nothing for no text."""
    return textwrap.wrap(one_line(text), width, initial_indent=first, subsequent_indent=first if rest is None else rest)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
