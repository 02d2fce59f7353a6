"""All interviews of a candidate as one report: HTML with charts and their tables, Markdown, CSV.

Without a name, a path or a time of day; the dates are days.
"""

import csv
import io
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from coach.language.cleaning import one_line
from coach.model.quick import dataclass
from coach.model.words import Phase
from coach.report.html import digest, environment, style
from coach.report.markdown import escape
from coach.report.rows import cell
from coach.report.summary import bar, percent
from coach.review.progress import Held, Progress, Trend, day_of, sentence

COLUMNS = ("day", "problem", "level", "overall", *(phase.value for phase in Phase), "minutes")
"""The header line of the CSV."""
CHART_WIDTH, CHART_HEIGHT = 640, 160


@dataclass(frozen=True, slots=True)
class Point:
    """A score in the chart."""

    x: float
    y: float
    score: float
    day: str


def html(progress: Progress) -> str:
    """The report as one HTML page: no script, no request, a table behind the chart."""
    page_style = style("report.css", "class.css")
    overall = progress.trends[0]
    return (
        _environment()
        .get_template("history.html.j2")
        .render(
            held=tuple(reversed(progress.held)),
            trends=[(name(trend), trend) for trend in progress.trends if trend.scores],
            overall=overall,
            points=_points(progress.held, overall),
            weak=progress.weak,
            again=progress.again,
            judged=sentence(progress.agreed),
            streak=progress.streak,
            width=CHART_WIDTH,
            height=CHART_HEIGHT,
            style=Markup(page_style),
            style_hash=digest(page_style),
        )
    )


def markdown(progress: Progress) -> str:
    """The report as Markdown."""
    lines = ["# Interviews", "", f"{len(progress.held)} graded interviews."]
    if progress.held:
        lines += ["", "| | first | latest | change |", "| --- | ---: | ---: | --- |"]
    for trend in progress.trends:
        if trend.scores:
            first, latest = percent(trend.scores[0]), percent(trend.scores[-1])
            lines.append(f"| {name(trend)} | {first} | {latest} | {changed(trend)} |")
    if progress.weak:
        lines += ["", "## Missed again and again", ""]
        lines += [
            f"- **{Phase(weak.phase).heading}**: {escape(weak.statement)} ({percent(weak.mean)} of 100,"
            f" {weak.times} times)"
            for weak in progress.weak
        ]
    for again in progress.again:
        lines += ["", f"## {escape(again.title)}: {again.times} times", ""]
        lines.append(f"first {percent(again.first)}, latest {percent(again.latest)}, best {percent(again.best)}")
        lines += [f"- now there: {escape(one)}" for one in again.gained]
        lines += [f"- gone again: {escape(one)}" for one in again.lost]
    if words := sentence(progress.agreed):
        lines += ["", "## Judging yourself", "", words]
    if progress.held:
        lines += ["", "## All", "", "| day | problem | level | score | |", "| --- | --- | --- | ---: | --- |"]
    for one in reversed(progress.held):
        shown = f"{percent(one.score)} | {bar(one.score)}"
        lines.append(f"| {day_of(one.started)} | {escape(one.title or one.problem)} | {one.level} | {shown} |")
    return "\n".join([*lines, ""])


def rows(progress: Progress) -> str:
    """The interviews as CSV with a header line, oldest first; scores 0..1, minutes counted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in progress.held:
        scores = (f"{one.phases[phase]:.3f}" if phase in one.phases else "" for phase in map(str, Phase))
        minutes = f"{sum(one.spent.values()) / 60:.1f}"
        writer.writerow([day_of(one.started), cell(one.problem), one.level, f"{one.score:.3f}", *scores, minutes])
    return out.getvalue()


def name(trend: Trend) -> str:
    """What a trend is of."""
    return "Overall" if trend.name == "overall" else Phase(trend.name).heading


def changed(trend: Trend) -> str:
    """How much the latest three are above or below those before; empty where that says nothing."""
    points = round((trend.change or 0) * 100)
    return f"{'+' if points > 0 else '−'}{abs(points)}" if points else ""


def _points(held: tuple[Held, ...], overall: Trend) -> list[Point]:
    step = CHART_WIDTH / max(1, len(held) - 1)
    return [
        Point(round(at * step, 1), round(CHART_HEIGHT * (1 - score), 1), score, str(day_of(one.started)))
        for at, (one, score) in enumerate(zip(held, overall.scores, strict=True))
    ]


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {"line": one_line, "changed": changed, "day": day_of}
    made.globals |= {"Phase": Phase}
    return made
