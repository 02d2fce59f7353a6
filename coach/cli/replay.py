"""`coach replay`: an interview as it was held, line by line with the clock beside it."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from coach.cli.options import data_dir_option
from coach.cli.stored import find, opened
from coach.language.cleaning import printable
from coach.model import events as e
from coach.model.words import Phase


@click.command(name="replay")
@click.argument("session")
@click.option("--play", is_flag=True, help="Play it on the screen: pause, speed, jump from phase to phase.")
@click.option("--speed", type=click.IntRange(1, 64), default=8, show_default=True, help="How many times as fast.")
@click.option("--phase", type=click.Choice([str(phase) for phase in Phase]), help="Only this phase, as text.")
@click.option("--asciicast", "cast", metavar="FILE", help="Write a recording for terminal players.")
@data_dir_option
def command(session: str, play: bool, speed: int, phase: str | None, cast: str | None, folder: Path | None) -> None:
    """Show the interview SESSION (its id, the beginning of it, or “last”), as text or played back."""
    with opened(folder) as store:
        found = find(store, session)
        saved = store.load(found.id)
    if saved is None:
        raise click.UsageError("That interview holds nothing.")
    if play:
        from coach.tui.launch import run
        from coach.tui.opening import Opening

        sys.exit(run(Opening(replay=found.id, speed=speed)))
    lines = list(_lines(saved.events, phase))
    if cast:
        from coach.cli.asciicast import asciicast
        from coach.cli.files import write_text

        write_text(cast, "\n".join(asciicast(found.title or found.problem, lines)) + "\n")
        return
    for _, line in lines:
        click.echo(line)
    if saved.unreadable:
        click.echo(f"{saved.unreadable} later events need a newer version of coach.", err=True)


def _lines(events: Iterable[e.Event], phase: str | None) -> Iterator[tuple[float, str]]:
    """Each line with its time; only those of `phase` when one is named."""
    at: Phase | None = None
    for event in events:
        if isinstance(event, e.PhaseEntered):
            at = event.phase
        if phase is not None and at != phase:
            continue
        clock = f"{int(event.active) // 60:02}:{int(event.active) % 60:02}"
        for line in told(event):
            yield event.active, f"{clock}  {printable(line)}"


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
