"""Repair drills: mend an endpoint, find the fault in a drawing. The rooms that read an interview decide."""

import random
from collections.abc import Sequence
from functools import lru_cache

from coach.api.checks import check as check_contract
from coach.api.reader import read as read_contract
from coach.design.catalogue import Catalogue
from coach.design.flow import run
from coach.design.language import read as read_design
from coach.design.prose import mentions
from coach.design.smells import check as check_design
from coach.model.drills import BrokenLine, SoundDesign
from coach.model.remark import Remark
from coach.model.words import Severity
from coach.review.drills.drill import Drill, Kind, Marked, chosen_option


def endpoint(seed: int, endpoints: Sequence[BrokenLine]) -> Drill:
    """An endpoint with one fault, to be written anew."""
    line = random.Random(f"endpoint {seed}").choice(endpoints)

    def mark(said: str) -> Marked:
        before = [one for one in contract_remarks(line.broken) if one.id == line.rule]
        why = before[0].message if before else ""
        if not read_contract(said).operations:
            return Marked(False, f"Write the endpoint: method, path, what goes in, what comes out. {why}")
        after = contract_remarks(said)
        if any(one.id == line.rule for one in after):
            return Marked(False, f"The fault is still there. {why} For instance: {line.mended}")
        grave = next((one for one in after if one.severity is Severity.ERROR), None)
        if grave is not None:
            return Marked(False, f"That fault is gone, but: {grave.message} For instance: {line.mended}")
        return Marked(True, f"Mended. {why}")

    return Drill(
        kind=Kind.API,
        seed=seed,
        subject=line.rule,
        asks=f"To {line.does}. Something is wrong with this endpoint: write it as it should be.",
        shown=line.broken,
        options=(),
        answer=line.mended,
        mark=mark,
        source=line.source,
    )


def drawing(seed: int, designs: Sequence[SoundDesign], catalogue: Catalogue) -> Drill:
    """A drawing with one planted fault, among faults that it does not have."""
    rng = random.Random(f"drawing {seed}")
    design = rng.choice(designs)
    edit = rng.choice(design.edits)
    broken = design.drawing.replace(edit.find, edit.put)
    found = {remark.id: remark for remark in design_remarks(broken, catalogue)}
    everywhere = {one.says: one.rule for other in designs for one in other.edits}
    wrong = sorted(says for says, rule in everywhere.items() if rule not in found and says != edit.says)
    options = [edit.says, *rng.sample(wrong, min(3, len(wrong)))]
    rng.shuffle(options)
    remark = found[edit.rule]

    def mark(said: str) -> Marked:
        chosen = chosen_option(tuple(options), said)
        if chosen is None:
            return Marked(False, f"Choose 1 to {len(options)}.")
        before = "" if chosen == edit.says else f"No: {edit.says} "
        return Marked(chosen == edit.says, f"{before}{remark.message}")

    return Drill(
        kind=Kind.DESIGN,
        seed=seed,
        subject=edit.rule,
        asks=f"{design.title}. One thing is wrong with this design. What?",
        shown=broken.rstrip(),
        options=tuple(options),
        answer=edit.says,
        mark=mark,
        source=remark.sources or design.source,
    )


def contract_remarks(text: str) -> tuple[Remark, ...]:
    """What the API room says of `text`."""
    return check_contract(read_contract(text), text)


@lru_cache(maxsize=64)
def design_remarks(text: str, catalogue: Catalogue) -> tuple[Remark, ...]:
    """What the design room says of `text`."""
    diagram = read_design(text, catalogue)
    return check_design(diagram, run(diagram, catalogue), mentions(text, diagram, catalogue), text)
