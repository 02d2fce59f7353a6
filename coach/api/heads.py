"""Where operations begin: method and path in a line, in whichever order and dress they come.

`POST /v1/urls`, `` `GET /{code}` ``, `| POST | /links |`, `/links (POST)`, `PUT|DELETE /follows/{id}`, `DELETE same`,
`a POST to /v1/urls`, `PSOT /urls`, `WS /live`, `PUT {put_url}` and a path standing alone.
"""

import re
from typing import NamedTuple

from coach.api.lexicon import METHODS, STREAMS, method_of
from coach.language.expressions import expression

_WORDS = "|".join((*METHODS, *STREAMS))
_HOLE = r"\{[^{}\n,]{0,40}\}|<[^<>\s,]{1,40}>|\[[A-Za-z][\w-]{0,40}\]"
_PATH = (
    r"(?:(?:https?|wss?)://[^\s`|,;\"'<>]+"
    rf"|/(?:[^\s`|,;\"'()<>{{}}\[\]→⇒*\\]|(?<=[/=:.~@-])(?:{_HOLE}))*)"
)
_SIGNED = r"(?:\{\w*(?:url|uri)\w*\}|<\w*(?:url|uri)\w*>|\w*(?:put|upload|signed)_?\w*ur[li]\w*)"
_AFTER = r"[`*\]):\"'|\s–—>→-]{0,12}"

_HEAD = expression(
    rf"(?<![\w/{{$.-])(?P<methods>(?:[A-Z]{{2,9}}|[Gg]et|[Pp]ost|[Pp]ut|[Pp]atch"
    rf"|[Dd]elete)(?![a-z]{{2}})(?:\s?[|,/&+]\s?(?:{_WORDS})\b| (?:and|or) (?:{_WORDS})\b){{0,4}})"
    rf"(?:s\b)?{_AFTER}(?:(?:(?:request )?(?:to|on) )[`*\"']{{0,2}})?(?P<path>(?<![\w/]){_PATH}"
    rf"|(?i:{_SIGNED})(?=[\s`:,.|]|$))"
)
_FAR = expression(
    rf"(?<![\w/])(?P<methods>{_WORDS})s?\b(?P<between>[^.\n/]{{1,70}}?)\b(?:to|from|at|on"
    rf"|against) [`*\"']{{0,2}}(?P<path>{_PATH})"
)
_FLIPPED = expression(rf"^[\s\-*•+|`\d.)#]*(?P<path>{_PATH})[`*\s|]*[(\[:–-]*\s*(?P<methods>{_WORDS})\b[\])`]*")
_SAME = expression(rf"\b(?P<methods>{_WORDS})\b[`]? (?:is |does )?(?:the )?(?:same|too|likewise|ditto|idem)\b")
_SAME_WORDS = ("same", "too", "likewise", "ditto", "idem")
_ALONE = expression(
    rf"^[\s\-*•+|`\d.)#]*(?P<path>(?<!\w)/(?:[A-Za-z]|{_HOLE})(?:[^\s`|,;\"'()<>{{}}\[\]→⇒*\\]"
    rf"|(?<=[/=:.~@-])(?:{_HOLE}))*)"
)
_ANY_METHOD = expression(rf"\b(?:{_WORDS})\b")
_SPLIT_METHODS = expression(r"[^A-Za-z]+")


class Head(NamedTuple):
    """A method and a path as they stand in the text; one head for each method of `PUT|DELETE /x`."""

    method: str
    path: str
    """As written, trailing punctuation cut; empty for `DELETE same`."""
    start: int
    end: int
    same: bool = False
    """`DELETE same`: the path of the operation before it."""
    between: int = 0
    """Offset of what stands between method and path (`POSTs {url} to /urls`); 0 when nothing does."""


def heads_in(line: str, offset: int) -> list[Head]:
    """All heads of one line, in order; offsets count from `offset`."""
    found: list[Head] = []
    if "/" in line or "ur" in line.lower():
        for match in _HEAD.finditer(line):
            found += _heads(match, offset)
        if not found and (flipped := _FLIPPED.match(line)):
            found += _heads(flipped, offset)
        if not found and (far := _FAR.search(line)):
            found += [head._replace(between=offset + far.start("between")) for head in _heads(far, offset)]
    for match in _SAME.finditer(line) if any(word in line for word in _SAME_WORDS) else ():
        start = offset + match.start()
        if not any(head.start <= start < head.end for head in found):
            found.append(Head(method_of(match["methods"]) or "", "", start, offset + match.end(), same=True))
    if not found and "/" in line and (alone := _ALONE.match(line)) and not _ANY_METHOD.search(line):
        path = _trim(alone["path"])
        if len(path) > 1:
            start = offset + alone.start("path")
            found.append(Head("", path, start, start + len(path)))
    return sorted(found, key=lambda head: head.start)


def _heads(match: re.Match[str], offset: int) -> list[Head]:
    """One head for each method in `match`, or none when its first word is no method."""
    written = [word for word in _SPLIT_METHODS.split(match["methods"]) if word]
    path = _trim(match["path"])
    first = written[0]
    loose = not first.isupper()
    if loose and first.upper() not in METHODS:
        return []
    if loose and not path.startswith("/"):
        return []
    methods = [method_of(word) for word in written]
    if None in methods or len(path) < 1:
        return []
    start = offset + min(match.start("methods"), match.start("path"))
    end = offset + max(match.start("path") + len(path), match.end("methods"))
    return [Head(method or "", path, start, end) for method in methods]


def _trim(path: str) -> str:
    """`path` without the punctuation of the sentence around it."""
    path = path.rstrip(".,:;!-\"'")
    if "?" not in path:
        path = path.rstrip("=")
    return path
