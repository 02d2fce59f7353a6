"""`coach completion SHELL`: the script that makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    For bash: coach completion bash > ~/.local/share/bash-completion/completions/coach
    """
    from coach.cli.main import coach

    kind = get_completion_class(shell)
    assert kind is not None  # click knows the three shells of the choice
    click.echo(kind(coach, {}, "coach", "_COACH_COMPLETE").source())
