"""A class: every sheet of the folders named, graded by several processes, kept in a journal, told in one report.

The journal (the results file with `.part` at its end) grows sheet by sheet, so that a run that was stopped goes on
with `--resume`; the finished file is sorted by the sheets' names and the same however the work was cut.
"""

from __future__ import annotations

import gc
import hashlib
import os
import signal
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.cli import batch
from coach.cli.class_reports import FORMS, report
from coach.cli.files import Unreadable, display_name, read_text, write_pieces
from coach.cli.grading import Wish, grade_text, keep_readings, rubrics_for, uncollected
from coach.cli.journal import Journal
from coach.cli.progress import Progress
from coach.report.class_summary import sheets as sheets_said
from coach.report.results import Result, line_of, result_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.cli.shards import Shard

_CHUNK = 8
"""Sheets that a process gets at a time: half a second of work."""
_COLLECTED_FROM = 20_000
"""New objects after which a worker looks for garbage; Python's own 700 costs a twentieth of the time."""
_MOST_NOTICES = 12
"""Notices shown; each once, however many sheets it is about."""
_RESULTS = "jsonl"


class Task(NamedTuple):
    """A sheet on its way to a worker, which needs no access to the file."""

    sheet: str
    text: str
    key: str


class Done(NamedTuple):
    """A sheet on its way back."""

    sheet: str
    line: bytes
    """Its result, as one line."""
    notices: tuple[str, ...] = ()


class Found(NamedTuple):
    """What the exit code is told by."""

    failed: bool
    """Whether a sheet could not be graded."""
    lowest: float


def grade_class(
    named: Sequence[str],
    wish: Wish,
    *,
    form: str,
    output: str | None,
    force: bool,
    jobs: int | None,
    resume: bool,
    shard: Shard | None,
) -> Found:
    """Grade every sheet that `named` names (files, and folders with all below) and write what `form` asks for.

    Raises:
        Unreadable: nothing to grade, or the output cannot be written.
        click.UsageError: the options do not go together.
    """
    if form and form not in FORMS:
        raise click.UsageError(f"a class can be written as {', '.join(FORMS)}; not as {form}")
    if (resume or shard) and (form != _RESULTS or output is None):
        raise click.UsageError("--resume and --shard need `-o FILE.jsonl`; `coach merge` makes a report of such files")
    sheets = {name: path for name, path in _sheets(named).items() if shard is None or shard.holds(name)}
    if output is not None and not resume and Path(output).exists() and not force:
        raise Unreadable(f"{display_name(output)} exists already; --force replaces it, --resume goes on with results")
    with _journal(output if form == _RESULTS else None, resume=resume, force=force) as journal:
        try:
            notices = _fill(journal, sheets, wish, jobs)
        except KeyboardInterrupt:
            if form == _RESULTS and output is not None:
                click.echo(f"Stopped after {sheets_said(len(journal))}; --resume goes on.", err=True)
            raise
        _tell(notices)
        journal.keep_only(set(sheets))
        if form == _RESULTS and output is not None:
            write_pieces(output, (line.decode() for line in journal.lines()), force=True)
        else:
            report(journal, form or "text", output, force=force)
        results = list(map(_standing, journal))
    if form == _RESULTS and output is not None:
        _part(output).unlink(missing_ok=True)
    if failures := sum(failed for failed, _ in results):
        click.echo(f"{sheets_said(failures)} could not be graded; the rows say why.", err=True)
    return Found(any(failed for failed, _ in results), min((score for _, score in results), default=1.0))


def grade_tasks(tasks: Sequence[Task], wish: Wish) -> list[Done]:
    """Grade a few sheets; one that the grader fails on is an error row, and the others are graded."""
    return [_graded(task, wish) for task in tasks]


def _graded(task: Task, wish: Wish) -> Done:
    from coach.packs.library import grader_of

    try:
        graded = grade_text(task.text, task.sheet, wish)
        grader = grader_of(graded.sheet.problem if graded.question else "")
    except Unreadable:
        raise
    except Exception as bug:  # one sheet must not end the run; the row says that it is our fault
        return Done(task.sheet, _failed(task.sheet, task.key, f"the grader failed on it ({type(bug).__name__})"))
    result = result_of(graded.card, task.sheet, task.key, grader)
    return Done(task.sheet, line_of(result).encode(), graded.notices)


def _failed(sheet: str, key: str, why: str) -> bytes:
    return line_of(Result(sheet=sheet, key=key, grader="", error=why)).encode()


def _lost(task: Task) -> Done:
    return Done(task.sheet, _failed(task.sheet, task.key, "the process that graded it died"))


def _fill(journal: Journal, sheets: dict[str, Path], wish: Wish, jobs: int | None) -> Counter[str]:
    """Put the result of every sheet into the journal that is not there yet; returns the notices with their counts."""
    notices: Counter[str] = Counter()
    workers = min(jobs or os.cpu_count() or 1, max(1, len(sheets) // _CHUNK))
    with uncollected():
        rubrics_for("")  # before processes are forked, so that they share it
    with Progress(len(sheets), "sheets") as progress:
        tasks = _tasks(journal, sheets, wish, progress)
        done = batch.run(tasks, partial(grade_tasks, wish=wish), _executor, _lost, workers=workers, chunk=_CHUNK)
        for one in done:
            journal.add(one.line)
            notices.update(one.notices)
            progress.step()
    if workers == 1:
        keep_readings()
    return notices


def _tasks(journal: Journal, sheets: dict[str, Path], wish: Wish, progress: Progress) -> Iterator[Task]:
    """The sheets to grade; those that cannot be read become error rows, those that are known are passed over."""
    for name, path in sheets.items():
        try:
            text = read_text(str(path), display_name(name))
        except Unreadable as problem:
            journal.add(_failed(name, "", problem.message))
            progress.step()
            continue
        key = _key(text, wish)
        if journal.has(name, key):
            progress.step()
        else:
            yield Task(name, text, key)


def _key(text: str, wish: Wish) -> str:
    """Digest of a sheet's text and of what was asked."""
    asked = f"{wish.problem}\0{wish.level}\0" + ("semantic\0" if wish.semantic else "")
    made = hashlib.sha256(asked.encode())
    made.update(text.encode("utf-8", "surrogatepass"))
    return made.hexdigest()[:32]


def _executor(workers: int) -> Executor:
    return batch.Inline() if workers == 1 else ProcessPoolExecutor(workers, initializer=_begin)


def _begin() -> None:
    """Let the parent answer Ctrl-C; leave what was loaded before out of garbage collection, and collect seldom: a
    sheet makes some 100,000 objects and no cycle worth the search.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_COLLECTED_FROM, 10, 100)


def _sheets(named: Sequence[str]) -> dict[str, Path]:
    """The sheets by name, sorted: files by their file name, those of a folder by their path below it.

    Of a folder every `*.md` counts but `README.md`, hidden files and links, which could lead anywhere.
    """
    found: dict[str, Path] = {}
    for one in named:
        path = Path(one)
        files = list(_below(path)) if path.is_dir() else [(path.name, path)]
        if not files:
            raise Unreadable(f"there are no answer sheets (*.md) in {display_name(one)}")
        for name, file in files:
            if found.setdefault(name, file) != file:
                raise Unreadable(f"two sheets are called {display_name(name)}; name the folder that holds both")
    return dict(sorted(found.items()))


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(where, name)
            sheet = name.lower().endswith(".md") and name.lower() != "readme.md" and not name.startswith(".")
            if sheet and not path.is_symlink() and path.is_file():
                yield path.relative_to(folder).as_posix(), path


def _journal(output: str | None, *, resume: bool, force: bool) -> Journal:
    """The journal of a run: beside the results file, or a nameless one where none is asked for."""
    if output is None:
        import tempfile

        return Journal(tempfile.TemporaryFile("w+b", prefix="coach-class-"))
    part = _part(output)
    if not resume and part.exists():
        if not force:
            raise Unreadable(f"{display_name(str(part))} is left of a run that was stopped; --resume goes on with it")
        part.unlink()
    try:
        journal = Journal(part.open("a+b"))
    except OSError as problem:
        raise Unreadable(f"{display_name(str(part))} cannot be written: {problem.strerror}") from None
    if resume and not len(journal) and Path(output).exists():
        with Path(output).open("rb") as finished:
            for line in finished:
                journal.add(line)
    return journal


def _part(output: str) -> Path:
    return Path(f"{output}.part")


def _standing(result: Result) -> tuple[bool, float]:
    return bool(result.error), result.score


def _tell(notices: Counter[str]) -> None:
    for notice, count in notices.most_common(_MOST_NOTICES):
        click.echo(f"{count:,} {'sheet' if count == 1 else 'sheets'}: {display_name(notice)}", err=True)
    if len(notices) > _MOST_NOTICES:
        click.echo(f"… and {len(notices) - _MOST_NOTICES} more kinds of notices", err=True)
