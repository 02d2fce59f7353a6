"""Lists of columns: `code pk, long_url text, created_at desc`, SQL definitions, `pk user_id, sk ts`."""

import re
from typing import NamedTuple

from coach.api.lexicon import each
from coach.api.model import Column, Index
from coach.api.payload import group_at
from coach.language.expressions import expression

_MARK = expression(
    r"\b(?P<pk>pk|primary(?: key)?|partition(?: key)?|hash(?: key)|_id)\b|\b(?P<sk>sk|sort(?: key)"
    r"|clustering(?: key)?|range key|ck)\b"
    r"|\b(?P<ix>idx|ix|index(?:ed)?|gsi)\b|\b(?P<uq>unique|uniq)\b",
    re.IGNORECASE,
)
_LEAD = expression(
    r"(?:(?:pk|sk|fk|ck|primary key|partition key|sort key|clustering key|hash key|range key"
    r"|key)\s*[:=]?\s+(?=[\w`\"(])(?!\((?:pk|sk|primary))|\*)",
    re.IGNORECASE,
)
_CONSTRAINT = expression(
    r"\s*(?:constraint\s+\w+\s+)?(?P<kind>primary key|unique(?: key| index)?|foreign key|key|index|check"
    r"|partition by|clustering order by|pk|indexed by)"
    r"\s*[`\"\w]*\s*[:=]?\s*\((?P<inner>.*)\)\s*(?:using \w+)?",
    re.IGNORECASE | re.DOTALL,
)
_NAME = expression(r"[`\"'\[*_]{0,3}(?P<name>[A-Za-z_][\w.$]*)(?P<word2> [a-z]+)?[`\"'\]*?]{0,3}")
_PLAIN = expression(r"\s*([A-Za-z_]\w*)\s*")
_PARTED = expression(r"[,+&]|\band\b|\bthen\b")
_IDENTIFIER = expression(r"[A-Za-z_]\w*")
_ROUND = expression(r"\([^)]*\)")
_KIND = expression(r"\s*[:(]?\s*([A-Za-z]+(?:\(\d+(?:,\s*\d+)?\))?)")
_SECOND = expression(r"\s*,?\s*([A-Za-z_]\w*)\s*\)")
_WORDY = frozenset(
    each("""
    is are was were and or but that which who with for of the a an to in on so not no we i it if as by from because
    """)
)
_NO_COLUMN = frozenset(
    each("""
    pk sk fk index indexed ix idx unique primary partition sharded both all etc not null and or
    """)
)


class Listed(NamedTuple):
    """What a list of columns says."""

    columns: list[Column]
    key: list[str]
    sort_key: list[str]
    indexes: list[Index]

    @property
    def clean(self) -> bool:
        """Whether every item read as a column; sentences do not."""
        return not any(column.kind == "?" for column in self.columns)


def columns_in(text: str, start: int, end: int) -> Listed:
    """The columns listed in `text[start:end]`; an item that reads as a sentence gets the kind `?`."""
    listed = Listed([], [], [], [])
    for begin, stop in _items(text, start, end)[:80]:
        _item(text, begin, stop, listed)
    return listed


def names_in(written: str) -> tuple[str, ...]:
    """Column names of a key or an index, in order: `owner_id, created_at desc` -> (owner_id, created_at)."""
    found = []
    for part in _PARTED.split(written):
        match = _IDENTIFIER.search(part)
        if match and match[0].lower() not in {"desc", "asc", "where", "on"}:
            found.append(match[0])
    return tuple(found[:8])


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Items between commas, semicolons or line ends outside brackets."""
    found: list[tuple[int, int]] = []
    begin = at = start
    while at < end:
        char = text[at]
        if char in "([{":
            at = max(at, min(group_at(text, at, end).end, end) - 1)
        elif char in ",;\n|" or (char == "-" and text[at : at + 2] == "--"):
            found.append((begin, at))
            begin = at + 1
            if char == "-":
                newline = text.find("\n", at, end)
                at = end if newline == -1 else newline
                begin = at + 1
        at += 1
    found.append((begin, end))
    return [(b, e) for b, e in found if text[b:e].strip(" \t`*{}()")]


def _item(text: str, start: int, end: int, listed: Listed) -> None:
    """Add one item to `listed`."""
    plain_name = _PLAIN.fullmatch(text, start, end)
    if plain_name and plain_name[1].lower() not in _NO_COLUMN:
        listed.columns.append(Column(plain_name[1], plain_name.start(1), plain_name.end(1)))
        return
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t\n-*•+{"))
    end -= len(text[start:end]) - len(
        text[start:end].rstrip(" \t.`})" if text[start:end].count(")") > text[start:end].count("(") else " \t.`}")
    )
    written = text[start:end]
    constraint = _CONSTRAINT.fullmatch(written) if "(" in written else None
    if constraint and not _MARK.fullmatch(constraint["inner"]):
        _constraint(constraint, start, listed)
        return
    lead = _LEAD.match(written)
    body = start + (lead.end() if lead else 0)
    if body < end and text[body] in "(":
        body += 1
    match = _NAME.match(text, body, end)
    if not match or match["name"].lower() in _NO_COLUMN:
        return
    name = match["name"]
    name_start, name_end = match.start("name"), match.end("name")
    rest = text[name_end:end]
    plain = _ROUND.sub(" ", rest)
    kind_match = _KIND.match(rest)
    kind = kind_match[1] if kind_match and not _MARK.match(kind_match[1]) else ""
    sentence = len(plain.split()) > 6 or sum(word in _WORDY for word in plain.lower().split()[:4]) >= 2
    listed.columns.append(Column(name, name_start, name_end, "?" if sentence else kind))
    marks = [*_MARK.finditer(rest.split("--")[0]), *(_MARK.finditer(lead[0]) if lead else ())]
    if lead and not marks and lead[0].lower().startswith(("key", "*")):
        listed.key.append(name)
    for mark in marks:
        if mark["pk"] and name not in listed.key and "foreign" not in rest.lower():
            listed.key.append(name)
            more = _SECOND.match(rest)
            if body > start and text[body - 1] == "(" and more:
                listed.key.append(more[1])
        elif mark["sk"] and name not in listed.sort_key:
            listed.sort_key.append(name)
        elif (mark["ix"] or mark["uq"]) and not any(index.columns == (name,) for index in listed.indexes):
            listed.indexes.append(Index((name,), name_start, end, bool(mark["uq"])))


def _constraint(match: re.Match[str], offset: int, listed: Listed) -> None:
    """A table constraint of SQL: keys and indexes over columns."""
    kind = match["kind"].lower()
    inner = match["inner"]
    if kind in {"primary key", "pk"}:
        composite = re.match(r"\s*\(([^)]*)\)\s*,?(.*)", inner, re.DOTALL)
        if composite:
            listed.key.extend(names_in(composite[1]))
            listed.sort_key.extend(names_in(composite[2]))
        else:
            listed.key.extend(names_in(inner))
    elif kind.startswith(("unique", "key", "index")):
        names = names_in(inner)
        if names:
            listed.indexes.append(Index(names, offset, offset + match.end(), kind.startswith("unique")))
