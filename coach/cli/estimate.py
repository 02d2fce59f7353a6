"""`coach estimate`: read worksheets and print every line with its reading, its values and what is wrong with it."""

import json
import sys
from pathlib import Path

import click


@click.command("estimate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, one a line.")
def command(files: tuple[Path, ...], as_json: bool) -> None:
    """Read and check worksheets of back-of-envelope arithmetic; "-" is stdin."""
    from coach.estimation.worksheet import read

    for file in files:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8", errors="replace")
        worksheet = read(text)
        if as_json:
            click.echo(json.dumps({"schema": "coach.estimate/1", "file": str(file), "lines": [
                {"line": line.number, "text": line.text, "is_estimate": line.is_estimate, "read_as": line.read_as,
                 "quantities": [{"name": q.name, "kind": q.kind, "value": q.value, "low": q.low, "high": q.high, "unit": q.unit, "role": q.role} for q in line.quantities],
                 "remarks": [{"id": r.id, "severity": r.severity.value, "factor": r.factor, "start": r.start, "end": r.end, "message": r.message} for r in line.remarks]}
                for line in worksheet.lines]}, ensure_ascii=False))
        else:
            for line in worksheet.lines:
                click.echo(f"{line.text}\n      {line.read_as}")
