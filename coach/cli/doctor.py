"""`coach doctor`: is everything there that coach needs, on this machine, in this terminal?"""

import json
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click

from coach.cli.options import data_dir_option
from coach.language.cleaning import one_line
from coach.model.quick import dataclass

LOW_SPACE = 50_000_000
"""Bytes; an interview takes less than one million."""

LARGE_FILE = 500_000_000
"""Bytes; a larger database is not checked page by page, so that the doctor stays quick."""


SLOW_SAVE = 0.5
"""Seconds: as long as the program waits between two saves."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    state: Literal["ok", "note", "trouble"]
    """`note`: works, but worth knowing; `trouble`: something will not work."""
    says: str


@click.command(name="doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@data_dir_option
def command(as_json: bool, folder: Path | None) -> None:
    """Check versions, data folder, saving, terminal and problems. Ends with 1 when something will not work."""
    from coach.resources import data_dir

    findings = [finding for check in _CHECKS for finding in check(data_dir(folder))]
    troubled = any(finding.state == "trouble" for finding in findings)
    if as_json:
        listed = [asdict(finding) for finding in findings]
        click.echo(json.dumps({"schema": "coach.doctor/1", "ok": not troubled, "findings": listed}, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{finding.state:8} {finding.name:14} {one_line(finding.says)}")
    if troubled:
        raise click.exceptions.Exit(1)


def versions(_: Path) -> Iterator[Finding]:
    """What coach runs on."""
    from importlib.metadata import PackageNotFoundError, version

    from coach import __version__

    yield Finding("coach", "ok", __version__)
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in ("textual", "pydantic", "rapidfuzz", "fsrs"):
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "trouble", "is not installed; install coach again")


def libyaml(_: Path) -> Iterator[Finding]:
    """Whether YAML is read by the fast library."""
    import yaml

    if yaml.__with_libyaml__:
        yield Finding("libyaml", "ok", f"used (PyYAML {yaml.__version__})")
    else:
        yield Finding("libyaml", "note", "missing: packs are read about ten times slower; nothing else changes")


def data_folder(folder: Path) -> Iterator[Finding]:
    """Whether the data folder takes writes, has room, and is its owner's alone."""
    try:
        folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass  # to be made, as far as that goes
    except OSError as error:
        yield Finding("data folder", "trouble", f"{folder} cannot be used: {error.strerror}; choose a --data-dir")
        return
    existing = _nearest(folder)
    if not existing.is_dir():
        yield Finding("data folder", "trouble", f"{folder} cannot be made: {existing} is a file; choose a --data-dir")
        return
    probe = existing / f".coach-doctor-{os.getpid()}"
    try:
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as error:
        probe.unlink(missing_ok=True)
        yield Finding("data folder", "trouble", f"{folder} cannot be written: {error.strerror}; choose a --data-dir")
        return
    yield Finding("data folder", "ok", str(folder) if existing == folder else f"{folder} (will be made)")
    if existing == folder and folder.stat().st_mode & 0o077:
        yield Finding("privacy", "note", f"others on this computer can look into it; chmod 700 {folder}")
    free = shutil.disk_usage(existing).free
    yield Finding("space", "ok" if free > LOW_SPACE else "trouble", f"{free / 1e9:.1f} GB free")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there; no system error leaves this function."""
    return next(path for path in (folder, *folder.absolute().parents) if os.path.exists(path))


def database(folder: Path) -> Iterator[Finding]:
    """Whether the file is sound and of this version. It is opened for reading only."""
    from coach.store.location import DATABASE
    from coach.store.schema import MIGRATIONS, is_logged

    yield Finding("sqlite", "ok", sqlite3.sqlite_version)
    path = folder / DATABASE
    if not os.path.isfile(path):
        yield Finding("database", "ok", "none yet; the first interview makes it")
        return
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.5)
    except sqlite3.Error as error:
        yield Finding("database", "trouble", f"{path} cannot be opened ({error})")
        return
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            yield Finding("database", "trouble", "written by a later version of coach; update coach")
        elif path.stat().st_size > LARGE_FILE:
            yield Finding("database", "note", f"format {version}; too large to be checked quickly")
        else:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if sound == "ok":
                yield Finding("database", "ok", f"sound, format {version}, {path.stat().st_size / 1e6:.1f} MB")
            else:
                yield Finding("database", "trouble", f"damaged: {sound}; copy it away, and its .bak beside it")
        if is_logged(connection):
            yield Finding("write-ahead", "ok", "log in use")
        else:
            yield Finding("write-ahead", "note", "no log here (a network folder?): as safe, a little slower")
    except sqlite3.Error as error:
        yield Finding("database", "trouble", f"{path} cannot be read ({error})")
    finally:
        connection.close()


def saving(folder: Path) -> Iterator[Finding]:
    """Whether a change is on disk soon, and a second window is told apart: tried beside the data, then taken away."""
    from coach.store.schema import is_logged
    from coach.store.store import Store

    try:
        beside = tempfile.TemporaryDirectory(dir=_nearest(folder), prefix=".coach-doctor-")
    except OSError:
        return  # told by the check of the folder
    with beside as name:
        one, other = Store.open(Path(name)), Store.open(Path(name))
        try:
            began = time.perf_counter()
            one.change(_tried)
            status = one.flush(1.0)
            took = time.perf_counter() - began
            logged = one.read(is_logged, otherwise=False)
            told = one.claim("doctor").owned and not other.claim("doctor").owned
        finally:
            one.close(0.5)
            other.close(0.5)
    if status.pending or status.problem:
        yield Finding("saving", "trouble", f"does not work there: {status.problem or 'a second was not enough'}")
    elif took > SLOW_SAVE:
        yield Finding("saving", "note", f"is slow there: {took:.1f} s; a crash may cost as much more typing")
    else:
        how = "with a write-ahead log" if logged else "without a write-ahead log (a network folder?): as safe"
        yield Finding("saving", "ok", f"on disk after {took * 1000:.0f} ms, {how}")
    if told:
        yield Finding("two windows", "ok", "on one interview are told apart")
    else:
        yield Finding("two windows", "note", "are not told apart (no file locks): hold an interview in one window only")


def _tried(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE tried (x)")


def clock(folder: Path) -> Iterator[Finding]:
    """Whether the clock stands after the newest interview."""
    from coach.store.location import DATABASE

    path = folder / DATABASE
    if not os.path.isfile(path):
        return
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.5)
        try:
            newest = connection.execute("SELECT max(started) FROM session").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error:
        return  # told by the check of the database
    if newest and datetime.fromisoformat(newest) > datetime.now(UTC):
        yield Finding("clock", "note", f"stands before your last interview ({newest}); lists may be out of order")
    else:
        yield Finding("clock", "ok", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")


def rescue(_: Path) -> Iterator[Finding]:
    """Whether a text could be saved somewhere else, and a crash told in a file."""
    from coach.store.rescue import usual_places

    free = [place for place in usual_places() if os.access(place, os.W_OK)]
    if free:
        yield Finding("rescue", "ok", f"when saving fails, texts can go to {', '.join(map(str, free))}")
    else:
        yield Finding("rescue", "note", "no folder takes a text when saving fails; start coach where you can write")


def terminal(_: Path) -> Iterator[Finding]:
    """Whether the screens fit and can be shown."""
    size = shutil.get_terminal_size()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Finding("terminal", "note", "none here: screens need one, commands do not")
    elif os.environ.get("TERM", "dumb") == "dumb":
        yield Finding("terminal", "trouble", "TERM is dumb: use `coach practice --plain`")
    elif size.columns < 80 or size.lines < 24:
        yield Finding("terminal", "trouble", f"{size.columns}x{size.lines}: make it 80x24 at least")
    else:
        yield Finding("terminal", "ok", f"{size.columns}x{size.lines}, {os.environ['TERM']}")
    colours = "true" if os.environ.get("COLORTERM") in ("truecolor", "24bit") else os.environ.get("TERM", "none")
    yield Finding(
        "colours",
        "note" if os.environ.get("NO_COLOR") else "ok",
        "off (NO_COLOR)" if os.environ.get("NO_COLOR") else colours,
    )
    encoding = (sys.stdout.encoding or "none").lower().replace("-", "")
    yield Finding(
        "encoding",
        "ok" if encoding == "utf8" else "trouble",
        encoding if encoding == "utf8" else f"{encoding}: set LANG to a UTF-8 one",
    )


def packs(_: Path) -> Iterator[Finding]:
    """Whether problems can be listed, and every folder of the search holds a pack."""
    from coach.packs import library, search
    from coach.packs.errors import PackError

    try:
        count = len(library.problems())
    except PackError as error:
        yield Finding("problems", "trouble", str(error))
        return
    homes = search.in_use()
    where = f"{len(homes)} packs; `coach pack list` shows them" if len(homes) > 1 else "the bundled pack"
    yield Finding("problems", "ok" if count else "trouble", f"{count} in {where}")
    for folder in search.missing():
        yield Finding("pack path", "note", f"{search.PATH_VARIABLE} names {folder}, where there is no pack")


_CHECKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    versions,
    libyaml,
    data_folder,
    database,
    saving,
    clock,
    rescue,
    terminal,
    packs,
)
