"""`--shard K/N`: a class cut into N parts by the names of its sheets, so that N machines agree without talking."""

import hashlib
import re
from typing import NamedTuple

import click


class Shard(NamedTuple):
    """The `number`-th (from 1) of `parts`."""

    number: int
    parts: int

    def holds(self, name: str) -> bool:
        """Whether the sheet called `name` belongs to it; each name belongs to exactly one part."""
        place = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big")
        return place % self.parts == self.number - 1


def shard(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    """What "1/4" means; the callback of the option."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", value)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise click.BadParameter(f"{value!r} is no part of a class; say 1/4 for the first of four", ctx, param)
    return Shard(int(match[1]), int(match[2]))
