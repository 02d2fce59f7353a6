"""`coach estimate`: every line of a worksheet with its reading, its values and what is wrong with it."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.files import display_name, read_text

if TYPE_CHECKING:
    from coach.estimation.expected import Comparison
    from coach.estimation.worksheet import Line, Quantity, Worksheet
    from coach.model.problem import Problem
    from coach.model.remark import Remark

SCHEMA = "coach.estimate/1"


@click.command("estimate")
@click.argument("files", nargs=-1, required=True)
@click.option("--problem", "slug", help="Compare with what this problem expects.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, one a line.")
def command(files: tuple[str, ...], *, slug: str | None, as_json: bool) -> None:
    """Read the arithmetic in FILES and check it ("-" is standard input).

    Of an answer sheet only its estimation phase is read; any other file is read whole.
    """
    import json
    import shutil

    from coach.estimation.worksheet import read

    problem = _problem(slug) if slug else None
    width = min(max(shutil.get_terminal_size().columns, 40), 100)
    for place, path in enumerate(files):
        worksheet = read(_estimation(read_text(path), path))
        compared = _compared(worksheet, problem) if problem else ()
        if as_json:
            click.echo(json.dumps(_object(path, worksheet, compared), ensure_ascii=False))
            continue
        if len(files) > 1:
            click.echo(("\n" if place else "") + display_name(path))
        rows = [row for line in worksheet.lines for row in _rows(line, width)]
        click.echo("\n".join(rows) if rows else "No line was found.")
        for comparison in compared:
            click.echo(_told(comparison))


def _estimation(text: str, path: str) -> str:
    """The estimation phase of an answer sheet, blanked elsewhere; the whole text of anything else."""
    from coach.language.sheets import parse
    from coach.model.words import Phase

    sheet = parse(text, path)
    written = sheet.written(Phase.ESTIMATION)
    return written if written.strip() and len(sheet.sections) > 1 else text


def _problem(slug: str) -> "Problem":
    from coach.cli.files import Unreadable
    from coach.packs.errors import PackError
    from coach.packs.library import find_problem

    try:
        return find_problem(slug)
    except PackError as problem:
        raise Unreadable(str(problem)) from None


def _compared(worksheet: "Worksheet", problem: "Problem") -> "tuple[Comparison, ...]":
    from coach.estimation.expected import compare

    facts = {fact.id: fact.value for fact in problem.facts if fact.value is not None}
    return compare(worksheet, problem.quantities, facts)


def _rows(line: "Line", width: int) -> list[str]:
    """A line, its reading in the margin below it, and its remarks under carets, like a compiler's."""
    import textwrap

    from coach.language.cleaning import one_line

    margin = f"{line.number:>4} │ "
    blank = " " * 4 + " │ "
    room = width - len(margin)
    shown = one_line(line.text)
    pieces = [shown[at : at + room] for at in range(0, max(len(shown), 1), room)] or [""]
    rows = [(margin if index == 0 else blank) + piece for index, piece in enumerate(pieces)]
    for remark in line.remarks:
        rows.extend(blank + row for row in _carets(line, remark, room))
        told = f"{remark.severity.value}: {remark.message}"
        rows.extend(blank + row for row in textwrap.wrap(told, room, subsequent_indent="  "))
    if line.read_as:
        rows.extend(blank + row for row in textwrap.wrap("= " + line.read_as, room, subsequent_indent="  "))
    return rows


def _carets(line: "Line", remark: "Remark", room: int) -> list[str]:
    """Carets under what the remark is about; none where the line was wrapped."""
    first, last = remark.start - line.start, remark.end - line.start
    if len(line.text) > room or "\t" in line.text:
        return []
    return [" " * first + "^" * max(1, last - first)]


def _told(comparison: "Comparison") -> str:
    from coach.estimation.wording import number

    if comparison.found is None:
        return f"{comparison.label}: missing, expected about {number(comparison.expected)}"
    found = f"{number(comparison.found.value)} {comparison.found.unit} in line {comparison.found.line}"
    return f"{comparison.label}: {comparison.band}, {found}, expected about {number(comparison.expected)}"


def _object(path: str, worksheet: "Worksheet", compared: "tuple[Comparison, ...]") -> dict[str, Any]:
    """The reading of one file as plain data; `start` and `end` count characters of the file."""
    out: dict[str, Any] = {"schema": SCHEMA, "file": path, "lines": [_line(line) for line in worksheet.lines]}
    if compared:
        out["expected"] = [
            {
                "id": one.id,
                "label": one.label,
                "expected": one.expected,
                "own": one.own,
                "found": one.found.value if one.found else None,
                "line": one.found.line if one.found else None,
                "log10": one.log10,
                "band": one.band,
            }
            for one in compared
        ]
    return out


def _line(line: "Line") -> dict[str, Any]:
    return {
        "line": line.number,
        "text": line.text,
        "is_estimate": line.is_estimate,
        "read_as": line.read_as,
        "quantities": [_quantity(quantity) for quantity in line.quantities],
        "remarks": [
            {
                "id": remark.id,
                "severity": remark.severity.value,
                "factor": remark.factor,
                "start": remark.start,
                "end": remark.end,
                "message": remark.message,
                "question": remark.question,
                "follows": remark.follows,
            }
            for remark in line.remarks
        ],
    }


def _quantity(quantity: "Quantity") -> dict[str, Any]:
    return {
        "name": quantity.name,
        "kind": quantity.kind,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "role": quantity.role,
        "peak": quantity.peak,
        "replicated": quantity.replicated,
        "start": quantity.start,
        "end": quantity.end,
    }
