"""`coach review`: recall what was missed, one card after the other, when it is due."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.options import data_dir_option
from coach.cli.stored import opened
from coach.language.cleaning import printable
from coach.tui.wording import wait

if TYPE_CHECKING:
    from coach.review.cards import Card
    from coach.tui.study import Study


@click.command("review")
@click.option("--due", "only_due", is_flag=True, help="The cards that are due, within --minutes.")
@click.option("--minutes", type=click.FloatRange(0.5, 120), default=10.0, show_default=True, help="How long at most.")
@click.option("--anki", "anki_file", type=click.Path(path_type=Path, dir_okay=False), help="Write all cards for Anki.")
@data_dir_option
def command(only_due: bool, minutes: float, anki_file: Path | None, folder: Path | None) -> None:
    """Recall what you missed: say it aloud, look, and grade yourself from 1 to 4.

    Without --due, says what is due and when the next cards come.
    """
    from coach.tui.study import Study, utc_now

    with opened(folder) as store:
        study = Study(store, utc_now)
        deck = study.deck()
        if odd := study.unreadable():
            click.echo(f"{odd} of the cards cannot be read and stay as they are.", err=True)
        if anki_file is not None:
            from coach.cli.files import write_text
            from coach.review.anki import anki

            write_text(str(anki_file), anki(deck), force=False)
            click.echo(f"{len(deck)} cards written. In Anki: File, Import.")
        elif only_due:
            _recall(study, minutes)
        else:
            _say(study)


def _say(study: Study) -> None:
    now, deck, ready = study.now(), study.deck(), study.due()
    later = sorted(card.due for card in deck if not card.suspended and card.due > now)
    if not deck:
        click.echo("No cards yet. Each point you miss in an interview or a drill becomes one.")
        return
    click.echo(f"{len(ready)} of {len(deck)} cards are due{': coach review --due' if ready else '.'}")
    if later:
        click.echo(f"The next after that: {wait((later[0] - now).total_seconds())}.")


def _recall(study: Study, minutes: float) -> None:
    from coach.review.cards import Rating, intervals

    queue = list(study.due())
    until = time.monotonic() + minutes * 60
    before: list[Card] = []
    done = 0
    while queue and time.monotonic() < until:
        card = queue.pop(0)
        _show(card, done + 1, done + 1 + len(queue))
        if _read("Say it, then Enter to look (q ends)") in (None, "q"):
            queue.insert(0, card)
            break
        click.echo(f"\n   {printable(card.answer)}")
        spans = intervals(card, study.now()).items()
        keys = "   ".join(f"{int(one)} {one.name.lower()} {wait(span.total_seconds())}" for one, span in spans)
        said = ""
        while said not in ("1", "2", "3", "4", "s", "u", "q"):
            answer = _read(f"{keys}   s suspend   u undo the last")
            said = "q" if answer is None else answer
        if said == "q":
            queue.insert(0, card)
            break
        if said == "u":
            queue.insert(0, card)
            if before:
                study.undo(last := before.pop())
                queue.insert(0, last)
                done -= 1
            continue
        if said == "s":
            study.suspend(card)
            continue
        before.append(card)
        study.answer(card, Rating(int(said)))
        done += 1
    click.echo(f"\n{done} recalled." + (f" {len(queue)} are still due." if queue else " Nothing else is due."))


def _show(card: Card, number: int, of: int) -> None:
    click.echo(f"\n{number}/{of}  {card.problem} · {card.phase.heading}")
    for line in printable(card.prompt).splitlines():
        click.echo(f"   {line}")
    if card.context:
        click.echo(f"   You wrote: “{printable(card.context)}”")


def _read(prompt: str) -> str | None:
    try:
        return str(click.prompt(prompt, prompt_suffix=" > ", default="", show_default=False)).strip().lower()
    except (click.Abort, EOFError):
        if not sys.stdin.isatty():
            click.echo("")
        return None
