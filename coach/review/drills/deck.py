"""Which drills there are: each kind a few makers, dealt in turn by seed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coach.design.catalogue import Catalogue, build
from coach.model.drills import DrillMaterial
from coach.model.problem import Rubrics
from coach.review.drills import estimation, recall, repairs
from coach.review.drills.drill import Drill, Kind

LONG = {
    Kind.ESTIMATION: "compute, spot the slip, find the bottleneck",
    Kind.NUMBERS: "latencies, capacities, nines: the order of magnitude",
    Kind.TRADE_OFFS: "what is given up, by what mechanism",
    Kind.API: "mend an endpoint",
    Kind.DESIGN: "find the one fault in a drawing",
    Kind.BLOCKS: "the one job of each building block",
}
"""What each kind is, in a few words."""


@dataclass(frozen=True, slots=True)
class Material:
    """What drills are made of."""

    rubrics: Rubrics
    drills: DrillMaterial
    catalogue: Catalogue


def material(rubrics: Rubrics, drills: DrillMaterial) -> Material:
    """The material of a pack, with its component catalogue ready."""
    return Material(rubrics, drills, build(rubrics.components))


_MAKERS: Mapping[Kind, tuple[Callable[[int, Material], Drill], ...]] = {
    Kind.ESTIMATION: (
        lambda seed, _: estimation.compute(seed),
        lambda seed, _: estimation.spot(seed),
        lambda seed, _: estimation.bottleneck(seed),
    ),
    Kind.NUMBERS: (lambda seed, given: recall.figure(seed, given.rubrics.numbers),),
    Kind.TRADE_OFFS: (lambda seed, given: recall.trade_off(seed, given.drills.trade_offs),),
    Kind.API: (lambda seed, given: repairs.endpoint(seed, given.drills.endpoints),),
    Kind.DESIGN: (lambda seed, given: repairs.drawing(seed, given.drills.designs, given.catalogue),),
    Kind.BLOCKS: (lambda seed, given: recall.block(seed, given.rubrics.components),),
}


def draw(kind: Kind | None, seed: int, given: Material) -> Drill:
    """The drill of `seed`; of any kind when none is named."""
    rng = random.Random(f"kind {seed}")
    chosen = kind if kind is not None else rng.choice(list(Kind))
    return rng.choice(_MAKERS[chosen])(seed, given)
