"""`coach api`: endpoints and tables as they are read, with what an API reviewer would say."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.files import display_name, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.api.model import Contract, Field
    from coach.model.remark import Remark

SCHEMA = "coach.api/1"


@click.command("api")
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, one a line.")
@click.option("--openapi", "as_openapi", is_flag=True, help="An OpenAPI 3.1 document a file, one a line.")
def command(files: tuple[str, ...], *, as_json: bool, as_openapi: bool) -> None:
    """Read the endpoints and tables in FILES and check them ("-" is standard input).

    Of an answer sheet only its API phase is read; any other file is read whole.
    """
    import json
    import shutil

    from coach.api import checks, openapi, reader, table

    if as_json and as_openapi:
        raise click.UsageError("choose one of --json and --openapi")
    width = min(max(shutil.get_terminal_size().columns, 38), 100)
    for place, path in enumerate(files):
        whole = read_text(path)
        text, requirements = _parts(whole, path)
        contract = reader.read(text)
        if as_openapi:
            click.echo(json.dumps(openapi.document(contract, _title(path)), ensure_ascii=False))
            continue
        remarks = checks.check(contract, text, requirements=requirements)
        if as_json:
            click.echo(json.dumps(_object(path, whole, contract, remarks), ensure_ascii=False))
            continue
        if len(files) > 1:
            click.echo(("\n" if place else "") + display_name(path))
        rows = table.lines(contract, width)
        click.echo("\n".join(rows) if rows else "No endpoint and no table was found.")
        if remarks:
            click.echo()
        for remark in remarks:
            click.echo(_told(whole, remark, width))


def _parts(text: str, path: str) -> tuple[str, str]:
    """The API phase and the requirements of an answer sheet, blanked elsewhere; the whole text of anything else."""
    from coach.language.sheets import parse
    from coach.model.words import Phase

    sheet = parse(text, path)
    written = sheet.written(Phase.API)
    if written.strip() and any(section.phase is not Phase.API for section in sheet.sections):
        return written, sheet.written(Phase.REQUIREMENTS)
    return text, ""


def _title(path: str) -> str:
    from pathlib import Path

    return "API" if path == "-" else Path(path).stem or "API"


def _told(text: str, remark: "Remark", width: int) -> str:
    """A remark for a person: where, how grave, the words it is about, what is to be said."""
    import textwrap

    from coach.language.cleaning import one_line

    line = text.count("\n", 0, remark.start) + 1
    quote = one_line(" ".join(text[remark.start : remark.end].split()))
    head = f"line {line}, {remark.severity}: “{quote if len(quote) <= 60 else quote[:59] + '…'}”"
    return head + "\n" + textwrap.fill(remark.message, width, initial_indent="  ", subsequent_indent="  ")


def _object(path: str, text: str, contract: "Contract", remarks: "Sequence[Remark]") -> dict[str, Any]:
    """The reading of one file as plain data; `start` and `end` count characters of the file."""
    return {
        "schema": SCHEMA,
        "file": path,
        "operations": [
            {
                "style": operation.style,
                "method": operation.method,
                "path": operation.path,
                "name": operation.name,
                "effect": operation.effect,
                "path_params": [field.name for field in operation.path_params],
                "query_params": _fields(operation.query_params),
                "headers": _fields(operation.headers),
                "request": _fields(operation.request),
                "responses": [
                    {
                        "status": answer.status,
                        "fields": _fields(answer.fields),
                        "many": answer.many,
                        "note": answer.note,
                    }
                    for answer in operation.responses
                ],
                "auth": text[operation.auth.start : operation.auth.end] if operation.auth else "",
                "idempotency": text[operation.idempotency.start : operation.idempotency.end]
                if operation.idempotency
                else "",
                "start": operation.start,
                "end": operation.end,
            }
            for operation in contract.operations
        ],
        "tables": [
            {
                "name": table.name,
                "columns": [{"name": column.name, "type": column.kind} for column in table.columns],
                "key": list(table.key),
                "sort_key": list(table.sort_key),
                "indexes": [{"columns": list(index.columns), "unique": index.unique} for index in table.indexes],
                "start": table.start,
                "end": table.end,
            }
            for table in contract.tables
        ],
        "access_patterns": [
            {"need": need.need, "answered_by": need.answered_by, "start": need.start, "end": need.end}
            for need in contract.access_patterns
        ],
        "remarks": [
            {
                "id": remark.id,
                "severity": remark.severity.value,
                "start": remark.start,
                "end": remark.end,
                "quote": text[remark.start : remark.end],
                "message": remark.message,
                "source": [{"doc": source.doc, "section": source.section} for source in remark.sources],
            }
            for remark in remarks
        ],
    }


def _fields(fields: "Sequence[Field]") -> list[dict[str, Any]]:
    return [
        {
            "name": field.name,
            "optional": field.optional,
            "type": field.kind,
            **({"fields": _fields(field.fields)} if field.fields else {}),
        }
        for field in fields
    ]
