"""What the commands about stored interviews share: opening the store, and finding a session by a part of its id."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from coach.language.cleaning import one_line
from coach.resources import data_dir
from coach.store.records import Interview
from coach.store.status import SaveStatus
from coach.store.store import Store


class Unavailable(click.ClickException):
    """The store cannot be used; exit code 3, with the reason in words."""

    exit_code = 3


@contextmanager
def opened(folder: Path | None) -> Iterator[Store]:
    """The store, closed in the end.

    Raises:
        Unavailable: it cannot be used, at the beginning or at the end.
    """
    store = Store.open(data_dir(folder))
    try:
        if store.status.problem:
            raise _unavailable(store.status)
        yield store
    finally:
        status = store.close()
    if status.problem:
        raise _unavailable(status)


def _unavailable(status: SaveStatus) -> Unavailable:
    """Why the store cannot be used, where it is, and what to do."""
    advice = "`coach doctor` tells more; --data-dir or COACH_DATA_DIR chooses another folder."
    return Unavailable(f"{status.problem} ({one_line(status.where)})\n{advice}")


def find(store: Store, wanted: str) -> Interview:
    """The interview whose id is or begins with `wanted`; "last" is the newest.

    Raises:
        click.UsageError: there is none, or more than one.
    """
    rows = store.history()
    found = [row for row in rows if row.id == wanted] or [row for row in rows if row.id.startswith(wanted)]
    if wanted == "last":
        found = list(rows[:1])
    if not found:
        raise click.UsageError(f"There is no interview “{one_line(wanted)}”. `coach history` lists yours.")
    if len(found) > 1:
        raise click.UsageError(f"{len(found)} interviews begin with “{one_line(wanted)}”: write more of the id.")
    return found[0]
