"""What a good interviewer would ask about a design: all rules, run over one drawing.

A rule is one function in `coach/design/rules`; to add one, write it beside its siblings under its own name. Its
condition is in the code, its letter refers to the list of smells in the design guide. An error is only what is wrong
on its face; most findings are questions.
"""

from collections.abc import Iterable

from coach.design.diagram import Diagram
from coach.design.flow import Run
from coach.design.prose import Prose
from coach.design.rules import caches, data, excess, load, paths, survival, timing
from coach.design.rules.scene import Rule, Scene
from coach.design.wants import Wants, read_wants
from coach.model.remark import Remark
from coach.model.words import Severity

RULES: tuple[Rule, ...] = (
    *paths.RULES, *load.RULES, *survival.RULES, *caches.RULES, *data.RULES, *timing.RULES, *excess.RULES,
)  # fmt: skip
"""Every rule, in the order of the list of smells."""

LIVE = 3
"""Remarks shown at a time while somebody is drawing."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}

_MOST_OF_A_RULE = 4


def check(
    diagram: Diagram, run: Run, prose: Prose, text: str, *, wants: Wants | None = None, answered: Iterable[str] = ()
) -> tuple[Remark, ...]:
    """Everything the rules have to say, worst first.

    Args:
        diagram: what is drawn.
        run: it, under load.
        prose: what is said besides; the more of the sheet it was read from, the fewer false alarms.
        text: that prose was read from; remarks point into it.
        wants: targets and sizes of the earlier phases; read from `text` when left out.
        answered: rules that the candidate has already answered, which are not asked again.
    """
    if not diagram.boxes and not prose.statements:
        return ()
    scene = Scene(diagram, run, prose, text, wants if wants is not None else read_wants(text))
    skip = set(answered)
    found: list[Remark] = []
    for rule in RULES:
        if rule.id in skip or (not diagram.boxes and rule.code[0] in "AB"):
            continue
        for count, remark in enumerate(rule.check(scene)):
            if count >= _MOST_OF_A_RULE:
                break
            found.append(_with_sources(remark, rule))
    found = list({(remark.id, remark.start, remark.end): remark for remark in found}.values())
    return tuple(sorted(found, key=lambda remark: _ORDER[remark.severity]))


def live(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The few that are shown while somebody is drawing: the worst, one of a rule."""
    found: dict[str, Remark] = {}
    for remark in remarks:
        found.setdefault(remark.id, remark)
    return tuple(found.values())[:LIVE]


def _with_sources(remark: Remark, rule: Rule) -> Remark:
    return Remark(
        remark.id,
        remark.severity,
        remark.start,
        remark.end,
        remark.message,
        rule.sources,
        remark.factor,
        remark.question,
    )
