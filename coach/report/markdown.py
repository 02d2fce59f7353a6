"""Scorecard -> Markdown that reads well in a pull request or a mail; the answer can change none of its structure."""

import re
from typing import TYPE_CHECKING

from coach.language.cleaning import one_line, printable
from coach.model.scorecard import Judgement, PhaseScore, Said, Scorecard
from coach.model.sheet import Sheet
from coach.report.summary import Own, bar, cited, doubtful_first, gains, percent, sign

if TYPE_CHECKING:
    from coach.interview.timeline import Timeline

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def render(scorecard: Scorecard, sheet: Sheet, *, title: str = "", own: Own | None = None) -> str:
    """The report of one interview as Markdown: verdict, gains, phases, criteria, and the answer in a fence."""
    own = own or Own()
    lines = [
        f"# {escape(title or scorecard.problem or 'Mock interview')}",
        "",
        f"**{percent(scorecard.overall.score)} of 100 · {scorecard.overall.verdict.value}** "
        f"({scorecard.level.value} level, {escape(scorecard.sheet)})",
        "",
        *(f"- {escape(reason)}" for reason in scorecard.overall.why),
    ]
    if own.predicted is not None:
        lines += ["", f"You expected {percent(own.predicted)}."]
    if own.next_time:
        lines += ["", f"**Next time I will** {escape(own.next_time)}"]
    lines += ["", "## What would gain most", ""]
    for place, gain in enumerate(gains(scorecard), 1):
        advice = gain.judgement.advice or gain.judgement.reason
        lines.append(f"{place}. **{escape(gain.judgement.statement)}** ({gain.phase.heading}): {escape(advice)}")
    lines += ["", "## Phases", "", "| phase | score | | held down by |", "| --- | ---: | --- | --- |"]
    for score in scorecard.phases:
        why = escape(" ".join(score.why))
        lines.append(f"| {score.phase.heading} | {percent(score.score)} | {bar(score.score)} | {why} |")
    lines += _time(own.time) if own.time else []
    lines += _never_asked(own)
    lines += ["", LEGEND]
    for score in scorecard.phases:
        lines += _phase(score, own)
    lines += ["", "## Your answer", "", *_fenced(sheet.text), ""]
    return "\n".join(lines)


LEGEND = "Below: ✓ met, ◐ in part, ✗ not met, ? in doubt. Nothing you wrote was found for a line without a quote."


def escape(text: str) -> str:
    """Foreign text for one line of Markdown: nothing in it is markup, and it stays on its line."""
    return _SPECIAL.sub(r"\\\1", one_line(text).replace("␊", " "))


def _time(time: "Timeline") -> list[str]:
    """Minutes by phase, and what an interviewer would have noticed of them."""
    lines = ["", "## Your time", "", "| phase | minutes | budget | words |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {one.phase.heading} | {one.spent / 60:.1f} | {one.budget / 60:.1f} | {one.words} |" for one in time.phases
    ]
    if time.jumped:
        lines += ["", "A box was drawn before any requirement or number stood there."]
    if time.silences:
        told = "1 silence" if len(time.silences) == 1 else f"{len(time.silences)} silences"
        lines += ["", f"{told} of more than a minute and a half."]
    return lines


def _never_asked(own: Own) -> list[str]:
    if not own.never_asked:
        return []
    lines = ["", "## Never asked", ""]
    for fact in own.never_asked:
        changed = f" It would have changed: {escape(fact.matters)}" if fact.matters else ""
        lines.append(f"- **{escape(fact.name)}**: {escape(fact.answer)}{changed}")
    return lines


def _phase(score: PhaseScore, own: Own) -> list[str]:
    lines = ["", f"## {score.phase.heading}: {percent(score.score)}", ""]
    for said in score.remarks:
        lines += _remark(said)
    for judgement in doubtful_first(score):
        lines += _criterion(judgement, own)
    return lines


def _remark(said: Said) -> list[str]:
    return [f"- **{said.severity.value}**: {escape(said.message)}{_sources(said)}", f"  > {escape(said.quote)}"]


def _criterion(judgement: Judgement, own: Own) -> list[str]:
    yours = f", you {percent(own.grades[judgement.id])}" if judgement.id in own.grades else ""
    if judgement.id in own.overruled:
        yours += f", overruled: {escape(own.overruled[judgement.id])}" if own.overruled[judgement.id] else ", overruled"
    silent = judgement.state == "unaddressed" and not judgement.evidence
    reason = "" if silent else f": {escape(judgement.reason)}"
    lines = [
        f"- {sign(judgement)} **{escape(judgement.statement)}** ({percent(judgement.credit)}{yours}){reason}"
        f"{_sources(judgement)}"
    ]
    return lines + [f"  > {escape(evidence.quote)}" for evidence in judgement.evidence]


def _sources(pointed: Judgement | Said) -> str:
    return f" ({escape(cited(pointed.source))})" if pointed.source else ""


def _fenced(text: str) -> list[str]:
    """`text` in a code fence longer than any run of backticks inside it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", printable(text).rstrip("\n"), fence]
