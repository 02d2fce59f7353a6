"""Tables and entities: `urls(code pk, long_url)`, SQL, field lists under a name, key-value and wide-column keys."""

import re

from coach.api.columns import Listed, columns_in, names_in
from coach.api.drafts import NAMED, PRIMARY, Draft, gridded
from coach.api.layout import Grid, Line
from coach.api.lexicon import each
from coach.api.model import Column, Index, Table
from coach.api.payload import group_at
from coach.language.expressions import expression

MAX_TABLES = 100

_DDL = expression(
    r"\bcreate\s+(?:table|materialized view)\s+(?:if not exists\s+)?[`\"\[]?(?P<name>[\w.]+)[`\"\]]?\s*\(",
    re.IGNORECASE,
)
_DDL_INDEX = expression(
    r"\bcreate\s+(?P<unique>unique\s+)?index\s+(?:if not exists\s+"
    r"|concurrently\s+)?[\w\"`]*\s*on\s+[`\"]?(?P<table>\w+)[`\"]?\s*(?:using \w+\s*)?\((?P<columns>[^)\n]{1,200})\)",
    re.IGNORECASE,
)
_CALL = expression(r"(?<![\w./=$\\-])[*`_\"]{0,3}(?P<name>[A-Za-z][\w.]{0,40})[*`_\"]{0,3}(?P<gap> ?)(?P<open>[({])")
_INDEX_WORD = (
    r"(?P<unique>unique\s+)?(?:secondary |partial |composite |covering |gin |b-?tree )?"
    r"(?:unique\s+)?(?:index(?:es|ed)?|indices|ix|idx|gsi|lsi|secondary keys?)"
)
_INDEX = expression(
    rf"\b{_INDEX_WORD}\b\s*(?:\d\s*)?(?:on|by|over|:|=|\w+ on)?\s*(?:[`\w]+\s?)?\((?P<columns>[^()\n]{{1,160}})\)",
    re.IGNORECASE,
)
_INDEX_ON = expression(
    rf"\b{_INDEX_WORD}\s+(?:on|by|over|:)\s*(?P<columns>[`\w]+(?:\s*(?:,|\+|and)\s*[`\w]+)*(?: (?:desc|asc))?)",
    re.IGNORECASE,
)
_BY_NAME = expression(r"\b(?P<table>[A-Za-z]\w*)\s?\((?P<columns>[^()\n]{1,160})\)")
_UNIQUE = expression(r"\bunique(?: key| index)?\s*(?:on\s*)?\((?P<columns>[^()\n]{1,160})\)", re.IGNORECASE)
_KEY_BEHIND = expression(r"\W{0,3}(?:primary key|pk|key)\s*[:=]?\s*\((?P<columns>[^()\n]{1,160})\)", re.IGNORECASE)
_ALL_KEY = expression(
    r"^\W{0,3}(?:both|all|together)? ?(?:columns )?(?:as|are|is|=)? ?(?:the )?(?:composite )?(?:primary key|pk)\b",
    re.IGNORECASE,
)
_BOTH_WAYS = expression(
    r"^\W{0,3}(?:\w+ )?(?:both (?:ways|directions)|either (?:way|direction)|in both directions)", re.IGNORECASE
)
_CONTEXT = expression(
    r"^[\s#*_`\d.)-]*(?:(?:sql|db|database|data|main|our|the|one|core|append-only|\d+|two|three|four)\s+)*"
    r"(?:tables?|tbls?|schemas?|entit(?:y|ies)|collections?|data ?models?|models?|db|database|storage"
    r"|columns?|keyspaces?)"
    r"(?:\s*\([^)\n]{1,40}\)|\s+(?:design|layout|schema|model|tables?))?\s*[:=*_`\s-]*(?=$|[\w`*])",
    re.IGNORECASE,
)
_KEY_VALUE = expression(
    r"(?:^|[\s(])(?:key|k)\s*[:=]\s*(?P<key>[^,;\n→]{1,60}?)\s*(?:->|→|=>|,|;|\s)\s*(?:value|val"
    r"|v)\s*[:=]\s*(?P<value>[^\n]{1,300})",
    re.IGNORECASE,
)
_ARROWED = expression(
    r"^[\s\-*•`]*(?P<key>[\w:{}<>.]{2,60})\s*(?:->|→|=>)\s*(?P<value>\{[^\n]{2,300}\}|[\w, ]{3,200})`?\s*$"
)
_NOT_TABLES = frozenset(
    each("""
    access and as at auth avg base58 base62 base64 bigint body by ca cache ceil char check clustered code codes
    collections constraint count crc32 current_timestamp decimal decode default e each eg encode encrypt endpoints
    entities enum error errors example expire f floor for foreign from g get gin gsi h hash header headers hmac
    hset i idx ie if in incr index indexed indexes int is ix json key len limit log10 log2 lpush lsi max md5 method
    min murmur not note notes now null numeric nvarchar o of on one operations option optional options or param
    params partition path patterns per pk primary query rand random references request required response return
    returns schema see set sha sha1 sha256 sign status str sum tables then timestamp to ttl unique using uuid
    values varchar verify when where with zadd
    """)
)
"""Names before a bracket that are types, functions, labels or ordinary words, never tables."""


def tables_in(text: str, lines: list[Line], grids: list[Grid], taken: set[int]) -> tuple[Table, ...]:
    """Every table that `lines` describe; lines whose index is in `taken` belong to operations."""
    drafts: list[Draft] = []
    free = [line for index, line in enumerate(lines) if index not in taken]
    if free:
        drafts += _ddl(text, free)
    inside = [(draft.start, draft.end) for draft in drafts]
    rows = {index for grid in grids for index in (grid.first, grid.first + 1, *grid.rows)}
    context = False
    under: Draft | None = None
    for index, line in enumerate(lines):
        if index in taken or index in rows or line.fence or any(start <= line.start < end for start, end in inside):
            under = under if line.fence else None
            continue
        if line.blank:
            continue
        named = _CONTEXT.match(line.text)
        if line.heading and not named:
            context = False
        context = bool(named) or (context and not _other_topic(line))
        calls = _calls(text, line, context=context, named=named) if "(" in line.text or "{" in line.text else []
        if calls:
            drafts += calls
            under = calls[-1]
            continue
        if under and _goes_on(line, under, text):
            continue
        under = _named_list(text, lines, index, context=context, taken=taken) or _keyed(text, line, context=context)
        if under:
            drafts.append(under)
    drafts += [draft for grid in grids for draft in gridded(text, lines, grid)]
    _indexes(text, free, drafts)
    drafts.sort(key=lambda draft: draft.start)
    return tuple(draft.done() for draft in _once(drafts) if draft.columns or draft.key)[:MAX_TABLES]


def _once(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one name become one table."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        known = found.setdefault(draft.name.lower(), draft)
        if known is draft:
            continue
        if known.key and draft.key and draft.key != known.key:
            # A second way into the same table, as a row of an access-pattern table gives it.
            ways = [*draft.indexes, Index(tuple(draft.key), draft.start, draft.end)]
            known.take(Listed(draft.columns, [], [], [way for way in ways if not _leads(known, way)]))
        else:
            known.take(Listed(draft.columns, draft.key, draft.sort_key, draft.indexes))
    return list(found.values())


def _leads(draft: Draft, index: Index) -> bool:
    """Whether a table has an index that begins with the same columns."""
    return any(known.columns[: len(index.columns)] == index.columns for known in draft.indexes)


def _ddl(text: str, lines: list[Line]) -> list[Draft]:
    """Tables written as SQL."""
    found: list[Draft] = []
    for match in _DDL.finditer(text, lines[0].start, lines[-1].end):
        group = group_at(text, match.end() - 1, lines[-1].end)
        stop = max(group.end, text.find(")", match.end(), lines[-1].end) + 1)
        draft = Draft(match["name"], match.start(), stop)
        draft.take(columns_in(text, match.end(), stop - 1))
        found.append(draft)
        if len(found) >= MAX_TABLES:
            break
    return found


def _calls(text: str, line: Line, *, context: bool, named: re.Match[str] | None) -> list[Draft]:
    """Tables written as `name(columns)` or `name {columns}` on one line."""
    found: list[Draft] = []
    at = line.start
    while len(found) < 20 and (match := _CALL.search(text, at, line.end)):
        group = group_at(text, match.start("open"), line.end)
        at = match.end()
        if match["name"].lower() in _NOT_TABLES or text[group.end - 1] not in ")}":
            continue
        listed = columns_in(text, match.end(), group.end - 1)
        before = text[line.start : match.start()].strip(" -*•`_|+#>")
        keyed = bool(PRIMARY.search(text, match.end(), group.end))
        opens = not before or bool(found) or named is not None
        plenty = len(listed.columns) >= 2 and listed.clean
        if match["gap"] and not (context or opens or keyed):
            continue
        if (
            not (keyed and listed.columns)
            and not (plenty and (context or opens or not match["gap"]))
            and not ((context or _list_of_tables(text, line, group.end)) and listed.columns and listed.clean)
        ):
            continue
        if match["open"] == "{" and not (keyed or context):
            continue
        draft = Draft(match["name"], match.start("name"), group.end)
        draft.take(listed)
        rest = text[group.end : line.end]
        stated = _KEY_BEHIND.match(rest)
        if stated:
            draft.key = list(names_in(stated["columns"]))
        elif _ALL_KEY.match(rest):
            draft.key = [column.name for column in draft.columns]
        elif _BOTH_WAYS.match(rest) and len(draft.columns) >= 2:
            first, second = draft.columns[0].name, draft.columns[1].name
            draft.indexes += [Index((first, second), group.end, line.end), Index((second, first), group.end, line.end)]
        found.append(draft)
        at = group.end
    return found


def _list_of_tables(text: str, line: Line, at: int) -> bool:
    """Whether another `name(` follows directly, as in `tweets(id), by_author(author, id desc)`."""
    return re.match(r"\s*[,;|]\s*[a-z_]\w+\s?\([a-z]", text[at : line.end]) is not None


def _goes_on(line: Line, draft: Draft, text: str) -> bool:
    """Whether the line adds to the table above it: key and index lines."""
    bare = line.bare.lower()
    if bare.startswith(("pk", "primary key", "partition key", "key:", "sk", "sort key", "clustering")):
        draft.take(columns_in(text, line.start + (len(line.text) - len(line.text.lstrip(" -*•`"))), line.end))
        return True
    return bare.startswith(("index", "ix ", "ix(", "idx", "unique", "gsi", "secondary index"))


def _named_list(text: str, lines: list[Line], index: int, *, context: bool, taken: set[int]) -> Draft | None:
    """A name with its fields behind a colon, or in the bullets below it."""
    line = lines[index]
    match = NAMED.match(line.text)
    if not match or match["name"].lower() in _NOT_TABLES or _CONTEXT.fullmatch(line.text.rstrip()):
        return None
    labelled = bool(match["label"] or match["after"])
    rest_start = line.start + match.start("rest")
    if match["rest"].strip() and match["mark"]:
        listed = columns_in(text, rest_start, line.end)
        keyed = bool(PRIMARY.search(match["rest"]))
        if (
            listed.clean
            and len(listed.columns) >= 2
            and (labelled or context or (keyed and match["mark"] in {":", "->", "→", "="}))
        ):
            draft = Draft(match["name"], line.start + match.start("name"), line.end)
            draft.take(listed)
            return draft
        return None
    if match["rest"].strip() or not (labelled or context or line.heading or match["mark"] == ":" or line.bullet):
        return None
    below = _bullets_below(lines, index, taken)
    if not below:
        return None
    draft = Draft(match["name"], line.start + match.start("name"), below[-1].end)
    clean = 0
    for item in below:
        begin = item.start + len(item.text) - len(item.text.lstrip(" \t-*•+`"))
        listed = columns_in(text, begin, item.end)
        clean += listed.clean and bool(listed.columns or listed.indexes)
        draft.take(listed)
    keyed = bool(PRIMARY.search(text, line.start, draft.end))
    if clean * 3 < len(below) * 2 or not (labelled or context or keyed or (len(below) >= 2 and _looks_typed(below))):
        return None
    return draft


def _bullets_below(lines: list[Line], index: int, taken: set[int]) -> list[Line]:
    """The list directly under a line: bullets, or lines that are further in."""
    head = lines[index]
    found: list[Line] = []
    for at in range(index + 1, min(len(lines), index + 60)):
        line = lines[at]
        if line.fence:
            if found:
                break
            continue
        if line.blank and not found:
            continue
        deeper = line.indent > head.indent or (line.bullet and not (head.bullet and line.indent <= head.indent))
        if line.blank or line.heading or at in taken or line.row or not (deeper or (line.bullet and head.heading)):
            break
        found.append(line)
    return found


def _looks_typed(lines: list[Line]) -> bool:
    """Whether the items look like columns: identifiers with types rather than sentences."""
    from_words = sum(
        1 for line in lines if re.match(r"^`?[a-z][a-z0-9]*(?:_[a-z0-9]+)*`?\s*(?:[:(,-]|$|[a-z]+$)", line.bare)
    )
    return from_words * 2 >= len(lines) and any(
        "_" in line.bare or re.search(r"\b(?:id|int|string|text|timestamp)\b", line.bare) for line in lines
    )


def _keyed(text: str, line: Line, *, context: bool) -> Draft | None:
    """A key-value store: `key: short:{code} -> value: {long_url}`."""
    match = _KEY_VALUE.search(line.text) if "v" in line.text else None
    if not match and context:
        match = _ARROWED.match(line.text)
    if not match:
        return None
    key = re.sub(r"[^\w:]+", "", match["key"])
    before = re.findall(r"[A-Za-z]\w+", line.text[: match.start("key")])
    name = next((word for word in before if word.lower() not in {"key", "kv", "table"}), key.split(":")[0])
    draft = Draft(name or "store", line.start + match.start(), line.start + match.end())
    column = key.split(":")[-1] or key
    if not column:
        return None
    at = line.start + match.start("key")
    draft.columns.append(Column(column, at, at + len(match["key"])))
    draft.key.append(column)
    draft.take(columns_in(text, line.start + match.start("value"), line.start + match.end("value")))
    return draft


def _indexes(text: str, lines: list[Line], drafts: list[Draft]) -> None:
    """Index phrases go to the table that they name or that stands before them."""
    by_name = {draft.name.lower(): draft for draft in drafts}
    ordered = sorted(drafts, key=lambda draft: draft.start)
    for line in lines:
        low = line.text.lower()
        if not ("ind" in low or "ix" in low or "idx" in low or "gsi" in low or "unique" in low or "secondary" in low):
            continue
        if line.bare.lower().startswith(("index", "indices", "ix:")):
            owned = [
                match for match in _BY_NAME.finditer(text, line.start, line.end) if match["table"].lower() in by_name
            ]
            for match in owned:
                index = Index(names_in(match["columns"]), match.start(), match.end())
                by_name[match["table"].lower()].indexes.append(index)
            if owned:
                continue
        for pattern in (_DDL_INDEX, _INDEX, _INDEX_ON, _UNIQUE):
            for match in pattern.finditer(text, line.start, line.end):
                owner = by_name.get(match["table"].lower()) if "table" in pattern.groupindex else None
                named = re.match(r"\s*(?:on|of|in) (?:the )?(\w+)", text[match.end() : line.end])
                owner = owner or (by_name.get(named[1].lower()) if named else None)
                owner = owner or next((draft for draft in reversed(ordered) if draft.start <= match.start()), None)
                names = names_in(match["columns"])
                if (
                    not owner
                    or not names
                    or any(old.start < match.end() and match.start() < old.end for old in owner.indexes)
                ):
                    continue
                unique = pattern is _UNIQUE or "unique" in match[0].lower()
                owner.indexes.append(Index(names, match.start(), match.end(), unique))


def _other_topic(line: Line) -> bool:
    """Whether a line ends the stretch in which names are tables."""
    return bool(line.heading) or (line.bare.endswith(":") and not line.bullet and len(line.bare.split()) > 2)
