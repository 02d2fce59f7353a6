"""Findings: what is wrong in a pack file, where, and what mends it.

A finding prints as `file:line:column: level[code] message`, the source line, a caret under the place and `fix:`. Its
code is stable: docs/findings.md has a paragraph for each, and `# coach: allow CODE` in a file quiets one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING

from coach.language.cleaning import one_line
from coach.model.quick import dataclass
from coach.model.words import Severity
from coach.packs.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_SHOWN = 100
"""Cells of a source line that are shown; a longer line is cut around the caret."""

_ALLOW = re.compile(r"#\s*coach:\s*allow\s+([a-z0-9-]+(?:[\s,]+[a-z0-9-]+)*)")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, or will hurt, in one file."""

    file: str
    """Path as a person would type it."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    code: str
    """Stable name of the rule, one of `coach.packs.codes.CODES`."""
    message: str
    fix: str = ""
    """What to do about it; empty when the message says it."""
    severity: Severity = Severity.ERROR
    source_line: str = field(default="", compare=False)
    """The line as it stands in the file, without its end."""
    end_column: int = 0
    """One past the last character meant; 0 marks a single character."""

    def __post_init__(self) -> None:
        """Hold that the code is known, and so documented."""
        assert self.code in CODES, self.code

    def __str__(self) -> str:
        """The head line, the source line with a caret, and the fix."""
        parts = [f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}] {self.message}"]
        if self.source_line:
            parts += _marked(self.line, self.source_line, self.column - 1, self.end_column - 1)
        if self.fix:
            parts.append(f"  fix: {self.fix}")
        return "\n".join(parts)

    def as_dict(self) -> dict[str, str | int]:
        """The finding as plain data, for `--json`."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_column": self.end_column,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "fix": self.fix,
        }


def allowed_codes(text: str) -> dict[int, frozenset[str]]:
    """Which codes a file quiets, by the line they hold for.

    `# coach: allow CODE` (several, with commas or spaces) holds for its own line, or for the line below when it stands
    alone; above the first value of a file (line 0 in the result) it holds for the whole file.
    """
    allowed: dict[int, set[str]] = {}
    begun = False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        comment = bare.startswith("#")
        if match := _ALLOW.search(line):
            at = number if not comment else (number + 1 if begun else 0)
            allowed.setdefault(at, set()).update(re.split(r"[\s,]+", match[1]))
        begun = begun or bool(bare and not comment)
    return {line: frozenset(codes) for line, codes in allowed.items()}


def without_allowed(findings: Iterable[Finding], text: str) -> list[Finding]:
    """Those of one file's `findings` that no comment in its `text` allows. Errors cannot be allowed."""
    allowed = allowed_codes(text)
    everywhere = allowed.get(0, frozenset())
    return [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        or (finding.code not in everywhere and finding.code not in allowed.get(finding.line, frozenset()))
    ]


def cells(text: str) -> int:
    """How many terminal cells `text` takes: wide characters count 2, combining and invisible ones 0."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _marked(line: int, source: str, start: int, end: int) -> list[str]:
    """`source` and a line with carets under `source[start:end]`, cut to what fits."""
    source = one_line(source)
    end = min(max(end, start + 1), len(source))
    cut = max(0, start - MAX_SHOWN // 2) if len(source) > MAX_SHOWN else 0
    lead = "…" if cut else ""
    shown = lead + source[cut : cut + MAX_SHOWN] + ("…" if len(source) > cut + MAX_SHOWN else "")
    before = cells(lead + source[cut:start])
    carets = max(1, cells(source[start : min(end, cut + MAX_SHOWN)]))
    gutter = f"{line:>6} | "
    return [f"{gutter}{shown}".rstrip(), " " * (len(gutter) - 2) + "| " + " " * before + "^" * carets]
