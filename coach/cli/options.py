"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def data_dir_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--data-dir FOLDER` to a command."""
    option = click.option(
        "--data-dir",
        "folder",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Where your interviews are kept.",
    )
    return option(command)
