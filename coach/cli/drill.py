"""`coach drill`: short exercises, one after the other, marked at once."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

import click

from coach.cli.options import data_dir_option

if TYPE_CHECKING:
    from pathlib import Path

    from coach.review.drills.drill import Drill

_KINDS = ("estimation", "numbers", "trade-offs", "api", "design", "blocks")
_LAST_SEED = 1_000_000


@click.command("drill")
@click.argument("kind", required=False, type=click.Choice(_KINDS))
@click.option("--count", type=click.IntRange(1, 1000), default=None, help="How many; without it, until you stop.")
@click.option("--minutes", type=click.FloatRange(0.5, 60), default=3.0, show_default=True, help="How long at most.")
@click.option("--seed", type=click.IntRange(0), default=None, help="The same number gives the same drills.")
@click.option("--list", "listing", is_flag=True, help="Say what kinds there are.")
@data_dir_option
def command(
    kind: str | None, count: int | None, minutes: float, seed: int | None, listing: bool, folder: Path | None
) -> None:
    """Short drills, marked at once: sums, numbers, trade-offs, endpoints, designs, building blocks.

    KIND is one of estimation, numbers, trade-offs, api, design, blocks; without it they come mixed. Answer with the
    number of an option or with your own words; an empty line skips, q ends. What went wrong comes back as a card.
    """
    from coach.packs.drilling import load_drills
    from coach.packs.library import load_rubrics
    from coach.review.drills.deck import LONG, draw, material
    from coach.review.drills.drill import Kind

    if listing:
        for one, words in LONG.items():
            click.echo(f"{one.value:11} {words}")
        return
    given = material(load_rubrics(), load_drills())
    first = seed if seed is not None else secrets.randbelow(_LAST_SEED)
    until = time.monotonic() + minutes * 60
    missed: list[Drill] = []
    done = right = 0
    while (count is None or done < count) and time.monotonic() < until:
        drill = draw(Kind(kind) if kind else None, first + done, given)
        said = _ask(drill, done + 1)
        if said is None:
            break
        done += 1
        marked = drill.mark(said)
        right += marked.right
        if not marked.right:
            missed.append(drill)
        click.echo(f"{'✓' if marked.right else '✗'} {marked.says}")
        if drill.source:
            click.echo("  " + " · ".join(f"{source.doc} {source.section}" for source in drill.source))
    if done:
        again = f"coach drill {kind + ' ' if kind else ''}--seed {first}"
        click.echo(f"\n{right} of {done} right. The same ones again: {again}")
    _keep(missed, folder)


def _ask(drill: Drill, number: int) -> str | None:
    """Show a drill and read the answer; none at the end of the input or on q."""
    click.echo(f"\n{number}. {drill.asks}")
    for line in drill.shown.splitlines():
        click.echo(f"   │ {line}")
    for at, option in enumerate(drill.options, start=1):
        click.echo(f"   {at}  {option}")
    try:
        said = click.prompt("  ", prompt_suffix="> ", default="", show_default=False)
    except (click.Abort, EOFError):
        return None
    return None if said.strip().lower() in ("q", "quit", "exit") else str(said)


def _keep(missed: list[Drill], folder: Path | None) -> None:
    """Make cards of what went wrong; a store that cannot be used is said and stops nothing."""
    if not missed:
        return
    from coach.resources import data_dir
    from coach.store.store import Store
    from coach.tui.study import Study, utc_now

    store = Store.open(data_dir(folder))
    Study(store, utc_now).missed(*missed)
    status = store.close()
    if status.problem:
        click.echo(f"{status.problem} What went wrong here does not come back as cards.", err=True)
    else:
        click.echo("What went wrong comes back tomorrow: coach review --due")
