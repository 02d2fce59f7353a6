"""What goes wrong with a pack, as exceptions.

    PackError                 a pack, or a part of it, cannot be used
    ├── InvalidPackError           its files say something they may not; `.findings` says where and what to do
    └── UnknownProblemError             there is no such problem; the message offers near names

`str()` of each is what a person reads on stderr.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.packs.findings import Finding


class PackError(Exception):
    """A pack, or a part of it, cannot be used."""

    findings: tuple[Finding, ...] = ()


class InvalidPackError(PackError):
    """Files of a pack hold errors; every one of them is in `findings`, sorted."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UnknownProblemError(PackError):
    """A problem was asked for that no pack holds."""
