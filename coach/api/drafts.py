"""A table while its lines are being read, and tables that stand in Markdown tables."""

import re
from dataclasses import field

from coach.api.columns import Listed, columns_in, names_in
from coach.api.layout import Grid, Line
from coach.api.model import Column, Index, Table
from coach.language.expressions import expression
from coach.model.quick import dataclass

PRIMARY = expression(r"\b(?:pk|primary key|partition key|hash key|sk|sort key|clustering)\b|\bPRIMARY\b", re.IGNORECASE)
NAMED = expression(
    r"^[\s#*_`>\d.)•-]*(?:(?P<label>table|tbl|entity|collection|model|keyspace|column family"
    r"|bucket)\s*:?\s+)?[`*_\"]{0,3}(?P<name>[A-Za-z]\w{0,40})[`*_\"]{0,3}"
    r"(?:\s+(?P<after>table|collection|entity))?(?:\s*\([^()\n]{0,60}\))?\s*(?P<mark>[:=]|->|→|—|–"
    r"|-)?[*_`]*\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
"""A line that opens with a name: `Table urls`, `**urls**:`, `urls - code, long_url`."""


@dataclass(slots=True)
class Draft:
    """A table while its lines are being read."""

    name: str
    start: int
    end: int
    columns: list[Column] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    sort_key: list[str] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)

    def take(self, listed: Listed) -> None:
        """Add the columns, keys and indexes of a list."""
        known = {column.name for column in self.columns}
        self.columns += [column for column in listed.columns if column.name not in known]
        self.key += [name for name in listed.key if name not in self.key]
        self.sort_key += [name for name in listed.sort_key if name not in self.sort_key]
        self.indexes += listed.indexes

    def done(self) -> Table:
        """The finished table."""
        return Table(
            self.name,
            self.start,
            self.end,
            tuple(self.columns[:80]),
            tuple(self.key),
            tuple(self.sort_key),
            tuple(self.indexes),
        )


def gridded(text: str, lines: list[Line], grid: Grid) -> list[Draft]:
    """Tables described by the rows of a Markdown table: one a row, or one column a row."""
    header = grid.header
    table_at = next(
        (
            i
            for i, word in enumerate(header)
            if word in {"table", "tables", "entity", "collection", "store", "table name"}
        ),
        None,
    )
    key_at = next((i for i, word in enumerate(header) if re.search(r"\bkeys?\b|\bpk\b|primary|partition", word)), None)
    fields_at = next(
        (i for i, word in enumerate(header) if re.search(r"columns?|fields?|attributes|schema|holds", word)), None
    )
    found: list[Draft] = []
    if table_at is not None and (key_at is not None or fields_at is not None):
        index_at = next((i for i, word in enumerate(header) if "index" in word), None)
        sort_at = next((i for i, word in enumerate(header) if re.search(r"sort|clustering|\bsk\b", word)), None)
        for row in grid.rows.values():
            if len(row) <= table_at or not re.fullmatch(r"[`*]*[A-Za-z_][\w ]{0,40}[`*]*", row[table_at].text):
                continue
            draft = Draft(row[table_at].text.strip("`* "), row[table_at].start, row[-1].end)
            if fields_at is not None and fields_at < len(row):
                draft.take(columns_in(text, row[fields_at].start, row[fields_at].end))
            if key_at is not None and key_at < len(row) and key_at != fields_at:
                listed = columns_in(text, row[key_at].start, row[key_at].end)
                draft.take(
                    Listed(
                        listed.columns, listed.key or [c.name for c in listed.columns], listed.sort_key, listed.indexes
                    )
                )
            if sort_at is not None and sort_at < len(row) and sort_at != key_at:
                listed = columns_in(text, row[sort_at].start, row[sort_at].end)
                draft.take(Listed(listed.columns, [], [c.name for c in listed.columns], []))
            if index_at is not None and index_at < len(row) and index_at != key_at:
                names = names_in(row[index_at].text)
                if names:
                    draft.indexes.append(Index(names, row[index_at].start, row[index_at].end))
            found.append(draft)
    elif (
        header
        and re.search(r"^(?:column|field|attribute|name)", header[0])
        and (len(header) > 1 and re.search(r"type|key|note|descr", header[1]))
    ):
        named = next((line for line in reversed(lines[max(0, grid.first - 3) : grid.first]) if not line.blank), None)
        match = NAMED.match(named.text) if named else None
        if named and match:
            draft = Draft(
                match["name"],
                named.start + match.start("name"),
                next(reversed(grid.rows.values()))[-1].end if grid.rows else named.end,
            )
            for row in grid.rows.values():
                listed = columns_in(text, row[0].start, row[0].end)
                draft.take(listed)
                if any(PRIMARY.search(cell.text) for cell in row) and listed.columns:
                    draft.key.append(listed.columns[0].name)
            found.append(draft)
    return found
