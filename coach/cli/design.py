"""`coach design`: draw a design, run the load through it, break it, and say what an interviewer would ask."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

import click

from coach.language.cleaning import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.design.catalogue import Catalogue
    from coach.design.diagram import Diagram
    from coach.design.failures import Aftermath
    from coach.design.flow import Run
    from coach.model.remark import Remark

SCHEMA = "coach.design/1"

_RATE = re.compile(r"([\d.]+)([kmb]?)(?:/s|rps|qps)?", re.IGNORECASE)
_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "→": ">", "×": "x", "·": "-", "…": "~", "–": "-"})
_PAIR = re.compile(r"([^=]+?)\s*=\s*(\S+)\s*")


@click.command("design")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "form", flag_value="json", help="One JSON object a file, one a line.")
@click.option("--svg", "form", flag_value="svg", help="The picture as SVG.")
@click.option("--mermaid", "form", flag_value="mermaid", help="The design as a Mermaid flowchart.")
@click.option("--d2", "form", flag_value="d2", help="The design as D2.")
@click.option("--load", "load", default="", metavar="RATES", help='Requests per second: "GET=20k POST=500".')
@click.option("--kill", "killed", default="", metavar="BOX", help="Take this box out and tell what happens.")
@click.option(
    "--width", type=click.IntRange(20, 1000), default=None, help="Columns to draw in; the terminal's if left out."
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw without box-drawing characters.")
def command(
    files: tuple[str, ...], form: str | None, load: str, killed: str, width: int | None, ascii_only: bool
) -> None:
    """Draw a design, run it, break it.

    FILE is an answer sheet, of which the design is read, or a text that holds nothing but a design; "-" is standard
    input.
    """
    from coach.cli.files import display_name, read_text

    loads = _rates(load)
    catalogue = _catalogue()
    for index, file in enumerate(files):
        examined = _Examined(display_name(file), read_text(file), catalogue, loads)
        if killed and examined.diagram.box(killed) is None:
            raise click.UsageError(_no_such_box(killed, examined.diagram, display_name(file)))
        if form == "json":
            click.echo(json.dumps(_as_json(examined, killed), ensure_ascii=False))
        elif form == "svg":
            from coach.design.drawing import draw, to_svg

            click.echo(printable(to_svg(draw(examined.diagram, width or 160, run=examined.run, killed=killed))))
        elif form == "mermaid":
            from coach.design.export import to_mermaid

            click.echo(printable(to_mermaid(examined.diagram, catalogue)), nl=False)
        elif form == "d2":
            from coach.design.export import to_d2

            click.echo(printable(to_d2(examined.diagram, catalogue)), nl=False)
        else:
            if len(files) > 1:
                click.echo(("\n" if index else "") + f"{examined.name}")
            told = _as_text(examined, killed, width or _columns(), ascii_only)
            click.echo(printable(told.translate(_PLAIN) if ascii_only else told))


class _Examined:
    """A file's design, read and run."""

    def __init__(self, name: str, text: str, catalogue: Catalogue, loads: Mapping[str, float]) -> None:
        from coach.design.flow import run
        from coach.design.language import read

        self.name = name
        self.text = text
        self.design, self.said = _parts(text, name)
        self.diagram = read(self.design, catalogue)
        self.run: Run = run(self.diagram, catalogue, {**_estimated(text, name), **loads})
        self.catalogue = catalogue

    def remarks(self) -> tuple[Remark, ...]:
        """What the rules say of it."""
        from coach.design.prose import mentions
        from coach.design.smells import check

        prose = mentions(self.said, self.diagram, self.catalogue)
        return check(self.diagram, self.run, prose, self.said)


def _parts(text: str, name: str) -> tuple[str, str]:
    """The design's part of a text and everything that the candidate wrote, both as long as the text."""
    from coach.language.sheets import parse
    from coach.model.words import Phase

    sheet = parse(text, name)
    if not sheet.sections:
        return text, text
    said = [" "] * len(text)
    for section in sheet.sections:
        said[section.start : section.end] = sheet.written(section.phase)[section.start : section.end]
    return sheet.written(Phase.DESIGN), "".join(said)


def _estimated(text: str, name: str) -> dict[str, float]:
    """Reads and writes per second, at peak where that is told, as the sheet's own estimate has them."""
    from coach.estimation.rates import peak_rates
    from coach.estimation.worksheet import read
    from coach.language.sheets import parse
    from coach.model.words import Phase

    written = parse(text, name).written(Phase.ESTIMATION)
    if not written.strip():
        return {}
    return peak_rates(read(written))


def _catalogue() -> Catalogue:
    """The bundled component catalogue."""
    from coach.design.catalogue import build
    from coach.packs.library import load_rubrics

    return build(load_rubrics().components)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _rates(load: str) -> dict[str, float]:
    """The rates of `--load`, per second.

    Raises:
        click.BadParameter: a word that is no NAME=RATE.
    """
    rates: dict[str, float] = {}
    at = 0
    while at < len(load.strip()):
        pair = _PAIR.match(load.strip(), at)
        rate = _RATE.fullmatch(pair[2].replace(",", "")) if pair else None
        if pair is None or rate is None or rate[1].count(".") > 1 or rate[1] == ".":
            raise click.BadParameter(f"“{load.strip()[at:]}” is not NAME=RATE, such as GET=20k", param_hint="--load")
        scale = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9}[rate[2].lower()]
        rates[pair[1].strip().upper()] = float(rate[1]) * scale
        at = pair.end()
    return rates


def _no_such_box(killed: str, diagram: Diagram, name: str) -> str:
    import difflib

    names = [box.name for box in diagram.boxes]
    if not names:
        return f"{name} has no design to kill “{killed}” in"
    near = difflib.get_close_matches(killed, names, n=1)
    return f"{name} has no box “{killed}”; " + (
        f"did you mean “{near[0]}”?" if near else f"there are {', '.join(names)}"
    )


# -- text --------------------------------------------------------------------------------------------------------------


def _as_text(examined: _Examined, killed: str, width: int, ascii_only: bool) -> str:
    from coach.design.drawing import draw

    diagram, run = examined.diagram, examined.run
    parts = ["\n".join(draw(diagram, width, run=run, killed=killed, ascii_only=ascii_only).lines)]
    if diagram.boxes:
        parts.append("\n".join(_table(run)))
        if run.operations:
            parts.append("\n".join(_operations(run)))
    if killed:
        from coach.design.failures import kill

        parts.append(kill(diagram, run, killed).words)
    told = [f"{remark.severity.value}: {remark.message} {remark.question}".rstrip() for remark in examined.remarks()]
    if told:
        parts.append("\n".join(told))
    if diagram.hints:
        parts.append("\n".join(f"hint: {hint.message}" for hint in diagram.hints))
    return "\n\n".join(parts)


def _table(run: Run) -> list[str]:
    rows = [("box", "kind", "n", "reads/s", "writes/s", "full", "breaks at")]
    for name, load in run.boxes.items():
        full = f"{load.utilisation:.0%}" if load.utilisation else ""
        rows.append(
            (
                name,
                load.box.kind or "?",
                str(load.box.replicas),
                _figure(load.reads),
                _figure(load.writes),
                full,
                "" if math.isinf(load.breaks_at) else f"x{load.breaks_at:.1f}",
            )
        )
    from coach.design.cells import width_of

    widths = [max(width_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (wide - width_of(cell)) if column < 2 else " " * (wide - width_of(cell)) + cell
            for column, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def _operations(run: Run) -> list[str]:
    from coach.design.flow import MOST_AVAILABILITY

    lines = []
    for operation in run.operations:
        up = operation.availability
        shown = "better than 99.99%" if up > MOST_AVAILABILITY else f"{up:.3%}"
        lines.append(
            f"{operation.name}: {_figure(operation.rate) or '0'}/s, p50 {_milliseconds(operation.p50)},"
            f" p99 {_milliseconds(operation.p99)}, up {shown}"
        )
    if run.bottleneck:
        load = run.boxes[run.bottleneck]
        lines.append(f"bottleneck: {run.bottleneck}, {load.utilisation:.0%} full, breaks at x{load.breaks_at:.1f}")
    if run.assumed and run.loaded:
        told = [f"{item.box} {item.attribute}={_figure(item.value)}" for item in run.assumed]
        lines.append("assumed, write them on the box to change them: " + ", ".join(told))
    return lines


def _figure(value: float) -> str:
    if value == 0 or math.isinf(value):
        return ""
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def _milliseconds(seconds: float) -> str:
    return "without end (a box on the way is full)" if math.isinf(seconds) else f"{seconds * 1000:.3g} ms"


# -- JSON --------------------------------------------------------------------------------------------------------------


def _as_json(examined: _Examined, killed: str) -> dict[str, Any]:
    diagram, run = examined.diagram, examined.run
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "file": examined.name,
        "boxes": [_box_as_json(run, name) for name in run.boxes],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "operation": edge.operation,
                "label": edge.label,
                "asynchronous": edge.asynchronous,
                "fanout": edge.fanout,
                "share": edge.share,
                "start": edge.span.start,
                "end": edge.span.end,
            }
            for edge in diagram.edges
        ],
        "groups": [{"name": group.name, "boxes": list(group.boxes)} for group in diagram.groups],
        "operations": [
            {
                "name": operation.name,
                "reads": operation.path.reads,
                "rate": operation.rate,
                "mean": _finite(operation.mean),
                "p50": _finite(operation.p50),
                "p99": _finite(operation.p99),
                "availability": operation.availability,
                "hard": sorted(operation.hard),
                "soft": sorted(operation.soft),
                "background": sorted(operation.background),
            }
            for operation in run.operations
        ],
        "loads": {operation.name: operation.rate for operation in run.operations},
        "bottleneck": run.bottleneck or None,
        "assumed": [
            {"box": item.box, "attribute": item.attribute, "value": _finite(item.value), "low": item.low,
             "high": item.high, "unit": item.unit}
            for item in run.assumed
        ],
        "findings": [_remark_as_json(remark, examined.text) for remark in examined.remarks()],
        "hints": [{"start": hint.span.start, "end": hint.span.end, "message": hint.message} for hint in diagram.hints],
    }  # fmt: skip
    if killed:
        from coach.design.failures import kill

        found["killed"] = _aftermath_as_json(kill(diagram, run, killed))
    return found


def _box_as_json(run: Run, name: str) -> dict[str, Any]:
    load = run.boxes[name]
    return {
        "name": name,
        "kind": load.box.kind or None,
        "replicas": load.box.replicas,
        "standby": load.box.standby,
        "group": load.box.group or None,
        "attributes": dict(load.box.attributes),
        "notes": list(load.box.notes),
        "reads": load.reads,
        "writes": load.writes,
        "capacity": _finite(load.capacity),
        "utilisation": _finite(load.utilisation),
        "breaks_at": _finite(load.breaks_at),
        "spans": [{"start": span.start, "end": span.end} for span in load.box.spans],
    }


def _remark_as_json(remark: Remark, text: str) -> dict[str, Any]:
    return {
        "id": remark.id,
        "severity": remark.severity.value,
        "start": remark.start,
        "end": remark.end,
        "quote": text[remark.start : remark.end],
        "message": remark.message,
        "question": remark.question,
        "source": [{"doc": source.doc, "section": source.section} for source in remark.sources],
    }


def _aftermath_as_json(aftermath: Aftermath) -> dict[str, Any]:
    return {
        "box": aftermath.box,
        "dependency": aftermath.dependency.value,
        "single_point_of_failure": aftermath.single,
        "operations": [
            {"name": item.operation, "effect": item.effect.value, "share": item.share, "words": item.words}
            for item in aftermath.operations
        ],
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
