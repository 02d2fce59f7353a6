"""`coach replay`: an interview as it was held, line by line with the clock beside it."""

from collections.abc import Iterator
from pathlib import Path

import click

from coach.cli.stored import data_dir_option, find, opened
from coach.language.cleaning import printable
from coach.model import events as e


@click.command(name="replay")
@click.argument("session")
@data_dir_option
def command(session: str, folder: Path | None) -> None:
    """Show the interview SESSION (its id, the beginning of it, or “last”) as plain text."""
    with opened(folder) as store:
        saved = store.load(find(store, session).id)
    if saved is None:
        raise click.UsageError("That interview holds nothing.")
    for event in saved.events:
        for line in told(event):
            click.echo(f"{int(event.active) // 60:02}:{int(event.active) % 60:02}  {printable(line)}")
    if saved.unreadable:
        click.echo(f"{saved.unreadable} later events need a newer version of coach.", err=True)


def told(event: e.Event) -> Iterator[str]:
    """An event in words, a line at a time."""
    match event:
        case e.Started():
            yield f"{event.settings.title or event.settings.problem} · {event.settings.level} · {event.settings.mode}"
        case e.PhaseEntered():
            yield f"— {event.phase.heading} —"
        case e.Written():
            yield from _written(event)
        case e.Asked():
            yield f"you: {event.question}"
            yield f"interviewer: {event.answer}"
        case e.HintTaken():
            yield f"hint (−{100 * event.price:.0f}): {event.text}"
        case e.Probed() | e.Said() | e.CurveballThrown() | e.Warned():
            yield f"interviewer: {event.text}"
        case e.DivesChosen():
            yield from (f"interviewer: {dive.question}" for dive in event.dives)
        case e.Suspended():
            yield f"({event.seconds / 60:.0f} minutes asleep, not counted)"
        case e.Overran():
            yield f"(time for {event.phase.heading if event.phase else 'the interview'} is over)"
        case e.FellSilent():
            yield f"interviewer: {event.text}" if event.text else f"(silent for {event.seconds:.0f} s)"
        case e.Predicted():
            yield f"you expect {100 * event.score:.0f}"
        case e.SelfGraded():
            yield f"you grade {event.criterion}: {event.credit:g}"
        case e.Overruled():
            yield f"you overrule {event.criterion}: {event.credit:g} {event.reason}".rstrip()
        case e.Noted():
            yield f"next time: {event.text}"
        case e.Paused() | e.Resumed() | e.Continued() | e.Finished():
            yield f"({event.kind})"


def _written(event: e.Written) -> Iterator[str]:
    if event.removed:
        yield f"- {event.removed} characters"
    if event.text.strip():
        yield from (f"+ {line}" for line in event.text.split("\n") if line.strip())
