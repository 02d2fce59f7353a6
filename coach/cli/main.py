"""The command line: which command lives in which module, and what its errors come out as.

A command's module is imported only when that command runs, so that help costs no more than click. Results go to
stdout, messages to stderr. Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 store unavailable, 70 a
bug, 130 interrupted.
"""

import difflib
import importlib
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import click

from coach.cli.fence import INTERRUPTED, fenced, is_terminal


class Entry(NamedTuple):
    """Where a command is found and what the overview says of it."""

    module: str
    name: str
    help: str


COMMANDS: dict[str, Entry] = {
    "practice": Entry("coach.cli.practice", "command", "Hold an interview against the clock."),
    "resume": Entry("coach.cli.practice", "resume_command", "Go on with an interview that was interrupted."),
    "grade": Entry("coach.cli.grade", "command", "Grade answer sheets."),
    "merge": Entry("coach.cli.merge", "command", "Put the results of a class together."),
    "agree": Entry("coach.cli.agree", "command", "Compare the grades of two graders."),
    "estimate": Entry("coach.cli.estimate", "command", "Read and check a worksheet of estimates."),
    "design": Entry("coach.cli.design", "command", "Draw a design, run it, break it."),
    "api": Entry("coach.cli.api", "command", "Read and check endpoints and tables."),
    "drill": Entry("coach.cli.drill", "command", "Train sums, numbers, trade-offs, endpoints, designs."),
    "review": Entry("coach.cli.review", "command", "Recall what you missed, when it is due."),
    "history": Entry("coach.cli.history", "command", "List your interviews."),
    "report": Entry("coach.cli.report", "command", "Write the report of an interview."),
    "replay": Entry("coach.cli.replay", "command", "Show an interview as it was held."),
    "pack": Entry("coach.cli.pack", "command", "Write, check and test problem packs."),
    "export": Entry("coach.cli.export", "command", "Write everything you have stored to one file."),
    "import": Entry("coach.cli.import_", "command", "Read such a file back."),
    "doctor": Entry("coach.cli.doctor", "command", "Check that everything coach needs is there."),
    "completion": Entry("coach.cli.completion", "command", "Print the shell's completion script."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of `cmd_name`; none when there is no such command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(importlib.import_module(entry.module), entry.name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or fail naming the nearest one."""
        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)


@click.command(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="coach", message="coach %(version)s")
@click.option("--pack-dir", "pack_dirs", multiple=True, metavar="FOLDER", help="Look for problem packs here first.")
@click.pass_context
def coach(ctx: click.Context, pack_dirs: tuple[str, ...]) -> None:
    """Practise system-design interviews in the terminal: timed, computed, quoted.

    Without a command, coach opens its home screen.
    """
    if pack_dirs:
        from coach.packs.search import holds_pack, put_first

        for folder in pack_dirs:
            if not holds_pack(folder):
                ctx.fail(f"There is no pack in “{folder}”: neither there nor in a folder of it lies a pack.yaml.")
        put_first(pack_dirs)
    if ctx.invoked_subcommand is None:
        if not is_terminal():
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        from coach.tui.launch import run as open_home

        ctx.exit(open_home())


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; nothing but an exit code leaves this function."""
    return fenced(partial(_run, arguments))


def _run(arguments: Sequence[str]) -> int:
    try:
        result = coach.main(args=list(arguments), prog_name="coach", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        return INTERRUPTED
