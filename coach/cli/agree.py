"""`coach agree`: how well two graders agree on the same sheets, be they people or versions of the coach."""

import json
from collections.abc import Iterator

import click

from coach.cli.files import Unreadable, display_name, read_text
from coach.language.cleaning import one_line
from coach.model.words import Phase
from coach.report.grades import OVERALL, Grades, NoGradesError, grades_in
from coach.review.agreement import KAPPA_FROM, LEVELS, Agreement, Pair, agreement

STEPS = 5
"""Scores are compared on this many steps, as raters give them: 0 to 4."""


@click.command("agree")
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@click.option(
    "--full",
    type=click.FloatRange(0, min_open=True),
    default=1.0,
    metavar="N",
    help="A full mark in CSV files; 1 by default.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(one: str, other: str, full: float, as_json: bool) -> None:
    """Compare the grades in two files: results or JSON of `coach grade`, or CSV with a column `sheet`.

    Told for the overall score, for each phase, and over all criteria that both graded: the share on the same step and
    at most one step apart, how much kinder ONE is, and quadratic weighted kappa where there are pairs enough.
    """
    ours, theirs = _grades(one, full), _grades(other, full)
    found = dict(_compared(ours, theirs))
    if not found:
        raise Unreadable("the two files have no sheet in common; sheets are told by their names")
    if as_json:
        click.echo(json.dumps({"schema": "coach.agree/1", "of": {what: _plain(all_) for what, all_ in found.items()}}))
        return
    width = max(len(what) for what in found)
    click.echo(f"{'':<{width}}  pairs  exact  within one    bias  kappa")
    for what, told in found.items():
        click.echo(
            f"{one_line(what):<{width}}  {told.pairs:>5}  {_share(told.exact)}  {_share(told.within_one):>10}"
            f"  {_signed(told.bias)}  {_kappa(told.kappa)}"
        )
    click.echo(f"\nScores on {STEPS} steps, criteria on {LEVELS}; bias above 0: the first file is the kinder one.")
    click.echo(f"Kappa (quadratic weights) needs {KAPPA_FROM} pairs and some spread.")


def _compared(ours: Grades, theirs: Grades) -> Iterator[tuple[str, Agreement]]:
    """Each thing that both graded, in the order of an interview; all criteria together."""
    common = sorted(ours.keys() & theirs.keys())
    places = [OVERALL, *(phase.value for phase in Phase)]
    whats = sorted({what for _, what in common if "/" not in what}, key=lambda what: (what not in places, what))
    for what in sorted(whats, key=lambda what: places.index(what) if what in places else len(places)):
        yield what, agreement([Pair(ours[key], theirs[key]) for key in common if key[1] == what], STEPS)
    criteria = [Pair(ours[key], theirs[key]) for key in common if "/" in key[1]]
    if criteria:
        yield "criteria", agreement(criteria)


def _grades(path: str, full: float) -> Grades:
    try:
        return grades_in(read_text(path), full)
    except NoGradesError as problem:
        raise Unreadable(f"{display_name(path)}: {problem}") from None


def _plain(told: Agreement) -> dict[str, float | int | None]:
    return {
        "pairs": told.pairs,
        "exact": told.exact,
        "within_one": told.within_one,
        "bias": told.bias,
        "kappa": told.kappa,
    }


def _share(value: float | None) -> str:
    return "    –" if value is None else f"{value:>4.0%} "[:5].rjust(5)


def _signed(value: float | None) -> str:
    return "     –" if value is None else f"{value:>+6.2f}"


def _kappa(value: float | None) -> str:
    return "    –" if value is None else f"{value:>5.2f}"
