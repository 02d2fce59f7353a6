"""A class as Markdown: tables that read well in a pull request; no name can change their structure."""

from collections.abc import Iterable, Iterator

from coach.model.words import Phase, Verdict
from coach.report.class_summary import ClassSummary, Group, Titles, sheets
from coach.report.items import FEWEST
from coach.report.markdown import escape
from coach.report.results import Result
from coach.report.summary import bar, percent


def render(summary: ClassSummary, results: Iterable[Result], titles: Titles) -> Iterator[str]:
    """The class as Markdown: the spread, each problem with its criteria, one row a sheet."""
    yield "\n".join(_head(summary)) + "\n"
    for group in summary.groups:
        yield "\n".join(_group(group, titles)) + "\n"
    headings = " | ".join(phase.heading for phase in Phase)
    yield f"\n## Sheets\n\n| sheet | problem | level | score | verdict | {headings} | errors | doubtful |\n"
    yield f"| --- | --- | --- | ---: | --- |{' ---: |' * (len(Phase) + 2)}\n"
    for result in results:
        yield _row(result) + "\n"


def _head(summary: ClassSummary) -> list[str]:
    unreadable = f", {summary.unreadable} of them could not be graded" if summary.unreadable else ""
    lines = ["# Class report", "", f"{sheets(summary.sheets)}{unreadable}."]
    if not summary.scores.size:
        return lines
    lines += [f"Mean {percent(summary.scores.mean)}, median {percent(summary.scores.median)} of 100.", ""]
    lines += ["| score | sheets | |", "| --- | ---: | --- |"]
    bins = summary.scores.bins()
    lines += [f"| {label} | {count:,} | {bar(count / max(bins), 10)} |" for label, count in zip(bin_labels(), bins)]
    lines += ["", "| verdict | sheets |", "| --- | ---: |"]
    return lines + [f"| {verdict.value} | {summary.verdicts[verdict]:,} |" for verdict in Verdict]


def bin_labels() -> list[str]:
    """What the bars of the spread are called: "0-9" to "90-100"."""
    return [f"{at}-{at + 9 if at < 90 else 100}" for at in range(0, 100, 10)]


def _group(group: Group, titles: Titles) -> list[str]:
    lines = [
        "",
        f"## {escape(group.name)}",
        "",
        f"{sheets(group.scores.size)}, mean {percent(group.scores.mean)}.",
        "",
    ]
    lines += ["| phase | mean | |", "| --- | ---: | --- |"]
    lines += [
        f"| {phase.heading} | {percent(scores.mean)} | {bar(scores.mean)} |" for phase, scores in group.phases.items()
    ]
    unmet = group.nobody_met
    lines += ["", f"### Nobody met ({len(unmet)} of {len(group.items)} criteria)", ""]
    lines += [f"- {escape(titles.of(group.problem, phase, name))} ({phase.heading})" for phase, name, _ in unmet]
    lines += [] if unmet else ["Each criterion was met by somebody."]
    lines += ["", "### Criteria, the hardest of each phase first", ""]
    lines += [f"Fewer than {FEWEST} sheets are too few for a number.", ""] if group.scores.size < FEWEST else []
    lines += ["| phase | criterion | met | difficulty | discrimination |", "| --- | --- | ---: | ---: | ---: |"]
    return lines + [
        f"| {phase.heading} | {escape(titles.of(group.problem, phase, name))} | {item.met} of {item.sheets} "
        f"| {number(item.difficulty)} | {number(item.discrimination)} |"
        for phase, name, item in group.ordered
    ]


def number(value: float | None) -> str:
    """A figure with two digits; a dash where there is none."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _row(result: Result) -> str:
    if result.error:
        return f"| {escape(result.sheet)} | | | | {escape(result.error)} |{' |' * (len(Phase) + 2)}"
    phases = " | ".join(str(percent(result.phases[phase])) if phase in result.phases else "" for phase in Phase)
    return (
        f"| {escape(result.sheet)} | {escape(result.problem)} | {result.level.value} | {percent(result.score)} "
        f"| {result.verdict.value} | {phases} | {result.errors} | {result.doubtful} |"
    )
