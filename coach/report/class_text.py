"""A class as plain text for a terminal: the spread, what nobody met, and one line a sheet."""

from collections.abc import Iterable, Iterator

from coach.language.cleaning import one_line
from coach.report.class_summary import ClassSummary, Group, Titles, sheets
from coach.report.items import FEWEST
from coach.report.results import Result
from coach.report.summary import bar, percent

_MOST = 8
"""Criteria listed of a kind; the other forms of the report hold all of them."""


def render(summary: ClassSummary, results: Iterable[Result], titles: Titles, width: int = 80) -> Iterator[str]:
    """The class in lines of at most `width` columns (40 or more), without colour and without escape codes."""
    width = max(40, width)
    for line in (*_head(summary), *(line for group in summary.groups for line in _group(group, titles))):
        yield _cut(line, width) + "\n"
    yield "\nSheets\n"
    for result in results:
        yield _cut(_sheet(result), width) + "\n"


def _head(summary: ClassSummary) -> list[str]:
    unreadable = f", {summary.unreadable} of them could not be graded" if summary.unreadable else ""
    lines = [f"{sheets(summary.sheets)}{unreadable}"]
    if summary.scores.size:
        lines.append(f"mean {percent(summary.scores.mean)}, median {percent(summary.scores.median)} of 100")
        bins = summary.scores.bins()
        most = max(bins)
        lines += [""]
        lines += [
            f"  {at * 10:>3}-{at * 10 + 9 if at < len(bins) - 1 else 100:<3} {bar(count / most, 20)} {count:,}"
            for at, count in enumerate(bins)
        ]
    return lines


def _group(group: Group, titles: Titles) -> list[str]:
    lines = ["", f"{one_line(group.name)}: {sheets(group.scores.size)}, mean {percent(group.scores.mean)}"]
    lines += [
        f"  {phase.heading:<18}{bar(scores.mean, 10)} {percent(scores.mean):>3}"
        for phase, scores in group.phases.items()
    ]
    unmet = group.nobody_met
    if unmet:
        lines += [f"  Nobody met {len(unmet)} of {len(group.items)} criteria:"]
        lines += [f"    {one_line(titles.of(group.problem, phase, name))}" for phase, name, _ in unmet[:_MOST]]
        lines += [f"    … and {len(unmet) - _MOST} more"] if len(unmet) > _MOST else []
    if group.scores.size < FEWEST:
        lines += [f"  Too few sheets for difficulty and discrimination: {FEWEST} are needed."]
    return lines


def _sheet(result: Result) -> str:
    if result.error:
        return f"  {'–':>3}  {'not graded':<15} {one_line(result.sheet)}: {one_line(result.error)}"
    return f"  {percent(result.score):>3}  {result.verdict.value:<15} {one_line(result.sheet)}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
