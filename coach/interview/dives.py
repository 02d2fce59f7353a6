"""Deep dives out of the candidate's own design: run it, and ask about what costs most, in its boxes and loads.

Each kind of question is one function that looks at the design and gives its words, or none; `KINDS` lists them in the
order in which they are preferred. What a good answer holds stands in `rubrics/design_dives.yaml` under the same id; the
words end as its topic does, so that the question is known again in a sheet.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coach.design import failures, flow, language
from coach.design.catalogue import Catalogue
from coach.design.diagram import Diagram
from coach.design.failures import Aftermath, Consequence, Effect
from coach.design.flow import Run
from coach.estimation import worksheet
from coach.estimation.rates import READ, WRITE, peak_rates

SPIKE = 10
"""How many times the load is asked about."""

LEAST_LIFT = 1.25
"""A box behind a lost one is worth a question when its load grows by this factor."""


LEAST_LOAD = 0.3
"""… and when it is this full then; less, nobody notices."""


@dataclass(frozen=True, slots=True)
class Running:
    """A design under its own load."""

    diagram: Diagram
    run: Run


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a design."""

    id: str
    """Its id among the rubrics' design dives."""
    question: str


def questions(text: str, catalogue: Catalogue, estimation: str = "") -> tuple[Asked, ...]:
    """The questions that a design deserves, the most telling first; none when nothing is drawn.

    Args:
        text: the notes of the design phase, with the loads where the candidate states them.
        catalogue: the components it may name.
        estimation: the notes of the estimation phase, whose rates load the design where it states none.
    """
    diagram = language.read(text, catalogue)
    if not diagram.edges:
        return ()
    rates = peak_rates(worksheet.read(estimation)) if estimation.strip() else {}
    running = Running(diagram, flow.run(diagram, catalogue, rates))
    return tuple(Asked(name, words) for name, ask in KINDS.items() if (words := ask(running)))


def _lost_box(running: Running) -> str:
    """The box whose loss costs most."""
    losses = list(_losses(running))
    if not losses:
        return ""
    loss = max(losses, key=lambda one: one[0])[1]
    load = running.run.boxes[loss.box]
    at = f" at {_rate(load.rate)} {'reads' if load.reads >= load.writes else 'writes'}/s" if load.rate else ""
    gone = "are" if load.box.replicas > 1 else "is"
    lifted = max(
        (one for one in loss.operations if one.box and _lift(one) > 1), key=lambda one: one.after, default=None
    )
    if lifted is not None:
        happens = f"{lifted.box} goes from {lifted.before:.0%} to {lifted.after:.0%}"
    elif loss.lost:
        happens = f"{_listed(loss.lost)} {'fails' if len(loss.lost) == 1 and loss.lost[0] not in _PLAIN else 'fail'}"
    else:
        happens = "what waits for it goes on without"
    all_of = "All copies of " if load.box.replicas > 1 else ""
    return f"{all_of}{loss.box} {gone} gone{at}: {happens}. What do your users see, and what do you do?"


def _tenfold(running: Running) -> str:
    """The first box that is full at ten times the load."""
    full = failures.spike(running.run, SPIKE)
    if not running.run.loaded or not full:
        return ""
    first = full[0]
    return (
        f"Ten times the load: {first.box} goes from {first.before:.0%} to {first.after:.0%} of what it can take. "
        "What gives way first, what do you change, and what does that cost?"
    )


def _lagging_copy(running: Running) -> str:
    """A copy that answers reads and may lag behind."""
    copy = next((load for load in running.run.boxes.values() if load.kind.id == "replica" and load.reads), None)
    if copy is None:
        return ""
    return (
        f"Reads go to {copy.box.name}, which is half a second behind. Somebody writes and reads at once. "
        "What does the person who wrote see, and is that right?"
    )


def _two_stores(running: Running) -> str:
    """A write that has to reach two stores while somebody waits."""
    for operation in running.run.operations:
        if operation.path.reads:
            continue
        stores = [
            name
            for name, visit in operation.visits.items()
            if visit.writes and visit.waited > 0 and running.run.boxes[name].kind.role in ("store", "cache")
        ]
        durable = [name for name in stores if running.run.boxes[name].kind.role == "store"]
        if len(stores) > 1 and durable:
            first, second = stores[:2]
            what = "A write" if operation.name in _PLAIN else f"“{operation.name}”"
            return (
                f"{what} goes to {first} and then to {second}, and the second write fails. "
                "What is true then, and who puts it right?"
            )
    return ""


KINDS: Mapping[str, Callable[[Running], str]] = {
    "own-lost-box": _lost_box,
    "own-tenfold": _tenfold,
    "own-two-stores": _two_stores,
    "own-lagging-copy": _lagging_copy,
}


_PLAIN = {"reads": "reads", "writes": "writes", READ: "reads", WRITE: "writes"}
"""Names that a design without named operations gives its own, or takes from the estimation, and how they are said."""


def _losses(running: Running) -> Iterator[tuple[tuple[float, float, float], Aftermath]]:
    """Losses worth a question, with what they cost: load pushed over the edge, operations lost, load lifted."""
    for loss in failures.kill_all(running.diagram, running.run):
        load = running.run.boxes[loss.box]
        if load.kind.role not in ("cache", "store", "queue", "external"):
            continue
        lifted = max((_lift(one) for one in loss.operations), default=0.0)
        broken = max((one.after for one in loss.operations if one.effect is Effect.OVERLOADED), default=0.0)
        failing = float(len(loss.lost)) if loss.single else 0.5 * len(loss.lost)
        if broken or failing or lifted >= LEAST_LIFT:
            yield (broken, lifted if lifted >= LEAST_LIFT else 0.0, failing), loss


def _lift(consequence: Consequence) -> float:
    """By what factor the load of the box behind grows, where it then is a load worth the name."""
    worth = consequence.before > 0 and consequence.after >= LEAST_LOAD
    return consequence.after / consequence.before if worth else 0.0


def _rate(value: float) -> str:
    """A load as an interviewer says it: 20k, 1.2k, 350."""
    if value < 1000:
        return f"{value:.0f}"
    return f"{value / 1000:.0f}k" if value >= 10_000 else f"{value / 1000:.1f}k"


def _listed(names: tuple[str, ...]) -> str:
    quoted = [_PLAIN.get(name, f"“{name}”") for name in names]
    return " and ".join(quoted) if len(quoted) < 3 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
