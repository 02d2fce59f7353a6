"""`coach pack`: write, check and test problem packs, and choose which are found."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.fence import steer
from coach.cli.files import Unreadable, display_name, write_text
from coach.cli.preview import preview_command
from coach.language.cleaning import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.packs.listing import ProblemEntry

FOLDER = click.argument("path", required=False, type=click.Path(path_type=Path))
TARGET = click.argument("what", required=False, metavar="[PATH]")


@click.group("pack", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Write, check and test problem packs."""


@command.command("check")
@TARGET
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every finding.")
@click.option("--quick", is_flag=True, help="Leave out what needs the grader.")
def check_command(what: str | None, as_json: bool, quick: bool) -> None:
    """Find everything that is wrong in a pack, or will hurt, at once.

    PATH is a pack's folder, the folder of one of its problems, or a problem's name; without it, the pack or the problem
    you stand in, or else the bundled pack. Ends with 1 when there is an error or a warning; notes alone end with 0.
    """
    from coach.packs.check import check
    from coach.packs.errors import PackError
    from coach.packs.summary import check_line
    from coach.packs.targets import target

    try:
        meant = target(what)
        checked = check(meant.root, meant.slug, quick=quick)
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    if as_json:
        findings = [finding.as_dict() for finding in checked.findings]
        click.echo(json.dumps({"schema": "coach.pack-check/1", "findings": findings}, ensure_ascii=False))
    else:
        for finding in checked.findings:
            click.echo(printable(str(finding)) + "\n")
        click.echo(check_line(checked))
    click.get_current_context().exit(0 if checked.clean else 1)


@command.command("test")
@TARGET
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every outcome.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use; by default one a core.")
def test_command(what: str | None, as_json: bool, jobs: int | None) -> None:
    """Grade the golden sheets, and try to fool the grader on each problem.

    PATH is as for `coach pack check`. Ends with 1 when a sheet lands outside its band or one of the general tests
    fails; known gaps do not count.
    """
    from coach.packs.errors import PackError
    from coach.packs.summary import trial_lines
    from coach.packs.targets import target
    from coach.packs.trials import trial_of

    try:
        meant = target(what)
        trial = trial_of(meant.root, meant.slug, jobs=jobs, progress=_progress)
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    if as_json:
        outcomes = [
            {"problem": o.problem, "sheet": o.sheet, "expects": o.expects, "got": o.got, "state": o.state, "why": o.why}
            for o in trial.outcomes
        ]
        click.echo(json.dumps({"schema": "coach.pack-test/1", "outcomes": outcomes}, ensure_ascii=False))
    else:
        click.echo(printable("\n".join(trial_lines(trial))))
    click.get_current_context().exit(0 if trial.passed else 1)


@command.command("list")
@FOLDER
def list_command(path: Path | None) -> None:
    """List packs and their problems: of one pack, or of all that are found, in the order of the search.

    Looked through are --pack-dir, COACH_PACK_PATH, the packs you added, those that installed distributions bring, and
    the bundled one; what a pack has that an earlier one has as well is marked.
    """
    from coach.packs import search
    from coach.packs.errors import PackError
    from coach.packs.files import pack_root
    from coach.packs.library import problems

    if path is not None:
        try:
            entries = problems(pack_root(path))
        except PackError as error:
            raise Unreadable(printable(str(error))) from None
        _echo_problems(entries)
        if not entries:
            click.echo("No problems here.", err=True)
        return
    owners = search.owners()
    for at, home in enumerate(search.homes()):
        click.echo(("\n" if at else "") + printable(f"{home.name} · {home.origin} · {home.root}"))
        if home.shadowed_by:
            click.echo(f"  not used: there is a pack of this name before it ({home.shadowed_by})")
            continue
        taken = {slug: owners[slug].name for slug in home.slugs if owners[slug] != home}
        _echo_problems(problems(home.root), indent="  ", taken=taken)
    for folder in search.missing():
        click.echo(printable(f"{search.PATH_VARIABLE} names {folder}, where there is no pack."), err=True)


@command.command("add")
@click.argument("source", metavar="FOLDER-OR-ZIP")
@click.option("--force", is_flag=True, help="Replace a pack of the same id that you added before.")
def add_command(source: str, force: bool) -> None:
    """Copy a pack to your own, from a folder or a zip.

    Nothing of it is run. It is added when its files hold no errors, and only files that belong to a pack are taken.
    """
    from coach.packs.adding import add
    from coach.packs.errors import PackError

    try:
        added = add(Path(source), replace=force)
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    instead = f" in place of {added.replaced}" if added.replaced else ""
    count = f"{len(added.problems)} problem{'s' * (len(added.problems) != 1)}"
    click.echo(printable(f"{added.info.title} {added.info.version} was added{instead}: {count}, in {added.root}."))
    if added.left_out:
        click.echo(printable(f"Left out, being no part of a pack: {', '.join(added.left_out)}."), err=True)
    for slug in added.shadowed:
        click.echo(
            printable(f"{slug} is taken from another pack that comes first; `coach pack list` shows it."), err=True
        )


@command.command("remove")
@click.argument("name")
def remove_command(name: str) -> None:
    """Remove the pack called NAME from those you added."""
    from coach.packs.adding import remove
    from coach.packs.errors import PackError

    try:
        gone = remove(name)
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    click.echo(printable(f"{name} was removed from {gone.parent}."))


@command.command("coverage")
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="One JSON object a section, with everything that cites it.")
def coverage_command(path: Path | None, as_json: bool) -> None:
    """Show which sections of the source documents a pack's criteria, misconceptions, numbers and drills rest on.

    Ends with 1 when a section is neither cited by one of them nor marked as not assessed, with the reason.
    """
    import shutil

    from coach.packs.coverage import as_plain, coverage, matrix_lines
    from coach.packs.errors import PackError
    from coach.packs.library import load_pack
    from coach.packs.rules.scope import scope_of
    from coach.packs.targets import target

    try:
        root = target(None if path is None else str(path)).root
        documents = coverage(scope_of(load_pack(root)))
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    if as_json:
        for section in as_plain(documents):
            click.echo(json.dumps(section, ensure_ascii=False))
    else:
        width = min(max(shutil.get_terminal_size().columns, 80), 140)
        click.echo(printable("\n".join(matrix_lines(documents, width))))
    missing = any(section.missing for document in documents for section in document.sections)
    click.get_current_context().exit(1 if missing else 0)


@command.command("schema")
@click.argument("kind", default="problem")
@click.option("--write", type=click.Path(path_type=Path, file_okay=False), help="Write the schemas of all kinds there.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
def schema_command(kind: str, write: Path | None, force: bool) -> None:
    """Print the JSON Schema of one kind of pack file, for editors.

    KIND is pack, problem (the default), golden, rubric, concepts, numbers, sources, misconceptions or components.
    """
    from coach.packs.schemas import KINDS, file_name, schema_text

    if write is not None:
        for name in KINDS:
            write_text(str(write / file_name(name)), schema_text(name), force=force)
        click.echo(f"{len(KINDS)} schemas written to {write}", err=True)
    elif kind in KINDS:
        click.echo(schema_text(kind), nl=False)
    else:
        raise click.BadParameter(f"there is no kind {kind!r}; there are {', '.join(KINDS)}", param_hint="KIND")


@command.command("new")
@click.argument("name")
@click.option("--in", "folder", type=click.Path(path_type=Path), help="The folder to make; NAME when left out.")
def new_command(name: str, folder: Path | None) -> None:
    """Make a pack with one problem, complete and commented, to change part by part."""
    from coach.packs.errors import PackError
    from coach.packs.starting import start_pack

    target = folder or Path(name)
    try:
        files = start_pack(target, name)
    except PackError as error:
        raise Unreadable(printable(str(error))) from None
    shown = display_name(str(target))
    click.echo(f"{len(files)} files written to {shown}.")
    click.echo(f"Begin with {shown}/problems/{name}/problem.yaml; then: coach pack check {shown}")


command.add_command(preview_command)


def _progress(done: int, of: int) -> None:
    """Count on stderr where that is a terminal; silent elsewhere."""
    if sys.stderr.isatty():
        steer("\r\x1b[K", sys.stderr)
        click.echo(f"{done} of {of} tests" if done < of else "", err=True, nl=False)


def _echo_problems(entries: "Sequence[ProblemEntry]", indent: str = "", taken: dict[str, str] | None = None) -> None:
    """A problem in two lines; `taken` names for each that is shadowed the pack it is taken from."""
    width = max((len(entry.slug) for entry in entries), default=0)
    for entry in entries:
        slug = printable(entry.slug)
        from_elsewhere = f" (taken from {taken[entry.slug]})" if taken and entry.slug in taken else ""
        told = f"{entry.title}, {entry.minutes} min, difficulty {entry.difficulty} of 5{from_elsewhere}"
        click.echo(printable(f"{indent}{slug:{width}}  {told}"))
        click.echo(printable(f"{indent}{'':{width}}  trains {entry.trains}"))
