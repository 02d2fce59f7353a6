"""`coach review`: recall what was missed, one card after the other, when it is due."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.stored import data_dir_option, opened
from coach.language.cleaning import printable

if TYPE_CHECKING:
    from coach.review.cards import Card
    from coach.store.cards import CardRow
    from coach.store.store import Store


@click.command("review")
@click.option("--due", "only_due", is_flag=True, help="The cards that are due, within --minutes.")
@click.option("--minutes", type=click.FloatRange(0.5, 120), default=10.0, show_default=True, help="How long at most.")
@click.option("--anki", "anki_file", type=click.Path(path_type=Path, dir_okay=False), help="Write all cards for Anki.")
@data_dir_option
def command(only_due: bool, minutes: float, anki_file: Path | None, folder: Path | None) -> None:
    """Recall what you missed: say it aloud, look, and grade yourself from 1 to 4.

    Without --due, says what is due and when the next cards come.
    """
    with opened(folder) as store:
        deck = _deck(store)
        if anki_file is not None:
            from coach.cli.files import write_text
            from coach.review.anki import anki

            write_text(str(anki_file), anki(deck), force=False)
            click.echo(f"{len(deck)} cards written. In Anki: File, Import.")
        elif only_due:
            _recall(store, deck, minutes)
        else:
            _say(deck)


def _deck(store: Store) -> list[Card]:
    from coach.review.cards import unpacked
    from coach.store.cards import all_cards

    deck = []
    nothing: tuple[CardRow, ...] = ()
    for row in store.read(all_cards, nothing):
        try:
            deck.append(replace(unpacked(row.body), suspended=row.suspended))
        except ValueError:
            click.echo(f"One card could not be read and stays as it is ({row.id}).", err=True)
    return deck


def _say(deck: list[Card]) -> None:
    from coach.review.cards import due

    now = datetime.now(UTC)
    ready = list(due(deck, now))
    later = sorted(card.due for card in deck if not card.suspended and card.due > now)
    if not deck:
        click.echo("No cards yet. Each point you miss in an interview or a drill becomes one.")
        return
    click.echo(f"{len(ready)} of {len(deck)} cards are due{': coach review --due' if ready else '.'}")
    if later:
        click.echo(f"The next after that: {_wait(later[0] - now)}.")


def _recall(store: Store, deck: list[Card], minutes: float) -> None:
    from coach.review.cards import Rating, due, intervals, review

    queue = list(due(deck, datetime.now(UTC)))
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
        now = datetime.now(UTC)
        waits = intervals(card, now)
        keys = "   ".join(f"{int(rating)} {rating.name.lower()} {_wait(wait)}" for rating, wait in waits.items())
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
                _undo(store, last := before.pop())
                queue.insert(0, last)
                done -= 1
            continue
        if said == "s":
            _put(store, replace(card, suspended=True))
            continue
        before.append(card)
        _answer(store, card, review(card, Rating(int(said)), now), int(said), now)
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


def _row(card: Card) -> CardRow:
    from coach.review.cards import packed
    from coach.store.cards import CardRow

    return CardRow(card.id, card.due.isoformat(), card.suspended, packed(card))


def _answer(store: Store, before: Card, after: Card, rating: int, now: datetime) -> None:
    from coach.store.cards import ReviewRow, answered

    review = ReviewRow(before.id, now.isoformat(), rating, _row(before).body)
    store.change(partial(answered, row=_row(after), review=review))


def _undo(store: Store, before: Card) -> None:
    from coach.store.cards import undo

    store.change(partial(undo, before=_row(before)))


def _put(store: Store, card: Card) -> None:
    from coach.store.cards import put

    store.change(partial(put, row=_row(card)))


def _wait(span: timedelta) -> str:
    days = span.total_seconds() / 86_400
    if days < 1:
        return "today" if days < 0.5 else "tomorrow"
    if days < 60:
        return f"in {days:.0f} day{'s' * (round(days) != 1)}"
    return f"in {days / 30:.0f} months" if days < 720 else f"in {days / 365:.0f} years"
