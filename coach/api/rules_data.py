"""Rules about tables: types that lose money or time, lists in a cell, blobs in rows, lookups that scan."""

import re
from collections.abc import Iterator

from coach.api import access
from coach.api.lexicon import each, singular, words
from coach.api.model import flat
from coach.api.rule import ACCESS, BLOCKS, DATA, PASTEBIN_DATA, Case, Finding, Rule
from coach.language.wording import wording
from coach.model.words import Severity

MANY_ROWS = 1_000_000
"""Rows from which a scan is felt: a million rows of a few hundred bytes no longer come back in milliseconds."""

_MONEY = frozenset(
    ["price", "amount", "balance", "total", "cost", "fee", "salary", "payment", "sum", "revenue", "refund"]
)
_FLOAT = wording(r"\b(?:float|double|real)\b", re.IGNORECASE)
_LIKE = wording(r"\bI?LIKE\s+['\"“]?%[^\n]{0,40}?%|\bLIKE\s+['\"]?%", re.IGNORECASE)
_MEMBERS = frozenset(
    each("""
    follower followee following friend like member participant tag comment liker subscriber viewer
    """)
)
_TEXTUAL = wording(r"text|varchar|string|json|array|list|csv|comma|blob|\[\]", re.IGNORECASE)
_BLOB = wording(r"blob|bytea|binary|image\b|mediumtext|longtext", re.IGNORECASE)


def _float_money(case: Case) -> Iterator[Finding]:
    typed = [
        (column.name, column.kind, column.start, column.end)
        for table in case.contract.tables
        for column in table.columns
    ]
    typed += [
        (item.name, item.kind, item.start, item.end)
        for operation in case.calls
        for item in flat((*operation.request, *(f for a in operation.responses for f in a.fields)))
    ]
    for name, kind, start, end in typed:
        if set(words(name)) & _MONEY and _FLOAT.search(kind) and not set(words(name)) & {"count", "ratio"}:
            yield Finding(start, end)


def _zoneless(case: Case) -> Iterator[Finding]:
    if case.says(r"\butc\b|timestamptz|with time zone|\bepoch\b|unix time|\btz\b"):
        return
    for table in case.contract.tables:
        for column in table.columns:
            if re.match(r"datetime\b|timestamp\b", column.kind, re.IGNORECASE) and case.text[
                table.start : table.end
            ].lower().startswith("create"):
                yield Finding(column.start, column.end)
                return


def _list_in_cell(case: Case) -> Iterator[Finding]:
    for table in case.contract.tables:
        for column in table.columns:
            parts = words(column.name)
            if (
                parts
                and parts[-1] != singular(parts[-1])
                and singular(parts[-1]) in _MEMBERS
                and _TEXTUAL.search(column.kind)
            ):
                yield Finding(column.start, column.end)


def _blob_in_row(case: Case) -> Iterator[Finding]:
    for table in case.contract.tables:
        small = len(table.columns) <= 3
        for column in table.columns:
            if _BLOB.search(column.kind) and not small:
                yield Finding(column.start, column.end)


def _counter_in_row(case: Case) -> Iterator[Finding]:
    if case.says(r"async|batch|buffer|queue|redis|stream|roll ?up|every \d+ ?s|flush"):
        return
    for table in case.contract.tables:
        if len(table.columns) < 4:
            continue
        for column in table.columns:
            if re.fullmatch(r"(?:view|click|hit|like|read|visit)s?(?:_?count)?", column.name, re.IGNORECASE):
                yield Finding(column.start, column.end)


def _keyless(case: Case) -> Iterator[Finding]:
    tables = case.contract.tables
    if not any(table.key for table in tables):
        return
    for table in tables:
        if not table.key and not table.indexes and len(table.columns) >= 2:
            yield Finding(table.start, table.end)


def _like_scan(case: Case) -> Iterator[Finding]:
    for sentence in case.sentences:
        match = _LIKE.search(sentence.text)
        if match and not re.search(
            r"\b(?:not|never|no|can't|cannot|instead|rather|avoid)\b|trigram|pg_trgm", sentence.text, re.IGNORECASE
        ):
            many = f" over {_count(case.rows)} rows" if case.rows and case.rows >= 1000 else ""
            yield Finding(
                sentence.start,
                sentence.end,
                f"A pattern that begins with % can use no ordinary index, so each search reads the whole "
                f"table{many}. Text search wants a text index or a search engine.",
            )


def _scan(case: Case) -> Iterator[Finding]:
    for answer in access.explain(case.contract, case.rows):
        if answer.by == "scan":
            severity = Severity.WARNING if case.rows and case.rows >= MANY_ROWS else None
            yield Finding(answer.operation.start, answer.operation.head_end, answer.sentence, severity)


def _count(rows: float) -> str:
    return access.spoken(rows)


RULES: tuple[Rule, ...] = (
    Rule(
        "float-for-money",
        Severity.ERROR,
        "Floating point cannot hold cents exactly, and sums drift. Keep money in a whole number of the "
        "smallest unit, or in a decimal.",
        (DATA,),
        _float_money,
    ),
    Rule(
        "timestamp-without-zone",
        Severity.NOTE,
        "A time without a zone means another moment on another server. Store UTC and say so.",
        (DATA,),
        _zoneless,
    ),
    Rule(
        "list-in-a-column",
        Severity.WARNING,
        "A list in one cell cannot be indexed, grows without end and is rewritten whole on every change. "
        "Give it a table of its own, one row a pair.",
        (DATA, ACCESS),
        _list_in_cell,
    ),
    Rule(
        "blob-in-row",
        Severity.NOTE,
        "Large bodies beside small columns make every row read heavy. Keep them in an object store or a "
        "table of their own, and the key here.",
        (PASTEBIN_DATA,),
        _blob_in_row,
    ),
    Rule(
        "counter-in-row",
        Severity.NOTE,
        "Counting in the row turns every read into a write of the same row. Gather the counts aside and add "
        "them up in batches.",
        (PASTEBIN_DATA,),
        _counter_in_row,
    ),
    Rule(
        "table-without-key",
        Severity.NOTE,
        "No key is named for this table, so nothing says how a row is found. Name it.",
        (DATA,),
        _keyless,
    ),
    Rule(
        "like-scan",
        Severity.WARNING,
        "A pattern that begins with % can use no ordinary index: every search reads the whole table.",
        (BLOCKS, ACCESS),
        _like_scan,
    ),
    Rule(
        "read-scans",
        Severity.NOTE,
        "No key and no index answers this read, so it reads the whole table.",
        (ACCESS,),
        _scan,
        "Which index answers this?",
    ),
)
