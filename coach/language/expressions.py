"""Regular expressions whose compiled form can be kept between runs: to compile the program's takes as long as a grade.

Python compiles an expression to a list of numbers, which its engine checks before it takes them. The list is plain
data, so a caller that starts often can keep it (`coach.packs.prepared`). The doors to it are not public: where another
Python has other ones, or a list is refused, the expression is compiled anew.
"""

import re
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

Kept = tuple[int, int, dict[str, int], str]
"""What the engine needs to know of an expression: flags, number of groups, numbers of those with a name, the code."""

_known: dict[str, Kept] = {}
_asked: dict[str, re.Pattern[str] | None] = {}
"""Expressions by flags and source; none where it was only mentioned."""


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """The expression `source`, as `re.compile` gives it, and the same one every time."""
    key = _key(source, flags)
    made = _asked.get(key)
    if made is None:
        kept = _known.get(key)
        made = _asked[key] = (_recalled(source, kept) if kept else None) or re.compile(source, flags)
    return made


def mention(source: str, flags: int) -> None:
    """Have the expression kept for later runs although this run may not need it."""
    _asked.setdefault(_key(source, flags))


def learn(kept: Mapping[str, Kept]) -> None:
    """Take up what an earlier run of the same Python had."""
    _known.update(kept)


def unknown() -> bool:
    """Whether there are expressions by now that were not learned."""
    return not _asked.keys() <= _known.keys()


def known() -> Mapping[str, Kept]:
    """All expressions by now, to be kept for later runs; none where this Python does not tell."""
    for key in _asked.keys() - _known.keys():
        flags, _, source = key.partition(" ")
        try:
            _known[key] = _compiled(source, int(flags))
        except (AttributeError, ImportError, TypeError):
            return {}
    return _known


def _key(source: str, flags: int) -> str:
    return f"{int(flags)} {source}"


def _compiled(source: str, flags: int) -> Kept:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    state = parsed.state
    code = array("I", _compiler._code(parsed, flags))
    return flags | state.flags, state.groups - 1, dict(state.groupdict), b64encode(code.tobytes()).decode()


def _recalled(source: str, kept: Kept) -> re.Pattern[str] | None:
    """The expression as it was; none where it cannot be had."""
    try:
        import _sre  # type: ignore[import-not-found]

        flags, groups, numbers, code = kept
        names: list[str | None] = [None] * (groups + 1)
        for name, number in numbers.items():
            names[number] = name
        made: Any = _sre.compile(source, flags, array("I", b64decode(code)).tolist(), groups, numbers, tuple(names))
    except (AttributeError, ImportError, IndexError, OverflowError, RuntimeError, TypeError, ValueError):
        return None
    return made if isinstance(made, re.Pattern) else None
